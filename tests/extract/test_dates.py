"""Dates as intervals of days, absolute ones and those told by the day of the article."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.extract.dates import dates
from reeread.extract.figures import figures
from reeread.model.extraction import DATE, Figure

WEDNESDAY = date(2025, 10, 29)
TABLE = [
    line.split(" => ")
    for line in (Path(__file__).parent / "data" / "dates.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def _day(value: float | None) -> str:
    return "" if value is None else (date(1970, 1, 1) + timedelta(days=int(value))).isoformat()


def _told(figure: Figure) -> str:
    """Return a date as the table tells it."""
    low, high = _day(figure.low), _day(figure.high)
    told = f"{figure.text}: {low if low == high else f'{low}..{high}'}".rstrip()
    return told + (" ~" if figure.approximate else "")


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[f"{at}" for at in range(len(TABLE))])
def test_a_text_of_the_table_has_the_dates_that_stand_beside_it(text: str, wanted: str) -> None:
    """Each text gives just the dates beside it, read against the article's day."""
    assert " | ".join(map(_told, dates(text, WEDNESDAY))) == wanted.replace("none", "")


@pytest.mark.parametrize(
    "text", ["next month", "on Monday", "on 9 November", "since last October", "by the end of the year", "Q3"]
)
def test_a_date_told_by_an_article_without_a_day_has_no_bounds(text: str) -> None:
    """It is found all the same, and guesses nothing."""
    (found,) = dates(text)
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize("text", ["within six months", "two weeks ago", "over the next five years"])
def test_a_distance_is_a_count_where_the_article_has_no_day(text: str) -> None:
    """So that its length is not lost: months, weeks, years."""
    (found,) = figures(text)
    assert found.unit in ("months", "weeks", "years")
    (dated,) = figures(text, published=WEDNESDAY)
    assert dated.unit == DATE


def test_dates_and_amounts_stand_in_order_and_share_no_words() -> None:
    """A year is no count, and a count behind a year is one."""
    found = figures("By 2030 1,000 ships will sail, up from 300 ships in 2014.")
    assert [(one.text, one.unit) for one in found] == [
        ("By 2030", DATE),
        ("1,000 ships", "ships"),
        ("300 ships", "ships"),
        ("2014", DATE),
    ]


def test_a_date_counts_days_from_1970() -> None:
    """1 January 1970 is day 0, and the days before it are negative."""
    assert [(one.low, one.high) for one in dates("1 January 1970")] == [(0, 0)]
    assert [one.high for one in dates("31 December 1969")] == [-1]


_WORDS = """by until since before after in on the next last this first quarter of half year month Monday May 31 29 12
2025 0001 9999 February within 999 years decades ago ten - – to and , . end early mid- 1990s Q3 2025-02-30 today a"""
_TEXTS = st.lists(st.sampled_from(_WORDS.split()), max_size=9).map(" ".join)


@settings(deadline=None)
@given(_TEXTS, st.dates())
def test_any_words_of_dates_can_be_read_against_any_day(text: str, published: date) -> None:
    """No day that the calendar lacks, no end before its beginning, each date at its exact place and in order."""
    end = 0
    for found in figures(text, published=published):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
        if found.low is not None and found.high is not None:
            assert found.low <= found.high
