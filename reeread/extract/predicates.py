"""Verb groups of a sentence: who does what, when, and how surely, without a part-of-speech tagger."""

from reeread.extract.finiteness import is_past, is_present, without_participles
from reeread.extract.phrases import head
from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence
from reeread.extract.words import BASE, GERUND, PARTICIPLE, PAST, THIRD

_NEGATIVE = frozenset(("not", "n't", "never", "cannot", "hardly", "scarcely", "barely", "neither", "nor"))

_SHORTENED = frozenset(("it", "he", "she", "that", "there", "what", "who", "here", "this", "where"))


def predicates(s: Sentence) -> list[Predicate]:
    """Return the finite verb groups from left to right with their clauses and subjects."""
    found: list[Predicate] = []
    at, size = 0, len(s.words)
    while at < size:
        group = _group(s, at, found)
        if group is None:
            at += 1
        else:
            _link(s, group, found[-1].end if found else 0)
            found.append(group)
            at = max(group.end, at + 1)
    found = without_participles(s, found)
    for place, group in enumerate(found):
        _place(s, found, place, group)
    return found


def _group(s: Sentence, at: int, before: list[Predicate]) -> Predicate | None:
    word = s.words[at]
    classes = word.classes
    if classes & {"modal", "be", "have", "do"} or word.low == "'s":
        return _auxiliary(s, at)
    if not word.forms or (s.capitals[at] and at > 0):
        return None
    if word.forms & PAST and is_past(s, at, before):
        return Predicate(at, at + 1, word.lemma, "past")
    if word.forms & (THIRD | BASE) and is_present(s, at, before):
        return Predicate(at, at + 1, word.lemma, "present")
    return None


def _auxiliary(s: Sentence, at: int) -> Predicate | None:
    word, previous = s.words[at], s.low(at - 1)
    if word.low in ("being", "having") or (
        word.low in ("be", "have", "do", "been")
        and (previous == "to" or (previous in ("not", "never") and s.low(at - 2) == "to"))
    ):
        return None
    if word.low in ("will", "might", "can", "must", "may") and (
        s.has(at - 1, "determiner") and not s.has(at - 1, "pronoun")
    ):
        return None
    if word.low == "may" and _is_month(s, at):
        return None
    short = word.low == "'s" and previous in _SHORTENED
    if (word.low in ("'s", "'d") and not short) or (word.low == "can" and s.capitals[at] and at):
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
        elif "be" in classes or (low == "'s" and here == at):
            chain.append("be")
        elif "have" in classes:
            chain.append("have")
        elif "do" in classes and not chain:
            chain.append("do")
        elif low in _NEGATIVE:
            group.negated = True
        elif low == "to" and s.low(here - 1) == "ought":
            pass
        elif "adverb" in classes or "ly" in classes or "hedge_adverb" in classes:
            adverbs.append(here)
        else:
            break
        if low == "cannot" or low in ("wo", "ca"):
            group.negated = group.negated or low == "cannot"
        here += 1
    group.modal = {"wo": "will", "'ll": "will", "ca": "can", "cannot": "can", "sha": "shall"}.get(
        group.modal, group.modal
    )
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
    following = s.low(at + 1)
    return text == "May" and (at > 0 or following[:1].isdigit() or not following[:1].isalpha())


def _link(s: Sentence, group: Predicate, low: int) -> list[int]:
    """Fill in what opens the clause, and return the places of all boundaries before the verb."""
    boundaries = [
        i
        for i in range(low, group.start)
        if not s.words[i].classes.isdisjoint(("subordinator", "coordinator", "cut", "quote"))
    ]
    links = [i for i in boundaries if s.has(i, "subordinator") or s.low(i) in ("and", "but", "or", "so")]
    group.link = s.low(links[-1]) if links else (s.low(boundaries[-1]) if boundaries else "")
    group.clause = boundaries[0] if boundaries else low
    return boundaries


def _place(s: Sentence, found: list[Predicate], place: int, group: Predicate) -> None:
    """Fill in the clause and the subject."""
    low = found[place - 1].end if place else 0
    group.stop = found[place + 1].start if place + 1 < len(found) else len(s.words)
    boundaries = _link(s, group, low)
    begin = boundaries[-1] + 1 if boundaries else low
    noun = head(s, begin, group.start)
    if noun < 0 and boundaries:
        opener = boundaries[-1]
        if s.has(opener, "relative"):
            noun = opener if s.low(opener) == "who" else head(s, max(0, opener - 3), opener)
            noun = opener if noun < 0 else noun
        elif s.low(opener) in ("and", "but", "or", "nor") and place:
            noun = found[place - 1].subject
        elif "cut" in s.words[opener].classes:
            noun = _before_insertion(s, found, place, low, boundaries)
    elif noun < 0 and place:
        noun = found[place - 1].subject
    group.subject = noun
    span = range(max(begin, 0), group.start)
    group.negative_subject = any(s.low(i) in ("no", "nobody", "none", "neither", "nothing") for i in span)


def _before_insertion(s: Sentence, found: list[Predicate], place: int, low: int, cuts: list[int]) -> int:
    """Return the subject that stands before ", who …," or an apposition."""
    for earlier in reversed(found[:place]):
        if earlier.link in ("who", "which", "that", "whose") and earlier.subject >= 0:
            return earlier.subject
    noun = head(s, low, cuts[0])
    if noun < 0 and len(cuts) > 1:
        noun = head(s, cuts[0] + 1, cuts[1])
    return noun
