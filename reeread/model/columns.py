"""Long runs of blocks and marks kept as columns and built as they are asked for, so that size costs nothing."""

import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from reeread.model.body import Block, BlockKind, Mark, MarkKind

_BLOCK_KINDS = tuple(BlockKind)
_MARK_KINDS = tuple(MarkKind)


class Blocks(Sequence[Block]):
    """The blocks of a body as columns; equal to any sequence of the same blocks."""

    __slots__ = ("ends", "kinds", "levels", "starts")

    def __init__(self, kinds: bytes, levels: bytes, starts: "array[int]", ends: "array[int]") -> None:
        self.kinds = kinds
        """Places in the order of BlockKind, a byte each."""
        self.levels = levels
        self.starts = starts
        self.ends = ends

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "Blocks":
        """Return the blocks as columns."""
        if isinstance(blocks, Blocks):
            return blocks
        place = {kind: number for number, kind in enumerate(_BLOCK_KINDS)}
        return cls(
            bytes(place[block.kind] for block in blocks),
            bytes(min(block.level, 255) for block in blocks),
            array("I", [block.start for block in blocks]),
            array("I", [block.end for block in blocks]),
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> "Blocks":
        """Return the blocks that `packed` made the bytes of."""
        count = len(packed) // 10
        starts, ends = _numbers(packed[2 * count : 6 * count]), _numbers(packed[6 * count :])
        return cls(packed[:count], packed[count : 2 * count], starts, ends)

    def packed(self) -> bytes:
        """Return ten bytes a block: kinds, levels, then starts and ends as little-endian 32-bit columns."""
        return self.kinds + self.levels + _bytes(self.starts) + _bytes(self.ends)

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        kind = _BLOCK_KINDS[self.kinds[index]]
        return Block(kind, self.starts[index], self.ends[index], self.levels[index])

    def __iter__(self) -> Iterator[Block]:
        for kind, start, end, level in zip(self.kinds, self.starts, self.ends, self.levels, strict=True):
            yield Block(_BLOCK_KINDS[kind], start, end, level)

    def __eq__(self, other: object) -> bool:
        return _same(self, other)

    def __hash__(self) -> int:
        return hash((self.kinds, self.levels))

    def __repr__(self) -> str:
        return f"<{len(self)} blocks>"


class Marks(Sequence[Mark]):
    """The inline marks of a body as columns; equal to any sequence of the same marks."""

    __slots__ = ("ends", "kinds", "starts", "targets")

    def __init__(
        self, kinds: bytes, starts: "array[int]", ends: "array[int]", targets: dict[int, str]
    ) -> None:
        self.kinds = kinds
        """Places in the order of MarkKind, a byte each."""
        self.starts = starts
        self.ends = ends
        self.targets = targets
        """The addresses of those marks that have one, by their place."""

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> "Marks":
        """Return the marks as columns."""
        if isinstance(marks, Marks):
            return marks
        place = {kind: number for number, kind in enumerate(_MARK_KINDS)}
        return cls(
            bytes(place[mark.kind] for mark in marks),
            array("I", [mark.start for mark in marks]),
            array("I", [mark.end for mark in marks]),
            {number: mark.target for number, mark in enumerate(marks) if mark.target},
        )

    @classmethod
    def unpacked(cls, packed: bytes, targets: dict[int, str]) -> "Marks":
        """Return the marks that `packed` made the bytes of, with their addresses."""
        count = len(packed) // 9
        starts, ends = _numbers(packed[count : 5 * count]), _numbers(packed[5 * count :])
        return cls(packed[:count], starts, ends, targets)

    def packed(self) -> bytes:
        """Return nine bytes a mark, addresses apart: kinds, then starts and ends as little-endian columns."""
        return self.kinds + _bytes(self.starts) + _bytes(self.ends)

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mark, ...]: ...
    def __getitem__(self, index: int | slice) -> Mark | tuple[Mark, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = index % len(self) if -len(self) <= index < len(self) else index
        kind = _MARK_KINDS[self.kinds[place]]
        return Mark(kind, self.starts[place], self.ends[place], self.targets.get(place, ""))

    def __eq__(self, other: object) -> bool:
        return _same(self, other)

    def __hash__(self) -> int:
        return hash(self.kinds)

    def __repr__(self) -> str:
        return f"<{len(self)} marks>"


def _same(one: Sequence[object], other: object) -> bool:
    if not isinstance(other, Sequence):
        return False
    return len(one) == len(other) and all(mine == its for mine, its in zip(one, other, strict=True))


def _numbers(packed: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
