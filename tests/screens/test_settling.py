"""The board of disagreements: both sides of each, and settling them into a gold set."""

from pathlib import Path

import pytest
from screens.reading_app import SMALL, WIDE, Opened, desk, press, shown, write
from textual.pilot import Pilot

from reeread.library import Library, gold, history, tagging
from reeread.library.reading import briefings
from reeread.model.annotation import Annotation, Passage
from reeread.screens.settling import SettlingScreen

ONE = "China controls 80%–90% of the global rare earth production"
SAME = "The Japanese government"
OTHER = "NEXI"


@pytest.fixture
def library(library: Path) -> Path:
    """Return the library as Ana and Ben marked its first briefing: apart on two sentences, alike on one."""
    for author, marks in (
        ("ana", ((ONE, "confirmed", ""), (SAME, "risk", ""))),
        ("ben", ((ONE, "risk", "A dependence."), (SAME, "risk", ""), (OTHER, "risk", ""))),
    ):
        with Library.open(library, author) as lib:
            first = briefings(lib)[0].id
            for quote, tag, note in marks:
                tagging.tag(lib, Passage(first, tagging.occurrences(lib, first, quote)[0]), [tag], note)
    return library


def screen(pilot: Pilot[None]) -> SettlingScreen:
    """Return the board."""
    found = pilot.app.screen
    assert isinstance(found, SettlingScreen)
    return found


def held(pilot: Pilot[None], name: str = "gold") -> list[tuple[tuple[str, ...], str]]:
    """Return the tags and reasons of a gold set."""
    found: tuple[Annotation, ...] = tagging.annotations(desk(pilot).library, authors=[name])
    return [(one.tags, one.note) for one in found]


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_both_sides_show_beside_the_sentence(size: tuple[int, int], opened: Opened) -> None:
    """What divides people most comes first; below stand the sentence and what each marked and wrote, under its digit."""
    async with opened(size) as pilot:
        await press(pilot, "*")
        assert "0 of 2 settled" in shown(pilot) and "Compared: everybody" in shown(pilot)
        assert shown(pilot).count("○ open") == 2
        for said in ("1 ana  confirmed", "2 ben  risk", "✎ ben: A dependence.", "0 nothing"):
            assert said in shown(pilot)
        await press(pilot, "j")
        assert "1 ana  –" in shown(pilot)


async def test_a_side_is_taken_for_a_reason(opened: Opened) -> None:
    """Its note begins the reason, the cursor goes on to what is open, and one undo takes it back."""
    async with opened() as pilot:
        await press(pilot, "*", "2")
        assert "Why risk?" in shown(pilot)
        await press(pilot, "end")
        await write(pilot, " So.")
        await press(pilot, "enter")
        assert held(pilot) == [(("risk",), "A dependence. So.")]
        assert "1 of 2 settled" in shown(pilot) and "Settled as risk. u undoes." in shown(pilot)
        assert screen(pilot).table.index == 1
        await press(pilot, "k")
        assert "✓ risk: A dependence. So." in shown(pilot)
        await press(pilot, "u")
        assert held(pilot) == [] and "0 of 2 settled" in shown(pilot)
        assert "Took back settling" in shown(pilot)
        await press(pilot, "ctrl+r")
        assert held(pilot) == [(("risk",), "A dependence. So.")]
        assert history.events(desk(pilot).library, limit=1)[0].author == "ana"


async def test_without_a_reason_the_dialog_stays(opened: Opened) -> None:
    """The dialog says that a reason is needed; escape settles nothing."""
    async with opened() as pilot:
        await press(pilot, "*", "1", "enter")
        assert "for a reason" in shown(pilot) and "Why confirmed?" in shown(pilot)
        await press(pilot, "escape")
        assert held(pilot) == [] and screen(pilot).table.index == 0


async def test_nothing_and_tags_of_ones_own(opened: Opened) -> None:
    """A sentence may bear no tag, or tags that nobody put on it; settled again, the later decision holds."""
    async with opened() as pilot:
        await press(pilot, "*", "0", "N", "o", "enter")
        assert held(pilot) == [((), "No")]
        await press(pilot, "k", "t", "s", "p", "e", "c", "enter")
        assert "Why speculation?" in shown(pilot)
        await press(pilot, "enter")
        assert held(pilot) == [(("speculation",), "No")]


async def test_all_agreed_and_what_is_open(opened: Opened) -> None:
    """What all marked alike is taken in by one key, said in numbers; the filter leaves what is open; s skips."""
    async with opened() as pilot:
        await press(pilot, "*", "A")
        assert "1 on which all agree taken in. u undoes." in shown(pilot)
        assert held(pilot) == [(("risk",), "")]
        await press(pilot, "A")
        assert "All on which they agree is in the gold set." in shown(pilot)
        await press(pilot, "f", "2", "enter")
        assert screen(pilot).table.count() == 1 and "1 of 2 settled" in shown(pilot)
        await press(pilot, "s")
        assert "Nothing else is open." in shown(pilot)
        await press(pilot, "0", "N", "o", "enter")
        assert "All is settled. f shows it." in shown(pilot)
        await press(pilot, "1", "0", "t", "enter", "f")
        assert screen(pilot).table.count() == 2 and len(held(pilot)) == 3


async def test_what_is_compared_is_chosen(opened: Opened) -> None:
    """A tag leaves the sentences on which people differ in it; a gold set of another name is apart; nonsense is told."""
    async with opened() as pilot:
        await press(pilot, "*", "c")
        await write(pilot, "tag:confirmed gold:gold/strict")
        await press(pilot, "enter")
        assert screen(pilot).table.count() == 1 and "0 of 1 settled in gold/strict" in shown(pilot)
        assert "Compared: everybody in confirmed" in shown(pilot)
        await press(pilot, "2", "enter")
        assert held(pilot) == [] and held(pilot, "gold/strict") == [(("risk",), "A dependence.")]
        await press(pilot, "c")
        await write(pilot, " gold:ben tag:nonsense")
        await press(pilot, "enter")
        assert "nonsense" in shown(pilot)
        await press(pilot, "escape")
        assert "Compared: everybody in confirmed" in shown(pilot)


async def test_the_sentence_is_read_where_it_stands(opened: Opened) -> None:
    """Enter goes to the sentence in its article."""
    async with opened() as pilot:
        (first, _) = gold.disputes(desk(pilot).library)
        await press(pilot, "*", "enter")
        here = desk(pilot).passage
        assert here and here == first.passage


async def test_alone_it_is_said_what_to_do(opened: Opened, seeded: object) -> None:
    """Where nobody else marked anything, the board says so, and no key does anything."""
    async with opened(path=seeded) as pilot:
        await press(pilot, "*", "1", "0", "t", "s", "A", "enter", "f")
        assert "No briefing was marked by two people" in shown(pilot)


async def test_a_long_note_is_scrolled_by_keys(opened: Opened, library: Path) -> None:
    """In a small terminal the end of a long note comes up by keys; another sentence shows from its beginning."""
    long = " ".join(f"word{number}" for number in range(200))
    with Library.open(library, "ben") as lib:
        first = briefings(lib)[0].id
        passage = Passage(first, tagging.occurrences(lib, first, ONE)[0])
        tagging.tag(lib, passage, ["risk"], long)
    async with opened(SMALL) as pilot:
        await press(pilot, "*")
        assert "1 ana  confirmed" in shown(pilot) and "word199" not in shown(pilot)
        await press(pilot, *["ctrl+d"] * 40)
        assert "word199" in shown(pilot) and "1 ana  confirmed" not in shown(pilot)
        await press(pilot, "j")
        assert "1 ana  –" in shown(pilot)
