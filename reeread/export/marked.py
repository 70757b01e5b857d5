"""An article cut where passages, blocks and inline marks begin and end, so that each can be shown in its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reeread.model.body import Block, BlockKind, Mark
from reeread.model.briefing import Article
from reeread.model.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the body in which nothing begins or ends."""

    text: str
    passages: tuple[int, ...]
    """The passages that hold it, by their place in the order given, the one that began last at the end."""
    begun: tuple[int, ...]
    """Those whose first visible segment this is."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block, or what stands between two blocks."""

    block: Block | None
    segments: tuple[Segment, ...]

    @property
    def folded(self) -> bool:
        """Return whether it is furniture that no passage needs."""
        return (
            self.block is not None
            and self.block.kind is BlockKind.FURNITURE
            and not any(segment.passages for segment in self.segments)
        )


def stretches(article: Article, passages: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the whole body in order, with the passages in their places: overlapping, nested or crossing blocks.

    The texts of the segments joined are the body. A passage begins in its first segment that is more than space.

    Args:
        article: The article.
        passages: Spans in code points of the body; an empty one stands nowhere.
    """
    body, waiting = article.body, list[int]()
    held, inline = _Walk(passages), _Walk([Span(one.start, one.end) for one in article.marks])
    bounds = sorted({*held.bounds, *inline.bounds})
    for block, span in _parts(article.blocks, len(body)):
        inner = bounds[bisect_right(bounds, span.start) : bisect_left(bounds, span.end)]
        segments = []
        for start, end in pairwise((span.start, *inner, span.end)):
            text = body[start:end]
            waiting += held.go_to(start)
            inline.go_to(start)
            begun = tuple(waiting) if block or text.strip() else ()
            if begun:
                waiting.clear()
            marks = tuple(article.marks[one] for one in inline.inside)
            segments.append(Segment(text, tuple(held.inside), begun, marks))
        yield Stretch(block, tuple(segments))


class _Walk:
    """A walk from left to right through spans that overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ahead = sorted(
            (at for at, one in enumerate(spans) if one), key=lambda one: (-spans[one].start, spans[one].end)
        )
        self.inside: list[int] = []
        """The spans that hold the place, the one that began last at the end."""

    @property
    def bounds(self) -> Iterator[int]:
        """Yield where spans begin and end."""
        for span in self._spans:
            yield from (span.start, span.end)

    def go_to(self, place: int) -> list[int]:
        """Go on to a place; return the spans that began since the last."""
        begun = []
        while self._ahead and self._spans[self._ahead[-1]].start <= place:
            begun.append(self._ahead.pop())
        self.inside = [one for one in (*self.inside, *begun) if self._spans[one].end > place]
        return begun


def _parts(blocks: Iterable[Block], length: int) -> Iterator[tuple[Block | None, Span]]:
    """Yield the blocks and what stands between them."""
    at = 0
    for block in blocks:
        if block.start > at:
            yield None, Span(at, block.start)
        if block.end > block.start:
            yield block, block.span
        at = block.end
    if length > at:
        yield None, Span(at, length)
