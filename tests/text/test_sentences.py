"""Sentences: cases that others and we wrote, and what holds for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind
from reeread.places import shipped
from reeread.text.blocks import blocks
from reeread.text.sentences import sentences

CASES = json.loads((Path(__file__).parent / "sentences" / "cases.json").read_text("utf-8"))


def cut(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """Return the sentences of a text that is one block."""
    return [span.within(text) for span in sentences(text, Block(kind, 0, len(text)))]


@pytest.mark.parametrize("expected", [case["sentences"] for case in CASES], ids=lambda case: case[0][:40])
def test_case_is_cut_as_expected(expected: list[str]) -> None:
    """Sentences joined by a space are found again."""
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["「文明が発展すればするほど、深く地中に潜る。人間の欲望もまた、底知れぬ。」"],
        ["「行く。明日だ。」と首相は述べた。", "市場は動いた。"],
        ["价格上涨！", "为什么？", "因为供应减少。"],
        ["他说：“我们会去。明年再来。”然后离开。", "会议结束。"],
    ],
    ids=["quotation", "said so", "chinese", "chinese quotation"],
)
def test_ideographic_stops_end_sentences_but_not_inside_quotations(expected: list[str]) -> None:
    """。！？ end a sentence without a space after them, except inside a quotation."""
    assert cut("".join(expected)) == expected


@pytest.mark.parametrize("kind", [BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.DATELINE])
def test_headings_are_one_span(kind: BlockKind) -> None:
    """A heading, title, byline or dateline is one span however many stops it has."""
    assert cut("Who pays? The state. Vol. 2", kind) == ["Who pays? The state. Vol. 2"]


def test_furniture_has_no_sentences() -> None:
    """Furniture is kept out."""
    assert cut("Read more. Now.", BlockKind.FURNITURE) == []


def test_a_sentence_goes_on_over_a_line_break() -> None:
    """A newline inside a block is white space, and an item's marker belongs to its first sentence."""
    assert cut("1. It was\nwrapped. It\nended.", BlockKind.ITEM) == ["1. It was\nwrapped.", "It\nended."]


@pytest.mark.parametrize(
    ("body", "first"),
    [("- It fell.", "It fell."), ("  • It fell.", "• It fell."), ("2. It fell.", "2. It fell."), ("•", "•")],
)
def test_only_a_flush_bullet_is_left_out(body: str, first: str) -> None:
    """A bullet at the start of its line is no part of the sentence; an indented one and a number are."""
    block = Block(BlockKind.ITEM, len(body) - len(body.lstrip()), len(body))
    assert sentences(body, block)[0].within(body) == first


@given(st.text(alphabet=st.sampled_from(list("aB1. .!?…。「」“”\"')(*\n\t\u00a0•日A-")), max_size=120))
def test_sentences_lie_in_order_inside_their_block(text: str) -> None:
    """Sentences are ordered, stripped, never empty, and hold all of the block that is no white space."""
    body = f"before {text} after"
    block = Block(BlockKind.PARAGRAPH, 7, 7 + len(text))
    end = block.start
    left = []
    for span in sentences(body, block):
        assert end <= span.start < span.end <= block.end
        assert span.within(body) == span.within(body).strip()
        left.append(body[end : span.start])
        end = span.end
    assert "".join([*left, body[end : block.end]]).strip() == ""


@pytest.mark.parametrize("seed", sorted(shipped("seeds").glob("*.txt")), ids=lambda path: path.stem[:3])
def test_seed_is_cut_the_same_wherever_its_text_stands(seed: Path) -> None:
    """What stands on the lines before a block changes nothing in how it is cut."""
    body = seed.read_bytes().decode("utf-8")
    for block in blocks(body):
        line = body.rfind("\n", 0, block.start) + 1
        alone = Block(block.kind, block.start - line, block.end - line)
        found = [span.within(body[line:]) for span in sentences(body[line:], alone)]
        assert [span.within(body) for span in sentences(body, block)] == found


@pytest.mark.parametrize(
    "unit", [".", ". ", "a.", "!?", '."', "[1]", "「", "。", "A. ", "Mr. ", "(", "1. ", "• "], ids=repr
)
def test_long_runs_of_one_thing_come_through(unit: str) -> None:
    """Runs that make careless patterns go back over themselves are cut up to their last character."""
    text = unit * 100_000 + "x"
    assert sentences(text, Block(BlockKind.PARAGRAPH, 0, len(text)))[-1].end == len(text)
