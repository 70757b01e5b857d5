"""What a briefing states, folded into a few kilobytes and unfolded again: a tenth of what it takes in memory."""

import marshal
import zlib
from array import array
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from reeread.extract.claims.measure import Basis, Measure
from reeread.extract.claims.statement import Deed, Names, Statement, Statements, Whole

_FAST = 1
_NUMBERED = ("document", "source")
"""What all statements of a briefing have in common; these fields stand first."""


def folded(reading: Statements) -> bytes:
    """Return a reading as bytes for this process only: another version of Python may write them otherwise."""
    row = (
        reading.source,
        [_row(one) for one in reading.figures],
        [_row(one) for one in reading.deeds],
        reading.keys,
        _row(reading.names),
        reading.frequencies,
        reading.printed,
        array("I", reading.shingles).tobytes(),
    )
    # Not pickle: it takes three times as long, and gives each word back as another copy of itself.
    return zlib.compress(marshal.dumps(row), _FAST)


def unfolded(data: bytes, number: int) -> Statements:
    """Return a reading that was folded, as if it had been read with this number."""
    source, figures, deeds, keys, names, frequencies, printed, runs = marshal.loads(zlib.decompress(data))
    shingles = array("I")
    shingles.frombytes(runs)
    return Statements(
        source,
        tuple(_statement(number, source, row) for row in figures),
        tuple(_deed(number, source, row) for row in deeds),
        keys,
        Names(*names),
        frequencies,
        printed,
        frozenset(shingles),
    )


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind) if field.name not in _NUMBERED]


_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*_names(kind)) for kind in (Statement, Deed, Measure, Basis, Whole, Names)
}
_MEASURE, _WHOLE = _names(Statement).index("measure"), _names(Statement).index("whole")
_WHEN, _PER = _names(Deed).index("when"), _names(Measure).index("per")


def _row(one: object) -> list[Any]:
    """Return the values of a dataclass in order, those within it as rows of their own."""
    return [_row(value) if type(value) in _VALUES else value for value in _VALUES[type(one)](one)]


def _statement(number: int, source: str, row: list[Any]) -> Statement:
    row[_MEASURE] = _measure(row[_MEASURE])
    row[_WHOLE] = Whole(*row[_WHOLE])
    return Statement(number, source, *row)


def _deed(number: int, source: str, row: list[Any]) -> Deed:
    if row[_WHEN]:
        row[_WHEN] = _measure(row[_WHEN])
    return Deed(number, source, *row)


def _measure(row: list[Any]) -> Measure:
    if row[_PER]:
        row[_PER] = Basis(*row[_PER])
    return Measure(*row)
