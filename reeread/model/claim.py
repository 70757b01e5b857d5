"""Passages of several briefings that state the same thing, and whether they fit."""

from dataclasses import dataclass
from enum import StrEnum

from reeread.model.span import Span


class Verdict(StrEnum):
    """How passages that state the same thing fit together; ordered from best to worst."""

    AGREE = "agree"
    TENSION = "tension"
    CONFLICT = "conflict"

    @property
    def gravity(self) -> int:
        """Return 0 for agreement, 1 for tension, 2 for conflict."""
        return _GRAVITY[self]


_GRAVITY = {verdict: grade for grade, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """One place where a claim is stated."""

    source: str
    """The path or the briefing's id."""
    start: int
    """Of the stating sentence or clause, in code points of the body; `end` is exclusive."""
    end: int
    text: str
    value: str
    """The figure, date or verb as printed in the passage."""
    low: float | None
    """Bounds in base units; None where open, and both None for a claim without a figure."""
    high: float | None
    unit: str

    @property
    def span(self) -> Span:
        """Return the stretch of the body that states the claim."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """What two briefings or more say of one thing."""

    label: str
    """A few words of the passages that name what is claimed."""
    verdict: Verdict
    origins: int
    """How many of the sources are not copies of one another."""
    passages: tuple[ClaimPassage, ...]
