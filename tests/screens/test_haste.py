"""Keys pressed before a dialog has come, or after it has gone, and words that look like markup."""

from pathlib import Path

import pytest
from screens.reading_app import Opened, desk, press, settled, shown, write
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from reeread.library import Library
from reeread.library.adding import add

MARKUP = "Lines [/] [@click=app.quit]go[/] [bold]x[/bold] [0]"


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys of which none waits for what the one before it does."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(pilot)


@pytest.fixture
def marked_up(tmp_path: Path) -> Path:
    """Return a library of a briefing whose title is full of markup."""
    source = tmp_path / "markup.txt"
    source.write_text(
        f"{MARKUP}\n\nA shortage may stop carmakers. The ministry signed an agreement.\n", "utf-8"
    )
    with Library.open(tmp_path / "markup.db", "ana", create=True) as lib:
        assert [one.status for one in add(lib, [str(source)])] == ["added"]
    return tmp_path / "markup.db"


@pytest.mark.parametrize("key", ["o", "m", "t", "e", "question_mark", "backslash", "ctrl+p", "at"])
async def test_a_second_escape_leaves_nothing_else(opened: Opened, key: str) -> None:
    """Two escapes in one breath leave the dialog and not the screen beneath it."""
    async with opened() as pilot:
        await press(pilot, key)
        assert pilot.app.screen is not desk(pilot)
        await at_once(pilot, "escape", "escape", "escape")
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize("key", ["o", "t", "question_mark", "backslash", "ctrl+p", "at"])
async def test_escape_overtakes_what_was_typed(opened: Opened, key: str) -> None:
    """Letters that are still being looked for when the dialog is left end with it."""
    async with opened() as pilot:
        await press(pilot, key)
        await at_once(pilot, *"open", "escape", *"xy")
        await at_once(pilot, "escape", "escape")
        assert pilot.app.screen is desk(pilot)


async def test_a_click_on_a_row_that_has_gone_chooses_nothing(opened: Opened) -> None:
    """What was clicked is chosen only if it is still listed."""
    async with opened() as pilot:
        await press(pilot, "question_mark")
        dialog = pilot.app.screen
        choices = dialog.query_one(OptionList)
        late = OptionList.OptionSelected(choices, choices.get_option_at_index(9), 9)
        await write(pilot, "undo")
        dialog.post_message(late)
        await settled(pilot)
        assert pilot.app.screen is dialog


async def test_a_title_is_no_markup(opened: Opened, marked_up: Path) -> None:
    """Lists, the export dialog and the palette show brackets as they are, and a click on them does nothing."""
    async with opened(path=marked_up) as pilot:
        assert MARKUP in shown(pilot)
        await press(pilot, "o")
        assert MARKUP in shown(pilot)
        await press(pilot, "escape", "e")
        assert f"this briefing: {MARKUP}" in shown(pilot)
        await press(pilot, "escape", "ctrl+p")
        await write(pilot, "open lines")
        assert f"Open {MARKUP}" in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize("key", ["o", "e"])
async def test_a_home_that_nobody_has_is_a_name(opened: Opened, key: str) -> None:
    """A path that begins with the home of somebody unknown is looked for under that name."""
    async with opened() as pilot:
        await press(pilot, key)
        pilot.app.screen.query_one(Input).value = "~nobody-at-all/x"
        await settled(pilot)
        await press(pilot, "ctrl+s" if key == "e" else "down")
        assert "There is no folder ~nobody-at-all" in shown(pilot)


async def test_a_board_that_was_left_shows_nothing_any_more(opened: Opened) -> None:
    """What a board still looks for when it is left is not missed."""
    async with opened() as pilot:
        await at_once(pilot, "at", "escape", "vertical_line", "escape", "j")
        await at_once(pilot, "escape", "escape")  # those before may have come too early for their screens
        assert pilot.app.screen is desk(pilot)
