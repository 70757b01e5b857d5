"""Opening briefings, adding files, and the screens for what cannot be opened."""

from pathlib import Path

from screens.reading_app import SMALL, WIDE, Opened, desk, press, rows, settled, shown, write
from textual.widgets import Input

from reeread.library import Library
from reeread.library.reading import briefings
from reeread.screens.trouble import TroubleScreen
from reeread.store import engine, migrations
from reeread.store.store import Store


async def test_the_first_briefing_is_open_at_its_first_sentence(opened: Opened) -> None:
    """Without anything remembered, the first briefing shows from its beginning, with highlights beside it."""
    async with opened() as pilot:
        article = desk(pilot).article
        assert article.briefing == desk(pilot).briefings[0]
        assert article.body[:40] in shown(pilot)
        assert desk(pilot).reader.passage.span.start == 0
        assert f"sentence 1 of {len(desk(pilot).highlights)}" in rows(pilot)[-2]


async def test_open_filters_titles_while_one_types(opened: Opened) -> None:
    """The dialog lists all briefings, narrows them down by the words typed, and opens the chosen one."""
    async with opened() as pilot:
        await press(pilot, "o")
        assert "5 of 5" in shown(pilot)
        await write(pilot, "billion beyond")
        assert "1 of 5" in shown(pilot)
        await press(pilot, "enter")
        assert desk(pilot).article.briefing.title.startswith("Japan’s $550 Billion Investment")
        assert pilot.app.focused is desk(pilot).reader


async def test_a_path_is_completed_and_added(opened: Opened, tmp_path: Path) -> None:
    """What looks like a path is completed by tab; enter adds the file and opens it."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "port strike.txt").write_text(
        "Port strike\n\nThe strike may end on Monday, he said."
    )
    async with opened() as pilot:
        await press(pilot, "o")
        pilot.app.screen.query_one(Input).value = f"{tmp_path}/pap"
        await settled(pilot)
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(Input).value == f"{tmp_path}/papers/"
        assert "everything in this folder" in shown(pilot)
        await press(pilot, "down", "enter")
        assert desk(pilot).article.briefing.title == "Port strike"
        assert desk(pilot).message == "Added 1 briefing. u undoes."
        await press(pilot, "u")
        assert len(desk(pilot).briefings) == 5
        assert desk(pilot).article.briefing in desk(pilot).briefings


async def test_a_path_that_is_not_there_says_so(opened: Opened) -> None:
    """A folder that does not exist, or a name that fits nothing, is said below the list."""
    async with opened() as pilot:
        await press(pilot, "o")
        pilot.app.screen.query_one(Input).value = "/no such folder/x"
        await settled(pilot)
        assert "There is no folder /no such folder." in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is not desk(pilot)


async def test_sources_are_added_beside_the_reading(opened: Opened, tmp_path: Path) -> None:
    """What was named on the command line comes in one by one; failures are told and stop nothing."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Good news\n\nA port may open, she said.")
    bad.write_bytes(bytes(range(256)) * 8)
    async with opened(sources=(str(bad), str(tmp_path / "missing.txt"), str(good))) as pilot:
        assert desk(pilot).article.briefing.title == "Good news"
        assert len(desk(pilot).briefings) == 6
        told = [note.message for note in pilot.app._notifications if note.severity == "error"]
        assert len(told) == 2
        assert any("bad.txt" in text for text in told) and any("missing.txt" in text for text in told)
        assert desk(pilot).message == "Added 1 briefing. u undoes."
        assert pilot.app.focused is desk(pilot).reader


async def test_the_same_file_again_changes_nothing(opened: Opened) -> None:
    """A source that is in the library already is opened and said to be unchanged."""
    async with opened() as pilot:
        seed = desk(pilot).briefings[2]
        from reeread import places

        desk(pilot).add([str(places.shipped("seeds") / Path(seed.source).name)])
        await settled(pilot)
        assert desk(pilot).opened == seed.id
        assert desk(pilot).message == "Already in the library, unchanged."
        assert len(desk(pilot).briefings) == 5


async def test_an_empty_library_says_what_to_do(opened: Opened, tmp_path: Path) -> None:
    """A library without briefings shows how to fill it, and o and q are all the keys that are offered."""
    path = tmp_path / "empty.db"
    Library.open(path, "ana", create=True).close()
    for size in (WIDE, SMALL):
        async with opened(size=size, path=path) as pilot:
            assert "Nothing to read yet." in shown(pilot)
            assert "Press o" in shown(pilot)
            assert "r risk" not in rows(pilot)[-1] and "o open" in rows(pilot)[-1]
            await press(pilot, "slash", "e", "t", "tab", "u", "ctrl+r", "H", "j", "a")
            assert pilot.app.screen is desk(pilot)
            await press(pilot, "o", "escape")
            assert pilot.app.screen is desk(pilot)


