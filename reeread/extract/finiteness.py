"""Which verb forms are finite: past forms that are no participles, present forms that are no nouns."""

from reeread.extract.phrases import head
from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence
from reeread.extract.words import BASE, GERUND, PARTICIPLE, PAST, THIRD

_DEPENDENT = frozenset(("who", "which", "that", "whom", "whose", "where", "what", "if", "when", "as"))


def _open(s: Sentence, at: int, before: list[Predicate]) -> bool:
    """Return whether the clause at this place has no verb yet."""
    last = before[-1].end if before else 0
    if last and before[-1].link in ("who", "which", "that", "whose") and at > last + 1:
        return True  # the relative clause has its verb, the clause around it may still want one
    return last == 0 or any(
        s.has(i, "subordinator") or s.has(i, "coordinator") or s.has(i, "cut") or s.has(i, "quote")
        for i in range(last, at)
    )


def is_past(s: Sentence, at: int, before: list[Predicate]) -> bool:
    """Return whether the past form at this index is a finite verb."""
    word = s.words[at]
    back = at - 1
    while back > 0 and ("adverb" in s.words[back].classes or "ly" in s.words[back].classes):
        back -= 1
    if back < 0:
        return False
    previous = s.words[back]
    if previous.low in (
        "be",
        "been",
        "being",
        "to",
        "'s",
        "having",
        "not",
        "as",
        "than",
        "once",
        "when",
        "if",
    ):
        return False
    if "preposition" in previous.classes and not s.has(back, "pronoun") and previous.low != "since":
        return False
    if "determiner" in previous.classes and not s.has(back, "pronoun"):
        return False
    if "modal" in previous.classes:
        return False
    following = s.words[at + 1] if at + 1 < len(s.words) else None
    if s.text[s.starts[at] - 1] in "-‐‑" or (previous.low in ("and", "or") and not before):
        return False
    if previous.low in ("and", "or") and any(s.has(i, "quote") for i in range(before[-1].end, at)):
        return False
    if previous.low == "," and not before and sum(s.low(i) == "," for i in range(at)) < 2:
        return False
    if word.low == "won" and "number" in previous.classes:
        return False
    if before and not _open(s, at, before) and not _complement_clause(s, before[-1]):
        return False
    if word.forms & BASE and not _past_or_base(s, at, back, before):
        return False
    if "ambiguous_past" in word.classes and not _open(s, at, before):
        return False
    if previous.low in ("and", "or", ",") and before and word.forms & PARTICIPLE:
        last = before[-1]
        modal = (
            last.modal or last.to or (last.lemma in ("plan", "hope", "want", "intend") and not last.passive)
        )
        if modal and previous.low in ("and", "or") and back == at - 1:
            return False
    if following is not None and word.forms & PARTICIPLE:
        agentive = following.low in (
            "by",
            "in",
            "at",
            "from",
            "on",
            "with",
            "under",
            "for",
            "to",
            "near",
            "between",
        )
        if previous.low == "," and agentive and not s.has(0, "relative"):
            return following.low in ("to", "from", "for") and bool(before)
        if agentive and not _open(s, at, before) and "pronoun" not in previous.classes:
            return False
        if following.low == "by" and not (previous.classes & {"relative"}) and not s.has(at + 2, "number"):
            return False
    if (
        previous.low[:1].isdigit()
        and following
        and following.forms == 0
        and "closed" not in following.classes
    ):
        return "ly" in following.classes or not following.low.isalpha()
    return True


def _complement_clause(s: Sentence, last: Predicate) -> bool:
    """Return whether a verb after this one can be finite without a boundary between."""
    classes = s.classes(last.lemma)
    if classes & {"report", "hedge_verb"} or last.lemma in ("see", "find", "know", "learn", "show", "hear"):
        return True
    bare = (
        last.end == last.start + 1 and last.tense == "past" and bool(s.words[last.start].forms & PARTICIPLE)
    )
    return bare and not s.has(last.end, "determiner")


def _past_or_base(s: Sentence, at: int, back: int, before: list[Predicate]) -> bool:
    """Decide for "cut", "put", "found": past only after a subject that would not take the bare form."""
    word, previous = s.words[at], s.words[back]
    if not _open(s, at, before) or "mark" in previous.classes:
        return False
    if previous.low in ("it", "he", "she", "this") or (previous.low == "that" and s.has(at + 1, "pronoun")):
        return True
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
    objects = (
        bool(following.classes & {"determiner", "number", "preposition", "adverb"})
        or s.capitals[at + 1]
        or word.low == "let"
    )
    return (not plural or objects) and (objects or following.low.endswith("s"))


