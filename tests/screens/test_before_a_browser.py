"""What a visitor before a browser may do with the disk of the machine that the reader runs on: nothing."""

from pathlib import Path
from typing import Any, BinaryIO

import pytest
from screens.reading_app import AUTHOR, WIDE, Opened, desk, press, settled, shown, write
from textual.app import App
from textual.widgets import Input, RadioSet

from reeread.screens.dialogs.option import OneOf
from reeread.serving.guest import Guest


class Kept:
    """The browser's own folder."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def deliver(self, _: App[Any], file: BinaryIO, *, save_filename: str) -> None:
        """Keep what comes."""
        with file:
            self.files[save_filename] = file.read()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Put a browser before the app."""
    kept = Kept()
    monkeypatch.setattr(App, "is_web", property(lambda _: True))
    monkeypatch.setattr(App, "deliver_binary", lambda *given, **named: kept.deliver(*given, **named))
    return kept


async def test_no_path_is_listed_or_added(browser: Kept, opened: Opened, tmp_path: Path) -> None:
    """A path is but words of a title there: nothing of the disk is listed, completed or added."""
    (tmp_path / "secret.txt").write_text("Secret\n\nNothing to see.", encoding="utf-8")
    async with opened() as pilot:
        await press(pilot, "o")
        assert "path" not in str(pilot.app.screen.query_one(Input).placeholder)
        for path in (f"{tmp_path}/", f"{tmp_path}/secret.txt", "~/", "./", "/"):
            pilot.app.screen.query_one(Input).value = path
            await settled(pilot)
            assert "secret.txt" not in shown(pilot).replace(path, "")
            assert "0 of 5" in shown(pilot) or path == "/"
            await press(pilot, "tab", "enter")
        await press(pilot, "escape")
        assert len(desk(pilot).briefings) == 5


async def test_an_export_is_handed_to_the_browser(
    browser: Kept, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file goes to the browser under its name, and nothing is left here."""
    monkeypatch.chdir(tmp_path)
    async with opened() as pilot:
        await press(pilot, "e")
        pilot.app.screen.query_one(Input).value = "summary.md"
        await press(pilot, "ctrl+s")
        assert desk(pilot).message == "Exported as markdown to summary.md, which your browser keeps."
    assert list(browser.files) == ["summary.md"]
    assert b"Japan" in browser.files["summary.md"]
    assert not list(tmp_path.rglob("*.md"))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/cron.d/x.md",
        "../x.md",
        "./x.md",
        "a/b.md",
        "~/x.md",
        "a\\b.md",
        "C:x.md",
        ".",
        "x.pdf",
        "x",
        "x.md/",
    ],
)
async def test_no_other_name_is_taken(
    name: str, browser: Kept, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a folder, or with an ending that would call another program, is refused, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    async with opened() as pilot:
        await press(pilot, "e")
        pilot.app.screen.query_one(Input).value = name
        await press(pilot, "ctrl+s")
        assert "your browser keeps it" in shown(pilot) or "Such a file ends in .md." in shown(pilot)
        await press(pilot, "escape")
        pilot.app.exit()
    assert browser.files == {}
    new = {path for path in tmp_path.rglob("*") if path not in before}
    assert {path.name for path in new} <= {"state.json", "library.db-shm", "library.db-wal"}


async def test_folders_are_not_offered(browser: Kept, opened: Opened) -> None:
    """A format that is a folder cannot be handed over, and is not offered."""
    async with opened() as pilot:
        await press(pilot, "e")
        choices = pilot.app.screen.query_one("#export-format", RadioSet)
        named = [str(button.label).split()[0] for button in choices.query(OneOf)]
        assert "markdown" in named and "obsidian" not in named


async def test_a_table_is_handed_over_too(browser: Kept, opened: Opened) -> None:
    """What is exported from the table of annotations goes the same way."""
    async with opened() as pilot:
        await press(pilot, "r", "at")
        await press(pilot, "e")
        pilot.app.screen.query_one(Input).value = "marked.md"
        await press(pilot, "ctrl+s")
    assert list(browser.files) == ["marked.md"]


async def test_memory_that_runs_out_leaves_the_draft(library: Path, state: Path) -> None:
    """A reader whose memory has run out keeps what was being written, and knows why it ended."""

    def starve() -> None:
        raise MemoryError

    app = Guest(library, AUTHOR, state=state)
    with pytest.raises(MemoryError):
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "m")
            await write(pilot, "unfinished")
            app.call_later(starve)
            await settled(pilot)
    assert app.out_of_memory
    (draft,) = state.with_name("drafts").glob("*.json")
    assert "unfinished" in draft.read_text("utf-8")
