"""What the reader says when the library fails under it, and that nothing typed is lost by it."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from screens.reading_app import SMALL, Opened, desk, press, settled, shown, write
from textual.pilot import Pilot
from textual.widgets import TextArea

from reeread.library import Library, reading, tagging
from reeread.library.drafts import Drafts
from reeread.screens.dialogs.note import NoteDialog
from reeread.store import engine

Break = Callable[[Pilot[None]], Callable[[], None]]
"""Lets the library fail, and returns what mends it."""

_HELD = "held.db"


def full(pilot: Pilot[None]) -> Callable[[], None]:
    """Leave no room for more pages."""
    store = desk(pilot).library.store
    with store.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def mend() -> None:
        with store.reading() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")

    return mend


def locked(pilot: Pilot[None]) -> Callable[[], None]:
    """Let another program hold the library."""
    with desk(pilot).library.store.reading() as connection:
        connection.execute("PRAGMA busy_timeout = 1")
    other = engine.connect(str(desk(pilot).library.path))
    other.execute("BEGIN EXCLUSIVE")
    return other.close


def read_only(pilot: Pilot[None]) -> Callable[[], None]:
    """Let SQLite find that nothing can be written, as on a disk that was mounted anew after an error."""
    store = desk(pilot).library.store
    with store.reading() as connection:
        connection.execute("PRAGMA query_only = ON")

    def mend() -> None:
        with store.reading() as connection:
            connection.execute("PRAGMA query_only = OFF")

    return mend


def deleted(pilot: Pilot[None]) -> Callable[[], None]:
    """Take the file away; giving it its name again mends it."""
    path = desk(pilot).library.path
    os.link(path, path.with_name(_HELD))
    path.unlink()
    return lambda: path.with_name(_HELD).rename(path)


def replaced(pilot: Pilot[None]) -> Callable[[], None]:
    """Put another file in its place."""
    path = desk(pilot).library.path
    os.link(path, path.with_name(_HELD))
    shutil.copy(path, path.with_name("other.db"))
    path.with_name("other.db").replace(path)
    return lambda: path.with_name(_HELD).replace(path)


BROKEN = {
    one.__name__: (one, words)
    for one, words in (
        (full, "The disk is full"),
        (locked, "Another program is writing"),
        (read_only, "The library is read-only"),
        (deleted, "was deleted or moved while it was open"),
        (replaced, "Another file was put in the place of the library"),
    )
}
EVERY = pytest.mark.parametrize("how", BROKEN)
LONG = "Who says so? " * 12_000


def told(pilot: Pilot[None]) -> str:
    """Return what was told in the corner so far."""
    return " ".join(note.message for note in pilot.app._notifications)


def flowing(pilot: Pilot[None]) -> str:
    """Return what shows without its line breaks."""
    return " ".join(shown(pilot).replace("▌", " ").split())


def drafts(pilot: Pilot[None], state: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is kept outside the library: kind, text, tags."""
    lib = desk(pilot).library
    left = Drafts(state.with_name("drafts"), lib.path, lib.author).left()
    return [(one.kind, one.text, one.tags) for one in left]


@EVERY
async def test_a_note_that_cannot_be_kept_stays_in_its_dialog(how: str, opened: Opened, state: Path) -> None:
    """The dialog says what happened, holds the text, and saves it once it can; until then it is kept as a draft."""
    happen, words = BROKEN[how]
    async with opened(SMALL) as pilot:
        await press(pilot, "j", "m")
        pilot.app.screen.query_one(TextArea).text = LONG
        mend = happen(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, NoteDialog)
        assert pilot.app.screen.query_one(TextArea).text == LONG
        assert words in flowing(pilot) and "Your note is kept as a draft" in flowing(pilot)
        assert drafts(pilot, state) == [("note", LONG, ())]
        mend()
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is desk(pilot)
        assert [mark.note for mark in tagging.annotations(desk(pilot).library)] == [LONG]
        assert drafts(pilot, state) == []


