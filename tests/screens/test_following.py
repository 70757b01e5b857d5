"""Two readers of one library see what the other does, and nothing moves under their hands."""

from pathlib import Path

import pytest
from screens.boards import board
from screens.reading_app import SMALL, Opened, desk, press, settled, shown, write
from textual.pilot import Pilot
from textual.widgets import TextArea

from reeread.app import ReereadApp
from reeread.library import Library, codebook, purging, reading, removing, tagging
from reeread.model.annotation import Passage
from reeread.screens.reading.following import Following


async def looked(pilot: Pilot[None]) -> None:
    """Let the reader look now, as it does by itself twice a second."""
    desk(pilot).look()
    await settled(pilot)


def test_the_reader_looks_often_enough() -> None:
    """What another reader does shows within a second."""
    assert 0 < Following.LOOKS <= 0.5


async def test_two_readers_see_each_others_tags(opened: Opened, library: Path, tmp_path: Path) -> None:
    """A tag of one shows with the other, in the article and in the list, with the cursor where it was."""
    async with opened() as one:
        await press(one, "j", "j")
        here = desk(one).reader.passage
        other = ReereadApp(library, "ben", state=tmp_path / "other.json")
        async with other.run_test(size=SMALL) as two:
            await settled(two)
            await press(two, "j", "r")
        await looked(one)
        assert [(mark.author, mark.tags) for mark in desk(one).annotations] == [("ben", ("risk",))]
        assert desk(one).briefings[0].annotations == 1
        assert desk(one).reader.passage == here
        assert desk(one).message == "ben worked on this article, too."


async def test_a_note_that_is_being_written_is_not_disturbed(opened: Opened, library: Path) -> None:
    """Behind an open dialog the article takes in what others do; the dialog and its text stay."""
    async with opened() as pilot:
        await press(pilot, "j", "v", "e", "m")
        await write(pilot, "half a")
        dialog = pilot.app.screen
        with Library.open(library, "ben") as lib:
            tagging.tag(lib, desk(pilot).reader.passage, ["risk"])
        await looked(pilot)
        assert pilot.app.screen is dialog and dialog.query_one(TextArea).text == "half a"
        assert [mark.author for mark in desk(pilot).annotations] == ["ben"]
        await press(pilot, "ctrl+s")
        assert {mark.author for mark in desk(pilot).annotations} == {"ana", "ben"}
        assert desk(pilot).reader.selecting


async def test_the_codebook_and_the_list_follow(opened: Opened, library: Path) -> None:
    """A new tag has its key at once, and a briefing that was taken out goes from the list; the one that is read stays."""
    async with opened() as pilot:
        here = desk(pilot).opened
        with Library.open(library, "ben") as lib:
            codebook.add_tag(lib, "supply", key="z")
            removing.remove(lib, here)
        await looked(pilot)
        assert len(desk(pilot).briefings) == 4
        assert desk(pilot).opened == here and desk(pilot).article is not None
        assert "supply" in [tag.name for tag in desk(pilot).codebook]


@pytest.mark.parametrize(
    ("erased", "words"), [(False, "took this briefing out"), (True, "erased this briefing for good")]
)
async def test_that_the_open_briefing_is_gone_is_said(
    opened: Opened, library: Path, erased: bool, words: str
) -> None:
    """What is read stays on the screen with a word of who took it away; a tag is refused, and nothing falls over."""
    async with opened() as pilot:
        here = desk(pilot).opened
        with Library.open(library, "ben") as lib:
            (purging.purge if erased else removing.remove)(lib, here)
        await looked(pilot)
        assert any(f"ben {words}" in note.message for note in pilot.app._notifications)
        await press(pilot, "j", "r", "]")
        assert desk(pilot).opened == here
        await press(pilot, "u")
        assert desk(pilot).opened in [one.id for one in desk(pilot).briefings]
    with Library.open(library, "ana") as lib:
        assert tagging.annotations(lib) == ()


async def test_a_board_follows(opened: Opened, library: Path) -> None:
    """The annotations of all briefings take in what others marked, with the cursor where it was."""
    async with opened() as pilot:
        await press(pilot, "j", "r", "at")
        index = board(pilot).table.index
        with Library.open(library, "ben") as lib:
            briefing = reading.briefings(lib)[1]
            tagging.tag(lib, Passage(briefing.id, desk(pilot).reader.passage.span), ["speculation"])
        await looked(pilot)
        assert "speculation" in shown(pilot) and board(pilot).table.index == index


async def test_a_library_that_is_lost_is_said_once(opened: Opened, library: Path) -> None:
    """The reader says by itself that the file is gone and where its content is, once, and goes on showing it."""
    async with opened() as pilot:
        library.unlink()
        await looked(pilot)
        await looked(pilot)
        said = [note.message for note in pilot.app._notifications]
        assert len(said) == 1 and "deleted or moved" in said[0] and ".lost.db" in said[0]
        await press(pilot, "j")
        assert desk(pilot).article is not None


async def test_looking_at_others_changes_nothing(opened: Opened, library: Path) -> None:
    """A sitting in which nobody does anything leaves the file byte for byte."""
    before = library.read_bytes()
    async with opened() as pilot:
        for _ in range(3):
            await looked(pilot)
    assert library.read_bytes() == before
    assert [path.name for path in library.parent.glob("library.db*")] == ["library.db"]
