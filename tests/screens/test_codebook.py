"""The codebook screen: every change a deed, each taken back by one undo."""

from pathlib import Path

import pytest
from screens.boards import board, marked, wide_codebook
from screens.reading_app import SMALL, Opened, desk, press, rows, shown, write
from textual.pilot import Pilot
from textual.widgets import Input

from reeread.library import Library, codebook
from reeread.library.codebook import PALETTE, free_keys
from reeread.model.tag import Tag
from reeread.screens.codebook import CodebookScreen
from reeread.screens.codebook.order import moved
from reeread.screens.dialogs.tag_tree import tree
from reeread.widgets.lists.tags import TagTable


def names(pilot: Pilot[None]) -> list[str]:
    """Return the names of the tags in the order of the library."""
    return [tag.name for tag in codebook.tags(board(pilot).library)]


def one(pilot: Pilot[None], name: str) -> Tag:
    """Return a tag of the library."""
    return next(tag for tag in codebook.tags(board(pilot).library) if tag.name == name)


async def replaced(pilot: Pilot[None], text: str) -> None:
    """Write another text into the field of a dialog."""
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


async def test_the_codebook_says_all_of_its_tags(opened: Opened, library: Path) -> None:
    """Each tag has its key, name, number and meaning; the keys that are free stand below."""
    marked(library)
    async with opened() as pilot:
        await press(pilot, "T")
        used = board(pilot).query_one(TagTable).uses["confirmed"]
        (row,) = [row for row in rows(pilot) if "█ confirmed" in row]
        assert row.split()[:1] == ["f"] and f" {used} " in row and "#009E73" in row
        assert f"Free keys  {' '.join(free_keys(board(pilot).library))}"[:60] in shown(pilot)


async def test_a_tag_is_added_and_taken_back(opened: Opened) -> None:
    """a asks for a name and adds the tag at the end, under the cursor; u takes it back."""
    async with opened() as pilot:
        await press(pilot, "T", "a", "enter")
        assert "A tag needs a name." in shown(pilot)
        await write(pilot, "delay")
        await press(pilot, "enter")
        assert names(pilot)[-1] == "delay"
        assert board(pilot).query_one(TagTable).here.name == "delay"
        assert board(pilot).message == "Tag delay added. u undoes."
        await press(pilot, "u")
        assert "delay" not in names(pilot)
        assert "does it again" in board(pilot).message


async def test_a_name_that_is_taken_is_refused_kindly(opened: Opened) -> None:
    """A second tag of one name is told in the dialog, where what was typed still stands, and nothing changes."""
    async with opened() as pilot:
        await press(pilot, "T")
        before = names(pilot)
        await press(pilot, "a")
        await replaced(pilot, "risk")
        assert pilot.app.screen.query_one(Input).value == "risk"
        assert "risk" in " ".join(shown(pilot).split())
        await press(pilot, "escape")
        assert names(pilot) == before


async def test_a_tag_is_renamed_with_those_below_it(opened: Opened, library: Path) -> None:
    """Enter renames; tags below follow, and what bears the tag keeps it."""
    with Library.open(library, "ana") as lib:
        codebook.add_tag(lib, "risk/supply")
    marked(library)
    async with opened() as pilot:
        await press(pilot, "T", "enter")
        await replaced(pilot, "danger")
        assert {"danger", "danger/supply"} <= set(names(pilot)) and "risk" not in names(pilot)
        assert board(pilot).query_one(TagTable).here.name == "danger"
        await press(pilot, "escape")
        assert any("danger" in mark.tags for mark in desk(pilot).annotations)


async def test_a_key_is_given_and_taken_away(opened: Opened) -> None:
    """p names the free keys; one that the reader uses is refused; an empty one takes the key away."""
    async with opened() as pilot:
        await press(pilot, "T", "p")
        assert "Free: " in shown(pilot)
        await replaced(pilot, "z")
        assert one(pilot, "risk").key == "z"
        await press(pilot, "p")
        await replaced(pilot, "j")
        assert "The reader uses the key" in " ".join(shown(pilot).split())
        await press(pilot, "escape")
        assert one(pilot, "risk").key == "z"
        await press(pilot, "p")
        await replaced(pilot, "")
        assert one(pilot, "risk").key == ""
        assert board(pilot).message == "risk has no key now. u undoes."


