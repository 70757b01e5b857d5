"""The article alone, the measure, and the tour."""

import json
from pathlib import Path

import pytest
from screens.reading_app import AUTHOR, SMALL, WIDE, Opened, desk, press, rows, settled, shown
from textual import events

from reeread.app import ReereadApp
from reeread.library import Library
from reeread.library.adding import add
from reeread.screens.reading.desk import Desk
from reeread.widgets.tour import TourPanel


@pytest.mark.parametrize("size", [(40, 10), SMALL, WIDE])
async def test_the_article_alone(opened: Opened, size: tuple[int, int]) -> None:
    """At any width one key leaves only the article and a line of words; again, or escape, brings the rest back."""
    async with opened(size=size) as pilot:
        before = rows(pilot)
        await press(pilot, "Z")
        alone = rows(pilot)
        assert "reeread" not in alone[0] and "HIGHLIGHTS" not in shown(pilot)
        assert desk(pilot).reader.size.height == size[1] - 1
        await press(pilot, "r")
        assert "Tagged as risk" in rows(pilot)[-1]
        await press(pilot, "u", "Z")
        assert [row for row in rows(pilot)[:-2] if row] == [row for row in before[:-2] if row]
        await press(pilot, "Z", "escape")
        assert not desk(pilot).alone


async def test_another_pane_brings_the_rest_back(opened: Opened) -> None:
    """Whoever asks for the highlights sees them."""
    async with opened() as pilot:
        await press(pilot, "Z", "tab")
        assert "HIGHLIGHTS" in shown(pilot)


async def test_the_measure_is_set_by_keys_and_remembered(opened: Opened, state: Path) -> None:
    """Text runs from 60 to 90 columns wide, never beyond, and so it does the next time."""
    async with opened() as pilot:
        widths = []
        for key in ("greater_than_sign",) * 3 + ("less_than_sign",) * 7:
            await press(pilot, key)
            widths.append(desk(pilot).reader.measure)
        assert widths == [85, 90, 90, 85, 80, 75, 70, 65, 60, 60]
        await press(pilot, "Z")
        reader = desk(pilot).reader
        assert max(len(reader.render_line(y).text.strip()) for y in range(20)) <= 60 + 6
    assert json.loads(state.read_text("utf-8"))["measure"] == 60
    async with opened() as pilot:
        assert desk(pilot).reader.measure == 60


def tourist(library: Path, state: Path) -> ReereadApp:
    """Return the app as the command opens it."""
    return ReereadApp(library, AUTHOR, state=state, tour=True)


async def test_the_tour_goes_on_by_the_keys_it_names(library: Path, state: Path) -> None:
    """Each step waits for its key, other keys work and do not lead on; after the last it never comes again."""
    app = tourist(library, state)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        panel = app.screen.query_one(TourPanel)
        assert "Tour 1 of 6" in shown(pilot) and panel.key == "j"
        await press(pilot, "k")
        assert panel.place == "1 of 6"
        keys = []
        for key in ("j", "right_square_bracket", "r", "u", "v"):
            keys.append(panel.key)
            await press(pilot, key)
        assert keys == ["j", "]", "r c s f", "u", "v"]
        assert panel.place == "6 of 6"
        await press(pilot, "escape", "question_mark", "escape")
        assert not desk(pilot).query(TourPanel)
        assert desk(pilot).annotations == ()
    again = tourist(library, state)
    async with again.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not again.screen.query(TourPanel)


async def test_the_tour_is_left_for_good_by_escape(library: Path, state: Path) -> None:
    """One escape puts it away, nothing else happens, and only the key or the palette brings it back."""
    app = tourist(library, state)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "escape")
        assert not app.screen.query(TourPanel)
        await press(pilot, "f1")
        assert "Tour 1 of 6" in shown(pilot)
    again = tourist(library, state)
    async with again.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not again.screen.query(TourPanel)


async def test_the_tour_moves_no_word(library: Path, state: Path) -> None:
    """The article keeps its width, and so its rows, whether the tour stands below it or not."""
    app = tourist(library, state)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        reader = desk(pilot).reader
        beside = [reader.render_line(y).text for y in range(20)]
        await press(pilot, "escape")
        assert [reader.render_line(y).text for y in range(20)] == beside


async def test_the_tour_begins_anew_as_often_as_it_is_asked_for(library: Path, state: Path) -> None:
    """Its key while it is under way, and right after it was left, begins it anew; left at once it is gone."""
    app = tourist(library, state)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "j", "f1")
        assert "Tour 1 of 6" in shown(pilot)
        for key in ("f1", "f1", "escape", "f1"):
            app.post_message(events.Key(key, None))
        await settled(pilot)
        assert app.screen.query_one(TourPanel).place == "1 of 6"
        for key in ("f1", "escape"):
            app.post_message(events.Key(key, None))
        await settled(pilot)
        assert not app.screen.query(TourPanel)


async def test_a_pane_that_is_not_there_yet_is_not_gone_to(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the first paint is over, tab does nothing."""
    async with opened() as pilot:
        monkeypatch.setattr(Desk, "is_furnished", property(lambda _: False))
        await press(pilot, "shift+tab")
        assert desk(pilot).pane == "article"
        monkeypatch.undo()
        await press(pilot, "shift+tab")
        assert desk(pilot).pane == "briefings"


async def test_the_tour_does_not_come_over_other_peoples_texts(tmp_path: Path, state: Path) -> None:
    """A library without the worked example is opened in peace."""
    text = tmp_path / "own.txt"
    text.write_text("Mine.\n\nIt may rain.", "utf-8")
    with Library.open(tmp_path / "own.db", AUTHOR, create=True) as lib:
        list(add(lib, [str(text)]))
    app = tourist(tmp_path / "own.db", state)
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not app.screen.query(TourPanel)
