"""Where in a text a quote may stand, whatever became of what is around it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reeread.model.span import Span
from reeread.text.anchoring.alignment import Alignment

_HITS = 16
"""Places to the letter that are looked at on either side of where a quote is expected."""
_ALIKE = 60
"""Of a hundred, how much of a quote must stand in order for a place to be looked at."""
_COPIES = 8
"""Times a quote is long within which it is looked for beside a copy of it."""
_PIECE = 256
"""Characters of a long quote that are looked for at either end of it."""
_ROOM = 24
"""Characters around a place in which its bounds are looked for."""
_WORK = 2**29
"""Characters searched, times the machine words of the quotes, before a search gives up: some seconds."""


class Search:
    """Looks through a folded text, or through those stretches of it that matter.

    Args:
        text: All of it.
        stretches: Where a quote that was changed is looked for; ascending, apart from each other.
    """

    def __init__(self, text: str, stretches: Sequence[Span]) -> None:
        self._text = text
        self._starts = [0]
        self._places = [0]
        parts = []
        for one in stretches:
            parts.append(one.within(text))
            self._starts.append(self._starts[-1] + len(one) + 1)
            self._places.append(one.end)
        self._searched = "\n".join(parts)
        self._starts = self._starts[:-1]
        self._places = [one.start for one in stretches]
        self._work = _WORK

    def places(self, quote: str, prefix: str, suffix: str, room: Span) -> Iterator[Span]:
        """Yield where a folded quote may stand, the same place perhaps more than once.

        Args:
            quote: What is looked for.
            prefix: What stood before it.
            suffix: What stood after it.
            room: Where it is expected.
        """
        yield from self._letters(quote, room.start)
        yield from self._beside(quote, room)
        for needle, lead in ((quote, 0), (prefix + quote + suffix, len(prefix))):
            if (found := self._nearly(needle, Span(lead, lead + len(quote)))) is not None:
                yield found

    def _letters(self, quote: str, expected: int) -> Iterator[Span]:
        """Yield the places next to the expected one where it stands to the letter."""
        step = len(quote) // 2 + 1
        yield from islice(self._after(quote, max(0, expected - len(quote) // 2), step), _HITS)
        yield from islice(self._before(quote, expected + len(quote) // 2, step), _HITS)

    def _after(self, quote: str, at: int, step: int) -> Iterator[Span]:
        while (at := self._text.find(quote, at)) >= 0:
            yield Span(at, at + len(quote))
            at += step

    def _before(self, quote: str, end: int, step: int) -> Iterator[Span]:
        while (at := self._text.rfind(quote, 0, end)) >= 0:
            yield Span(at, at + len(quote))
            end = at + len(quote) - step

    def _beside(self, quote: str, room: Span) -> Iterator[Span]:
        """Yield what is left of a quote beside a copy of it, where there is room for both."""
        if not 1.5 * len(quote) <= len(room) <= _COPIES * len(quote):
            return
        at = room.start
        for piece in room.within(self._text).split(quote):
            place = Alignment(quote, piece).image(Span(0, len(quote)))
            if place is not None:
                yield Span(at + place.start, at + place.end)
            at += len(piece) + len(quote)

    def _nearly(self, needle: str, quote: Span) -> Span | None:
        """Return where a quote stands within the best place of a text that holds it."""
        if len(needle) <= 2 * _PIECE:
            return self._best(needle, quote)
        head, tail = Span(quote.start, quote.start + _PIECE), Span(quote.end - _PIECE, quote.end)
        first = self._best(needle[: head.end], head)
        last = self._best(needle[tail.start :], Span(0, _PIECE))
        if first is None or last is None or not len(quote) / 2 <= last.end - first.start <= 2 * len(quote):
            return None
        return Span(first.start, last.end)

    def _best(self, needle: str, quote: Span) -> Span | None:
        from rapidfuzz.fuzz import partial_ratio_alignment

        self._work -= (len(needle) // 64 + 1) * len(self._searched)
        if self._work < 0 or not self._searched:
            return None
        hit = partial_ratio_alignment(needle, self._searched, score_cutoff=_ALIKE)
        if hit is None:
            return None
        start = max(0, hit.dest_start - _ROOM)
        place = Alignment(needle, self._searched[start : hit.dest_end + _ROOM]).image(quote)
        if place is None:
            return None
        stretch = bisect_right(self._starts, start + place.start) - 1
        moved = self._places[stretch] - self._starts[stretch] + start
        end = min(place.end + moved, len(self._text))
        return Span(place.start + moved, end) if place.start + moved < end else None


def merged(spans: Iterable[Span], room: int, length: int) -> list[Span]:
    """Return ascending spans with some room around each, those that then touch as one."""
    whole: list[Span] = []
    for span in spans:
        start, end = max(0, span.start - room), min(length, span.end + room)
        if whole and whole[-1].end >= start:
            whole[-1] = Span(whole[-1].start, max(end, whole[-1].end))
        else:
            whole.append(Span(start, end))
    return whole