@pytest.mark.parametrize("how", [one for one in BROKEN if one != "full"])  # one row more still finds room
async def test_a_tag_that_cannot_be_kept_is_not_shown_and_not_forgotten(
    how: str, opened: Opened, state: Path
) -> None:
    """Nothing on the screen says that it was taken; it is offered at the next start, and enter puts it in."""
    happen, words = BROKEN[how]
    async with opened(SMALL) as pilot:
        await press(pilot, "j", "r")
        mend = happen(pilot)
        await press(pilot, "c")
        assert words in told(pilot) and "Tagging as commitment is kept as a draft." in told(pilot)
        assert [mark.tags for mark in desk(pilot).annotations] == [("risk",)]
        assert drafts(pilot, state) == [("tags", "", ("commitment",))]
        mend()
    async with opened(SMALL) as pilot:
        assert "Not in the library yet" in shown(pilot) and "commitment" in shown(pilot)
        await press(pilot, "enter")
        assert [mark.tags for mark in desk(pilot).annotations] == [("risk", "commitment")]
        assert desk(pilot).message == "1 draft put in. u undoes."
        assert drafts(pilot, state) == []


async def test_what_was_typed_in_a_dialog_stays_while_it_cannot_be_kept(opened: Opened) -> None:
    """Whatever a dialog asks for: while it cannot be done, what was typed stays where it was typed."""
    async with opened() as pilot:
        await press(pilot, "T", "a")
        await write(pilot, "supply")
        mend = locked(pilot)
        await press(pilot, "enter")
        assert "Another program is writing" in flowing(pilot) and "supply" in shown(pilot)
        mend()
        await press(pilot, "enter")
    async with opened() as pilot:
        assert "supply" in [tag.name for tag in desk(pilot).codebook]


async def test_a_note_that_is_being_written_outlives_the_program(opened: Opened, state: Path) -> None:
    """When the terminal hangs up or the program is ended in the middle of a note, the next start offers it."""
    async with opened() as pilot:
        await press(pilot, "j", "m")
        await write(pilot, "half a")
        pilot.app.exit()
    async with opened() as pilot:
        assert "Not in the library yet" in shown(pilot) and "half a" in shown(pilot)
        await press(pilot, "escape")
        assert drafts(pilot, state) == [("note", "half a", ())]
        await press(pilot, "ctrl+l", "ctrl+d")
        assert pilot.app.screen is desk(pilot)
        assert drafts(pilot, state) == []
        await press(pilot, "ctrl+l")
        assert desk(pilot).message == "All that you wrote is in the library."


async def test_a_note_that_was_dropped_on_purpose_is_gone(opened: Opened, state: Path) -> None:
    """Two escapes drop the note and its draft."""
    async with opened() as pilot:
        await press(pilot, "j", "m")
        await write(pilot, "no")
        pilot.app.screen._rest()
        await press(pilot, "escape", "escape")
        assert drafts(pilot, state) == []


async def test_several_drafts_are_put_in_at_once(opened: Opened, state: Path) -> None:
    """All of them are the first choice, and each is a deed of its own."""
    async with opened() as pilot:
        mend = read_only(pilot)
        await press(pilot, "j", "r", "j", "c", "j", "s", "s", "c")
        assert len(drafts(pilot, state)) == 3
        mend()
        await press(pilot, "ctrl+l")
        assert "all 3" in shown(pilot)
        await press(pilot, "enter")
        assert sorted(mark.tags for mark in desk(pilot).annotations) == [
            ("commitment",), ("commitment",), ("risk",),
        ]  # fmt: skip
        assert drafts(pilot, state) == []


