"""What somebody bound himself to, and what became of it."""

from enum import StrEnum
from typing import NamedTuple

from reeread.model.span import Span


class Fate(StrEnum):
    """Where a commitment stands."""

    OPEN = "open"
    """Its day has not come, or the sentence names none."""
    DUE = "due"
    """Its day is over, and nobody has decided."""
    MET = "met"
    BROKEN = "broken"


class Shown(NamedTuple):
    """The passage that shows what became of a commitment, as it stood when somebody decided."""

    briefing: str
    version: int
    span: Span
    exact: str


class Outcome(NamedTuple):
    """What a person decided on a commitment."""

    fate: Fate
    """Met or broken."""
    shown: Shown


class Deadline(NamedTuple):
    """When a commitment is to be met, as its sentence says."""

    text: str
    """As printed, e.g. "by the end of the year"."""
    day: str
    """The last day on which it is met in time, as ISO date; "" where that takes a date that the article lacks."""


class Pledge(NamedTuple):
    """Who binds himself to what, and until when: what a sentence of commitment gives of it."""

    actor: str = ""
    """As printed; "" where the sentence names nobody."""
    promise: str = ""
    deadline: Deadline | None = None
