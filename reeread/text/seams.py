"""Where rows break near the cuts of a long block, so that its pieces flow into each other."""

import re
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from reeread.model.body import Block
from reeread.text.flow import PIECE, Flow
from reeread.text.graphemes import plain
from reeread.text.layout import Row, wrap

_GROUP, _BEFORE = 16, 4
"""Pieces of which each is laid out where the one before it ended; the first of each group is found without those
before, by laying out so many. Rows that begin elsewhere soon break at the same words, as long as there are words."""
_GROUP_SLOW, _BEFORE_SLOW = 4, 2
"""The same where rows cannot be found by counting characters, which takes many times as long."""
_KEPT = 32
"""Pieces of which the rows are kept."""
_AHEAD = 512
"""Code points after a cut, enough to see where the row breaks that holds it."""
_BREAK = re.compile(r"[\s‐–—-]")


class Rows(NamedTuple):
    """The rows of one piece, counted from where the first begins."""

    start: int
    end: int
    text: str
    """What is drawn, one code point for each of the body's."""
    rows: tuple[Row, ...]


class Seams:
    """The rows of one long block at one width, piece by piece.

    They are those of the block laid out as a whole: exactly so in its first 64 KB, or 16 KB of a script that is not
    plain, and beyond that wherever words or a run without any place to break lead there; else a row is cut short
    at the end of so many.

    Args:
        flow: The article.
        block: A block that has more than one piece.
        width: Of a row, in cells.
        hang: By how many cells the rows after the first are narrower.
        text: Returns a stretch of the body as it is drawn, one code point for each.
    """

    def __init__(
        self, flow: Flow, block: Block, width: int, hang: int, text: Callable[[int, int], str]
    ) -> None:
        self._flow = flow
        self._block = block
        self._width = width
        self._hang = hang
        self._text = text
        self._starts: dict[int, int] = {0: block.start}
        self._rows: OrderedDict[int, Rows] = OrderedDict()
        quick = plain(text(block.start, block.start + PIECE).replace("\n", " "))
        self._group, self._before = (_GROUP, _BEFORE) if quick else (_GROUP_SLOW, _BEFORE_SLOW)

    def number(self, start: int) -> int:
        """Return which piece of the block begins at a cut, from 0."""
        return -(-(start - self._block.start) // PIECE)

    def start(self, piece: int) -> int:
        """Return where the rows of a piece begin: at the cut before it, or a little earlier where a row holds it."""
        if piece not in self._starts:
            first = piece - piece % self._group
            if first == piece:
                self._starts[piece] = self._leap(piece)
            else:
                for before in range(first, piece):
                    if before + 1 not in self._starts:
                        self.rows(before)
        return self._starts[piece]

    def rows(self, piece: int) -> Rows:
        """Return the rows of a piece."""
        if piece in self._rows:
            self._rows.move_to_end(piece)
            return self._rows[piece]
        start, after = self.start(piece), piece + 1
        if after >= self._flow.count(self._block):
            found = self._laid(start, self._block.end)
        elif after % self._group == 0:
            found = self._laid(start, max(start + 1, self.start(after)))
        else:
            found = self._up_to(start, self._flow.cut(self._block, after))
            self._starts[after] = found.end
        self._rows[piece] = found
        if len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return found

    def _up_to(self, start: int, cut: int) -> Rows:
        """Return the rows from a start on up to the one that holds a cut, which is the next piece's first."""
        laid = self._laid(start, min(cut + _AHEAD, self._block.end))
        rows = [row for row in laid.rows if start + row.end <= cut]
        if not rows:
            return self._laid(start, cut)
        return Rows(start, start + rows[-1].end, laid.text[: rows[-1].end], tuple(rows))

    def _laid(self, start: int, end: int) -> Rows:
        """Return the rows of a stretch that begins with a row."""
        text, first = self._text(start, end), start == self._block.start
        width = self._width if first else max(1, self._width - self._hang)
        return Rows(start, end, text, tuple(wrap(text, width, hang=self._hang if first else 0)))

    def _leap(self, piece: int) -> int:
        """Return where a piece begins without those before: by the run that it is in, else by some rows before."""
        cut = self._flow.cut(self._block, piece)
        before = self._flow.cut(self._block, piece - self._before)
        run = self._text(before, cut)
        if plain(run) and _BREAK.search(run) is None:
            return cut - (cut - self._run(before)) % max(1, self._width - self._hang)
        return self._up_to(before, cut).end

    def _run(self, at: int) -> int:
        """Return where the run without a place to break begins that holds an offset: a row begins there, too."""
        body = self._flow.body
        return max(self._block.start, *(body.rfind(sign, self._block.start, at) + 1 for sign in " \n\t‐–—-"))