async def test_drafts_wait_where_nothing_can_be_written(
    opened: Opened, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a library that is read-only here they are announced, not offered."""
    async with opened() as pilot:
        read_only(pilot)
        await press(pilot, "j", "r")
    can = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != library and can(path, mode))
    async with opened() as pilot:
        assert pilot.app.screen is desk(pilot)
        assert "1 draft of this library will be offered" in told(pilot)


async def test_a_text_that_is_not_the_one_that_came_in_is_said(opened: Opened, library: Path) -> None:
    """The article shows, and beside it stands that it was damaged or changed, and the way to a backup."""
    import zlib

    with Library.open(library, "ana") as lib:
        first = reading.briefings(lib)[0]
    connection = engine.connect(str(library))
    row, packed = connection.execute(
        "SELECT version_id, compressed FROM bodies ORDER BY 1 LIMIT 1"
    ).fetchone()
    changed = zlib.compress(zlib.decompress(packed).replace(b"e", b"i", 1))
    connection.execute("UPDATE bodies SET compressed = ? WHERE version_id = ?", (changed, row))
    connection.close()
    async with opened() as pilot:
        await settled(pilot)
        assert f"The text of “{first.title}” is not the one that came in" in told(pilot)
        assert "reeread restore" in told(pilot)


async def test_a_damaged_text_does_not_keep_anybody_from_the_others(opened: Opened, library: Path) -> None:
    """Opening it says what is wrong; the article that is open stays, and others open as ever."""
    connection = engine.connect(str(library))
    connection.execute("UPDATE bodies SET compressed = x'00' WHERE version_id = 2")
    connection.close()
    async with opened() as pilot:
        here = desk(pilot).opened
        broken, sound = desk(pilot).briefings[1].id, desk(pilot).briefings[2].id
        desk(pilot).open(broken)
        await settled(pilot)
        assert "The text of this briefing is damaged" in told(pilot) and desk(pilot).opened == here
        desk(pilot).open(sound)
        await settled(pilot)
        assert desk(pilot).opened == sound


async def test_a_failure_that_ends_the_program_ends_it_in_words(opened: Opened, state: Path) -> None:
    """Where the reading cannot go on, the last words are what happened, and what was being written is kept."""
    from reeread.model.errors import StoreError

    with pytest.raises(Exception, match="The disk failed"):
        async with opened() as pilot:
            await press(pilot, "j", "m")
            await write(pilot, "half a")

            def fail() -> None:
                raise StoreError("The disk failed while the library was read.", "x.db", "Check the disk.")

            desk(pilot).call_later(fail)
            await pilot.pause()
    held = [json.loads(file.read_text("utf-8")) for file in state.with_name("drafts").glob("*.json")]
    assert [(one["kind"], one["text"]) for one in held] == [("note", "half a")]


async def test_a_library_that_cannot_be_opened_names_the_way_back(opened: Opened, library: Path) -> None:
    """What is wrong, where, what to do, and which backup there is, on the smallest screen; nothing is changed."""
    from reeread.library import keeping

    backup = keeping.back_up(library)
    connection = engine.connect(str(library))
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON annotations BEGIN DELETE FROM tags; END")
    connection.close()
    before = library.read_bytes()
    async with opened(SMALL) as pilot:
        said = flowing(pilot)
        assert "trigger “spy” on annotations" in said and "doctor --fix" in said
        assert f"The latest backup is of {backup.made}" in said
        await press(pilot, "q")
    assert library.read_bytes() == before


async def test_a_library_cut_short_names_the_way_back(opened: Opened, library: Path) -> None:
    """Where there is no backup none is named."""
    os.truncate(library, library.stat().st_size // 2 // 8192 * 8192)
    async with opened(SMALL) as pilot:
        assert "The library is cut short." in flowing(pilot) and "latest backup" not in flowing(pilot)


@pytest.mark.parametrize("table", ["bodies", "annotations", "versions", "events", "tags"])
async def test_a_damaged_page_is_told_in_words(table: str, opened: Opened, library: Path) -> None:
    """Whichever table has lost its page: what happened is told on the screen, and leaving goes as ever."""
    connection = engine.connect(str(library), mode="ro", immutable=True)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    connection.close()
    with library.open("r+b") as file:
        file.seek((root - 1) * 8192)
        file.write(b"\xa5" * 8192)
    before = library.read_bytes()
    async with opened(SMALL) as pilot:
        await press(pilot, "j", "r")
        assert "damaged" in told(pilot) + flowing(pilot)
        assert "reeread restore" in told(pilot) + flowing(pilot)
        await press(pilot, "q")
    assert library.read_bytes() == before
