"""Verb groups of a sentence: who does what, when, and how surely, without a part-of-speech tagger."""

from dataclasses import dataclass

from reeread.extract.sentence import Sentence
from reeread.extract.words import BASE, GERUND, PARTICIPLE, PAST, THIRD

_NEGATIVE = frozenset(("not", "n't", "never", "cannot", "hardly", "scarcely", "barely", "neither", "nor"))
_SKIPPED = frozenset(("not", "n't", "never", "all", "both", "each"))


@dataclass(slots=True)
class Predicate:
    """A finite verb group; all places are token indexes."""

    start: int
    end: int
    """After the last word of the group."""
    lemma: str
    tense: str = "present"
    """"present", "past" or "perfect"; a modal or an intention stands beside it."""
    modal: str = ""
    """The modal verb, "will" for "is going to", "must" for "has to"; empty without one."""
    negated: bool = False
    passive: bool = False
    progressive: bool = False
    copular: bool = False
    to: bool = False
    """Whether this is "is to" or "are to" with a verb: a plan or an order."""
    adverbs: tuple[int, ...] = ()
    clause: int = 0
    """Where the clause begins."""
    stop: int = 0
    """Where the clause ends: the next verb group, or the end of the sentence."""
    link: str = ""
    """The conjunction, relative or mark that opens the clause; "" at the beginning of the sentence."""
    subject: int = -1
    """The head noun of the subject, -1 when none was found."""
    negative_subject: bool = False
    guessed: bool = False
    """Whether the verb was taken for one only because nothing else in the clause could be."""


def predicates(s: Sentence) -> list[Predicate]:
    """Return the finite verb groups from left to right with their clauses and subjects."""
    found: list[Predicate] = []
    at, size = 0, len(s.words)
    while at < size:
        group = _group(s, at, found)
        if group is None:
            at += 1
        else:
            found.append(group)
            at = max(group.end, at + 1)
    found = _finite(s, found)
    for place, group in enumerate(found):
        _place(s, found, place, group)
    return found


def _group(s: Sentence, at: int, before: list[Predicate]) -> Predicate | None:
    word = s.words[at]
    classes = word.classes
    if "modal" in classes or "be" in classes or "have" in classes or "do" in classes:
        return _auxiliary(s, at)
    if not word.forms or (s.capitals[at] and at > 0):
        return None
    if word.forms & PAST and _is_past(s, at, before):
        return Predicate(at, at + 1, word.lemma, "past")
    if word.forms & (THIRD | BASE) and _is_present(s, at, before):
        return Predicate(at, at + 1, word.lemma, "present")
    return None


def _auxiliary(s: Sentence, at: int) -> Predicate | None:
    word, previous = s.words[at], s.low(at - 1)
    if word.low in ("being", "having") or (
        word.low in ("be", "have", "do", "been") and (previous == "to" or previous in _SKIPPED)
    ):
        return None
    if word.low in ("will", "might", "can", "must", "may") and (
        s.has(at - 1, "determiner") and not s.has(at - 1, "pronoun")
    ):
        return None
    if word.low == "may" and _is_month(s, at):
        return None
    if word.low in ("'s", "'d") or (word.low == "can" and s.capitals[at] and at):
        return None
    group = Predicate(at, at + 1, "")
    chain: list[str] = []
    adverbs: list[int] = []
    here, size = at, len(s.words)
    while here < size:
        current = s.words[here]
        low, classes = current.low, current.classes
        if "modal" in classes and not (low == "may" and _is_month(s, here)):
            group.modal = group.modal or low
            chain.append("modal")
        elif "be" in classes:
            chain.append("be")
        elif "have" in classes:
            chain.append("have")
        elif "do" in classes and not chain:
            chain.append("do")
        elif low in _NEGATIVE:
            group.negated = True
        elif "adverb" in classes or "ly" in classes or "hedge_adverb" in classes:
            adverbs.append(here)
        else:
            break
        if low == "cannot" or low in ("wo", "ca"):
            group.negated = group.negated or low == "cannot"
        here += 1
    group.modal = {"wo": "will", "'ll": "will", "ca": "can", "sha": "shall"}.get(group.modal, group.modal)
    group.adverbs = tuple(adverbs)
    first = word.low
    group.tense = "past" if first in ("was", "were", "had", "did") else "present"
    _content(s, group, chain, here)
    if group.tense == "present" and first in ("has", "have", "'ve") and not group.modal and len(chain) > 1:
        group.tense = "perfect"
    if group.modal and len(chain) > 1 and chain[1] == "have" and group.tense != "perfect":
        group.tense = "perfect"
    return group


