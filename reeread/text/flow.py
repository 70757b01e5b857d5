"""An article cut into pieces that can be laid out one at a time, however long it or one of its blocks is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reeread.model.body import Block, BlockKind
from reeread.text.graphemes import snap
from reeread.text.sentences import sentences

PIECE = 4096
"""Code points after which a block is cut into another piece."""
_SECTION = 256  # blocks in a section
_PARTS = 64  # pieces of one long block in a section
_LARGE = 1 << 20  # code points above which a section is looked at block by block
_WINDOW = 512  # code points before the aim in which a good place for a cut is sought
_LINE, _SPACE = re.compile(r"\n"), re.compile(r"\s+")
_TIGHT = {
    (BlockKind.TITLE, BlockKind.BYLINE),
    (BlockKind.TITLE, BlockKind.DATELINE),
    (BlockKind.BYLINE, BlockKind.DATELINE),
    (BlockKind.DATELINE, BlockKind.BYLINE),
    (BlockKind.FURNITURE, BlockKind.FURNITURE),
}


class Piece(NamedTuple):
    """A stretch of the body that is laid out by itself: a block, a part of a long one, or folded furniture."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    gap: bool = False
    """Whether an empty row goes before it."""
    folded: int = 0
    """How many lines of furniture are folded into its one row; 0 when it is text."""
    first: bool = True
    """Whether its block begins here."""

    @property
    def block(self) -> Block:
        """Return the piece as a block of its own, for its sentences."""
        return Block(self.kind, self.start, self.end, self.level)


class Section(NamedTuple):
    """A run of blocks, or of pieces of one long block, that is opened only when it is needed."""

    first: int
    last: int
    """Index after the last block."""
    start: int
    end: int


class Flow:
    """The pieces of one article in order, addressed by section and place in it, cut when first asked for."""

    def __init__(self, body: str, blocks: Sequence[Block], *, unfolded: bool = False) -> None:
        self.body = body
        self.blocks = blocks
        self.unfolded = unfolded
        self.sections: tuple[Section, ...] = tuple(_sections(body, blocks))
        self._starts = [section.start for section in self.sections]
        self.pieces = lru_cache(maxsize=64)(self._pieces)

    def section_at(self, offset: int) -> int:
        """Return the index of the section that holds the offset, the nearest before it, or the first."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @property
    def first(self) -> tuple[int, int] | None:
        """Return section and index of the first piece, or None when there is none."""
        return self.step(0, -1, 1)

    @property
    def last(self) -> tuple[int, int] | None:
        """Return section and index of the last piece, or None when there is none."""
        section = len(self.sections) - 1
        return self.step(section, len(self.pieces(section)), -1) if self.sections else None

    def step(self, section: int, piece: int, by: int) -> tuple[int, int] | None:
        """Return the piece after the given one, or before it with -1, or None at the end."""
        piece += by
        while 0 <= section < len(self.sections):
            if 0 <= piece < len(self.pieces(section)):
                return section, piece
            section += by
            piece = len(self.pieces(section)) - 1 if by < 0 <= section else 0
        return None

    def at(self, offset: int) -> tuple[int, int] | None:
        """Return section and index of the piece that holds the offset, the nearest before it, or the first."""
        if not self.sections:
            return None
        section = self.section_at(offset)
        piece = bisect_right(self.pieces(section), offset, key=lambda piece: piece.start) - 1
        if piece >= 0:
            return section, piece
        return self.step(section, 0, -1) or self.first

    def block_at(self, offset: int) -> Block:
        """Return the block that holds the offset, the nearest before it, or the first; there must be one."""
        return self.blocks[max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)]

    def cuts(self, block: Block, start: int, end: int) -> list[int]:
        """Return where pieces of a block begin that begin after the start and before the end."""
        first, last = (start - block.start) // PIECE, (end - block.start) // PIECE + 1
        cuts = (_cut(self.body, block, piece) for piece in range(first, min(last, _count(block)) + 1))
        return [at for at in cuts if start < at < end]

    def cut(self, block: Block, piece: int) -> int:
        """Return where a piece of a block begins, counted from 0; the block's end after the last."""
        return _cut(self.body, block, piece)

    def count(self, block: Block) -> int:
        """Return how many pieces a block has."""
        return _count(block)

    def piece(self, section: int, index: int) -> Piece:
        """Return one piece."""
        return self.pieces(section)[index]

    def _pieces(self, index: int) -> tuple[Piece, ...]:
        """Return the pieces of a section; there can be none where furniture folded before it goes on."""
        section = self.sections[index]
        pieces: list[Piece] = []
        at = section.first
        while at < section.last:
            block = self.blocks[at]
            if block.kind is BlockKind.FURNITURE and not self.unfolded:
                start, end = self._furniture(at)
                if start == at and section.start <= block.start:
                    whole = self.body[block.start : self.blocks[end - 1].end]
                    lines = sum(1 for line in whole.splitlines() if line.strip())
                    pieces.append(
                        Piece(
                            block.kind, block.start, self.blocks[end - 1].end, 0, self._gap(at), max(1, lines)
                        )
                    )
                at = end
                continue
            for start, end in _cuts(self.body, block, section):
                begins = start == block.start
                pieces.append(
                    Piece(block.kind, start, end, block.level, begins and self._gap(at), first=begins)
                )
            at += 1
        return tuple(pieces)

    def _furniture(self, at: int) -> tuple[int, int]:
        """Return the run of furniture that the block belongs to, as indices, end exclusive."""
        start = end = at
        while start > 0 and self.blocks[start - 1].kind is BlockKind.FURNITURE:
            start -= 1
        while end < len(self.blocks) and self.blocks[end].kind is BlockKind.FURNITURE:
            end += 1
        return start, end

    def _gap(self, at: int) -> bool:
        """Return whether an empty row goes before the block."""
        if at == 0:
            return False
        before, block = self.blocks[at - 1], self.blocks[at]
        if before.kind is BlockKind.ITEM and block.kind is BlockKind.ITEM:
            return self.body.count("\n", before.end, block.start) > 1
        return (before.kind, block.kind) not in _TIGHT


