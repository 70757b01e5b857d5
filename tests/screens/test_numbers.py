"""Numbers at a glance: bars, what they count, and the way to their passages."""

from pathlib import Path

import pytest
from screens.boards import board, held, marked
from screens.reading_app import SMALL, Opened, desk, press, rows, shown

from reeread.library import Library, codebook, glance, reading, triage
from reeread.model.briefing import Triage
from reeread.screens.annotations import AnnotationsScreen
from reeread.screens.numbers import NumbersScreen
from reeread.screens.numbers.charts import Shown, charts
from reeread.widgets.lists.annotations import AnnotationTable
from reeread.widgets.lists.bars import BarList


@pytest.fixture
def counted(library: Path) -> Path:
    """Return a library with annotations and one briefing that is done."""
    marked(library)
    with Library.open(library, "ana") as lib:
        triage.set_state(lib, reading.briefings(lib)[1].id, Triage.DONE)
    return library


def chart(path: Path, id: str) -> object:
    """Return one of the charts of a library."""
    with Library.open(path, "ana") as lib:
        briefings = reading.briefings(lib)
        shown = Shown(glance.tallied(lib), codebook.tags(lib), briefings, briefings, whole=True)
        drawn = charts(shown, None, {briefings[0].id: briefings[0].characters // 2})
    return next(one for one in drawn if one.id == id)


async def test_bars_are_as_long_as_what_they_count(opened: Opened, counted: Path) -> None:
    """The most frequent tag has the longest bar, an unused one none, and each begins with its letter."""
    async with opened() as pilot:
        await press(pilot, "number_sign")
        lengths = {row.split()[0]: row.count("▇") for row in rows(pilot)[2:6]}
        assert lengths["confirmed"] > lengths["risk"] > lengths["commitment"] == 0
        assert any("R▇" in row for row in rows(pilot))


async def test_every_chart_is_there(opened: Opened, counted: Path) -> None:
    """Tags, tags by briefing, speculation against confirmed, likelihood and reading are drawn."""
    async with opened() as pilot:
        await press(pilot, "number_sign")
        text = shown(pilot)
        for name in (
            "TAGS",
            "TAGS BY BRIEFING",
            "SPECULATION AGAINST CONFIRMED",
            "HOW LIKELY THE SPECULATION IS",
            "READING",
        ):
            assert name in text
        assert "roughly even chance  45–55%" in text


async def test_enter_shows_the_passages_of_a_bar(opened: Opened, counted: Path) -> None:
    """A bar opens the table with just what it counts, and enter there reads on at the passage."""
    risks = [one for one in held(counted) if "risk" in one.tags]
    async with opened() as pilot:
        await press(pilot, "number_sign")
        assert board(pilot).words == f"risk {len(risks)}"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AnnotationsScreen)
        assert list(board(pilot).query_one(AnnotationTable).row_ids()) == [one.id for one in risks]
        await press(pilot, "G", "enter")
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).opened == risks[-1].briefing


async def test_the_parts_of_a_bar_are_reached_one_by_one(opened: Opened, counted: Path) -> None:
    """l moves to the next tag of a briefing's bar, and enter shows that tag in that briefing only."""
    async with opened() as pilot:
        await press(pilot, "number_sign", "tab", "l")
        bars = board(pilot).query_one(BarList)
        part = bars.parts[bars.segment]
        briefing = bars.here[1].id
        assert part.name == "confirmed"
        await press(pilot, "enter")
        table = board(pilot).query_one(AnnotationTable)
        assert table.count() == part.number
        assert {table.annotations[at].briefing for at in range(table.count())} == {briefing}
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, NumbersScreen)


async def test_a_band_of_likelihood_leads_to_its_passages(opened: Opened) -> None:
    """A bar of likelihood, "not said" among them, opens the table with that passage."""
    async with opened() as pilot:
        await press(pilot, "j", "s", "number_sign", "tab", "tab", "tab")
        bars = board(pilot).query_one(BarList)
        while not bars.here[1].total:
            await press(pilot, "j")
        await press(pilot, "enter")
        assert board(pilot).query_one(AnnotationTable).count() == 1


async def test_a_bar_of_reading_goes_on_where_one_was(opened: Opened, counted: Path) -> None:
    """Enter on a briefing's progress opens it at the place where the reader left it."""
    async with opened() as pilot:
        await press(pilot, "G")
        place = desk(pilot).passage
        await press(pilot, "number_sign", "shift+tab")
        bars = board(pilot).query_one(BarList)
        assert bars.here[0].id == "progress"
        await press(pilot, "enter")
        assert desk(pilot).opened == place.briefing
        assert desk(pilot).passage.span == place.span


async def test_the_cursor_stands_on_bars_only(opened: Opened, counted: Path) -> None:
    """From the first bar to the last every step down lands on a bar, at 80 columns, too."""
    async with opened(size=SMALL) as pilot:
        await press(pilot, "number_sign")
        bars = board(pilot).query_one(BarList)
        seen = set()
        while bars.index not in seen:
            seen.add(bars.index)
            assert bars.here is not None
            await pilot.press("j")
        total = sum(len(one.bars) for one in bars.charts)
        assert len(seen) == total


async def test_an_empty_library_says_what_is_missing(opened: Opened) -> None:
    """Without annotations the charts say so, and enter on a bar of nothing opens an empty table."""
    async with opened() as pilot:
        await press(pilot, "number_sign")
        assert "Nothing is tagged yet." in shown(pilot)
        await press(pilot, "enter")
        assert board(pilot).query_one(AnnotationTable).count() == 0


def test_progress_counts_done_as_read(counted: Path) -> None:
    """What is done is read whole, the rest as far as the reader came."""
    bars = chart(counted, "progress").bars
    assert [bar.value for bar in bars[:3]] == ["50%", "100%", "0%"]


def test_speculation_stands_against_confirmed(counted: Path) -> None:
    """Each briefing with either has both numbers, and both sides have one scale."""
    versus = chart(counted, "versus")
    assert versus.bars and all(len(bar.segments) == 2 for bar in versus.bars)
    assert versus.scale == max(segment.number for bar in versus.bars for segment in bar.segments)
    assert all(bar.value == f"0 : {bar.segments[1].number}" for bar in versus.bars)
