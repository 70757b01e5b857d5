"""Blocks of plain text: input files beside the kinds expected of them, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.model.body import BlockKind
from reeread.places import shipped
from reeread.text.blocks import blocks
from reeread.text.furniture import inline

CASES = sorted((Path(__file__).parent / "blocks").glob("*.txt"))
SEEDS = sorted(shipped("seeds").glob("*.txt"))
EXPECTED = Path(__file__).parent / "blocks"


def outline(body: str) -> str:
    """Return one line for each block: kind, level, first words."""
    rows = []
    for block in blocks(body):
        text = " ".join(body[block.start : block.end].split())
        rows.append(f"{block.kind.value:9} {block.level} | {text[:60].rstrip()}\n")
    return "".join(rows)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case_has_the_blocks_expected(case: Path) -> None:
    """Each input file has the kinds, levels and order of blocks written beside it."""
    assert outline(case.read_text("utf-8")) == case.with_suffix(".expected").read_text("utf-8")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_seed_has_the_blocks_expected(seed: Path) -> None:
    """Each of the five seeds has the titles, headings, items, quotes and furniture written down for it."""
    expected = (EXPECTED / f"seed_{seed.stem[:3]}.expected").read_text("utf-8")
    assert outline(seed.read_bytes().decode("utf-8")) == expected


LINES = st.sampled_from(
    [
        "",
        " ",
        "Title of a text",
        "A whole sentence stands here.",
        "- item",
        "  • item set in",
        "1. First",
        "    set in below it, and going on",
        "small letters go on",
        "What now?",
        "Leave a reply:",
        "<script>",
        "</script>",
        "> said",
        "「引用。」",
        "“A quotation in full.”",
        "— Somebody",
        "Subject: x",
        "From: y",
        "\u00a0",
        "\x0c",
        "a" * 120,
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).map("\n".join))
def test_blocks_lie_in_order_inside_the_body(body: str) -> None:
    """Blocks are ordered, apart from each other, without white space around them, and hold all that is no space."""
    end = 0
    left = []
    for block in blocks(body):
        assert end <= block.start < block.end <= len(body)
        assert body[block.start : block.end] == body[block.start : block.end].strip()
        left.append(body[end : block.start])
        end = block.end
    assert "".join([*left, body[end:]]).strip() == ""


def test_a_text_is_never_hidden_whole() -> None:
    """A text of nothing but junk is shown rather than hidden."""
    assert {block.kind for block in blocks("Advertisement\n\nRead more\n")} == {BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    "sentence",
    [
        "Leave a reply to the minister was the only order given.",
        "The company will share this story with its lenders in May.",
        "Sign up for the auction closed on Friday, the ministry said.",
        "Advertising fell by 4 percent.",
        "The <script> tag is one that careful editors remove before they print a page.",
        '<p class="x">The <b>ministry</b> has agreed to pay for the new bridge.</p>',
        "By Monday the two governments had signed.",
        "Dear oil hurts importers, and the rupee fell.",
        "Copyright law was changed in 2019.",
        "(c) The firm shall pay on delivery.",
        "More from the fund is expected in May.",
        "The bill was sponsored by two senators.",
        "Comments off the record suggest that the deal will close.",
        "Powered by coal, the smelter runs day and night.",
        "450",
    ],
)
def test_a_sentence_that_resembles_junk_is_kept(sentence: str) -> None:
    """A true sentence is prose although it begins like a menu, a byline or markup."""
    found = blocks(f"A title\n\nThe first paragraph is here.\n\n{sentence}\n\nThe last paragraph is here.\n")
    assert [block.kind for block in found[1:]] == [BlockKind.PARAGRAPH] * 3


def test_junk_inside_a_sentence_is_marked_and_the_block_stays_whole() -> None:
    """ "(opens in a new tab)" bears a mark; it splits neither block nor sentence."""
    body = "Led by A. Minister (opens in a new tab) and others, it raises questions."
    assert [body[mark.start : mark.end] for mark in inline(body)] == ["(opens in a new tab)"]
    assert len(blocks(body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "a" + " " * 200_000 + "b",
        "word " * 200_000,
        "<script>\n" * 20_000,
        ">" * 20_000 + " x",
        "a b:\nc\n" * 20_000,
    ],
    ids=["spaces", "one line", "scripts", "quotes", "leads"],
)
def test_large_uniform_texts_come_through(body: str) -> None:
    """Inputs that make careless patterns go back over themselves give blocks up to the last character."""
    assert blocks(body)[-1].end == len(body.rstrip())
