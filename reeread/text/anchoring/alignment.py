"""Which stretches of an old text are which of a new one, worked out only where it is asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reeread.model.span import Span

_TOKEN = r"[぀-ヿ㐀-鿿]|\w+"
_CHUNK = re.compile(r"[^.!?。\n]+[.!?。\n]*\s*")
_WORDS = re.compile(_TOKEN)
_LEAF = 64 * 64
"""Characters of old and new text, multiplied, that are compared one by one at once."""
_FAR = 64
"""Characters from where the pieces around it went that one may go."""
_DEPTH = 12
"""Gaps within gaps."""
_LONG = 2**22
"""Characters of both texts together that are compared by single words at all, which takes a second."""
_MOST = 2**22
"""Characters of old and new text, multiplied, that are compared one by one at all."""


class Pair(NamedTuple):
    """A stretch of the old text that is one of the new text, character by character."""

    old: int
    new: int
    length: int


class Alignment:
    """Two texts laid side by side: stretches that are the same in order, and between them what changed."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._whole = _Gap(old, new, (0, len(old), 0, len(new)))

    def image(self, span: Span) -> Span | None:
        """Return the stretch of the new text that a span of the old text became, None where none of it stands."""
        return self._other(span, 0)

    def origin(self, span: Span) -> Span | None:
        """Return the stretch of the old text that a span of the new text was, None if it is new."""
        return self._other(span, 1)

    def room(self, span: Span) -> Span:
        """Return the stretch of the new text between what stood before a span of the old text and what stood after."""
        before = self._whole.last(0, span.start, 0)
        after = self._whole.first(span.end, len(self.old), 0)
        start = before.new + before.length if before else 0
        return Span(start, max(start, after.new if after else len(self.new)))

    def fresh(self) -> Iterator[Span]:
        """Yield the stretches of the new text that are no whole sentences of the old one, in order."""
        yield from self._whole.fresh()

    def _other(self, span: Span, side: int) -> Span | None:
        first = self._whole.first(span.start, span.end, side)
        last = self._whole.last(span.start, span.end, side)
        if first is None or last is None:
            return None
        return Span(first[1 - side], last[1 - side] + last.length)


class _Gap:
    """A stretch of both texts: the pairs in it, and the gaps between them where there is text on both sides."""

    __slots__ = ("_bounds", "_depth", "_gaps", "_level", "_new", "_old", "_pairs", "_starts")

    def __init__(
        self, old: str, new: str, bounds: tuple[int, int, int, int], level: int = 0, depth: int = 0
    ) -> None:
        self._old, self._new = old, new
        self._bounds = bounds
        self._level = level
        """By which pieces it is compared; those of its gaps are the same or smaller."""
        self._depth = depth
        self._pairs: list[Pair] | None = None
        self._starts: tuple[list[int], list[int]] = [], []
        self._gaps: dict[int, _Gap | None] = {}

    def first(self, start: int, end: int, side: int) -> Pair | None:
        """Return the first stretch that stands in both texts, cut to these offsets of one of them."""
        pairs = self._found()
        at = bisect_right(self._starts[side], start) - 1
        while at < len(pairs):
            if at >= 0:
                if pairs[at][side] >= end:
                    return None
                if cut := _cut(pairs[at], start, end, side):
                    return cut
            if (
                (gap := self._gap(at))
                and gap._bounds[2 * side] < end
                and (cut := gap.first(start, end, side))
            ):
                return cut
            at += 1
        return None

    def last(self, start: int, end: int, side: int) -> Pair | None:
        """Return the last stretch that stands in both texts, cut to these offsets of one of them."""
        pairs = self._found()
        at = bisect_left(self._starts[side], end) - 1
        while at >= -1:
            if (gap := self._gap(at)) and gap._bounds[2 * side] < end and (cut := gap.last(start, end, side)):
                return cut
            if at >= 0:
                if cut := _cut(pairs[at], start, end, side):
                    return cut
                if pairs[at][side] + pairs[at].length <= start:
                    return None
            at -= 1
        return None

    def fresh(self) -> Iterator[Span]:
        """Yield the stretches of the new text that are in no pair; where pairs are of single words, all of it."""
        pairs, (_, _, start, end) = self._found(), self._bounds
        if self._level:
            yield Span(start, end)
            return
        for at in range(-1, len(pairs)):
            gap = self._gap(at)
            after = pairs[at].new + pairs[at].length if at >= 0 else start
            until = pairs[at + 1].new if at + 1 < len(pairs) else end
            if gap is not None:
                yield from gap.fresh()
            elif after < until:
                yield Span(after, until)

    def _gap(self, at: int) -> "_Gap | None":
        """Return the gap after a pair (-1: before the first), None where one of the texts has nothing there."""
        pairs = self._found()
        if self._level > len(_LEVELS):
            return None
        if at not in self._gaps:
            a, b, c, d = self._bounds
            if at >= 0:
                a, c = pairs[at].old + pairs[at].length, pairs[at].new + pairs[at].length
            if at + 1 < len(pairs):
                b, d = pairs[at + 1].old, pairs[at + 1].new
            gap = None
            if a < b and c < d:
                gap = _Gap(self._old, self._new, (a, b, c, d), self._level, self._depth + 1)
            self._gaps[at] = gap
        return self._gaps[at]

    def _found(self) -> list[Pair]:
        if self._pairs is None:
            self._pairs = list(self._compared())
            self._starts = [one.old for one in self._pairs], [one.new for one in self._pairs]
        return self._pairs

    def _compared(self) -> Iterator[Pair]:
        a, b, c, d = self._bounds
        old, new = self._old, self._new
        if head := _shared(old, new, a, b, c, d):
            yield Pair(a, c, head)
        a, c = a + head, c + head
        tail = _shared_end(old, new, a, b, c, d)
        b, d = b - tail, d - tail
        if a < b and c < d:
            yield from self._between(a, b, c, d)
        if tail:
            yield Pair(b, d, tail)

    def _between(self, a: int, b: int, c: int, d: int) -> Sequence[Pair]:
        """Return the pairs in what does not begin or end alike, by the largest pieces that give any."""
        old, new = self._old, self._new
        while self._level < len(_LEVELS) and (b - a) * (d - c) > _LEAF and self._depth < _DEPTH:
            small = self._level == 0 or b - a + d - c <= _LONG
            if small and (found := list(_chained(_LEVELS[self._level], old, new, a, b, c, d))):
                return found
            self._level += 1
        self._level = len(_LEVELS) + 1
        return list(_characters(old, new, a, b, c, d))


