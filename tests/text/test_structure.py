"""Title, byline and date, and the warnings about a text."""

import pytest

from reeread.places import shipped
from reeread.text.blocks import blocks
from reeread.text.oddities import oddities
from reeread.text.structure import iso_date, meta

TITLES = {
    "000": ("Japan will allocate part of its $550 billion (about 80 trillion won) U.S. investment…", True),
    "001": ("Japan and the USA strengthen cooperation and conclude agreements on rare earths", False),
    "002": ("Japan’s $550 Billion Investment into the U.S.: Rare Earths and Beyond", False),
    "003": ("Japan proposes technical support and joint mineral development projects with the United…", True),
    "004": ("U.S. and Japan Forge Rare Earths Alliance", False),
}


def seed(number: str) -> str:
    """Return the text of a seed."""
    return next(shipped("seeds").glob(f"{number}_*.txt")).read_bytes().decode("utf-8")


@pytest.mark.parametrize("number", TITLES)
def test_titles_of_the_seeds(number: str) -> None:
    """The title is found where there is one, else derived from the first sentence and marked so."""
    body = seed(number)
    found = meta(body, blocks(body))
    assert (found.title, found.title_derived) == TITLES[number]


def test_byline_and_date_of_the_seeds() -> None:
    """Byline and dateline give author and ISO date; the author of a quotation is not the text's."""
    second, fourth = (meta(body, blocks(body)) for body in (seed("002"), seed("004")))
    assert (second.byline, second.published) == ("Christopher Stanley", "2025-10-29")
    assert (fourth.byline, fourth.published) == ("JP-01, Japan Agent", "")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Wednesday, 29 October 2025", "2025-10-29"),
        ("Published on Oct. 3rd, 2025 at 5", "2025-10-03"),
        ("2025年10月29日", "2025-10-29"),
        ("Date: Wed, 29 Oct 2025 10:15:00 +0900", "2025-10-29"),
        ("29.10.2025", "2025-10-29"),
        ("2025-02-30", ""),
        ("03/04/2025", ""),
        ("KARNICE, Wednesday", ""),
    ],
)
def test_only_dates_that_read_one_way_are_taken(text: str, iso: str) -> None:
    """A date becomes ISO; what could be two dates, or is none, becomes nothing."""
    assert iso_date(text) == iso


def test_words_run_together_are_warned_of() -> None:
    """Fused words of the second seed are named; ordinary long words are not."""
    (warning,) = oddities(seed("002"))
    assert "semiconductorsantibiotics" in warning
    assert oddities("Counterrevolutionaries internationalisation electroencephalographic YouTube") == ()


@pytest.mark.parametrize("text", ["a\u202eb", "a\x1b[31mb", "tag\U000e0041"])
def test_hidden_controls_are_warned_of(text: str) -> None:
    """Controls that reorder text, steer a terminal or hide letters are said."""
    assert len(oddities(text)) == 1
