"""A reader's mark on a passage, and how it finds its passage again."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from reeread.model.commitment import Outcome
from reeread.model.grades import Credibility
from reeread.model.span import Span


class Anchor(NamedTuple):
    """Position, exact quote and up to 32 code points of context on either side."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def span(self) -> Span:
        """Return the anchored stretch of the body."""
        return Span(self.start, self.end)


class AnchorState(StrEnum):
    """How sure it is that an annotation still stands on its passage."""

    ANCHORED = "anchored"
    MOVED = "moved"
    REVIEW = "review"
    ORPHAN = "orphan"


class Passage(NamedTuple):
    """A stretch of one briefing: what a tag, a note or a jump is about."""

    briefing: str
    span: Span


class Annotation(NamedTuple):
    """One author's tags and note on one passage."""

    id: str
    briefing: str
    anchor: Anchor
    tags: tuple[str, ...]
    """Names of tags, in the order of the codebook."""
    note: str
    author: str
    created: str
    """ISO date-time in UTC with Z."""
    modified: str
    state: AnchorState = AnchorState.ANCHORED
    grade: Credibility | None = None
    """How far the passage can be believed."""
    outcome: Outcome | None = None
    """What became of it, if it is a commitment and somebody decided."""

    @property
    def label(self) -> str:
        """Return what it is in words: its tags, else "note", else "grade"."""
        return ", ".join(self.tags) or ("note" if self.note else "grade")

    @property
    def span(self) -> Span:
        """Return the annotated stretch of the body."""
        return self.anchor.span

    @property
    def passage(self) -> Passage:
        """Return the annotated passage."""
        return Passage(self.briefing, self.span)


Plain: TypeAlias = tuple[Any, ...]
"""An annotation as a library keeps it, which takes a fraction of the time of an Annotation: the id of its briefing, the
value of its state, and the fields that were asked for."""


class Told(NamedTuple):
    """What is told of what a library keeps as numbers in an annotation."""

    tags: Mapping[str | None, str]
    """Of those that it bears, in the order of the codebook."""
    authors: Mapping[int, str]
    names: Mapping[str | None, tuple[str, ...]]
    """Of the tags themselves."""
