"""Rows against a layout that looks at every grapheme and knows no shortcut."""

from itertools import pairwise

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.text.layout import TAB, Row, reflowed, table, wrap

FAMILY = "👨‍👩‍👧‍👦"
PARTS = [
    *"abcdefg",
    *("  ", " ", " ", " ", "-", "—", "word", "co-op", "’", "\xa0", "\n", "\t", "1", "."),
    *("日", "本語", "。", "、", "「", "」", "カ", "ッ", "ー", "\u3000"),
    *(FAMILY, "🇯🇵", "👍🏽", "❤️", "e\u0301", "क्षि", "नमस्ते", "ที่", "\u200b", "각", "ab\u0301c"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)
WIDTHS = st.integers(1, 24)
HANGS = st.integers(0, 4)
SPACES = " \t\n\u3000"
CLOSING, OPENING = "。、」ッー.’-—!", "「"


def ink(clusters: list[str]) -> int:
    """Return the cells up to the last cluster that is no space."""
    column = inked = 0
    for cluster in clusters:
        column += TAB - column % TAB if cluster == "\t" else max(0, wcwidth.wcswidth(cluster))
        inked = inked if cluster in SPACES else column
    return inked


def may_break(row: list[str], after: str) -> bool:
    """Return whether a row may end here before the cluster."""
    before = row[-1]
    if after in SPACES:
        return False
    if before in SPACES:
        return True
    if before in "-—" and len(row) > 1 and row[-2][0].isalpha() and after[0].isalpha():
        return True
    wide = 2 in (wcwidth.wcswidth(before), wcwidth.wcswidth(after))
    return wide and after not in CLOSING and before not in OPENING


def brute(text: str, width: int, hang: int) -> list[str]:
    """Return the rows of a text by trying every place where each could end."""
    rows: list[str] = []
    for line in text.splitlines(keepends=True) or [""]:
        clusters = list(wcwidth.iter_graphemes(line))
        while clusters:
            room = max(1, width - hang if rows else width, ink(clusters[:1]))
            ends = range(1, len(clusters))
            fitting = [end for end in ends if ink(clusters[:end]) <= room] if ink(clusters) > room else []
            good = [end for end in fitting if may_break(clusters[:end], clusters[end])]
            hard = [end for end in fitting if clusters[end] not in SPACES] or [1]
            end = len(clusters) if ink(clusters) <= room else max(good or hard)
            rows.append("".join(clusters[:end]))
            clusters = clusters[end:]
    return rows or [""]


@settings(deadline=None)
@given(TEXTS, WIDTHS, HANGS)
def test_rows_are_those_of_a_layout_without_shortcuts(text: str, width: int, hang: int) -> None:
    """Every row holds as much as the rules of breaking let it hold, on the fast path as on the slow one."""
    assert [text[row.start : row.end] for row in wrap(text, width, hang=hang)] == brute(text, width, hang)


@settings(deadline=None)
@given(TEXTS, WIDTHS, HANGS)
def test_rows_cover_the_text_and_keep_the_width(text: str, width: int, hang: int) -> None:
    """Rows follow each other without gap; none is wider than asked unless it holds a single wider grapheme."""
    rows = wrap(text, width, hang=hang)
    assert rows[0].start == 0
    assert rows[-1].end == len(text)
    assert all(before.end == after.start for before, after in pairwise(rows))
    for index, row in enumerate(rows):
        shown = text[row.start : row.stop]
        inked = [each for each in wcwidth.iter_graphemes(shown) if wcwidth.wcswidth(each) != 0]
        assert row.width == table(text, row).width
        assert row.width <= max(1, width - hang if index else width) or len(inked) == 1
        assert not text[row.stop : row.end].strip(SPACES)


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_cells_and_offsets_lead_to_each_other(text: str, width: int) -> None:
    """The cell of a grapheme leads back to its start, from each of its cells and each of its code points."""
    for row in wrap(text, width):
        cells = table(text, row)
        offset, column = row.start, 0
        for grapheme in wcwidth.iter_graphemes(text[row.start : row.stop]):
            size = TAB - column % TAB if grapheme == "\t" else max(0, wcwidth.wcswidth(grapheme))
            assert {cells.cell(offset + at) for at in range(len(grapheme))} == {column}
            assert {cells.offset(column + at) for at in range(size)} <= {offset}
            offset, column = offset + len(grapheme), column + size
        assert cells.offset(column) == row.stop == offset
        assert cells.cell(row.stop) == column
        assert cells.offset(-3) == row.start


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("one    two", 3, ["one    ", "two"]),
        ("co-financed ventures", 6, ["co-", "financ", "ed ", "ventur", "es"]),
        ("80–90 percent", 4, ["80–9", "0 ", "perc", "ent"]),
        ("彼は「はい。」と", 6, ["彼は", "「は", "い。」", "と"]),
        ("終わり。次", 6, ["終わ", "り。次"]),
        (f"a{FAMILY}b", 2, ["a", FAMILY, "b"]),
        ("日本", 1, ["日", "本"]),
    ],
)
def test_rows_break_where_readers_expect(text: str, width: int, rows: list[str]) -> None:
    """After spaces and hyphens between letters, between wide characters but not before closing signs."""
    assert [text[row.start : row.end] for row in wrap(text, width)] == rows


def test_later_rows_hang() -> None:
    """Rows after the first are narrower by the hang."""
    assert [row.end - row.start for row in wrap("x" * 20, 8, hang=3)] == [8, 5, 5, 2]


def test_an_empty_text_has_one_empty_row() -> None:
    """Something stands there to put the cursor on."""
    assert wrap("", 10) == [Row(0, 0, 0, 0)]


def test_a_long_line_without_a_space_is_cut_at_the_width() -> None:
    """A megabyte without a place to break fills every row."""
    rows = wrap("x" * (1 << 20), 64)
    assert len(rows) == 1 << 14
    assert {row.width for row in rows} == {64}


def test_lines_of_a_typewriter_are_joined() -> None:
    """Newlines at a margin become spaces; short lines, indented lines and items keep theirs."""
    margin = "a line that some mail program broke at a margin of its own\n"
    assert reflowed(margin + "and went on") == margin[:-1] + " and went on"
    for kept in (
        "Tokyo\nOctober",
        margin + "  indented",
        margin + "- item",
        margin + "2. item",
        margin + "\nx",
    ):
        assert reflowed(kept) == kept


@settings(deadline=None)
@given(TEXTS)
def test_reflowing_keeps_every_offset(text: str) -> None:
    """Only newlines change, one for one."""
    assert [each if each != "\n" else " " for each in text] == [
        each if each != "\n" else " " for each in reflowed(text)
    ]
