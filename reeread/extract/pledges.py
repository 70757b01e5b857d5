"""Actor, promise and deadline of a sentence of commitment: subject of the cue, its complement, its limit."""

from datetime import date

from reeread.extract.clause import Clause
from reeread.extract.commitment import commitment
from reeread.extract.deadlines import Limit, limits
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.language import language
from reeread.extract.lexicon import lexicon
from reeread.extract.predicate import Predicate
from reeread.extract.reading import read
from reeread.extract.sentence import Sentence
from reeread.extract.speakers import speaker
from reeread.extract.words import BASE
from reeread.model.commitment import Deadline, Pledge
from reeread.model.span import Span

_LANGUAGE = "en"
"""Where subjects and complements stand is a matter of the language; this is the one that is known here."""
_STATED = ("commitment.will", "commitment.is-to", "commitment.shall")
"""Rules whose verb group holds the verb of what is promised."""
_GIVEN = ("commitment.commissive", "commitment.means")
"""Rules whose verb only says that it is promised, so that the promise begins after it."""
_NAMES = frozenset(
    ("pledge", "promise", "commitment", "vow", "undertaking", "decision", "assurance", "guarantee")
)
"""Nouns of a promise: whoever makes it stands beside them."""
_JOINED = frozenset(("and", "but", "while", "although", "though", "as", "because", "when"))
"""What opens a clause that is no part of the promise before it."""
_WHOSE = ("of", "by", "from")
_NAME_WORDS = 8
_BEFORE_THE = ("of", "all", "both", "half")
_TRIM = " \t\n,.;:–—-…\"“”'‘’«»()"


def pledge(text: str, within: Span, today: date | None) -> Pledge:
    """Return what a sentence of commitment gives.

    Where no rule of commitment finds anything in it, its first clause is read as the promise; of a sentence that is
    not English, all is.

    Args:
        text: The sentence.
        within: The stretch of it that counts, in its code points: of several cues one inside is meant.
        today: The day on which it was written, if that is known: "next year" hangs on it.
    """
    found = limits(text, today)
    name = language(text)
    reading = read(Sentence(text, lexicon(name))) if name == _LANGUAGE else None
    cue = _cue(reading, within) if reading is not None else None
    if reading is None or cue is None:
        return Pledge("", _clean(text), _deadline(text, Span(0, len(text)), found, False))
    s, clause = reading.sentence, _clause(reading, cue)
    start, told = _begins(s, cue, clause)
    if clause is not None and _is_undergone(clause, cue) and clause.predicate.subject >= 0:
        start = _back(s, clause.predicate.subject, _after_verb(reading, clause.predicate.subject))
    promise = Span(s.starts[start] if start < len(s) else len(text), _ends(reading, cue, start))
    return Pledge(
        _actor(reading, cue, clause),
        _clean(text[promise.start : promise.end]),
        _deadline(text, promise, found, told),
    )


def _cue(reading: Reading, within: Span) -> Evidence | None:
    """Return the strongest cue inside a stretch, else in the sentence, else its first verb group."""
    s = reading.sentence
    found = [one for one in commitment(reading) if not one.negated]
    if found:
        inside = [one for one in found if Span(s.starts[one.start], s.ends[one.end - 1]).overlaps(within)]
        return max(inside or found, key=lambda one: (one.weight, -one.start))
    verbs = [one.predicate for one in reading.clauses]
    inside_verbs = [p for p in verbs if within.start <= s.starts[p.start] < within.end]
    first = next(iter((*inside_verbs, *verbs)), None)
    return Evidence("", first.start, first.end, 0) if first is not None else None


def _clause(reading: Reading, cue: Evidence) -> Clause | None:
    """Return the clause in which the cue stands."""
    inside = [
        one for one in reading.clauses if one.predicate.start < cue.end and cue.start < one.predicate.end
    ]
    before = [one for one in reading.clauses if one.predicate.start <= cue.start < one.predicate.stop]
    return next(iter((*inside, *before)), None)


# Where the promise begins and ends


def _begins(s: Sentence, cue: Evidence, clause: Clause | None) -> tuple[int, bool]:
    """Return the token at which the promise begins, and whether what follows is still to be done.

    "Will build a bridge" promises to build a bridge, "pledged to build" too; "signed a treaty" has only that.
    """
    if clause is not None and (cue.rule in _STATED or (not cue.rule and clause.predicate.modal)):
        at = cue.end if clause.predicate.to or clause.predicate.copular else cue.end - 1
        return (at + 1 if s.low(at) == "to" else at), True
    if cue.rule == "commitment.committed":
        return cue.end + 2, True
    at = cue.end
    while s.has(at, "ly") or s.has(at, "adverb"):
        at += 1
    for place in (at, at - 1):
        if s.low(place) == "that" or (s.low(place) == "to" and _is_verb(s, place + 1)):
            return place + 1, True
    if s.low(cue.end - 1) in _WHOSE or s.low(cue.end) in _WHOSE:  # "the pledge of Norway to plant a forest"
        for place in range(cue.end, min(len(s), cue.end + _NAME_WORDS)):
            if s.low(place) == "to" and _is_verb(s, place + 1):
                return place + 1, True
    if clause is None or cue.rule == "commitment.phrase":
        return cue.start, False
    return (cue.end if cue.rule in _GIVEN else clause.predicate.end - 1), False


def _is_verb(s: Sentence, at: int) -> bool:
    """Return whether a base form stands there, perhaps after an adverb: what "to" makes an infinitive."""
    at += s.has(at, "ly") or s.has(at, "adverb")
    return at < len(s) and (bool(s.words[at].forms & BASE) or s.low(at) in ("be", "have", "do"))


