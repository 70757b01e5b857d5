"""What the cursor steps by: the sentences of a piece, found when the cursor comes near."""

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from reeread.model.body import Block, BlockKind
from reeread.model.span import Span
from reeread.text.flow import PIECE, Flow
from reeread.text.sentences import sentences

_WINDOW, _AROUND = 16 * PIECE, 2 * PIECE


class Units:
    """The sentences of an article, and each block of furniture that is not folded as one."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.of = lru_cache(maxsize=512)(self._of)
        self._in = lru_cache(maxsize=16)(self._in_window)

    def at(self, offset: int) -> Span | None:
        """Return the unit that holds the offset, else the last one before it, else the first, or None."""
        found = self.flow.at(offset)
        if found is None:
            return None
        units = self.of(*found)
        index = bisect_right(units, offset, key=lambda unit: unit.start) - 1
        if index >= 0:
            return units[index]
        return self._walk(*found, -1) or (units[0] if units else self._walk(*found, 1))

    def after(self, unit: Span) -> Span | None:
        """Return the unit after the given one, or None at the end."""
        found = self.flow.at(unit.start)
        if found is None:
            return None
        units = self.of(*found)
        index = bisect_right(units, unit.start, key=lambda other: other.start)
        return units[index] if index < len(units) else self._walk(*found, 1)

    def before(self, unit: Span) -> Span | None:
        """Return the unit before the given one, or None at the start."""
        found = self.flow.at(unit.start)
        if found is None:
            return None
        units = self.of(*found)
        index = bisect_right(units, unit.start - 1, key=lambda other: other.start) - 1
        return units[index] if index >= 0 else self._walk(*found, -1)

    def block_after(self, unit: Span) -> Span | None:
        """Return the first unit of the next block, or None at the end."""
        found = self.flow.at(unit.start)
        while found is not None and (found := self.flow.step(*found, 1)) is not None:
            if self.flow.piece(*found).first and (units := self.of(*found)):
                return units[0]
        return None

    def block_before(self, unit: Span) -> Span | None:
        """Return the first unit of this block, from there that of the block before; None at the start."""
        found = self.flow.at(unit.start)
        while found is not None:
            units = self.of(*found)
            if self.flow.piece(*found).first and units and units[0].start < unit.start:
                return units[0]
            found = self.flow.step(*found, -1)
        return None

    def block(self, offset: int) -> Span | None:
        """Return the block around the unit at the offset, from its first unit's start to its last one's end."""
        unit = self.at(offset)
        if unit is None:
            return None
        block = self.flow.block_at(unit.start)
        first, last = self.at(block.start), self.at(block.end - 1)
        if first is None or last is None:
            return unit
        if first.start < block.start:
            first = self.after(first) or first
        return Span(first.start, max(unit.end, last.end))

    @property
    def first(self) -> Span | None:
        """Return the first unit of the article."""
        return self._walk(0, -1, 1)

    @property
    def last(self) -> Span | None:
        """Return the last unit of the article."""
        if (found := self.flow.last) is None:
            return None
        units = self.of(*found)
        return units[-1] if units else self._walk(*found, -1)

    def _walk(self, section: int, piece: int, by: int) -> Span | None:
        """Return the nearest unit of another piece in one direction."""
        found = self.flow.step(section, piece, by)
        while found is not None:
            if units := self.of(*found):
                return units[0] if by > 0 else units[-1]
            found = self.flow.step(*found, by)
        return None

    def _of(self, section: int, index: int) -> tuple[Span, ...]:
        """Return the units that begin in one piece."""
        piece = self.flow.piece(section, index)
        if piece.folded:
            return ()
        if piece.kind is BlockKind.FURNITURE:
            return (Span(piece.start, piece.end),)
        block = self.flow.block_at(piece.start)
        if piece.start <= block.start and block.end <= piece.end:
            return tuple(sentences(self.flow.body, piece.block))
        first, last = ((at - block.start) // _WINDOW for at in (piece.start, piece.end - 1))
        units = (unit for window in range(first, last + 1) for unit in self._in(block, window))
        return tuple(unit for unit in units if piece.start <= unit.start < piece.end)

    def _in_window(self, block: Block, number: int) -> tuple[Span, ...]:
        """Return the units that begin in a window of a long block: what stands around tells where they do.

        A sentence that is longer than a piece, as in scripts without full stops, is a unit for each of its pieces.
        """
        start = block.start + number * _WINDOW
        end = min(start + _WINDOW, block.end)
        around = Block(
            block.kind, max(block.start, start - _AROUND), min(end + _AROUND, block.end), block.level
        )
        found: list[Span] = []
        for sentence in sentences(self.flow.body, around):
            cut_off = sentence.start == around.start > block.start
            if len(sentence) > PIECE:
                edges = [sentence.start, *self.flow.cuts(block, sentence.start, sentence.end), sentence.end]
                found.extend(Span(*pair) for pair in pairwise(edges[cut_off:]))
            elif not cut_off:
                found.append(sentence)
        return tuple(unit for unit in found if start <= unit.start < end)
