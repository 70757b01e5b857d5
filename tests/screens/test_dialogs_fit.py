"""Dialogs with long lists in a small terminal."""

from pathlib import Path

import pytest
from screens.boards import span_at, wide_codebook
from screens.reading_app import SMALL, Opened, press, shown

from reeread.library import Library, reading, tagging
from reeread.model.annotation import Passage


@pytest.fixture
def library(library: Path) -> Path:
    """Return the library with many tags and many people."""
    wide_codebook(library, 60)
    for number in range(30):
        with Library.open(library, f"reader {number}") as lib:
            tagging.tag(lib, Passage(reading.briefings(lib)[0].id, span_at(number)), ["risk"])
    return library


@pytest.mark.parametrize(
    ("key", "name", "last"),
    [("W", "Whose annotations show", "escape done"), ("t", "Tag the passage", "codebook   escape")],
    ids=["authors", "tags"],
)
async def test_only_the_list_scrolls(key: str, name: str, last: str, opened: Opened) -> None:
    """However long a list is, the name of the dialog and its keys are in sight, and one thing scrolls at most."""
    async with opened(SMALL) as pilot:
        await press(pilot, key)
        assert name in shown(pilot) and last in shown(pilot)
        assert pilot.app.screen.query_one("#dialog").max_scroll_y == 0
        assert pilot.app.screen.query_one("#chooser-list").max_scroll_y > 0