def _is_undergone(clause: Clause, cue: Evidence) -> bool:
    """Return whether something is done to the subject, who then promises nothing."""
    return clause.predicate.passive and cue.rule != "commitment.committed"


def _ends(reading: Reading, cue: Evidence, start: int) -> int:
    """Return where the promise ends: with the sentence, its quotation, or before a clause that only joins it."""
    s = reading.sentence
    end = len(s.text.rstrip())
    for low, high in reading.quotes:
        if low <= s.starts[cue.start] < high:
            end = min(end, high)
    named = any(s.words[at].lemma in _NAMES or s.low(at) in _NAMES for at in range(cue.start, cue.end))
    for clause in reading.clauses:
        p = clause.predicate
        if named and p.start > start and not p.link:  # of what "the pledge to …" is the subject
            end = min(end, s.ends[p.start - 1])
        if p.start <= max(cue.end, start) or p.clause <= start:
            continue
        saying = "saying" in s.classes(p.lemma) and p.link not in ("that", "which", "who")
        if saying or p.link in _JOINED:
            end = min(end, s.ends[p.clause - 1])
    return end


# Who makes it


def _actor(reading: Reading, cue: Evidence, clause: Clause | None) -> str:
    """Return who binds himself, as printed: whoever stands beside the noun, else the subject, else "by" whom."""
    s = reading.sentence
    for at in range(cue.start, cue.end):
        if s.words[at].lemma in _NAMES or s.low(at) in _NAMES:
            if s.low(at + 1) in _WHOSE and s.low(at + 2) not in ("", "a", "an"):
                return _phrase(s, at + 2, _stop(s, at + 2))
            if cue.start and s.low(cue.start - 1) in ("'s", "’s"):
                return _phrase(s, _back(s, cue.start - 2, 0), cue.start - 1)
    if clause is None:
        return ""
    p = clause.predicate
    if _is_undergone(clause, cue):
        return _doer(s, p)
    if p.subject < 0 or p.subject >= p.start:
        return ""
    if "first_person" in s.words[p.subject].classes:
        who = speaker(s, [one.predicate for one in reading.clauses], None)
        return who or s.slice(p.subject, p.subject + 1)
    head = p.subject
    while head > 0 and (s.has(head, "relative") or s.has(head, "cut")):
        head -= 1
    stop = head + 1
    if s.low(stop) in ("of", "for"):
        stop = _stop(s, stop + 1, p.start)
    return _phrase(s, _back(s, head, _after_verb(reading, head)), stop)


def _doer(s: Sentence, p: Predicate) -> str:
    """Return by whom something is done: not by a time or a number."""
    for at in range(p.end, p.stop):
        if s.low(at) == "by" and not s.has(at + 1, "number") and not s.has(at + 1, "time"):
            return _phrase(s, at + 1, _stop(s, at + 1))
    return ""


def _after_verb(reading: Reading, at: int) -> int:
    """Return the token after the last verb group before one: a subject never reaches over it."""
    return max((one.predicate.end for one in reading.clauses if one.predicate.end <= at), default=0)


def _back(s: Sentence, head: int, low: int) -> int:
    """Return where the noun phrase of a head begins: at its determiner, or after what cannot be in it."""
    at = head
    while at > low:
        before = at - 1
        word = s.words[before]
        if s.has(before, "coordinator"):
            listed = low == 0 and (s.capitals[at] or s.has(at, "determiner"))
            if not (listed or s.capitals[before - 1]):  # after another verb it rather joins clauses
                break
        elif (
            word.classes & {"cut", "quote", "time", "ly", "subordinator"}
            or (s.has(at, "determiner") and word.low not in _BEFORE_THE)
            or ("preposition" in word.classes and word.low != "of")
            or (word.low.isdecimal() and len(word.low) == 4)  # the year in "in 2019 Kestrel promised"
        ):
            break
        at = before
    return at + 1 if s.has(at, "coordinator") else at


def _stop(s: Sentence, start: int, limit: int | None = None) -> int:
    """Return where a noun phrase ends: before a comma, a preposition other than "of", a verb or "to"."""
    at, most = start, len(s) if limit is None else limit
    while at < most and not (
        s.words[at].classes & {"cut", "quote", "subordinator"}
        or s.low(at) == "to"
        or (s.has(at, "preposition") and s.low(at) != "of")
        or (at > start and bool(s.words[at].forms) and not s.capitals[at] and s.has(at + 1, "determiner"))
    ):
        at += 1
    return at


def _phrase(s: Sentence, start: int, stop: int) -> str:
    return _clean(s.slice(start, stop)) if start < stop <= len(s) else ""


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(_TRIM)


# Until when


def _deadline(text: str, promise: Span, found: list[Limit], told: bool) -> Deadline | None:
    """Return the limit of a promise: a firm one, else a time inside what is still to be done; the last of several."""
    firm = [one for one in found if one.firm]
    inside = [one for one in found if promise.start <= one.start < promise.end]
    loose = inside if told else []
    chosen = next((ones[-1] for ones in ([one for one in inside if one.firm], firm, loose) if ones), None)
    if chosen is None:
        return None
    shown = text[chosen.start : chosen.end].rstrip(". ")
    return Deadline(" ".join(shown.split()), chosen.day.isoformat() if chosen.day else "")


def commits(text: str) -> bool:
    """Return whether a rule of commitment finds something in a sentence."""
    name = language(text)
    return bool(name and any(not one.negated for one in commitment(read(Sentence(text, lexicon(name))))))
