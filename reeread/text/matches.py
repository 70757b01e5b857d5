"""Where a pattern stands in a text, found bit by bit so that 50 MB do not hold up a key."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from reeread.model.errors import UsageError
from reeread.model.span import Span

_CHUNK = 1 << 18
_OVERLAP = 1 << 12  # code points beyond a chunk into which a match that begins in it may reach


def pattern_for(words: str, *, regex: bool = False) -> re.Pattern[str]:
    """Return what to look for: words as they stand, any white space between them, or a regular expression.

    Capitals count only when there are some. Raises UsageError when a regular expression is none.
    """
    capitals = any(letter.isupper() for letter in (re.sub(r"\\.", "", words) if regex else words))
    literal = r"\s+".join(map(re.escape, re.split(r"\s+", words)))
    try:
        return re.compile(
            words if regex else literal, re.MULTILINE | (re.NOFLAG if capitals else re.IGNORECASE)
        )
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(f"“{words}” is no regular expression: {error}.") from error


class Matches:
    """The matches of a pattern that are not empty, those after an origin found first, then those before it."""

    def __init__(self, body: str, pattern: re.Pattern[str], origin: int = 0) -> None:
        self.complete = False
        """Whether the whole text has been looked at."""
        # Those before the origin, then those after it; each in order.
        self._starts = (array("q"), array("q"))
        self._ends = (array("q"), array("q"))
        self._body, self._pattern, self._origin = body, pattern, origin

    def __len__(self) -> int:
        """Return how many are known."""
        return sum(map(len, self._starts))

    def steps(self) -> Iterator[None]:
        """Look at the text, one step a stretch of some 256 KB."""
        for part, first, last in ((1, self._origin, len(self._body)), (0, 0, self._origin)):
            reached = first
            for start in range(first, last, _CHUNK):
                end = min(start + _CHUNK, last)
                for match in self._pattern.finditer(
                    self._body, max(start, reached), min(end + _OVERLAP, last)
                ):
                    if match.start() >= end:
                        break
                    if match.end() > match.start():
                        self._starts[part].append(match.start())
                        self._ends[part].append(match.end())
                        reached = match.end()
                yield
        self.complete = True

    def over(self, span: Span) -> list[Span]:
        """Return the known matches that share at least one code point with the span, in order."""
        found: list[Span] = []
        for starts, ends in zip(self._starts, self._ends, strict=True):
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
            found.extend(Span(starts[at], ends[at]) for at in range(first, last))
        return found

    def at(self, index: int) -> Span:
        """Return a known match by its place among them."""
        before = len(self._starts[0])
        part, at = (0, index) if index < before else (1, index - before)
        return Span(self._starts[part][at], self._ends[part][at])

    def index(self, offset: int) -> int:
        """Return how many known matches start before the offset."""
        return sum(bisect_left(starts, offset) for starts in self._starts)
