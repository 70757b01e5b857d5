"""An article as rows: only what is looked at is wrapped, and a place is a stretch of text, never a row number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache, partial
from math import ceil
from sys import maxsize
from typing import NamedTuple

from reeread.model.annotation import Annotation
from reeread.model.body import Block, BlockKind
from reeread.model.span import Span
from reeread.text import layout
from reeread.text.display import safe
from reeread.text.flow import PIECE, Flow, Piece
from reeread.text.graphemes import width as width_of
from reeread.text.seams import Seams
from reeread.widgets.reader.heights import Heights
from reeread.widgets.reader.spans import Spans

_MARKER = re.compile(r"\s*(?:[•‣◦▪·*–—-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+")
_FLOWING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_BULLET = 2  # cells that a drawn bullet takes
_QUOTE = 2
_HEAD = 256
"""Code points in which a list marker or the line before a newline is looked for."""
_SLACK = 1.06  # rows are not filled to the last cell


class Place(NamedTuple):
    """One row of the article; places compare in reading order."""

    section: int
    piece: int
    row: int
    """Counted within the piece, with the empty row before it and the notes after it."""


class LineKind(Enum):
    """What one row shows."""

    GAP = "gap"
    TEXT = "text"
    FOLD = "fold"
    NOTE = "note"


class Laid(NamedTuple):
    """A piece wrapped into rows."""

    piece: Piece
    text: str
    """What is drawn, one code point for each of the body's."""
    rows: tuple[layout.Row, ...]
    indent: int
    hang: int
    bullet: bool
    """Whether a bullet is drawn before the first row because the text brings none."""

    @property
    def lead(self) -> int:
        """Return how many empty rows go before the text."""
        return int(self.piece.gap)

    def row_of(self, offset: int) -> int:
        """Return the index of the row that holds an offset of the body."""
        local = offset - self.piece.start
        return max(0, bisect_right(self.rows, local, key=lambda row: row.start) - 1)


class Line(NamedTuple):
    """One row of the view with what it takes to draw it and to point at it."""

    kind: LineKind
    laid: Laid
    at: int = 0
    """The place of the row in the piece; only text has one."""
    note: Annotation | None = None

    @property
    def row(self) -> layout.Row:
        """Return the wrapped row."""
        return self.laid.rows[self.at]

    @property
    def span(self) -> Span:
        """Return the stretch of the body that the row covers."""
        start = self.laid.piece.start
        if self.kind is not LineKind.TEXT:
            return Span(start, start)
        return Span(start + self.row.start, start + self.row.end)

    @property
    def indent(self) -> int:
        """Return the cells between the text's left edge and the row's first character."""
        return self.laid.indent + (self.laid.hang if self.at else 0)

    def cell(self, offset: int) -> int:
        """Return the cell, from the text's left edge, that shows the body's code point at the offset."""
        return self.indent + layout.table(self.laid.text, self.row).cell(offset - self.laid.piece.start)

    def offset(self, cell: int) -> int:
        """Return the offset in the body of the grapheme at a cell counted from the text's left edge."""
        return self.laid.piece.start + layout.table(self.laid.text, self.row).offset(cell - self.indent)


class _Shape(NamedTuple):
    """How a block stands: cells before it, and more before all rows but the first, and cells of a row."""

    indent: int
    hang: int
    bullet: bool
    """Whether a bullet is drawn because the text brings none."""
    width: int