def _content(s: Sentence, group: Predicate, chain: list[str], at: int) -> None:
    """Read the word after the auxiliaries: participle, gerund, base form or complement."""
    word = s.words[at] if at < len(s.words) else None
    last = chain[-1]
    low = word.low if word else ""
    forms = word.forms if word else 0
    group.end = at
    if last == "be":
        if low == "to" and at + 1 < len(s.words) and _base_follows(s, at + 1):
            group.to, group.lemma = True, _lemma(s, at + 1)
        elif low == "going" and s.low(at + 1) == "to":
            after = at + 2
            if after < len(s.words) and _base_follows(s, after):
                group.modal, group.lemma, group.end = "will", _lemma(s, after), after + 1
                if s.words[after].low == "be" and after + 1 < len(s.words):
                    if s.words[after + 1].forms & PARTICIPLE:
                        group.passive, group.lemma, group.end = True, s.words[after + 1].lemma, after + 2
                    else:
                        group.copular = True
            else:
                group.progressive, group.lemma, group.end = True, "go", at + 1
        elif word and forms & PARTICIPLE and "adjective" not in word.classes:
            group.passive, group.lemma, group.end = True, word.lemma, at + 1
        elif word and forms & GERUND and "adjective" not in word.classes:
            group.progressive, group.lemma, group.end = True, word.lemma, at + 1
        else:
            group.copular, group.lemma = True, "be"
    elif last == "have":
        if word and forms & PARTICIPLE:
            group.lemma, group.end = word.lemma, at + 1
            if group.tense == "present":
                group.tense = "perfect"
        elif low == "to" and _base_follows(s, at + 1):
            group.modal = group.modal or "must"
            group.lemma, group.end = _lemma(s, at + 1), at + 2
            if group.tense == "past":
                group.modal = ""
        else:
            group.lemma = "have"
    elif last == "do":
        if word and forms & BASE and group.end > group.start:
            group.lemma, group.end = word.lemma, at + 1
        else:
            group.lemma = "do"
    elif word and low.isalpha() and "closed" not in word.classes:
        group.lemma, group.end = word.lemma or low, at + 1
    elif word and low == "do":
        group.lemma, group.end = "do", at + 1


def _base_follows(s: Sentence, at: int) -> bool:
    return at < len(s.words) and (bool(s.words[at].forms & BASE) or s.words[at].low in ("be", "have", "do"))


def _lemma(s: Sentence, at: int) -> str:
    return s.words[at].lemma or s.words[at].low


def _is_month(s: Sentence, at: int) -> bool:
    """Return whether "May" is the month."""
    text = s.text[s.starts[at] : s.ends[at]]
    if text != "May" or at == 0:
        return False
    previous, following = s.low(at - 1), s.low(at + 1)
    dated = previous[:1].isdigit() or previous in (
        "in", "by", "of", "last", "next", "this", "since", "until", "till", "from", "to", "on", "late",
        "early", "mid", "before", "after", "during", "and", "or", "between", "that", "every", "than", "the",
    )  # fmt: skip
    return dated or following[:1].isdigit() or not following or not following[0].isalpha()


def _open(s: Sentence, at: int, before: list[Predicate]) -> bool:
    """Return whether the clause at this place has no verb yet."""
    last = before[-1].end if before else 0
    return last == 0 or any(
        s.has(i, "subordinator") or s.has(i, "coordinator") or s.has(i, "cut") or s.has(i, "quote")
        for i in range(last, at)
    )


