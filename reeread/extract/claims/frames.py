"""Whether two sentences are the same but for their figure: what ties briefings that have nothing else in common."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeread.extract.claims.context import Mention, words
from reeread.extract.claims.lexicon import classes, common_names, data
from reeread.extract.claims.statement import Deed, Statement, Statements

_LEAST = 3
"""How many words and other figures a frame has."""
_ATTRIBUTED = re.compile(
    rf"^according to [^,]+, |, (?:according to [^,]+|(?:[\w’'-]+ ){{1,4}}(?:{'|'.join(data('words')['reporting'].split())})[^,]*)\.?$",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"(?:;|—|–|, (?:{'|'.join(data('words')['tails'].split())})\b).*$")
_NOT_SO = re.compile(rf"\b(?:{'|'.join(data('words')['unreal'].split())})\b|n[’']t\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:[^s]s|al|ed|ing|ive|ly|ous)$")
_TIMES = frozenset({"date", "year", "weekday", "clock"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """A sentence without one figure."""

    stems: frozenset[str]
    names: tuple[str, ...]
    """Stems of its names, in their order."""
    others: frozenset[tuple[object, ...]]
    """What its other figures say."""
    unreal: bool
    """Whether it says what may be, is not or would be."""

    @property
    def telling(self) -> bool:
        """Return whether it says something of a name."""
        size = len(self.stems) + len(self.others)
        return not self.unreal and 0 < len(self.names) < len(self.stems) and size >= _LEAST

    def like(self, other: "_Frame") -> bool:
        """Return whether every word has its like in the other, and names and figures are the same."""
        rest = self.stems - other.stems, other.stems - self.stems
        return (
            self.names == other.names
            and self.others == other.others
            and len(rest[0]) == len(rest[1])
            and all(any(classes(base) & classes(far) for far in rest[1]) for base in rest[0])
        )


def same_frame(one: Statement | Deed, two: Statement | Deed, first: Statements, second: Statements) -> bool:
    """Return whether two sentences say the same of the same name, each with a figure of its own.

    A name, a time or a whole that only one of them has makes another claim of it, and a rise is one of a time.
    """
    if not isinstance(one, Statement) or not isinstance(two, Statement):
        return False
    measures = one.measure, two.measure
    if measures[0].derived or measures[1].derived or measures[0].role != measures[1].role:
        return False
    frames = _frame(one, first), _frame(two, second)
    return (
        frames[0].telling
        and frames[1].telling
        and frames[0].like(frames[1])
        and (measures[0].role != "change" or bool(frames[0].others))
    )


def _frame(statement: Statement, reading: Statements) -> _Frame:
    text = _TAIL.sub("", _ATTRIBUTED.sub("", statement.text))
    fellows = [
        figure
        for figure in reading.figures
        if figure.sentence == statement.sentence
        and not figure.measure.derived
        and figure.place != statement.place
    ]
    for value in (statement.value, *(fellow.value for fellow in fellows)):
        text = text.replace(value, " " * len(value), 1)
    found = words(text)
    others = frozenset(
        (fellow.measure.dimension, fellow.measure.low, fellow.measure.high)
        for fellow in fellows
        if fellow.measure.dimension in _TIMES or fellow.measure.dimension != statement.measure.dimension
    )
    return _Frame(
        frozenset(mention.stem for mention in found),
        _names(text, found, reading),
        others,
        _NOT_SO.search(text) is not None,
    )


def _names(text: str, found: Sequence[Mention], reading: Statements) -> tuple[str, ...]:
    """Return the names of a sentence; a first word that is hardly one ("Inflation", "Shares", "Additional") is none."""
    return tuple(
        mention.stem
        for mention in found
        if mention.stem in reading.names.capitals
        and mention.word[0].isupper()
        and mention.word.lower() not in common_names()
        and (
            any(map(str.isalpha, text[: mention.start]))
            or mention.stem in reading.names.inside
            or not (classes(mention.stem) or _ENDING.search(mention.word))
        )
    )
