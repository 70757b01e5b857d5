"""Text wrapped into rows of terminal cells, and which cell of a row shows which code point."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reeread.text.graphemes import cells, graphemes, plain

TAB = 4
"""A tab reaches to the next multiple of this many cells from where its row begins."""

_SPACES = frozenset(" \t\n\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
_HYPHENS = "-‐–—"
_NO_START = frozenset(
    "、。，．,.・：；:;？！?!゛゜´｀ヽヾゝゞ々ー—–‐-〜～…‥％%‰℃°）)］]｝}〉》」』】〕〙〗〟’”»ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NO_END = frozenset("（([［{｛〈《「『【〔〘〖〝‘“«$￥¥£€＄￡#＃№")
_SOFT = re.compile(r"(?<=\S)[ \t]*\n(?=\S)(?!(?:[-•*–]|\d+[.)])\s)")
_SHORTEST, _LONGEST = (
    45,
    100,
)  # cells of a line that was broken by a typewriter's margin rather than on purpose


class Row(NamedTuple):
    """One row of a wrapped text, in code points of that text."""

    start: int
    stop: int
    """Where what is drawn ends: white space that hangs over the margin and the newline lie beyond it."""
    end: int
    """Where the next row starts."""
    width: int
    """Cells from `start` to `stop`."""


class Table(NamedTuple):
    """Which cells of one row show which grapheme; a grapheme without width of its own shares the next one's."""

    offsets: Sequence[int]
    """Where each grapheme starts, in code points of the text."""
    columns: Sequence[int]
    """The first cell of each grapheme, from the row's own left edge."""
    stop: int
    width: int

    def offset(self, cell: int) -> int:
        """Return the start of the grapheme drawn at the cell; past the row's text, where that text stops."""
        if cell >= self.width or not self.offsets:
            return self.stop
        return self.offsets[max(0, bisect_right(self.columns, cell) - 1)]

    def cell(self, offset: int) -> int:
        """Return the first cell of the grapheme that holds the offset; past the row's text, its width."""
        if offset >= self.stop:
            return self.width
        return self.columns[max(0, bisect_right(self.offsets, offset) - 1)]

    def snap(self, offset: int, *, forward: bool = False) -> int:
        """Return the border of graphemes at the offset, else the nearest before it, or after it with `forward`."""
        if offset >= self.stop or not self.offsets:
            return self.stop
        at = max(0, bisect_right(self.offsets, offset) - 1)
        if not forward or self.offsets[at] >= offset:
            return self.offsets[at]
        return self.offsets[at + 1] if at + 1 < len(self.offsets) else self.stop


def reflowed(text: str) -> str:
    """Return the text with the newlines of a typewriter's margin turned into spaces, one to one.

    A newline stays where the line before it is shorter or longer than such margins make it, and where the next
    line is indented or begins an item.
    """
    if "\n" not in text:
        return text
    line = 0
    joined = list(text)
    for newline in _SOFT.finditer(text):
        at = newline.end() - 1
        line = text.rfind("\n", line, at) + 1 or line
        if _SHORTEST <= at - line <= _LONGEST:
            joined[at] = " "
    return "".join(joined)


def wrap(text: str, width: int, *, hang: int = 0) -> list[Row]:
    """Return the rows of the text in order; together they cover it exactly, and an empty text has one row.

    No row is wider than `width` cells, rows after the first than `width - hang`, except for one that holds a
    single grapheme that is wider. Rows break after newlines, else after white space, which hangs over the
    margin, after hyphens between letters and between wide characters except where East Asian typesetting
    forbids it, else between any two graphemes.
    """
    rows: list[Row] = []
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline + 1
        stop = end if newline < 0 else newline
        if plain(text[start:stop]):
            _wrap_plain(text, start, stop, width, hang, rows)
        else:
            _wrap_any(text, start, stop, width, hang, rows)
        if newline >= 0:
            last = rows.pop()
            rows.append(Row(last.start, last.stop, end, last.width))
        start = end
    return rows or [Row(0, 0, 0, 0)]


def table(text: str, row: Row) -> Table:
    """Return which cells of the row show which graphemes of the text it was wrapped from."""
    shown = text[row.start : row.stop]
    if plain(shown):
        return Table(range(row.start, row.stop), range(len(shown)), row.stop, len(shown))
    offsets: list[int] = []
    columns: list[int] = []
    offset, column = row.start, 0
    for grapheme in graphemes(shown):
        offsets.append(offset)
        columns.append(column)
        offset += len(grapheme)
        column += TAB - column % TAB if grapheme == "\t" else cells(grapheme)
    return Table(offsets, columns, row.stop, column)


def _wrap_plain(text: str, start: int, stop: int, width: int, hang: int, rows: list[Row]) -> None:
    """Append the rows of one line in which every code point is one cell wide."""
    inked = start + len(text[start:stop].rstrip(" "))
    while True:
        full = start + max(1, width - hang if rows else width)
        if inked <= full:
            rows.append(Row(start, max(start, inked), stop, max(0, inked - start)))
            return
        cut = text.rfind(" ", start, full + 1) + 1
        for hyphen in _HYPHENS:
            at = text.rfind(hyphen, max(start, cut) + 1, full)
            while at > 0 and not (text[at - 1].isalpha() and text[at + 1].isalpha()):
                at = text.rfind(hyphen, max(start, cut) + 1, at)
            cut = max(cut, at + 1)
        if cut <= start:
            cut = full
        else:
            while text[cut] == " ":
                cut += 1
        row = len(text[start:cut].rstrip(" "))
        rows.append(Row(start, start + row, cut, row))
        start = cut


def _wrap_any(text: str, start: int, stop: int, width: int, hang: int, rows: list[Row]) -> None:
    """Append the rows of one line of any script."""
    clusters = list(graphemes(text[start:stop]))
    widths = [TAB if cluster == "\t" else cells(cluster) for cluster in clusters]
    first = 0
    while True:
        room = max(1, width - hang if rows else width)
        column = inked = candidate = 0
        at = first
        while at < len(clusters):
            cluster = clusters[at]
            if cluster in _SPACES:
                column += TAB - column % TAB if cluster == "\t" else widths[at]
            else:
                if at > first and _breaks(clusters, widths, first, at):
                    candidate = at
                if column + widths[at] > room and at > first and (widths[at] or inked < column):
                    break
                column += widths[at]
                inked = column
            at += 1
        if at == len(clusters) or candidate <= first:
            candidate = at
        row = clusters[first:candidate]
        end = start + sum(map(len, row))
        while row and row[-1] in _SPACES:
            row.pop()
        inked_end = start + sum(map(len, row))
        if candidate != at:
            inked = _column(row)
        rows.append(Row(start, inked_end, end, inked))
        start, first = end, candidate
        if first == len(clusters):
            return


def _column(clusters: list[str]) -> int:
    """Return the cell after the last of the clusters, which begin a row."""
    column = 0
    for cluster in clusters:
        column += TAB - column % TAB if cluster == "\t" else cells(cluster)
    return column


def _breaks(clusters: list[str], widths: list[int], first: int, at: int) -> bool:
    """Return whether the row that begins at `first` may break before a cluster that is no white space."""
    before, after = clusters[at - 1], clusters[at]
    if before in _SPACES:
        return True
    if before in _HYPHENS and at - 2 >= first and clusters[at - 2][0].isalpha() and after[0].isalpha():
        return True
    wide = widths[at - 1] == 2 or widths[at] == 2
    return wide and after not in _NO_START and before not in _NO_END
