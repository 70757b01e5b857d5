"""What became of an annotation's passage when its source changed, side by side."""

from typing import NamedTuple

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.span import Span

UNSETTLED = (AnchorState.MOVED, AnchorState.REVIEW, AnchorState.ORPHAN)
"""The states that somebody may look at."""


class Excerpt(NamedTuple):
    """A passage in one version of a briefing, with some of what stands around it."""

    version: int
    """The version's number, counted from one."""
    span: Span
    before: str
    text: str
    after: str
    other: tuple[Span, ...] = ()
    """The words of the passage that it has not in the other version, by their offsets in its text."""


class Drift(NamedTuple):
    """An annotation that moved, is unsure or found nowhere."""

    annotation: Annotation
    title: str
    """Of its briefing."""
    was: Excerpt | None
    """Where it stood when that was last beyond doubt; None where the log does not know."""
    now: Excerpt | None
    """Where it stands, None for an orphan."""

    @property
    def reworded(self) -> bool:
        """Return whether the passage has other words than it had."""
        return self.was is not None and self.now is not None and self.was.text != self.now.text
