"""Characters as the eye counts them, their width, and words."""

import sys
import unicodedata

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.span import Span
from reeread.text.graphemes import PLAIN, cells, graphemes, snap, width, word_at

FAMILY = "👨‍👩‍👧‍👦"
SCRIPTS = [
    "a",
    "é",
    "e\u0301",
    "’",
    "語",
    "。",
    FAMILY,
    "🇯🇵",
    "👍🏽",
    "❤️",
    "क्षि",
    "ที่",
    "각",
    "ـ",
    " ",
    "\t",
    "\n",
    "\u200b",
]


def test_plain_code_points_are_one_cell_and_stand_alone() -> None:
    """Every code point of the fast path is one cell wide and never joins its neighbour."""
    fast = [chr(code) for code in range(sys.maxunicode) if PLAIN.fullmatch(chr(code))]
    assert len(fast) > 1000
    wrong = [
        each
        for each in fast
        if wcwidth.wcwidth(each) != 1
        or unicodedata.combining(each)
        or len(list(wcwidth.iter_graphemes("a" + each + each + "a"))) != 4
        or len(list(wcwidth.iter_graphemes(each + "\u200d👩"))) > 2
    ]
    assert wrong == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(SCRIPTS)).map("".join))
def test_graphemes_are_those_of_unicode(text: str) -> None:
    """The clusters are wcwidth's, on the fast path too, and joined they are the text."""
    assert list(graphemes(text)) == list(wcwidth.iter_graphemes(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", 3),
        ("“a”—b", 5),
        ("日本。", 6),
        (FAMILY, 2),
        ("🇯🇵🇺🇸", 4),
        ("👍🏽", 2),
        ("❤️", 2),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("", 0),
    ],
)
def test_width_counts_cells(text: str, expected: int) -> None:
    """Families, flags, skin tones and VS16 take two cells, marks none of their own."""
    assert width(text) == expected


def test_controls_have_no_width() -> None:
    """A newline or tab asked for alone has no cells; a row decides what a tab takes."""
    assert [cells(each) for each in "\n\t\x00"] == [0, 0, 0]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SCRIPTS)).map("".join), st.integers(-2, 60), st.booleans())
def test_snap_finds_the_nearest_border(text: str, offset: int, forward: bool) -> None:
    """Snapping gives a border of graphemes on the asked side, with no border between it and the offset."""
    borders = [0]
    for grapheme in wcwidth.iter_graphemes(text):
        borders.append(borders[-1] + len(grapheme))
    inside = min(max(offset, 0), len(text))
    expected = min(b for b in borders if b >= inside) if forward else max(b for b in borders if b <= inside)
    assert snap(text, offset, forward=forward) == expected


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("more than 90%", 5, "than"),
        ("China’s share", 1, "China’s"),
        ("don't go", 4, "don't"),
        ("the 日本語テキスト です", 5, "日本語"),
        ("日本語テキスト", 4, "テキスト"),
        ("नमस्ते दुनिया", 3, "नमस्ते"),
        (f"a {FAMILY} b", 4, FAMILY),
        ("a, b", 1, ","),
        ("cafe\u0301s", 5, "cafe\u0301s"),
    ],
)
def test_word_at_gives_the_whole_word(text: str, offset: int, word: str) -> None:
    """The word holds apostrophes and marks; beside words it is the grapheme."""
    assert word_at(text, offset).within(text) == word


def test_word_at_the_end_is_empty() -> None:
    """After the last code point there is nothing to select."""
    assert word_at("abc", 3) == Span(3, 3)