def _cut(pair: Pair, start: int, end: int, side: int) -> Pair | None:
    """Return the part of a pair between two offsets of one text."""
    own = pair[side]
    skipped = max(0, start - own)
    length = min(own + pair.length, end) - own - skipped
    return Pair(pair.old + skipped, pair.new + skipped, length) if length > 0 else None


# What stands in both

Tokens = tuple[Sequence[object], list[int], list[int]]
"""Pieces of a text by which places are known, with their starts and ends."""


def _chunks(text: str, start: int, end: int) -> Tokens:
    found = list(_CHUNK.finditer(text, start, end))
    return [one.group() for one in found], [one.start() for one in found], [one.end() for one in found]


def _runs(text: str, start: int, end: int) -> Tokens:
    """Return runs of three words."""
    words, starts, ends = _words(text, start, end)
    runs = list(zip(words, words[1:], words[2:], strict=False))
    return runs, starts, ends[2:]


def _words(text: str, start: int, end: int) -> Tokens:
    found = list(_WORDS.finditer(text, start, end))
    return [one.group() for one in found], [one.start() for one in found], [one.end() for one in found]


_LEVELS: tuple[Callable[[str, int, int], Tokens], ...] = (_chunks, _runs, _words)
"""Pieces that are looked for in turn: sentences, runs of words, words."""


def _chained(
    pieces: Callable[[str, int, int], Tokens], old: str, new: str, a: int, b: int, c: int, d: int
) -> Iterator[Pair]:
    """Yield what stands once in either text, in an order that is that of both."""
    olds, old_starts, old_ends = pieces(old, a, b)
    news, new_starts, _ = pieces(new, c, d)
    here, there = _once(olds), _once(news)
    shared = [(place, there[piece]) for piece, place in here.items() if piece in there]
    shared.sort()
    chain = [shared[one] for one in _rising([place for _, place in shared])]
    shifts = [c - a, *(new_starts[other] - old_starts[place] for place, other in chain), d - b]
    at = new_at = -1
    for number, (place, other) in enumerate(chain, start=1):
        if _strays(*shifts[number - 1 : number + 2]):
            continue
        start, to = old_starts[place], new_starts[other]
        length = old_ends[place] - start
        if old[start : start + length] != new[to : to + length]:
            length = _shared(old, new, start, b, to, d)
        if length and start >= at and to >= new_at:
            yield Pair(start, to, length)
            at, new_at = start + length, to + length


def _strays(before: int, here: int, after: int) -> bool:
    """Return whether a piece went far from where those around it went, which agree: the same words by chance."""
    return abs(before - after) < _FAR < min(abs(here - before), abs(here - after))


def _once(pieces: Sequence[object]) -> dict[object, int]:
    """Return the pieces that stand there once, with their place."""
    places: dict[object, int] = {}
    for place, piece in enumerate(pieces):
        places[piece] = -1 if piece in places else place
    return {piece: place for piece, place in places.items() if place >= 0}


def _rising(values: Sequence[int]) -> list[int]:
    """Return the places of a longest rising series of values."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tops, value)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [value]
        ends[at : at + 1] = [place]
    series = []
    at = ends[-1] if ends else -1
    while at >= 0:
        series.append(at)
        at = before[at]
    return series[::-1]


def _characters(old: str, new: str, a: int, b: int, c: int, d: int) -> Iterator[Pair]:
    """Yield stretches that are the same, or the same but for single characters; none of what is too long."""
    from rapidfuzz.distance import Levenshtein

    if (b - a) * (d - c) > _MOST:
        return
    for one in Levenshtein.opcodes(old[a:b], new[c:d]):
        if one.tag in ("equal", "replace"):
            yield Pair(a + one.src_start, c + one.dest_start, one.src_end - one.src_start)


def _shared(old: str, new: str, a: int, b: int, c: int, d: int) -> int:
    """Return how many characters two stretches share from their starts."""
    most, length, step = min(b - a, d - c), 0, 64
    while step and length < most:
        step = min(step, most - length)
        if old[a + length : a + length + step] == new[c + length : c + length + step]:
            length += step
            step *= 4
        else:
            step //= 4
    return length


def _shared_end(old: str, new: str, a: int, b: int, c: int, d: int) -> int:
    """Return how many characters two stretches share before their ends."""
    most, length, step = min(b - a, d - c), 0, 64
    while step and length < most:
        step = min(step, most - length)
        if old[b - length - step : b - length] == new[d - length - step : d - length]:
            length += step
            step *= 4
        else:
            step //= 4
    return length
