"""Keys pressed before those before them have done their work, or too late, and words that look like markup."""

from pathlib import Path

import pytest
from screens.reading_app import Opened, desk, press, settled, shown, write
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import MountError
from textual.widgets import Input, OptionList

from reeread.library import Library
from reeread.library.adding import add
from reeread.model.span import Span
from reeread.screens.reading import ReadingScreen, furnishing

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


async def test_a_tag_does_not_overtake_the_keys_before_it(opened: Opened) -> None:
    """The sentence, or the words, that were reached in the same breath are tagged and no others."""
    async with opened() as pilot:
        third = await _third_sentence(pilot)
        await press(pilot, "g", "g")
        await at_once(pilot, "j", "j", "r")
        (mark,) = desk(pilot).annotations
        assert (mark.span, mark.tags) == (third, ("risk",))
        assert desk(pilot).message.startswith("Tagged as risk")
        await at_once(pilot, "r", *"vee", "s", "escape")
        (mark,) = desk(pilot).annotations
        assert mark.span.start == third.start and mark.span.end < third.end
        assert mark.tags == ("speculation",)


async def test_letters_wait_for_the_field_they_are_for(opened: Opened) -> None:
    """What is typed right after the key of a dialog, a bar, a board or a note is typed there, and commands nothing."""
    async with opened() as pilot:
        await at_once(pilot, "slash", *"crisis", "escape")
        await at_once(pilot, "o", *"forge", "enter", "j", "m", *"scarf", "ctrl+s", "at", "slash", *"scarf")
        assert pilot.app.screen.query_one(Input).value == "scarf"
        await at_once(pilot, "escape", "escape", "j", "k")
        (mark,) = desk(pilot).annotations
        assert (mark.note, mark.tags) == ("scarf", ())
        assert "Forge" in desk(pilot).title_words
        assert desk(pilot).passage is not None and desk(pilot).passage.span == mark.span


async def test_escape_and_a_letter_are_two_keys(opened: Opened) -> None:
    """What a terminal sends as a letter with alt leaves and goes on; where alt means something, it does that."""
    async with opened() as pilot:
        await press(pilot, "v", "e", "e")
        assert desk(pilot).reader.selecting
        await at_once(pilot, "alt+j")
        assert not desk(pilot).reader.selecting
        assert desk(pilot).place.startswith("sentence 2 ")
        await at_once(pilot, "alt+shift+k", "slash", *"rare", "alt+r")
        assert desk(pilot).place.startswith("sentence 1 ")
        assert desk(pilot).query("#find")
        await at_once(pilot, "alt+j")
        assert not desk(pilot).query("#find")


async def test_a_click_waits_for_the_keys_before_it(opened: Opened) -> None:
    """A click right after the key that opens a dialog is a click on the dialog."""
    async with opened() as pilot:
        await press(pilot, "o")
        at = pilot.app.screen.query_one(OptionList).region.offset + Offset(5, 1)
        await press(pilot, "escape")
        pilot.app.post_message(events.Key("o", "o"))
        for kind in (events.MouseDown, events.MouseUp):
            pilot.app.post_message(
                kind(None, *at, 0, 0, 1, False, False, False, screen_x=at.x, screen_y=at.y)
            )
        await settled(pilot)
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).opened == desk(pilot).briefings[1].id


async def test_a_key_that_gets_lost_stops_no_other(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it never becomes known that a key has done its work, the next one is heard after a while."""
    async with opened() as pilot:
        monkeypatch.setattr("reeread.screens.swift._PATIENCE", 0.0)
        monkeypatch.setattr(type(pilot.app), "_follow", lambda *_: None)
        for _ in range(2):
            pilot.app.post_message(events.Key("j", "j"))
            await pilot.pause()
        assert desk(pilot).place.startswith("sentence 3 ")


async def _third_sentence(pilot: Pilot[None]) -> Span:
    await press(pilot, "j", "j")
    passage = desk(pilot).passage
    assert passage is not None
    return passage.span


async def test_whoever_leaves_before_the_panes_are_there_has_left(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands around the article is not put on a screen that is gone; on one that is there it must be."""

    async def refused(_: ReadingScreen) -> None:
        raise MountError("planted")

    async with opened() as pilot:
        monkeypatch.setattr(furnishing, "furnish", refused)
        with pytest.raises(MountError):
            await desk(pilot)._begin()
        with monkeypatch.context() as gone:
            gone.setattr(ReadingScreen, "is_attached", property(lambda _: False))
            await desk(pilot)._begin()


async def test_a_board_that_was_left_shows_nothing_any_more(opened: Opened) -> None:
    """What a board still looks for when it is left is not missed."""
    async with opened() as pilot:
        await at_once(pilot, "at", "escape", "vertical_line", "escape", "j")
        await at_once(pilot, "escape", "escape")  # those before may have come too early for their screens
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize("key", ["pagedown", "pageup", "home", "end", "down", "up"])
@pytest.mark.parametrize("size", [(1, 1), (3, 40), (80, 24)])
async def test_a_palette_without_room_can_be_paged(opened: Opened, key: str, size: tuple[int, int]) -> None:
    """Keys for a list of commands that is too narrow to be laid out do nothing, before and after one has typed."""
    async with opened() as pilot:
        await pilot.resize_terminal(*size)
        await at_once(pilot, "ctrl+p", key, key, "o", key, key, "escape")
        assert pilot.app.is_running
