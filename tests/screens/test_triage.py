"""Stacks and triage: states, marks, stacks, filters and orders in the list of briefings."""

from pathlib import Path

from screens.boards import marked
from screens.reading_app import SMALL, Opened, desk, press, rows, shown, write

from reeread.library import Library, reading, stacking
from reeread.model.briefing import Triage
from reeread.model.claim import Disputes
from reeread.model.selection import Selection
from reeread.store.shelf import ORDERS
from reeread.widgets.lists import BriefingList
from reeread.widgets.lists.choice import SORTS, Choice, selection


def states(path: Path) -> list[str]:
    """Return the states of the briefings in the library."""
    with Library.open(path, "ana") as lib:
        return [one.state.value for one in reading.briefings(lib)]


def listed(pilot: object) -> BriefingList:
    """Return the list of briefings."""
    return desk(pilot).query_one(BriefingList)


async def test_one_key_puts_the_open_briefing_into_the_next_state(opened: Opened, library: Path) -> None:
    """w makes it later, then done, then new again; u takes the last step back."""
    async with opened() as pilot:
        await press(pilot, "w")
        assert desk(pilot).message.endswith("is put off for later. u undoes.")
        await press(pilot, "w")
        assert states(library)[0] == "done"
        await press(pilot, "u")
        assert states(library)[0] == "later"
        assert desk(pilot).briefings[0].state is Triage.LATER
        await press(pilot, "w", "w")
        assert states(library)[0] == "new"


async def test_marked_briefings_change_together(opened: Opened, library: Path) -> None:
    """space marks in the list, w is then about all marked ones, and one undo takes all of it back."""
    async with opened() as pilot:
        await press(pilot, "shift+tab", "space", "space", "w")
        assert states(library) == ["later", "later", "new", "new", "new"]
        assert desk(pilot).message == "2 briefings are put off for later. u undoes."
        assert "✓" in listed(pilot).card(0, 40)[0].plain
        await press(pilot, "u")
        assert states(library) == ["new"] * 5


async def test_the_state_is_a_letter_and_in_a_wide_list_a_word(opened: Opened) -> None:
    """No card tells its state by colour alone."""
    async with opened() as pilot:
        await press(pilot, "w")
        assert listed(pilot).card(0, 30)[1].plain.startswith(" L ")
        assert listed(pilot).card(1, 30)[1].plain.startswith(" N ")
        assert listed(pilot).card(0, 60)[1].plain.startswith(" later ")


async def test_a_card_counts_tags_while_one_tags(opened: Opened) -> None:
    """The letters and numbers of the open briefing's tags follow each key."""
    async with opened() as pilot:
        await press(pilot, "r", "c", "j", "r")
        assert listed(pilot).card(0, 40)[1].plain.split()[3:] == ["R2", "C1"]
        await press(pilot, "r")
        assert listed(pilot).card(0, 40)[1].plain.split()[3:] == ["R1", "C1"]


async def test_an_undated_briefing_shows_no_date(opened: Opened) -> None:
    """The day on which a briefing was added is not passed off as its own."""
    async with opened() as pilot:
        assert not desk(pilot).briefings[0].published
        assert desk(pilot).briefings[0].added[:4] not in listed(pilot).card(0, 80)[1].plain
        desk(pilot).list_changed(desk(pilot).briefings[0]._replace(published="2025-10-27"))
        await pilot.pause()
        assert "2025-10-27" in listed(pilot).card(0, 80)[1].plain


async def test_the_list_filters_by_state(opened: Opened) -> None:
    """f shows new ones, then those for later, then done ones, then all; the heading says which and how many."""
    async with opened() as pilot:
        await press(pilot, "w", "shift+tab", "f")
        assert listed(pilot).count() == 4
        assert "4 of 5 · new" in shown(pilot)
        await press(pilot, "f")
        assert listed(pilot).count() == 1
        await press(pilot, "f")
        assert "No briefing is like" in shown(pilot)
        await press(pilot, "enter", "w", "S", "space")
        await press(pilot, "f")
        assert listed(pilot).count() == 5


async def test_the_keys_of_the_list_stand_in_the_last_line(opened: Opened) -> None:
    """Triage, marks, stacks, filter and order are named while the list has the focus."""
    async with opened() as pilot:
        await press(pilot, "shift+tab")
        last = rows(pilot)[-1]
        for hint in ("enter read", "w new, later, done", "space mark", "S stack", "f filter", "s sort"):
            assert hint in last


async def test_briefings_are_gathered_in_a_stack(opened: Opened, library: Path) -> None:
    """S asks for a stack, makes a new one from its name, and lets briefings go from one that holds them."""
    async with opened(size=SMALL) as pilot:
        await press(pilot, "shift+tab", "space", "space", "S")
        assert "Gather 2 briefings in a stack" in shown(pilot)
        await write(pilot, "October")
        assert "new stack “October”" in shown(pilot)
        await press(pilot, "enter")
        assert desk(pilot).message == "2 briefings gathered in “October”. u undoes."
        assert [one.stacks for one in desk(pilot).briefings[:3]] == [("October",), ("October",), ()]
        assert "October" in listed(pilot).card(0, 78)[1].plain
        await press(pilot, "v")
        assert listed(pilot).count() == 2
        assert "2 of 5 · October" in shown(pilot)
        await press(pilot, "S")
        assert "✓ October" in shown(pilot)
        await press(pilot, "enter")
        assert desk(pilot).message == "2 briefings taken out of “October”. u undoes."
    with Library.open(library, "ana") as lib:
        assert stacking.stacks(lib) == ()


async def test_the_open_briefing_is_gathered_from_the_article(opened: Opened) -> None:
    """S in the article is about the open briefing."""
    async with opened() as pilot:
        await press(pilot, "S")
        await write(pilot, "Today")
        await press(pilot, "enter")
        assert desk(pilot).briefings[0].stacks == ("Today",)


async def test_the_list_sorts_and_keeps_its_cursor(opened: Opened, library: Path) -> None:
    """s goes through the orders; the cursor stays on its briefing, and enter opens that one."""
    marked(library)
    async with opened() as pilot:
        await press(pilot, "shift+tab", "j", "j")
        here = desk(pilot).briefings[2].id
        await press(pilot, "s")
        titles = [one.title.casefold() for one in listed(pilot)._listed]
        assert titles == sorted(titles)
        assert "by title" in shown(pilot)
        await press(pilot, "enter")
        assert desk(pilot).opened == here


def test_a_choice_is_asked_for_in_the_words_of_the_library() -> None:
    """Every order has one there; most conflicts, then most tensions, stand first; a choice names state and stack."""
    disputes = {"b": Disputes(tension=3), "a": Disputes(conflict=1)}
    asked = {sort: selection(Choice(sort=sort), disputes) for sort in SORTS}
    assert {one.sort for one in asked.values()} == {*ORDERS}
    assert asked["conflicts"].first == ("a", "b") and not asked["title"].first
    assert selection(Choice(Triage.LATER, "x", disputed=True), disputes) == Selection(
        "x", Triage.LATER, among=("b", "a")
    )


def test_filters_are_said_in_words() -> None:
    """A choice names state, stack and order, and how many of all there are."""
    choice = Choice(Triage.LATER, "x", sort="title")
    assert choice.said(1, 3) == "1 of 3 · later · x · by title"
    assert Choice().said(3, 3) == "3"
    assert Choice(disputed=True).said(2, 3) == "2 of 3 · in dispute"
