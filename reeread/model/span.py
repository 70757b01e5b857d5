"""Stretches of a body."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a body, in code points, end exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        """Return how many code points the span holds."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Return whether every code point of the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, offset: int) -> bool:
        """Return whether the code point at the offset lies inside."""
        return self.start <= offset < self.end

    def within(self, body: str) -> str:
        """Return the text of the span."""
        return body[self.start : self.end]
