"""What the eye counts as one character, how wide a terminal draws it, and where words begin and end."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reeread.model.span import Span

PLAIN = re.compile(
    "[ -~\xa0-\xa8\xaa-\xac\xaf-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u202f-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20c0\u2190-\u2319\u2500-\u25fc\u270e]*"
)
"""Matches text in which every code point is a character of its own, one cell wide: most Western prose."""

_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e4e\u0eb1-\u0ecd\u200c\u200d"
_REACH = 64  # code points looked at on either side when a border is sought; longer clusters are pathological
_FAR = 256  # code points on either side in which a word is sought


def plain(text: str) -> bool:
    """Return whether every code point is a character of its own and one cell wide; newlines and tabs are not."""
    return PLAIN.fullmatch(text) is not None


def graphemes(text: str) -> Iterator[str]:
    """Yield the extended grapheme clusters of the text (Unicode UAX #29), in order; joined they are the text."""
    if plain(text):
        return iter(text)
    from wcwidth import iter_graphemes  # costs 20 ms, which Western prose need not pay before its first paint

    return iter_graphemes(text)


@lru_cache(maxsize=8192)
def cells(grapheme: str) -> int:
    """Return how many cells a terminal draws one grapheme in: 0, 1 or 2; newline and tab, which have no width, 0."""
    from wcwidth import wcswidth

    return min(2, max(0, wcswidth(grapheme)))


def width(text: str) -> int:
    """Return how many cells a terminal draws the text in, as one line."""
    return len(text) if plain(text) else sum(map(cells, graphemes(text)))


def snap(text: str, offset: int, *, forward: bool = False) -> int:
    """Return the border of graphemes at the offset, else the nearest before it, or after it with `forward`."""
    if offset <= 0 or offset >= len(text):
        return min(max(offset, 0), len(text))
    start = max(0, offset - _REACH)
    if (line := text.rfind("\n", start, offset)) >= 0:
        start = line + 1
    border = start
    for grapheme in graphemes(text[start : offset + _REACH]):
        if border == offset:
            return offset
        if border + len(grapheme) > offset:
            return border + len(grapheme) if forward else border
        border += len(grapheme)
    return border


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words between two offsets, in order; in scripts without spaces, runs of one kind of character."""
    return (Span(*word.span()) for word in _word().finditer(text, max(0, start), min(end, len(text))))


@cache
def _word() -> re.Pattern[str]:
    """Return what a word is, compiled when the first is asked for: that takes as long as drawing half a screen."""
    return re.compile(
        # Scripts without spaces: a run of one kind of character stands for the word.
        r"[\u3005\u3400-\u4dbf\u4e00-\u9fff]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+"
        rf"|(?:(?![\u3005\u3041-\u30ff\u3400-\u9fff])[\w{_MARKS}]|(?<=\w)['’](?=\w))+"
    )


def word_at(text: str, offset: int) -> Span:
    """Return the word that the code point at the offset belongs to; beside words, the grapheme there."""
    for word in words(text, offset - _FAR, offset + _FAR):
        if word.holds(offset):
            return Span(snap(text, word.start), snap(text, word.end, forward=True))
        if word.start > offset:
            break
    first = snap(text, offset)
    return Span(first, snap(text, first + 1, forward=True))