def is_present(s: Sentence, at: int, before: list[Predicate]) -> bool:
    """Return whether the present form at this index is a finite verb and not a noun."""
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
    if "not_subject" in previous.classes or (previous.forms & GERUND and back == 0):
        return False
    if following.forms & BASE and not s.capitals[at + 1] and s.has(at + 2, "determiner"):
        return False
    comma = [i for i in range(before[-1].end if before else 0, at) if s.low(i) == ","]
    if comma and before and "mark" not in previous.classes and before[-1].link not in _DEPENDENT:
        between = range(comma[-1], at)
        if not any(s.has(i, "subordinator") or s.has(i, "coordinator") for i in between):
            return False
    if "have" in following.classes and following.low != "having":
        return False
    if (
        following.forms & PAST
        and not following.forms & (BASE | GERUND)
        and "adjective" not in following.classes
    ):
        return False
    if previous.low in ("to", "not", "'s", "of", "'") or "modal" in previous.classes:
        return False
    if "subordinator" in previous.classes and not previous.classes & {"relative", "pronoun"}:
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
        if previous.low in ("and", "or") and sum(s.low(i) == "," for i in range(before[-1].end, at)) > 1:
            return False  # the last of a list: "details on prices, dates, or plans to invest"
        return _complement(s, at)
    if previous.low == "that" and before and before[-1].end == back:
        return False
    fits = _complement(s, at)
    if word.forms & THIRD:
        if pronoun:
            return previous.low not in ("they", "we", "these", "those", "many", "others") and (
                fits or "report" in word.classes
            )
        return fits and not _plural_subject(s, at, back, before)
    if pronoun:
        if previous.low in ("he", "she", "it", "this", "one"):
            return False
        quantity = previous.low not in ("i", "we", "you", "they", "who", "which", "that", "those", "these")
        return fits if not quantity else _strict(s, at)
    return fits and _plural_subject(s, at, back, before)


def _plural_subject(s: Sentence, at: int, back: int, before: list[Predicate]) -> bool:
    """Return whether the subject before a present-tense verb is in the plural."""
    begin = before[-1].end if before else 0
    if before and before[-1].link in ("who", "which", "that", "whose") and before[-1].subject >= 0:
        begin = max(0, before[-1].subject - 1)
    marks = [
        i for i in range(begin, back + 1) if s.has(i, "subordinator") or s.has(i, "cut") or s.has(i, "quote")
    ]
    noun = head(s, marks[-1] + 1 if marks else begin, at)
    begin = marks[-1] + 1 if marks else begin
    led = s.has(begin, "preposition") and not s.has(
        begin, "pronoun"
    )  # "For children from the trailer park at"
    nouns = (back,) if led else (noun, back) if noun < 0 or s.capitals[back] else (noun,)
    for one in nouns:
        low = s.low(one)
        if s.has(one, "plural") or low.endswith("men"):
            return True
        if (
            low.endswith("s")
            and not low.endswith(("ss", "us", "is", "'s"))
            and "not_plural" not in s.words[one].classes
        ):
            return not (s.capitals[one] and one > 0 and one == back)
    return not before and any(s.low(i) == "and" and s.capitals[i + 1] for i in range(1, back))


def _strict(s: Sentence, at: int) -> bool:
    """Return whether what follows can only be the complement of a verb."""
    return bool(
        s.words[at + 1].classes
        & {"determiner", "number", "adverb", "ly", "preposition", "pronoun", "subordinator"}
    )


def _complement(s: Sentence, at: int) -> bool:
    """Return whether what follows looks like the complement of a verb rather than the rest of a noun."""
    following = s.words[at + 1]
    classes = following.classes
    if following.low in (".", ",", '"', "”", ":") and ("report" in s.words[at].classes or _in_clause(s, at)):
        return True
    if following.low == "of":
        return s.words[at].lemma in ("consist", "dispose", "approve", "speak", "think", "complain")
    if following.low == "and" or following.low == "or":
        return False
    if classes & {"determiner", "number", "adverb", "ly", "preposition", "quote", "pronoun", "subordinator"}:
        return True
    if following.low in ("$", "€", "£", "¥", ":", ".", ",") or following.low[:1].isdigit():
        return following.low not in (",", ".", ":") or s.words[at].lemma in ("work", "exist", "remain")
    return not following.forms & (THIRD | PAST) or s.capitals[at + 1]


def _in_clause(s: Sentence, at: int) -> bool:
    """Return whether a conjunction or relative stands close before: the words after it want a verb."""
    return any(s.has(i, "subordinator") and not s.has(i, "preposition") for i in range(max(0, at - 4), at))


def without_participles(s: Sentence, found: list[Predicate]) -> list[Predicate]:
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
            reports = "report" in s.classes(group.lemma)
            led = following.end > following.start + 1 or following.copular
            reduced = s.has(group.end, "preposition") or (
                led and not s.has(group.end, "determiner") and not s.has(group.end, "pronoun")
            )
            if joined and not reports and reduced:
                continue
        kept.append(group)
    return kept