async def test_the_first_source_fills_an_empty_library(opened: Opened, tmp_path: Path) -> None:
    """With sources a library that is not there yet is made, and the first source is read at once."""
    source = tmp_path / "first.md"
    source.write_text("# First\n\nIt may rain, he said.")
    async with opened(path=tmp_path / "new.db", sources=(str(source),)) as pilot:
        assert desk(pilot).article.briefing.title == "First"
        assert "Nothing to read yet." not in shown(pilot)
        assert pilot.app.focused is desk(pilot).reader
        await press(pilot, "r")
        assert len(desk(pilot).annotations) == 1
    with Library.open(tmp_path / "new.db", "ana") as lib:
        assert len(briefings(lib)) == 1


async def test_a_missing_library_is_a_helpful_screen(opened: Opened, tmp_path: Path) -> None:
    """Without a library and sources the screen says what, where and what next, and nothing is made."""
    path = tmp_path / "none.db"
    async with opened(path=path, size=SMALL) as pilot:
        assert isinstance(pilot.app.screen, TroubleScreen)
        text = " ".join(shown(pilot).split())
        assert "There is no library here." in text and "reeread add" in text
        assert "none.db" in shown(pilot).replace("\n", "").replace(" ", "")
        await press(pilot, "q")
    assert not path.exists()


async def test_a_file_that_is_no_library_is_a_helpful_screen(opened: Opened, tmp_path: Path) -> None:
    """A file of another kind is named as such and left as it is."""
    path = tmp_path / "junk.db"
    path.write_bytes(b"junk" * 500)
    async with opened(path=path) as pilot:
        assert "This is no reeread library." in shown(pilot)
        await press(pilot, "escape")
    assert path.read_bytes() == b"junk" * 500


async def test_a_terminal_that_is_too_small_is_told(opened: Opened) -> None:
    """Below 40 columns or 10 rows a sentence says so; made larger, the reading is back."""
    for size in ((39, 24), (80, 9), (1, 1)):
        async with opened(size=size) as pilot:
            if size[0] > 1:
                assert "reeread needs at least" in " ".join(shown(pilot).split())
            await press(pilot, "j")
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            assert "reeread needs at least" not in shown(pilot)
            assert "sentence 1 of" not in rows(pilot)[-2] and "sentence" in rows(pilot)[-2]


async def test_hostile_titles_are_shown_harmless(opened: Opened, tmp_path: Path) -> None:
    """Escape sequences, markup and bidi controls of a title reach no terminal as such, anywhere."""
    source = tmp_path / "hostile.txt"
    source.write_text("\x1b[2J[@click=app.quit]Title[/] \u202eevil\x9b31m\n\nIt may rain, he said.")
    async with opened(sources=(str(source),)) as pilot:
        for keys in ((), ("o",), ("escape", "ctrl+p"), ("escape", "backslash", "r", "a", "i", "n")):
            await press(pilot, *keys)
            text = shown(pilot)
            assert not {"\x1b", "\x9b", "\u202e"} & set(text)
        await press(pilot, "escape")
        assert "[@click=app.quit]" in shown(pilot)
        await pilot.click("#title", offset=(30, 0))
        await settled(pilot)
        assert pilot.app.is_running


async def test_a_newer_library_is_read_and_says_so(opened: Opened, library: Path) -> None:
    """A message says why nothing can be written, the title that it is so; the file is as it was."""
    connection = engine.connect(str(library))
    connection.execute(f"PRAGMA user_version = {len(migrations.steps()) + 1}")
    connection.close()
    before = library.read_bytes()
    async with opened() as pilot:
        assert any("written by a newer reeread" in note.message for note in pilot.app._notifications)
        assert "read-only   5 briefings" in rows(pilot)[0]
        await press(pilot, "r")
        assert desk(pilot).annotations == ()
    assert library.read_bytes() == before


async def test_an_upgrade_is_told(opened: Opened, tmp_path: Path) -> None:
    """Who opens an older library learns where it is kept as it was."""
    old = tmp_path / "old.db"
    Store.open(old, create=True, steps=migrations.steps()[:1]).close()
    async with opened(path=old) as pilot:
        assert any("The library was upgraded" in note.message for note in pilot.app._notifications)
