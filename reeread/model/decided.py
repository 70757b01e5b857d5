"""What somebody decided on the suggestions of a sentence, whole: for the way out and back in."""

from typing import Any, NamedTuple

from reeread.model.extraction import Decision


class Decided(NamedTuple):
    """One author's decision on one sentence."""

    id: str
    author: str
    made: str
    """ISO date-time in UTC with Z."""
    start: int
    end: int
    decision: Decision
    tags: tuple[str, ...]
    """Those that were suggested."""
    key: bool
    """Whether it was a key sentence."""
    block: str
    score: float
    details: dict[str, Any] | None
    """What the extractor said of the sentence, short, as the library keeps it."""