def _is_past(s: Sentence, at: int, before: list[Predicate]) -> bool:
    word = s.words[at]
    back = at - 1
    while back > 0 and ("adverb" in s.words[back].classes or "ly" in s.words[back].classes):
        back -= 1
    if back < 0:
        return False
    previous = s.words[back]
    if previous.low in ("be", "been", "being", "to", "'s", "having", "not", "as", "than", "once", "when", "if"):
        return False
    if "preposition" in previous.classes and not s.has(back, "pronoun") and previous.low != "since":
        return False
    if "determiner" in previous.classes and not s.has(back, "pronoun"):
        return False
    if "modal" in previous.classes:
        return False
    following = s.words[at + 1] if at + 1 < len(s.words) else None
    if word.forms & BASE and not _past_or_base(s, at, back, before):
        return False
    if "ambiguous_past" in word.classes and not _open(s, at, before):
        return False
    if previous.low in ("and", "or", ",") and before and word.forms & PARTICIPLE:
        last = before[-1]
        modal = last.modal or last.to or (last.lemma in ("plan", "hope", "want", "intend") and not last.passive)
        if modal and previous.low in ("and", "or") and back == at - 1:
            return False
    if following is not None and word.forms & PARTICIPLE:
        agentive = following.low in ("by", "in", "at", "from", "on", "with", "under", "for", "to", "near", "between")
        if previous.low == "," and agentive and not s.has(0, "relative"):
            return following.low in ("to", "from", "for") and bool(before)
        if agentive and not _open(s, at, before) and "pronoun" not in previous.classes:
            return False
        if following.low == "by" and not (previous.classes & {"relative"}) and not s.has(at + 2, "number"):
            return False
    if previous.low[:1].isdigit() and following and following.forms == 0 and "closed" not in following.classes:
        return "ly" in following.classes or not following.low.isalpha()
    return True


def _past_or_base(s: Sentence, at: int, back: int, before: list[Predicate]) -> bool:
    """Decide for "cut", "put", "found": past only after a subject that would not take the bare form."""
    word, previous = s.words[at], s.words[back]
    if not _open(s, at, before) or "mark" in previous.classes:
        return False
    if previous.low in ("and", "or"):
        return bool(before) and before[-1].tense != "present" and not before[-1].modal
    if s.low(at + 1) in ("of", "and", "or", "is", "are", "was", "were", "has", "have"):
        return False
    if previous.classes & {"number"} and s.has(at + 1, "preposition"):
        return False
    if word.lemma != word.low:  # found, left, saw: other verbs' bases, nearly always past in the news
        return True
    plural = "plural" in previous.classes or (previous.low.endswith("s") and not previous.low.endswith("ss"))
    following = s.words[at + 1] if at + 1 < len(s.words) else None
    if following is None:
        return False
    objects = bool(following.classes & {"determiner", "number", "preposition"}) or s.capitals[at + 1]
    return (not plural or objects) and (objects or following.low.endswith("s"))


def _is_present(s: Sentence, at: int, before: list[Predicate]) -> bool:
    if at == 0 or not _open(s, at, before):
        return False
    word = s.words[at]
    back = at - 1
    while back > 0 and (
        ("adverb" in s.words[back].classes and "pronoun" not in s.words[back].classes)
        or "ly" in s.words[back].classes
    ):
        back -= 1
    previous = s.words[back]
    following = s.words[at + 1] if at + 1 < len(s.words) else None
    if following is None or "be" in following.classes or "modal" in following.classes:
        return False
    if "have" in following.classes and following.low != "having":
        return False
    if following.forms & PAST and not following.forms & (BASE | GERUND) and "adjective" not in following.classes:
        return False
    if previous.low in ("to", "not", "'s", "of", "'") or "modal" in previous.classes:
        return False
    if ("preposition" in previous.classes or "determiner" in previous.classes) and not (
        previous.classes & {"pronoun", "relative"}
    ):
        return False
    pronoun = bool(previous.classes & {"pronoun", "relative"}) and previous.low not in ("both", "each")
    if "mark" in previous.classes or "coordinator" in previous.classes:
        if previous.low not in (",", ")", "”", '"', "—", "–", "and", "but", "or") or not before:
            return False
        if before[-1].tense != "present" or before[-1].modal or word.forms & THIRD == 0:
            return False
        return _complement(s, at)
    if word.forms & THIRD:
        if pronoun:
            return previous.low not in ("they", "we", "these", "those", "many", "others")
        plural = previous.low.endswith("s") and not previous.low.endswith(("ss", "us", "is"))
        return (not plural or s.capitals[back]) and _complement(s, at)
    if pronoun:
        return previous.low not in ("he", "she", "it", "this", "one")
    plural = "plural" in previous.classes or (
        previous.low.endswith("s") and not previous.low.endswith(("ss", "us", "is")) and not previous.lemma == ""
    )
    plural = plural or (previous.low.endswith("s") and not previous.low.endswith(("ss", "us", "is", "'s")))
    return plural and _complement(s, at)