async def test_a_colour_is_chosen_from_those_that_all_eyes_tell_apart(opened: Opened) -> None:
    """c lists the palette with names and who has which; hex is taken, too."""
    async with opened() as pilot:
        await press(pilot, "T", "c")
        text = shown(pilot)
        assert all(color in text for color in PALETTE)
        assert "sky blue" in text and "commitment" in text
        await write(pilot, "vermil")
        await press(pilot, "enter")
        assert one(pilot, "risk").color == "#D55E00"
        await press(pilot, "c")
        await replaced(pilot, "12ab34")
        assert one(pilot, "risk").color == "#12AB34"
        await press(pilot, "u", "u")
        assert one(pilot, "risk").color == "#E69F00"


async def test_a_meaning_is_written_in_lines(opened: Opened) -> None:
    """m opens the meaning in an editor of several lines; ctrl+s keeps it."""
    async with opened() as pilot:
        await press(pilot, "T", "m", "enter", "z", "ctrl+s")
        assert one(pilot, "risk").meaning.endswith("\nz")
        assert board(pilot).message == "Meaning of risk saved. u undoes."


async def test_a_tag_is_merged_into_another(opened: Opened, library: Path) -> None:
    """M merges the tag under the cursor, or the marked ones, into one that stays with all passages."""
    marked(library)
    async with opened() as pilot:
        await press(pilot, "T", "M")
        await write(pilot, "specu")
        await press(pilot, "enter")
        assert "risk" not in names(pilot)
        assert board(pilot).message == "Merged risk into speculation. u undoes."
        assert board(pilot).query_one(TagTable).uses["speculation"] > 0
        await press(pilot, "u", "g", "space", "space", "M")
        assert "Merge risk, commitment into" in shown(pilot)
        await press(pilot, "enter")
        assert names(pilot) == ["speculation", "confirmed"]


async def test_tags_move_up_and_down(opened: Opened) -> None:
    """The brackets change the order of the codebook, and the cursor goes along."""
    async with opened() as pilot:
        await press(pilot, "T", "right_square_bracket")
        assert names(pilot)[:2] == ["commitment", "risk"]
        assert board(pilot).query_one(TagTable).here.name == "risk"
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert names(pilot)[:2] == ["risk", "commitment"]
        assert board(pilot).message == "It stands at that end already."


async def test_a_tag_is_retired_and_restored(opened: Opened) -> None:
    """x offers a tag no more: it is struck and named so, and gone from the reader's keys; x again brings it back."""
    async with opened() as pilot:
        await press(pilot, "T", "x")
        assert one(pilot, "risk").retired
        assert "retired" in shown(pilot) and "3 tags   1 retired" in rows(pilot)[0]
        await press(pilot, "escape")
        assert "r risk" not in rows(pilot)[-1]
        await press(pilot, "T", "x")
        assert not one(pilot, "risk").retired


async def test_only_a_tag_that_nothing_bears_is_removed(opened: Opened, library: Path) -> None:
    """d removes an unused tag, and says of a used one how much bears it."""
    marked(library)
    async with opened() as pilot:
        await press(pilot, "T", "d")
        assert "risk" in names(pilot)
        assert any("bear" in note.message for note in pilot.app._notifications)
        await press(pilot, "j", "d")
        assert "commitment" not in names(pilot)


async def test_hundreds_of_tags_are_a_table_of_few_rows(opened: Opened, library: Path) -> None:
    """Of two hundred tags those that show are painted, in a small terminal, too."""
    wide_codebook(library)
    async with opened(size=SMALL) as pilot:
        await press(pilot, "T", "G")
        table = board(pilot).query_one(TagTable)
        assert table.index == 203
        assert len(table._painted) < 60
        assert isinstance(pilot.app.screen, CodebookScreen)


@pytest.mark.parametrize(
    ("name", "by", "order"),
    [
        ("a", 1, ("b", "a", "a/x", "a/y", "c")),
        ("b", -1, ("b", "a", "a/x", "a/y", "c")),
        ("b", 1, ("a", "a/x", "a/y", "c", "b")),
        ("a/x", 1, ("a", "a/y", "a/x", "b", "c")),
        ("a/x", -1, None),
        ("a/y", 1, None),
        ("c", 1, None),
    ],
)
def test_order(name: str, by: int, order: tuple[str, ...] | None) -> None:
    """A tag goes past the next beside it with all that stand below it, and never out from below its own."""
    twigs = tree([Tag(one, "", "#000000", "") for one in ("a", "a/x", "a/y", "b", "c")])
    index = [twig.tag.name for twig in twigs].index(name)
    assert moved(twigs, index, by) == order
