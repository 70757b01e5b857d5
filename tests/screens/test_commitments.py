"""The board of commitments: what is promised, and what the passage under the cursor shows."""

import pytest
from screens.reading_app import SMALL, WIDE, Opened, desk, press, rows, shown

from reeread.library import Library, tagging
from reeread.library.commitments import commitments
from reeread.library.reading import briefings
from reeread.model.annotation import Passage
from reeread.model.commitment import Fate
from reeread.screens.commitments import CommitmentsScreen


@pytest.fixture
def library(library: object) -> object:
    """Return the library with two commitments of the first briefing."""
    with Library.open(str(library), "ana") as lib:
        first = briefings(lib)[0].id
        for quote in (
            "The Japanese government will mobilize its policy finance institutions for this investment.",
            "Japan will allocate part of its $550 billion (about 80 trillion won) U.S. investment package",
        ):
            tagging.tag(lib, Passage(first, tagging.occurrences(lib, first, quote)[0]), ["commitment"])
    return library


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_the_board_tells_who_promised_what(size: tuple[int, int], opened: Opened) -> None:
    """State, who and what stand in a row each; the passage under the cursor below, and the counts above."""
    async with opened(size) as pilot:
        await press(pilot, "C", "j")
        assert "2 open" in rows(pilot)[0]
        assert any("○ open" in row and "The Japanese go" in row and "mobilize" in row for row in rows(pilot))
        assert "“The Japanese government will mobilize" in shown(pilot)
        assert "no date given · ana" in shown(pilot) or size == SMALL


async def test_a_passage_shows_that_a_promise_was_kept(opened: Opened) -> None:
    """The reader stands on what shows it, opens the board and says so; undo takes it back, r opens it again."""
    async with opened() as pilot:
        await press(pilot, "j", "j")
        proof = desk(pilot).passage
        await press(pilot, "C")
        assert "Shown by  “" in shown(pilot)
        await press(pilot, "j", "m")
        lib = desk(pilot).library
        (met,) = [one for one in commitments(lib) if one.fate is Fate.MET]
        assert met.annotation.outcome and proof
        assert (met.annotation.outcome.shown.briefing, met.annotation.outcome.shown.span) == (
            proof.briefing,
            proof.span,
        )
        assert "Marked as met. u undoes." in shown(pilot) and "✓ met" in shown(pilot)
        await press(pilot, "u")
        assert "Took back marking" in shown(pilot) and {one.fate for one in commitments(lib)} == {Fate.OPEN}
        await press(pilot, "ctrl+r", "G")
        assert "met: “" in shown(pilot)
        await press(pilot, "r")
        assert "Open again. u undoes." in shown(pilot) and {one.fate for one in commitments(lib)} == {
            Fate.OPEN
        }


async def test_deciding_goes_on_to_the_next(opened: Opened) -> None:
    """What is decided goes to the end of the table, and the cursor to the commitment that was below it."""
    async with opened() as pilot:
        await press(pilot, "j", "j", "C")
        screen = pilot.app.screen
        assert isinstance(screen, CommitmentsScreen)
        below = screen.table.commitments[1].annotation.id
        await press(pilot, "x")
        assert screen.table.here and screen.table.here.annotation.id == below
        assert "✗ broken" in rows(pilot)[-12] or "✗ broken" in shown(pilot)


async def test_the_commitment_itself_shows_nothing(opened: Opened) -> None:
    """Whoever stands on the commitment is told to stand on what shows how it ended."""
    async with opened() as pilot:
        await press(pilot, "C", "m")
        (told,) = [str(one.message) for one in pilot.app._notifications]
        assert told.startswith("This passage is the commitment itself.")
        assert {one.fate for one in commitments(desk(pilot).library)} == {Fate.OPEN}


async def test_the_board_leads_to_passages(opened: Opened) -> None:
    """Enter reads on at the commitment, p at what shows how it ended; before anybody decided it says so."""
    async with opened() as pilot:
        await press(pilot, "j", "j")
        proof = desk(pilot).passage
        await press(pilot, "C", "p")
        assert "Nobody has said yet" in shown(pilot)
        await press(pilot, "m", "G", "p")
        assert desk(pilot).passage == proof
        await press(pilot, "C", "enter")
        here = desk(pilot).passage
        assert here and here != proof


async def test_the_filter_walks_the_states(opened: Opened) -> None:
    """Due, open, broken, met, all; an empty one says so."""
    async with opened() as pilot:
        await press(pilot, "C", "f")
        assert "No commitment is due." in shown(pilot)
        await press(pilot, "f")
        assert shown(pilot).count("○ open") == 2
        await press(pilot, "f", "f", "f")
        assert "All commitments." in shown(pilot)


async def test_an_empty_board_says_what_to_do(opened: Opened, seeded: object) -> None:
    """Without commitments it says how one is made."""
    async with opened(path=seeded) as pilot:
        await press(pilot, "C", "m", "x", "r", "p", "enter")
        assert "Tag a passage as commitment while reading" in shown(pilot)
