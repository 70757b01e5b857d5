"""What kind of subject a clause has: an actor, a thing, somebody to whom things happen."""

from reeread.extract.clause import Clause, Who
from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence

_CLASSES = (
    ("patient", Who.PATIENT),
    ("actor", Who.ACTOR),
    ("thing", Who.THING),
    ("programme", Who.PROGRAMME),
    ("agent", Who.ACTOR),
    ("abstract", Who.THING),
)


def who(s: Sentence, p: Predicate, before: list[Clause]) -> Who:
    """Return the kind of subject; a clause without one takes that of the clause before."""
    at = p.subject
    if at < 0:
        return before[-1].who if before else Who.UNKNOWN
    word = s.words[at]
    classes, low = word.classes, word.low
    if "first_person" in classes or low in ("he", "she", "who", "nobody"):
        return Who.ACTOR
    if low in ("it", "they"):
        return Who.PRONOUN
    if "time" in classes:
        return Who.THING
    if s.capitals[at] and (at > 0 or _looks_like_a_name(s)):
        return Who.ACTOR
    return next((kind for name, kind in _CLASSES if name in classes), Who.UNKNOWN)


def _looks_like_a_name(s: Sentence) -> bool:
    """Return whether the capital of the first word is more than the sentence's."""
    word = s.words[0]
    common = word.classes & {"thing", "patient", "programme", "abstract"} or word.forms
    return not common and not word.low.endswith("s")
