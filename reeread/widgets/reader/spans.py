"""Which of many spans overlap a stretch of the body, found without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from reeread.model.span import Span


class Spanned(Protocol):
    """Anything that has a stretch of the body."""

    @property
    def span(self) -> Span:
        """Return the stretch."""


Item = TypeVar("Item", bound=Spanned)


class Spans(Generic[Item]):
    """Items by where they stand; the longer before the shorter where they start together."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = sorted(items, key=lambda item: (item.span.start, -item.span.end))
        self._starts = [item.span.start for item in self.items]
        self._furthest = list(accumulate((item.span.end for item in self.items), max))
        self._ends = sorted(item.span.end for item in self.items)

    def __len__(self) -> int:
        return len(self.items)

    def over(self, span: Span) -> list[Item]:
        """Return the items that share at least one code point with the span, in order."""
        found: list[Item] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._furthest[at] > span.start:
            if self.items[at].span.overlaps(span):
                found.append(self.items[at])
            at -= 1
        found.reverse()
        return found

    def closing(self, start: int, end: int) -> list[Item]:
        """Return the items whose last code point lies from the start up to the end, in order."""
        return [item for item in self.over(Span(start, end)) if start < item.span.end <= end]

    def count_closing(self, start: int, end: int) -> int:
        """Return how many items have their last code point from the start up to the end."""
        return bisect_right(self._ends, end) - bisect_right(self._ends, start)

    def after(self, offset: int) -> Item | None:
        """Return the first item that starts after the offset."""
        at = bisect_right(self._starts, offset)
        return self.items[at] if at < len(self.items) else None

    def before(self, offset: int) -> Item | None:
        """Return the last item that starts before the offset."""
        at = bisect_left(self._starts, offset) - 1
        return self.items[at] if at >= 0 else None


class Ordered(Generic[Item]):
    """Items that come in order and never overlap, such as an article's sentences: nothing is built for them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items

    def over(self, span: Span) -> list[Item]:
        """Return the items that share at least one code point with the span, in order."""
        at = bisect_right(self.items, span.start, key=_end)
        found: list[Item] = []
        while at < len(self.items) and self.items[at].span.start < span.end:
            found.append(self.items[at])
            at += 1
        return found

    def after(self, offset: int) -> Iterator[Item]:
        """Yield the items that start after the offset, nearest first."""
        first = bisect_right(self.items, offset, key=_start)
        return (self.items[at] for at in range(first, len(self.items)))

    def before(self, offset: int) -> Iterator[Item]:
        """Yield the items that start before the offset, nearest first."""
        last = bisect_left(self.items, offset, key=_start) - 1
        return (self.items[at] for at in range(last, -1, -1))


def _start(item: Spanned) -> int:
    return item.span.start


def _end(item: Spanned) -> int:
    return item.span.end