def _complement(s: Sentence, at: int) -> bool:
    """Return whether what follows looks like the complement of a verb rather than the rest of a noun."""
    following = s.words[at + 1]
    classes = following.classes
    if following.low == "of":
        return s.words[at].lemma in ("consist", "dispose", "approve", "speak", "think", "complain")
    if following.low == "and" or following.low == "or":
        return False
    if classes & {"determiner", "number", "adverb", "ly", "preposition", "quote", "pronoun", "subordinator"}:
        return True
    if following.low in ("$", "€", "£", "¥", ":", ".", ",") or following.low[:1].isdigit():
        return following.low not in (",", ".", ":") or s.words[at].lemma in ("work", "exist", "remain")
    return not following.forms & (THIRD | PAST) or s.capitals[at + 1]


def _finite(s: Sentence, found: list[Predicate]) -> list[Predicate]:
    """Drop bare past forms that are participles of a reduced relative clause before the main verb."""
    kept: list[Predicate] = []
    for place, group in enumerate(found):
        bare = group.end == group.start + 1 and group.tense == "past" and not group.copular
        if bare and place + 1 < len(found) and s.words[group.start].forms & PARTICIPLE:
            following = found[place + 1]
            between = range(group.end, following.start)
            joined = not any(
                s.has(i, "subordinator") or s.has(i, "coordinator") or s.has(i, "cut") or s.has(i, "quote")
                for i in between
            )
            if joined and "report" not in s.words[group.start].classes and s.has(group.end, "preposition"):
                continue
        kept.append(group)
    return kept


def _place(s: Sentence, found: list[Predicate], place: int, group: Predicate) -> None:
    """Fill in the clause and the subject."""
    low = found[place - 1].end if place else 0
    group.stop = found[place + 1].start if place + 1 < len(found) else len(s.words)
    boundaries = [
        i
        for i in range(low, group.start)
        if s.has(i, "subordinator") or s.has(i, "coordinator") or s.has(i, "cut") or s.has(i, "quote")
    ]
    links = [i for i in boundaries if s.has(i, "subordinator") or s.low(i) in ("and", "but", "or", "so")]
    group.link = s.low(links[-1]) if links else (s.low(boundaries[-1]) if boundaries else "")
    group.clause = boundaries[0] if boundaries else low
    begin = boundaries[-1] + 1 if boundaries else low
    head = _head(s, begin, group.start)
    if head < 0 and boundaries:
        opener = boundaries[-1]
        if s.has(opener, "relative"):
            head = opener if s.low(opener) == "who" else _head(s, max(0, opener - 3), opener)
            head = opener if head < 0 else head
        elif s.low(opener) in ("and", "but", "or", "nor") and place:
            head = found[place - 1].subject
        elif "cut" in s.words[opener].classes:
            head = _before_insertion(s, found, place, low, boundaries)
    elif head < 0 and place:
        head = found[place - 1].subject
    group.subject = head
    span = range(max(begin, 0), group.start)
    group.negative_subject = any(s.low(i) in ("no", "nobody", "none", "neither", "nothing") for i in span)


def _before_insertion(s: Sentence, found: list[Predicate], place: int, low: int, cuts: list[int]) -> int:
    """Return the subject that stands before ", who …," or an apposition."""
    for earlier in reversed(found[:place]):
        if earlier.link in ("who", "which", "that", "whose") and earlier.subject >= 0:
            return earlier.subject
    head = _head(s, low, cuts[0])
    if head < 0 and len(cuts) > 1:
        head = _head(s, cuts[0] + 1, cuts[1])
    return head


def _head(s: Sentence, start: int, end: int) -> int:
    """Return the head of the noun phrase between these tokens, -1 when there is none."""
    head = -1
    for at in range(start, end):
        word = s.words[at]
        classes = word.classes
        if "preposition" in classes and "pronoun" not in classes:
            if head >= 0:
                break
            continue
        if "pronoun" in classes:
            head = at if head < 0 or "determiner" not in classes else head
            continue
        if classes & {"determiner", "adverb", "ly", "coordinator", "mark", "subordinator"}:
            continue
        if head >= 0 and word.forms & (PARTICIPLE | GERUND) and s.has(at + 1, "preposition"):
            break
        if word.low[0].isalpha() or (head < 0 and "number" in classes):
            head = at
    return head