def _sections(body: str, blocks: Sequence[Block]) -> Iterator[Section]:
    """Yield the sections of an article; only where text is dense are its blocks looked at one by one."""
    for first in range(0, len(blocks), _SECTION):
        last = min(first + _SECTION, len(blocks))
        start, end = blocks[first].start, blocks[last - 1].end
        if end - start <= _LARGE:
            yield Section(first, last, start, end)
            continue
        begun = first
        for at in range(first, last):
            block = blocks[at]
            if len(block.span) > _LARGE:
                if begun < at:
                    yield Section(begun, at, blocks[begun].start, blocks[at - 1].end)
                yield from _parts(body, block, at)
                begun = at + 1
            elif block.end - blocks[begun].start > _LARGE and begun < at:
                yield Section(begun, at, blocks[begun].start, blocks[at - 1].end)
                begun = at
        if begun < last:
            yield Section(begun, last, blocks[begun].start, end)


def _parts(body: str, block: Block, at: int) -> Iterator[Section]:
    """Yield the sections of one long block."""
    count = _count(block)
    for first in range(0, count, _PARTS):
        yield Section(at, at + 1, _cut(body, block, first), _cut(body, block, min(first + _PARTS, count)))


def _cuts(body: str, block: Block, section: Section) -> Iterator[tuple[int, int]]:
    """Yield start and end of the block's pieces that lie in the section."""
    count = _count(block)
    first = 0 if section.start <= block.start else round((section.start - block.start) / PIECE)
    for piece in range(first, count):
        start, end = _cut(body, block, piece), _cut(body, block, piece + 1)
        if start >= section.end > block.start and piece > first:
            return
        if start >= section.start:
            yield start, end


def _count(block: Block) -> int:
    return max(1, len(block.span) // PIECE)


def _cut(body: str, block: Block, piece: int) -> int:
    """Return where a piece of a block starts: after a line, a sentence or a word, else between graphemes.

    It depends on the text near there alone, so that the middle of 50 MB is found without what goes before.
    """
    if piece <= 0:
        return block.start
    if piece >= _count(block):
        return block.end
    aim = block.start + piece * PIECE
    window = Block(BlockKind.PARAGRAPH, aim - _WINDOW, aim)
    lines = [found.end() for found in _LINE.finditer(body, window.start, window.end)]
    starts = lines or [sentence.start for sentence in sentences(body, window)[1:]]
    starts = starts or [found.end() for found in _SPACE.finditer(body, window.start, window.end)]
    if not starts:
        return snap(body, aim)
    at = starts[-1]
    return at if at < aim or not body[at].isspace() else snap(body, at)
