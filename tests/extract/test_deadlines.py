"""Until when: which dates of a sentence set a limit, and the last day that they leave."""

from datetime import date

import pytest

from reeread.extract.deadlines import limits

PUBLISHED = date(2025, 10, 29)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "firm", "day"),
    [
        ("by 2030", True, "2030-12-31"),
        ("before 2030", True, "2029-12-31"),
        ("by the end of the year", True, "2025-12-31"),
        ("no later than 31 March", True, "2026-03-31"),
        ("until 2026-05-01", True, "2026-05-01"),
        ("by May", True, "2026-05-31"),
        ("within two years", True, "2027-10-29"),
        ("by Friday", True, "2025-10-31"),
        ("in June", False, "2026-06-30"),
        ("in the third quarter of 2026", False, "2026-09-30"),
        ("over the next five years", False, "2030-10-29"),
        ("next year", False, "2026-12-31"),
        ("tomorrow", False, "2025-10-30"),
    ],
)
def test_expressions_leave_a_day(text: str, firm: bool, day: str) -> None:
    """Each is found to the letter, with its preposition, and leaves the last day that is still in time."""
    sentence = f"The port will open {text}"
    (limit,) = limits(sentence, PUBLISHED)
    assert sentence[limit.start : limit.end] == text
    assert (limit.firm, str(limit.day)) == (firm, day)


@pytest.mark.parametrize(
    "text", ["cut by 2030 people", "extended by 30 days", "until Japan commits", "after 2030"]
)
def test_what_sets_no_limit(text: str) -> None:
    """Numbers of other things, conditions, and what begins but does not end are no limits."""
    assert limits(text, PUBLISHED) == []


def test_without_the_day_of_writing_relative_times_have_no_day() -> None:
    """What hangs on the article's date is found and left open."""
    for text in ("by the end of the year", "by Friday", "next year"):
        assert [one.day for one in limits(f"It will open {text}.", None)] == [None]
    assert [str(one.day) for one in limits("by May 2026", None)] == ["2026-05-31"]
