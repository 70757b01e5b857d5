"""The rows of a block that is laid out in pieces: they are those of the block as a whole."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind
from reeread.text.flow import PIECE, Flow
from reeread.text.layout import reflowed, wrap
from reeread.widgets.reader.view import LineKind, View

FAMILY = "👨‍👩‍👧‍👦"
WORDS = [
    *(
        "the",
        "of",
        "co-financed",
        "a",
        "government",
        "said",
        "extraordinarily",
        "—",
        "90%.",
        "It",
        "\n",
        "\t",
    ),
    *(
        "日本の希土類",
        "。",
        "「はい」",
        FAMILY,
        "🇯🇵🇺🇸",
        "👍🏽",
        "❤️",
        "cafe\u0301",
        "नमस्ते",
        "क्षि",
        "ที่ราบ",
        "ภาษา",
    ),
]


def prose(seed: int, length: int, words: list[str]) -> str:
    """Return a text of at least so many code points, the same for the same seed."""
    rng = random.Random(seed)
    text = ""
    while len(text) < length:
        text += rng.choice(words) + rng.choice(["", " ", " ", " ", " "])
    return text.strip()


def flowed(text: str, width: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> list[str]:
    """Return the rows of a single block as the view shows them."""
    view = View(Flow(text, (Block(kind, 0, len(text), level),)), width)
    lines = view.lines(view.first, view.total + len(text))
    assert all(line.kind is LineKind.TEXT for line in lines)
    spans = [line.span for line in lines]
    assert all(before.end == after.start for before, after in pairwise(spans))
    return [span.within(text) for span in spans]


def whole(text: str, width: int, hang: int = 0) -> list[str]:
    """Return the rows of a text laid out at once."""
    return [text[row.start : row.end] for row in wrap(reflowed(text), width, hang=hang)]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(2 * PIECE, 5 * PIECE - 1), st.integers(12, 90), st.booleans())
def test_rows_flow_through_a_long_block(seed: int, length: int, width: int, latin: bool) -> None:
    """In any script no row is cut short where one piece of a block ends and the next begins."""
    text = prose(seed, length, WORDS[:10] if latin else WORDS)
    assert flowed(text, width) == whole(text, width)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_rows_flow_through_a_block_of_a_megabyte(width: int) -> None:
    """Words lead to the same rows wherever the layout of a very long block begins."""
    text = prose(7, 1 << 20, WORDS[:8])
    assert flowed(text, width) == whole(text, width)


@pytest.mark.parametrize("before", ["", "A first sentence. Then: "])
def test_rows_of_a_megabyte_without_a_space_are_all_full(before: str) -> None:
    """A run without a place to break fills every row but the last."""
    text = before + "x" * (1 << 20)
    assert flowed(text, 77) == whole(text, 77)


def test_margins_of_a_typewriter_are_joined_across_pieces() -> None:
    """Where lines that were broken at a margin go on in the next piece, they are joined as anywhere else."""
    text = "a line that was broken at some margin long ago, and went on and on\n" * 400
    text = text.strip()
    assert flowed(text, 80) == whole(text, 80)


def test_a_long_item_hangs_all_the_way() -> None:
    """Rows after the first stand below the words and not below the marker, in every piece."""
    text = "- " + prose(3, 4 * PIECE, WORDS[:8])
    rows = flowed(text, 60, BlockKind.ITEM, 1)
    assert rows == whole(text, 60, hang=2)
    view = View(Flow(text, (Block(BlockKind.ITEM, 0, len(text), 1),)), 60)
    assert {line.indent for line in view.lines(view.first, len(rows))[1:]} == {2}


@pytest.mark.parametrize("words", [WORDS[:8], WORDS])
def test_every_offset_stands_on_the_row_that_shows_it(words: list[str]) -> None:
    """The place of an offset is the row that holds it, near the cuts of a block, too."""
    text = prose(11, 6 * PIECE, words)
    flow = Flow(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    view = View(flow, 50)
    cuts = [flow.cut(flow.blocks[0], piece) for piece in range(1, flow.count(flow.blocks[0]))]
    for offset in (at + near for at in cuts for near in range(-60, 60)):
        (line,) = view.lines(view.place(offset), 1)
        assert line.span.holds(offset)


def test_the_end_of_a_huge_block_needs_nothing_of_what_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """To show the last rows of 8 MB a few dozen pieces are laid out, and not two thousand."""
    text = prose(5, 1 << 16, WORDS[:8]) * 128
    view = View(Flow(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), 80)
    laid = 0
    real = view._drawn

    def counted(block: Block, start: int, end: int) -> str:
        """Count what is laid out."""
        nonlocal laid
        laid += end - start
        return real(block, start, end)

    monkeypatch.setattr(view, "_drawn", counted)
    (line,) = view.lines(view.place(len(text) - 1), 1)
    assert line.span.end == len(text)
    assert laid < 64 * PIECE
