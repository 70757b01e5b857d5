"""Claims of a lot of articles, of which others have read what they state."""

from dataclasses import dataclass
from typing import Any

from reeread.library.bulk.line import Work
from reeread.library.bulk.request import Rules

Row = dict[str, Any]
Readings = tuple[bytes, ...]

_RULES = Rules(seconds=900.0)
"""Ten thousand articles take two minutes."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a lot."""

    rows: tuple[Row, ...]
    why: str = ""
    """Why it could not be compared."""


def comparing() -> Work[Readings, Compared]:
    """Return the work of finding the claims that the articles of a lot share."""
    return Work(compared, lambda _, why: Compared((), why), _size, rules=_RULES)


def compared(readings: Readings) -> Compared:
    """Return the claims of articles as rows, in order of their first passage."""
    from reeread.export.rows import claim_row
    from reeread.extract.claims import Opened, claims, unfolded

    opened = Opened(len(readings), lambda number: unfolded(readings[number], number))
    return Compared(tuple(claim_row(one) for one in claims(opened)))


def _size(readings: Readings) -> int:
    return sum(map(len, readings))
