"""Whose words a sentence reports: "X said", "according to X", a quotation followed by its speaker."""

import re

from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence
from reeread.extract.words import PAST

_BARE = frozenset(("he", "she", "they", "it", "i", "we", "who", "which", "that", "this", "there", "one"))
_ACCORDING = re.compile(r"\b[Aa]ccording to (.{2,80}?)(?=[,.;:)]|$| on the \d| on [A-Z]\w+day)")
_SOURCE = re.compile(r"^([A-Z][A-Za-z.]{2,20}): [“\"]")


_LONGEST = 12  # words: what is longer is no name but a clause that was misread


def speaker(s: Sentence, found: list[Predicate], last: str | None) -> str | None:
    """Return who is quoted or reported, `last` where a pronoun stands for the speaker before, else None."""
    if match := _ACCORDING.search(s.text):
        return _trimmed(match.group(1))
    if match := _SOURCE.match(s.text):
        return match.group(1)
    for place, p in enumerate(found):
        if "saying" not in s.classes(p.lemma) or p.modal or (p.passive and p.lemma != "say"):
            continue
        if p.passive:
            continue
        if place and _tells_of_deeds(s, found[place - 1], p):
            continue
        name = _named(s, p, found[place - 1].end if place else 0)
        if name.lower() in ("he", "she", "they"):
            return last if last and _is_person(last) else None
        if len(name.split()) > _LONGEST:
            continue
        if name and name.lower() not in _BARE:
            return name
    return None


def _named(s: Sentence, p: Predicate, begin: int) -> str:
    """Return the noun phrase of the subject, before the verb or, inverted, after it."""
    if _is_inverted(s, p):
        stop = p.end
        while (
            stop < len(s)
            and not s.has(stop, "cut")
            and not s.has(stop, "quote")
            and s.low(stop) not in ("of", "who")
        ):
            if s.has(stop, "preposition") or (s.words[stop].forms and not s.capitals[stop] and stop > p.end):
                break
            stop += 1
        if s.low(stop) == "," and stop + 1 < len(s) and not s.capitals[stop - 1] and s.capitals[stop + 1]:
            stop = _name_end(s, stop + 1)
        if stop > p.end:
            return _trimmed(s.slice(p.end, stop))
    if p.subject < 0 or p.subject >= p.start:
        return ""
    if s.low(p.start - 1) == "," and s.capitals[p.start - 2] and not s.capitals[p.subject]:
        start = p.start - 2  # "its director, Halina Wrona, told": the name next to the verb
        while start > 0 and s.capitals[start - 1]:
            start -= 1
        return _trimmed(s.slice(start, p.start - 1))
    start = p.subject
    begin = begin if begin <= start else 0
    while start > begin and not (
        s.has(start - 1, "cut")
        or s.has(start - 1, "quote")
        or s.has(start - 1, "subordinator")
        or s.has(start - 1, "preposition")
        or s.has(start - 1, "ly")
        or (s.has(start - 1, "coordinator") and not s.capitals[start])
    ):
        start -= 1
    stop = p.subject + 1
    if s.low(stop) == "of":
        while stop < p.start and not s.has(stop, "cut") and not s.has(stop, "adverb"):
            if s.words[stop].forms & PAST and not s.capitals[stop]:
                break
            stop += 1
    if s.has(start, "adverb") and start < p.subject:
        start += 1
    return _trimmed(s.slice(start, min(stop, p.start)))


def _tells_of_deeds(s: Sentence, before: Predicate, p: Predicate) -> bool:
    """Return whether the verb only joins a deed: "signed the treaty and confirmed the date"."""
    joined = p.link == "and" and p.subject == before.subject and "report" not in s.classes(before.lemma)
    return joined and "saying" not in s.classes(before.lemma) and s.has(p.end, "determiner")


def _is_inverted(s: Sentence, p: Predicate) -> bool:
    """Return whether the speaker follows the verb: after a quotation, or in ", said the mayor"."""
    if p.end >= len(s) or s.has(p.end, "subordinator") or s.has(p.end, "cut"):
        return False
    before = p.start - 1
    if s.has(before, "quote") or (s.has(before, "cut") and s.has(before - 1, "quote")):
        return True
    return (
        s.low(before) == ","
        and p.lemma in ("say", "add", "warn", "write", "note")
        and (s.capitals[p.end] or s.has(p.end, "determiner") or not s.has(p.end, "closed"))
    )


def _is_person(name: str) -> bool:
    """Return whether "he" or "she" can stand for the name: no "the Nikkei"."""
    first, *rest = name.split()
    return not rest or first.lower() != "the" or not rest[0][0].isupper()


def _name_end(s: Sentence, at: int) -> int:
    while at < len(s) and s.capitals[at]:
        at += 1
    return at


def _trimmed(name: str) -> str:
    return name.strip(" ,.;:\"'“”’").strip()
