"""Exporting from the screen, and what quitting leaves behind."""

import json
from pathlib import Path

import pytest
from screens.reading_app import Opened, choose_format, desk, press, settled, shown
from textual.widgets import Input

from reeread.screens.memory import Memory


async def test_export_writes_a_summary_of_this_briefing(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog suggests Markdown of this briefing; ctrl+s writes it, and the status line says where."""
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await press(pilot, "r", "e")
        name = pilot.app.screen.query_one(Input).value
        assert name.endswith(".md")
        await press(pilot, "ctrl+s")
        assert desk(pilot).message == f"Exported as markdown to {name}."
        sentence = desk(pilot).annotations[0].anchor.exact
    assert sentence[:20] in (tmp_path / name).read_text("utf-8")


async def test_the_suggested_file_follows_format_and_scope(opened: Opened, tmp_path: Path) -> None:
    """Another format changes the ending, another scope the name; a path written by hand stays."""
    async with opened() as pilot:
        await press(pilot, "e")
        dialog = pilot.app.screen
        await choose_format(pilot, "csv")
        assert dialog.query_one(Input).value.endswith(".csv")
        await press(pilot, "tab", "down", "space")
        assert dialog.query_one(Input).value == "reeread.csv"
        path = tmp_path / "all of it.json"
        dialog.query_one(Input).value = str(path)
        await choose_format(pilot, "json")
        assert dialog.query_one(Input).value == str(path)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is desk(pilot)
    assert json.loads(path.read_text("utf-8"))


async def test_a_format_of_many_files_takes_a_folder(opened: Opened, tmp_path: Path) -> None:
    """Obsidian's notes go into a folder, one that is there only when asked twice."""
    vault = tmp_path / "vault"
    vault.mkdir()
    async with opened() as pilot:
        await press(pilot, "e")
        await choose_format(pilot, "obsidian")
        pilot.app.screen.query_one(Input).value = str(vault)
        await press(pilot, "ctrl+s")
        assert "Once more writes into it" in " ".join(shown(pilot).split())
        await press(pilot, "ctrl+s")
        assert desk(pilot).message == f"Exported as obsidian to {vault}."
    assert [path.suffix for path in vault.iterdir()] == [".md"]


async def test_a_file_that_exists_is_replaced_only_when_asked_twice(opened: Opened, tmp_path: Path) -> None:
    """The dialog warns once of a file that is there, and refuses folders and missing folders."""
    path = tmp_path / "there.md"
    path.write_text("precious")
    async with opened() as pilot:
        await press(pilot, "e")
        field = pilot.app.screen.query_one(Input)
        for value, said in (
            ("", "Name a file."),
            (str(tmp_path), "That is a folder"),
            (str(tmp_path / "no" / "x.md"), "There is no folder"),
            (str(path), "Once more replaces it"),
        ):
            field.value = value
            await press(pilot, "ctrl+s")
            assert said in " ".join(shown(pilot).split())
        assert path.read_text() == "precious"
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is desk(pilot)
    assert path.read_text() != "precious"


async def test_looking_changes_nothing(opened: Opened, library: Path) -> None:
    """Opening, moving, finding, searching, looking at dialogs and quitting leave the file byte for byte."""
    before = library.read_bytes()
    async with opened() as pilot:
        await press(pilot, "j", "J", "space", "G", "g", "g", "right_square_bracket", "H")
        await press(pilot, "slash", "r", "a", "r", "e", "enter", "n", "escape")
        await press(pilot, "backslash", "c", "h", "i", "n", "a", "escape")
        await press(pilot, "tab", "j", "enter", "shift+tab", "j", "enter", "y")
        for dialog in ("o", "t", "m", "e", "question_mark", "ctrl+p"):
            await press(pilot, dialog, "escape")
        await press(pilot, "q")
    assert library.read_bytes() == before
    assert [path.name for path in library.parent.glob("library.db*")] == ["library.db"]


async def test_place_and_theme_are_remembered(opened: Opened, state: Path) -> None:
    """The next sitting opens the last briefing at its sentence, each other at its own, in the same theme."""
    async with opened() as pilot:
        first, second = (one.id for one in desk(pilot).briefings[:2])
        await press(pilot, "j", "j", "j")
        there = desk(pilot).reader.passage
        desk(pilot).open(second)
        await press(pilot, "j", "j")
        here = desk(pilot).reader.passage
        pilot.app.theme = "reeread-light"
        await settled(pilot)
    async with opened() as pilot:
        assert desk(pilot).opened == second
        assert desk(pilot).reader.passage == here
        assert pilot.app.theme == "reeread-light"
        desk(pilot).open(first)
        await settled(pilot)
        assert desk(pilot).reader.passage == there


async def test_a_broken_state_file_is_ignored(opened: Opened, state: Path) -> None:
    """A state file that makes no sense is no reason to fail, and is written anew."""
    state.write_text('{"theme": 3, "libraries": {"x": [1]}')
    async with opened() as pilot:
        assert desk(pilot).article is not None
        assert pilot.app.theme == "reeread-dark"
    assert Memory.read(state).theme == "reeread-dark"


async def test_a_state_file_that_cannot_be_written_is_no_failure(opened: Opened, state: Path) -> None:
    """Quitting goes well where the state cannot be kept."""
    state.mkdir()
    async with opened() as pilot:
        await press(pilot, "j", "q")
    assert state.is_dir()
    assert list(state.parent.glob("*.new")) == []


def test_memory_keeps_the_latest_places(tmp_path: Path) -> None:
    """What is written is read again, and of very many places the oldest are forgotten."""
    memory = Memory.read(tmp_path / "state.json")
    places = memory.places(tmp_path / "library.db")
    for number in range(600):
        places.remember(str(number), number)
    places.remember("150", 7)
    memory.write()
    again = Memory.read(tmp_path / "state.json").places(tmp_path / "library.db")
    assert again.briefing == "150"
    assert len(again.offsets) == 500
    assert "99" not in again.offsets and again.offsets["599"] == 599
    assert list(again.offsets)[-1] == "150"


async def test_the_chosen_format_is_told_without_colours(opened: Opened) -> None:
    """One sign stands before what is chosen and another before the rest."""
    async with opened() as pilot:
        await press(pilot, "e")
        assert "● markdown" in shown(pilot)
        assert "○ csv" in shown(pilot)
        await press(pilot, "down", "space")
        assert "○ markdown" in shown(pilot)
        assert "● html" in shown(pilot)
        assert "● this briefing" in shown(pilot)


async def test_an_interruption_says_how_to_leave(opened: Opened) -> None:
    """ctrl+c names the keys that leave the program."""
    async with opened() as pilot:
        await press(pilot, "ctrl+c")
        assert "q or ^q leaves reeread." in [one.message for one in pilot.app._notifications]


async def test_without_colours_the_choice_under_the_cursor_is_underlined(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no ground to lift it, a line below tells which format the keys are about."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened() as pilot:
        await press(pilot, "e")
        strips = pilot.app.screen._compositor.render_strips()
        lit = [
            part.text for strip in strips for part in strip if part.style is not None and part.style.underline
        ]
        assert any("markdown" in text for text in lit)
        assert not any("csv" in text for text in lit)