class View:
    """The rows of one article at one width."""

    def __init__(self, flow: Flow, width: int) -> None:
        self.flow = flow
        self.body = flow.body
        self.width = max(1, width)
        self.notes: Spans[Annotation] = Spans(())
        self.laid = lru_cache(maxsize=256)(self._laid)
        self.seams = lru_cache(maxsize=8)(self._seams)
        self._density = _density(flow.body)
        self._texts: dict[int, list[int]] = {}
        self._measured: dict[int, bytearray] = {}
        self._heights = Heights(self._estimate(index) for index in range(len(self.flow.sections)))

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not self.flow.sections

    @property
    def total(self) -> int:
        """Return the number of rows, as far as they are known."""
        return self._heights.total

    @property
    def first(self) -> Place:
        """Return the first row of the article."""
        return (self.flow.first and Place(*self.flow.first, 0)) or Place(0, 0, 0)

    @property
    def last(self) -> Place:
        """Return the last row of the article."""
        if (found := self.flow.last) is None:
            return Place(0, 0, 0)
        return Place(*found, self.height(*found) - 1)

    def annotate(self, notes: Spans[Annotation]) -> None:
        """Show these notes under their passages."""
        before, self.notes = self.notes, notes
        for index in range(len(self._heights)):
            bounds = self._bounds(index)
            change = notes.count_closing(*bounds) - before.count_closing(*bounds)
            if change:
                self._heights[index] += change

    def height(self, section: int, piece: int) -> int:
        """Return the rows of a piece, which is wrapped for it if need be."""
        self._open(section)
        if not self._measured[section][piece]:
            self._measure(section, piece, len(self.laid(section, piece).rows))
        return self._texts[section][piece] + self._notes(section, piece)

    def place(self, offset: int) -> Place:
        """Return the row that shows an offset of the body."""
        found = self.flow.at(offset)
        if found is None:
            return Place(0, 0, 0)
        after = self.flow.step(*found, 1)
        if after is not None and not self.flow.piece(*after).first:
            # The row that holds the cut between two pieces is the second one's.
            found = after if self.laid(*after).piece.start <= offset else found
        laid = self.laid(*found)
        self.height(*found)
        return Place(*found, laid.lead + laid.row_of(min(offset, laid.piece.end)))

    def move(self, place: Place, rows: int) -> Place:
        """Return the place so many rows further down, or up, and not beyond the first or last row."""
        if self.empty:
            return place
        section, piece, row = place
        row += rows
        while row < 0:
            if (before := self.flow.step(section, piece, -1)) is None:
                return self.first
            section, piece = before
            row += self.height(section, piece)
        while row >= (height := self.height(section, piece)):
            if (after := self.flow.step(section, piece, 1)) is None:
                return Place(section, piece, height - 1)
            section, piece = after
            row -= height
        return Place(section, piece, row)

    def row(self, place: Place) -> int:
        """Return how many rows stand before the place, as far as they are known."""
        if self.empty:
            return 0
        self._open(place.section)
        within = sum(self._texts[place.section][: place.piece])
        notes = (
            sum(self._notes(place.section, piece) for piece in range(place.piece)) if len(self.notes) else 0
        )
        return self._heights.before(place.section) + within + notes + place.row

    def at(self, row: int) -> Place:
        """Return the place at so many rows from the top, as far as they are known."""
        if self.empty or row <= 0:
            return self.first
        section, within = self._heights.at(row)
        self._open(section)
        count = len(self._texts[section])
        for piece in range(count):
            height = self._texts[section][piece] + self._notes(section, piece)
            if within < height or piece == count - 1:
                return Place(section, piece, min(within, self.height(section, piece) - 1))
            within -= height
        return self.move(Place(section, 0, 0), 0) if count else self.last

    def lines(self, top: Place, count: int) -> list[Line]:
        """Return the rows from a place on, at most so many."""
        lines: list[Line] = []
        here: tuple[int, int] | None = None if self.empty else (top.section, top.piece)
        skip = top.row
        while here is not None and len(lines) < count:
            lines.extend(self._lines(*here)[skip:])
            skip, here = 0, self.flow.step(*here, 1)
        return lines[:count]

    def refining(self, near: int = 0) -> Iterator[None]:
        """Measure every piece, those after a section first; one step a piece, to be taken when there is time."""
        order = [*range(near, len(self._heights)), *range(near - 1, -1, -1)]
        for section in order:
            self._open(section)
            for piece in range(len(self._texts[section])):
                if not self._measured[section][piece]:
                    self._measure(section, piece, len(self._laid(section, piece).rows))
                    yield

    def _lines(self, section: int, piece: int) -> list[Line]:
        """Return all rows of a piece."""
        laid = self.laid(section, piece)
        self.height(section, piece)
        kind = LineKind.FOLD if laid.piece.folded else LineKind.TEXT
        lines = [Line(LineKind.GAP, laid)] * laid.lead
        lines += [Line(kind, laid, index) for index in range(len(laid.rows))]
        if len(self.notes):
            start, end = self._note_bounds(section, piece)
            lines += [Line(LineKind.NOTE, laid, note=note) for note in self.notes.closing(start, end)]
        return lines

    def _laid(self, section: int, piece_index: int) -> Laid:
        """Wrap a piece."""
        piece = self.flow.pieces(section)[piece_index]
        if piece.folded:
            return Laid(piece, "", (layout.Row(0, 0, 0, 0),), 0, 0, False)
        whole = piece.first and piece.end - piece.start < PIECE // 2
        block = piece.block if whole else self.flow.block_at(piece.start)
        indent, hang, bullet, width = self._shape(block)
        if whole or (piece.first and piece.end >= block.end):
            text = self._drawn(block, piece.start, piece.end)
            return Laid(piece, text, tuple(layout.wrap(text, width, hang=hang)), indent, hang, bullet)
        seams = self.seams(block)
        own = seams.rows(seams.number(piece.start))
        piece = piece._replace(start=own.start, end=own.end)
        if not piece.first:
            indent, hang, bullet = indent + hang, 0, False
        return Laid(piece, own.text, own.rows, indent, hang, bullet)

    def _seams(self, block: Block) -> Seams:
        """Return where the rows of the pieces of a long block begin."""
        _, hang, _, width = self._shape(block)
        return Seams(self.flow, block, width, hang, partial(self._drawn, block))

    def _shape(self, block: Block) -> _Shape:
        """Return how a block stands."""
        indent, hang, bullet = 0, 0, False
        if block.kind is BlockKind.QUOTE:
            indent = _QUOTE
        elif block.kind is BlockKind.ITEM:
            indent = _BULLET * max(0, block.level - 1)
            if marker := _MARKER.match(safe(self.body[block.start : min(block.end, block.start + _HEAD)])):
                hang = min(width_of(marker[0]), 6)
            else:
                indent += _BULLET
                bullet = True
        indent = min(indent, self.width // 3)
        hang = min(hang, self.width // 3)
        margin = indent + (_QUOTE if block.kind is BlockKind.QUOTE else 0)
        return _Shape(indent, hang, bullet, max(1, self.width - margin))

    def _drawn(self, block: Block, start: int, end: int) -> str:
        """Return a stretch of a block as it is drawn: harmless, and without the margins of a typewriter."""
        if block.kind not in _FLOWING:
            return safe(self.body[start:end])
        # The lines around tell whether a newline is one of such a margin.
        first, last = max(block.start, start - _HEAD), min(block.end, end + _HEAD)
        return layout.reflowed(safe(self.body[first:last]))[start - first : end - first]

    def _open(self, section: int) -> None:
        """Put estimates of its pieces in the place of the estimate for a section."""
        if section in self._texts or self.empty:
            return
        pieces = self.flow.pieces(section)
        self._texts[section] = [
            piece.gap + (1 if piece.folded else self._rows(piece.end - piece.start)) for piece in pieces
        ]
        self._measured[section] = bytearray(len(pieces))
        notes = self.notes.count_closing(*self._bounds(section)) if pieces else 0
        self._heights[section] = sum(self._texts[section]) + notes

    def _measure(self, section: int, piece: int, rows: int) -> None:
        texts = self._texts[section]
        height = rows + self.flow.pieces(section)[piece].gap
        self._heights[section] += height - texts[piece]
        texts[piece] = height
        self._measured[section][piece] = 1

    def _rows(self, length: int) -> int:
        return max(1, ceil(length * self._density * _SLACK / self.width))

    def _estimate(self, index: int) -> int:
        """Return a guess at the rows of a section that nobody has looked into."""
        section = self.flow.sections[index]
        return self._rows(section.end - section.start) + (section.last - section.first) * 3 // 2

    def _bounds(self, section: int) -> tuple[int, int]:
        """Return the stretch of the body whose notes belong to a section."""
        sections = self.flow.sections
        start = sections[section].start if section else 0
        end = sections[section + 1].start if section + 1 < len(sections) else maxsize
        return start, end

    def _note_bounds(self, section: int, piece: int) -> tuple[int, int]:
        """Return the stretch of the body whose notes belong to a piece."""
        start, end = self._bounds(section)
        pieces = self.flow.pieces(section)
        return (
            pieces[piece].start if piece else start,
            pieces[piece + 1].start if piece + 1 < len(pieces) else end,
        )

    def _notes(self, section: int, piece: int) -> int:
        return self.notes.count_closing(*self._note_bounds(section, piece)) if len(self.notes) else 0


def _density(body: str) -> float:
    """Return how many cells a code point takes on average, from samples."""
    step = max(64, len(body) // 32)
    sample = "".join(body[at : at + 64] for at in range(0, len(body), step)).replace("\n", "")
    return max(0.1, width_of(sample) / len(sample)) if sample else 1.0
