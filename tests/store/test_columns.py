"""Blocks and marks kept as columns."""

from hypothesis import given
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind, Mark, MarkKind
from reeread.model.columns import Blocks, Marks

OFFSETS = st.integers(0, 2**32 - 1)
BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), OFFSETS, OFFSETS, st.integers(0, 6)))
MARKS = st.lists(
    st.builds(Mark, st.sampled_from(MarkKind), OFFSETS, OFFSETS, st.sampled_from(["", "http://x"]))
)


@given(BLOCKS)
def test_blocks_come_back_from_their_bytes(blocks: list[Block]) -> None:
    """Packed and unpacked, blocks are what they were, by index, by slice and in a row."""
    packed = Blocks.of(blocks).packed()
    again = Blocks.unpacked(packed)
    assert len(packed) == 10 * len(blocks)
    assert again == blocks and list(again) == blocks
    assert [again[place] for place in range(len(blocks))] == blocks
    assert again[1:3] == tuple(blocks[1:3])
    assert again[-1:] == tuple(blocks[-1:])


@given(MARKS)
def test_marks_come_back_from_their_bytes(marks: list[Mark]) -> None:
    """Packed and unpacked, marks and their addresses are what they were."""
    columns = Marks.of(marks)
    again = Marks.unpacked(columns.packed(), columns.targets)
    assert again == marks and tuple(again[-2:]) == tuple(marks[-2:])


def test_columns_are_equal_to_nothing_else() -> None:
    """Blocks differ from other blocks, from fewer of them, and from what is no sequence."""
    one = Block(BlockKind.TITLE, 0, 5)
    assert Blocks.of([one]) != [one, one]
    assert Blocks.of([one]) != (Block(BlockKind.HEADING, 0, 5),)
    assert Blocks.of([one]) != 1
    assert (one,) == Blocks.of([one])
