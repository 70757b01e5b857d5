"""Pieces and sections of articles of any shape."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind
from reeread.text.flow import PIECE, Flow, Piece
from reeread.text.graphemes import snap

KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.FURNITURE])
LENGTHS = st.one_of(st.integers(1, 60), st.integers(PIECE - 2, 5 * PIECE))


def article(shape: list[tuple[BlockKind, int]]) -> tuple[str, tuple[Block, ...]]:
    """Return body and blocks of the given kinds and lengths."""
    body, blocks = "", []
    for kind, length in shape:
        text = ("Some words of text. 語り e\u0301👨‍👩‍👧‍👦 and so on, " * (length // 30 + 1))[:length]
        blocks.append(Block(kind, len(body), len(body) + length))
        body += text + "\n\n"
    return body, tuple(blocks)


def everything(flow: Flow) -> list[Piece]:
    """Return the pieces of all sections."""
    return [piece for section in range(len(flow.sections)) for piece in flow.pieces(section)]


@settings(deadline=None)
@given(st.lists(st.tuples(KINDS, LENGTHS), max_size=8))
def test_pieces_cover_the_blocks(shape: list[tuple[BlockKind, int]]) -> None:
    """Unfolded, the pieces of a block join up to the block, and none is much longer than it may be."""
    body, blocks = article(shape)
    pieces = everything(Flow(body, blocks, unfolded=True))
    for block in blocks:
        own = [piece for piece in pieces if block.start <= piece.start < block.end]
        assert [piece.start for piece in own] == [block.start, *(piece.end for piece in own[:-1])]
        assert own[-1].end == block.end
        assert [piece.first for piece in own] == [True] + [False] * (len(own) - 1)
        assert all(len(piece.block.span) < 2 * PIECE + 512 for piece in own)
        assert all(snap(body, piece.start) == piece.start for piece in own)


@settings(deadline=None)
@given(st.lists(st.tuples(KINDS, st.integers(1, 60)), max_size=600))
def test_furniture_is_folded_once_a_run(shape: list[tuple[BlockKind, int]]) -> None:
    """Each run of furniture is one piece that holds it all, across sections too; the rest is as it was."""
    body, blocks = article(shape)
    pieces = everything(Flow(body, blocks))
    runs: list[list[Block]] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if block.kind is BlockKind.FURNITURE:
            if before is None or before.kind is not BlockKind.FURNITURE:
                runs.append([])
            runs[-1].append(block)
    assert [(each.start, each.end) for each in pieces if each.folded] == [
        (run[0].start, run[-1].end) for run in runs
    ]
    assert [each.start for each in pieces if not each.folded] == [
        each.start for each in blocks if each.kind is not BlockKind.FURNITURE
    ]


def test_a_block_of_megabytes_is_cut_in_sections_and_found_in_its_middle() -> None:
    """The pieces of a huge block are addressed without what goes before, and stepping visits each in turn."""
    body = "It was said, and it was written down. " * 80_000
    flow = Flow(body, (Block(BlockKind.PARAGRAPH, 0, len(body)),))
    assert len(flow.sections) > 1
    walked, here = [], flow.first
    while here is not None:
        walked.append(flow.piece(*here))
        here = flow.step(*here, 1)
    assert walked[0].start == 0 and walked[-1].end == len(body)
    assert all(before.end == after.start for before, after in pairwise(walked))
    assert all(body[piece.start - 2 : piece.start] == ". " for piece in walked[1:])
    for offset in (0, 1_000_000, len(body) // 2, len(body) - 1):
        section, index = flow.at(offset) or (0, 0)
        piece = flow.piece(section, index)
        assert piece.start <= offset < piece.end


def test_an_article_of_nothing_has_no_piece() -> None:
    """Without blocks there is no first, no last and nothing at any offset."""
    flow = Flow("", ())
    assert (flow.first, flow.last, flow.at(0)) == (None, None, None)


def test_lists_stand_close_and_paragraphs_apart() -> None:
    """An empty row goes before a block, but not between the lines of a list."""
    body = "Intro\n\n- one\n- two\n\nEnd"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 5),
        Block(BlockKind.ITEM, 7, 12, 1),
        Block(BlockKind.ITEM, 13, 18, 1),
        Block(BlockKind.PARAGRAPH, 20, 23),
    )
    assert [piece.gap for piece in everything(Flow(body, blocks))] == [False, True, False, True]
