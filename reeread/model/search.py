"""What a search finds."""

from dataclasses import dataclass

from reeread.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A briefing that a query found, with the first place where it matches."""

    briefing: str
    """Its id."""
    title: str
    start: int
    """In code points of the body; equal to end when only the title matches."""
    end: int
    snippet: str
    """The match with the words around it."""
    lit: tuple[Span, ...] = ()
    """Where words that were looked for stand in the snippet, in its code points."""

    @property
    def span(self) -> Span:
        """Return the first match's stretch of the body."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Saved:
    """A query that is kept under a name."""

    name: str
    query: str
    author: str
    made: str
    """ISO date-time in UTC with Z."""
