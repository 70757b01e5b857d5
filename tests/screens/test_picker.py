"""The tag picker: filter, digits, hierarchy, meanings, new tags."""

from pathlib import Path

from screens.boards import wide_codebook
from screens.reading_app import SMALL, Opened, desk, press, rows, shown, write
from textual.widgets import Input

from reeread.library.codebook import tags
from reeread.model.tag import Tag
from reeread.screens.codebook import CodebookScreen
from reeread.screens.dialogs.tag_tree import tree


def tag(name: str) -> Tag:
    """Return a tag of this name."""
    return Tag(name, "", "#E69F00", "")


async def test_digits_choose_the_tags_used_last(opened: Opened) -> None:
    """The latest tag is under 1, the one before under 2; a digit puts it on at once."""
    async with opened() as pilot:
        await press(pilot, "s", "j", "c", "j", "t")
        assert any(row.split("▌")[-1].strip().startswith("1   C commitment") for row in rows(pilot))
        await press(pilot, "2")
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).annotations[-1].tags == ("speculation",)
        assert desk(pilot).message == "Tagged as speculation. u undoes."


async def test_digits_are_letters_of_a_name_that_is_typed(opened: Opened) -> None:
    """With something in the field a digit is typed like any letter."""
    async with opened() as pilot:
        await press(pilot, "s", "t")
        await write(pilot, "q1")
        assert pilot.app.screen.query_one(Input).value == "q1"


async def test_the_meaning_of_the_tag_under_the_cursor_is_said(opened: Opened) -> None:
    """Below the list stands what the tag under the cursor means, whole."""
    async with opened(size=SMALL) as pilot:
        second = tags(desk(pilot).library)[1]
        await press(pilot, "t", "down")
        said = " ".join(" ".join(row.split("▌")[-1] for row in rows(pilot)).split())
        assert " ".join(second.meaning.split())[:120] in said


async def test_a_large_codebook_is_filtered_by_typing(opened: Opened, library: Path) -> None:
    """Of two hundred tags the ones that fit are listed, beginnings of their parts first."""
    wide_codebook(library)
    async with opened() as pilot:
        await press(pilot, "t")
        await write(pilot, "part 7")
        assert pilot.app.screen.rows[0].choice.add == ("topic 0/part 7",)
        await write(pilot, " no")
        assert "new tag “part 7 no”" in shown(pilot)
        await press(pilot, *["backspace"] * 10)
        await write(pilot, "topic 12/part 3")
        await press(pilot, "enter")
        assert desk(pilot).annotations[0].tags == ("topic 12/part 3",)


async def test_tags_stand_below_those_above_them(opened: Opened, library: Path) -> None:
    """The list shows the parts of names, further right the deeper they are."""
    wide_codebook(library, 12)
    async with opened() as pilot:
        await press(pilot, "t")
        text = shown(pilot)
        assert "T topic 0 " in text and "T   part 3 " in text


async def test_a_name_that_no_tag_has_makes_one(opened: Opened) -> None:
    """Enter on a new name adds the tag and puts it on; undo takes it off, and then out of the codebook."""
    async with opened() as pilot:
        await press(pilot, "t")
        await write(pilot, "backlog")
        await press(pilot, "enter")
        assert desk(pilot).annotations[0].tags == ("backlog",)
        assert desk(pilot).codebook[-1].name == "backlog"
        await press(pilot, "u")
        assert desk(pilot).annotations == ()
        await press(pilot, "u")
        assert all(one.name != "backlog" for one in desk(pilot).codebook)


async def test_several_tags_change_in_one_deed(opened: Opened) -> None:
    """Tab ticks and stays, enter does it all, the note stays, and one undo takes it all back."""
    async with opened() as pilot:
        await press(pilot, "r", "m", "z", "ctrl+s", "t")
        await write(pilot, "comm")
        await press(pilot, "tab")
        await write(pilot, "risk")
        await press(pilot, "tab")
        assert "✓ C commitment" in shown(pilot) and "✗ R risk" in shown(pilot)
        await press(pilot, "enter")
        (mark,) = desk(pilot).annotations
        assert (mark.tags, mark.note) == (("commitment",), "z")
        assert desk(pilot).message == "Tagged as commitment, tag risk taken off. u undoes."
        await press(pilot, "u")
        assert desk(pilot).annotations[0].tags == ("risk",)


async def test_the_codebook_opens_from_the_picker(opened: Opened) -> None:
    """ctrl+t opens the codebook over the picker, which shows what was changed there."""
    async with opened() as pilot:
        await press(pilot, "t", "ctrl+t")
        assert isinstance(pilot.app.screen, CodebookScreen)
        await press(pilot, "a")
        await write(pilot, "delay")
        await press(pilot, "enter", "escape")
        assert "D delay" in shown(pilot)
        await press(pilot, "escape")
        assert desk(pilot).codebook[-1].name == "delay"


def test_a_tree_puts_each_tag_below_the_nearest_above_it() -> None:
    """Order is the codebook's, those below follow, and a missing parent is passed over."""
    found = tree([tag("b"), tag("a/x"), tag("a"), tag("a/y/z"), tag("c/d")])
    assert [(twig.depth, twig.name) for twig in found] == [
        (0, "b"),
        (0, "a"),
        (1, "x"),
        (1, "y/z"),
        (0, "c/d"),
    ]
