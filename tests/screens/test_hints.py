"""The last line: the keys of what is done now."""

from pathlib import Path

from screens.reading_app import SMALL, Opened, desk, press, rows, shown

from reeread.library import Library


async def test_while_selecting_the_keys_that_select_come_first(opened: Opened) -> None:
    """v names how to extend and to leave; a tag or escape brings the usual keys back, and what was said stays."""
    async with opened(size=SMALL) as pilot:
        usual = rows(pilot)[-1]
        await press(pilot, "v")
        assert rows(pilot)[-1].startswith(" l longer  h shorter  w by a word  o other end  esc leave")
        await press(pilot, "l", "r")
        assert rows(pilot)[-1].startswith(" r risk")
        assert desk(pilot).message == "Tagged as risk. u undoes."
        await press(pilot, "v")
        assert rows(pilot)[-1].startswith(" l longer")
        await press(pilot, "escape")
        assert rows(pilot)[-1] == usual


async def test_beside_another_article_they_come_first_too(opened: Opened) -> None:
    """In articles side by side the keys that select stand before those of claims."""
    async with opened() as pilot:
        await press(pilot, "vertical_line", "enter", "v")
        assert rows(pilot)[-1].startswith(" l longer  h shorter")


async def test_a_field_says_how_it_is_left(opened: Opened) -> None:
    """While one types in the find bar, enter and escape are named."""
    async with opened(size=SMALL) as pilot:
        await press(pilot, "slash")
        assert rows(pilot)[-1].startswith(" enter done  esc leave")


async def test_vim_and_less_feel_at_home(opened: Opened) -> None:
    """A colon lists all commands, ctrl+e and ctrl+y scroll by a line and leave the cursor where it is."""
    async with opened(size=SMALL) as pilot:
        reader = desk(pilot).reader
        top, cursor = reader.lines[0].span, reader.cursor
        second = reader.lines[1].span
        await press(pilot, "ctrl+e")
        assert (reader.lines[0].span, reader.cursor) == (second, cursor)
        await press(pilot, "ctrl+y")
        assert reader.lines[0].span == top
        await press(pilot, "colon")
        assert "Search for commands" in shown(pilot)


async def test_without_an_article_there_is_nothing_to_mark(opened: Opened, tmp_path: Path) -> None:
    """In an empty library the last line names no key that would do nothing."""
    with Library.open(tmp_path / "empty.db", "ana", create=True):
        pass
    async with opened(path=tmp_path / "empty.db") as pilot:
        assert "Nothing to read yet." in shown(pilot)
        last = rows(pilot)[-1]
        assert "o open" in last
        assert not any(hint in last for hint in ("accept", "dismiss", "note", "risk"))
