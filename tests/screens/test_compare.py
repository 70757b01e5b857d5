"""Articles side by side: chosen in two keys, walked through by claim, tagged in any of them."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from screens.few_claims import COUNT, PLEDGE, SHARE
from screens.reading_app import AUTHOR, SMALL, WIDE, Opened, desk, press, rows, settled, shown, write
from textual.binding import Binding
from textual.pilot import Pilot

from reeread.library import Library, claiming
from reeread.library.claiming import Shared
from reeread.library.codebook import RESERVED_KEYS
from reeread.library.removing import remove
from reeread.library.tagging import annotations
from reeread.screens.compare import CompareScreen
from reeread.screens.compare.choosing import BesideDialog
from reeread.screens.compare.side import Side
from reeread.widgets.claimline import ClaimLine
from reeread.widgets.reader import Reader

NEXT, PREVIOUS, BESIDE = "right_parenthesis", "left_parenthesis", "vertical_line"


def compared(pilot: Pilot[None]) -> CompareScreen:
    """Return the screen of articles side by side."""
    screen = next(one for one in reversed(pilot.app.screen_stack) if isinstance(one, CompareScreen))
    assert pilot.app.screen is screen
    return screen


def under_cursors(pilot: Pilot[None]) -> list[str]:
    """Return what stands under the cursor of each article."""
    return [side.passage.span.within(side.article.body) for side in compared(pilot).sides]


def lit(side: Side) -> list[str]:
    """Return the passages that are lit on a side."""
    return [each.span.within(side.article.body) for each in side.reader.linked if each.lit]


async def test_the_best_partner_is_two_keys_away(opened: Opened) -> None:
    """The bar and enter put the briefing that shares most beside the one that is read, which keeps the keys."""
    async with opened() as pilot:
        ids = [one.id for one in desk(pilot).briefings]
        await press(pilot, BESIDE, "enter")
        assert [side.opened for side in compared(pilot).sides] == [ids[0], ids[2]]
        assert pilot.app.focused is compared(pilot).sides[0].reader
        assert "3 shared claims · 1 in tension" in rows(pilot)[0] or PLEDGE in rows(pilot)[0]


async def test_the_chooser_says_what_each_shares(opened: Opened) -> None:
    """Rows stand by the number of shared claims, with what is in tension; words of the title narrow them down."""
    async with opened() as pilot:
        await press(pilot, BESIDE)
        dialog = pilot.app.screen
        assert isinstance(dialog, BesideDialog)
        plain = [row.shown.plain for row in dialog.rows]
        assert len(plain) == 4
        assert "3 shared" in plain[0] and "≈ 1" in plain[0]
        assert "1 shared" in plain[1] and "shared" not in plain[2] + plain[3]
        await write(pilot, "forge")
        assert [row.choice for row in dialog.rows] == [desk(pilot).briefings[4].id]
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


async def test_a_digit_puts_any_of_the_first_nine_beside(opened: Opened) -> None:
    """Two keys put any of them beside the article; after a letter a digit is part of the words."""
    async with opened() as pilot:
        await press(pilot, BESIDE)
        dialog = pilot.app.screen
        assert [row.shown.plain[0] for row in dialog.rows] == ["1", "2", "3", "4"]
        third = dialog.rows[2].choice
        await press(pilot, "x", "3", "backspace", "backspace", "9")
        assert pilot.app.screen is dialog
        await press(pilot, "3")
        assert [side.opened for side in pilot.app.screen.sides][1] == third


class Gate:
    """Counting that waits until a test lets it go on."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.counted = claiming.shared

    def shared(self, lib: Library, briefing: str, others: Iterable[str]) -> Iterator[Shared]:
        """Yield what is shared, once the gate is open."""
        self.open.wait()
        yield from self.counted(lib, briefing, others)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold the counting of shared claims up."""
    gate = Gate()
    monkeypatch.setattr(claiming, "shared", gate.shared)
    yield gate
    gate.open.set()


async def test_enter_waits_for_the_best(opened: Opened, gate: Gate) -> None:
    """Enter before the claims are counted puts the best partner beside as soon as it is known."""
    async with opened() as pilot:
        await pilot.press(BESIDE, "enter")
        assert isinstance(pilot.app.screen, BesideDialog)
        gate.open.set()
        await settled(pilot)
        assert compared(pilot).sides[1].opened == desk(pilot).briefings[2].id


async def test_a_second_enter_does_not_wait(opened: Opened, gate: Gate) -> None:
    """Whoever does not want to wait takes what stands first."""
    async with opened() as pilot:
        await pilot.press(BESIDE, "enter", "enter")
        await pilot.pause()
        gate.open.set()
        await settled(pilot)
        assert compared(pilot).sides[1].opened == desk(pilot).briefings[1].id


async def test_rows_stay_once_the_reader_has_moved(opened: Opened, gate: Gate) -> None:
    """Counts that come later are shown, but what the reader is about to choose does not move away."""
    async with opened() as pilot:
        await pilot.press(BESIDE, "down", "down")
        before = [row.choice for row in pilot.app.screen.rows]
        gate.open.set()
        await settled(pilot)
        assert [row.choice for row in pilot.app.screen.rows] == before
        assert any("3 shared" in row.shown.plain for row in pilot.app.screen.rows)
        await press(pilot, "enter")
        assert compared(pilot).sides[1].opened == desk(pilot).briefings[3].id


async def test_shared_claims_are_walked_in_all_articles(opened: Opened) -> None:
    """Both cursors go to the next claim and back, the partner is lit, and the lines say it in words."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, NEXT)
        one, two = compared(pilot).sides
        assert under_cursors(pilot)[0].startswith("China controls 80%–90%")
        assert "China processed over 90 %" in under_cursors(pilot)[1]
        assert lit(two) == ["China processed over 90 % of the world’s rare-earth oxides"] and lit(one) == []
        assert rows(pilot)[0].startswith(f" ≈ {SHARE}")
        assert "in tension · 1 source against 1 · independent origins 2   3 of 3  ) next" in rows(pilot)[0]
        assert rows(pilot)[-2].startswith(" “80%–90%” in tension with “90 %” (Japan’s $550 Billion")
        await press(pilot, PREVIOUS)
        assert under_cursors(pilot)[0].startswith("Rare earth elements are 17")
        assert lit(two) == ["a group of 17 elements"]
        assert f"= {COUNT}" in rows(pilot)[0] and "2 sources agree" in rows(pilot)[0]


async def test_the_last_claim_is_said_to_be_the_last(opened: Opened) -> None:
    """Beyond the last shared claim, and before the first, nothing moves and a sentence says why."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, NEXT)
        before = under_cursors(pilot)
        await press(pilot, NEXT)
        assert under_cursors(pilot) == before
        assert compared(pilot).message == "No shared claim after this one."
        await press(pilot, PREVIOUS, PREVIOUS, PREVIOUS)
        assert compared(pilot).message == "No shared claim before this one."


async def test_gutters_bear_the_verdicts(opened: Opened) -> None:
    """Where a shared passage begins, each article has its sign; elsewhere none."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, NEXT)
        for side, signs in zip(compared(pilot).sides, ({"=", "≈"}, {"=", "≈"}), strict=True):
            strips = [side.reader.render_line(y).text for y in range(side.reader.size.height)]
            assert {sign for sign in "=≈≠" if any(sign in line[:6] for line in strips)} == signs


async def test_moving_lights_and_puts_out(opened: Opened) -> None:
    """The light goes on where the cursor comes to a shared passage, and out where it leaves; nothing else moves."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter")
        two = compared(pilot).sides[1]
        assert lit(two)  # the first sentence states the pledge
        beside = under_cursors(pilot)[1]
        await press(pilot, "j")
        assert lit(two) == [] and "shared claims" in rows(pilot)[0]
        await press(pilot, *"jjjj")
        assert under_cursors(pilot)[0].startswith("China controls")
        assert len(lit(two)) == 1 and under_cursors(pilot)[1] == beside


async def test_articles_scroll_together_when_asked(opened: Opened) -> None:
    """With = the others follow from claim to claim; a second = leaves each by itself."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", "equals_sign", *"jjjjj")
        assert "China processed over 90 %" in under_cursors(pilot)[1]
        await press(pilot, "equals_sign", "k")
        assert under_cursors(pilot)[0].startswith("Rare earth elements are 17")
        assert "China processed over 90 %" in under_cursors(pilot)[1]


async def test_cursors_are_independent(opened: Opened) -> None:
    """Tab and ctrl with arrows change the article; its cursor moves and the other's stays."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter")
        first = under_cursors(pilot)[0]
        await press(pilot, "tab", "G")
        assert compared(pilot).side is compared(pilot).sides[1]
        assert under_cursors(pilot)[0] == first
        last = under_cursors(pilot)[1]
        await press(pilot, "ctrl+left", "G")
        assert under_cursors(pilot)[0] != first and under_cursors(pilot)[1] == last
        await press(pilot, "ctrl+right")
        assert pilot.app.focused is compared(pilot).sides[1].reader


async def test_a_tag_lands_on_the_article_in_focus(opened: Opened, library: Path) -> None:
    """A tag in the second article is the second briefing's, said below, and undo in the first takes it back."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, "tab", "f")
        one, two = compared(pilot).sides
        assert compared(pilot).message == "Tagged as confirmed. u undoes."
        with Library.open(library, AUTHOR) as lib:
            assert annotations(lib, one.opened) == ()
            (mark,) = annotations(lib, two.opened)
        assert mark.tags == ("confirmed",) and "17 elements" in mark.anchor.exact
        assert two.annotations == (mark,)
        await press(pilot, "tab", "u")
        assert two.annotations == () and one.annotations == ()


async def test_suggestions_and_notes_are_the_articles_own(opened: Opened) -> None:
    """Accepting and noting in the second article marks its sentence there."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", "tab")
        two = compared(pilot).sides[1]
        suggested = next(one for one in two.highlights if one.tags)
        two.reader.show(suggested.span)
        await press(pilot, "a", "m")
        await write(pilot, "look again")
        await press(pilot, "ctrl+s")
        (mark,) = two.annotations
        assert mark.span == suggested.span and mark.note == "look again"
        assert set(mark.tags) == {one.tag for one in suggested.tags}


async def test_finding_is_the_articles_own(opened: Opened) -> None:
    """The find bar stands below the article in focus, finds there, and escape puts it away before leaving."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", "tab", "slash")
        await write(pilot, "decarbonisation")
        one, two = compared(pilot).sides
        assert not one.query("FindBar") and "match 1 of" in shown(pilot)
        await press(pilot, "enter", "escape")
        assert compared(pilot).side is two and not two.query("FindBar")
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


async def test_three_articles_stand_side_by_side(opened: Opened) -> None:
    """The bar adds a third article; a fourth has no room, and that is said."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", BESIDE, "enter")
        screen = compared(pilot)
        regions = [side.region for side in screen.sides]
        assert len(regions) == 3 and len({region.y for region in regions}) == 1
        assert min(region.width for region in regions) > 50
        await press(pilot, NEXT, NEXT)
        assert [len(lit(side)) for side in screen.sides] == [0, 1, 1]
        assert "2 sources against 1" in rows(pilot)[0]
        await press(pilot, BESIDE)
        assert compared(pilot).message.startswith("3 articles is all there is room for.")


async def test_an_article_can_be_put_away(opened: Opened) -> None:
    """Of three, the one in focus goes and claims are those of the rest; of two, reading goes on with the other."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", BESIDE, "enter", NEXT, NEXT, "tab", "ctrl+w")
        screen = compared(pilot)
        ids = [one.id for one in desk(pilot).briefings]
        assert [side.opened for side in screen.sides] == [ids[0], ids[4]]
        assert screen.query_one(ClaimLine).facts.startswith("in tension · 1 source against 1")
        await press(pilot, "ctrl+w")
        assert pilot.app.screen is desk(pilot) and desk(pilot).opened == ids[4]


@pytest.mark.parametrize("count", [2, 3])
async def test_a_small_terminal_shows_them_one_below_the_other(opened: Opened, count: int) -> None:
    """At 80×24 two or three articles stand one below the other, all partners in sight."""
    async with opened(size=SMALL) as pilot:
        for _ in range(count - 1):
            await press(pilot, BESIDE, "enter")
        await press(pilot, NEXT, NEXT)
        regions = [side.region for side in compared(pilot).sides]
        assert {region.x for region in regions} == {0} and {region.width for region in regions} == {80}
        assert [region.y for region in regions] == sorted({region.y for region in regions})
        assert min(region.height for region in regions) >= 6
        text = shown(pilot)
        assert "China controls 80%–90%" in text and "China processed over 90 %" in text
        assert ("(90+% of global" in text) is (count == 3)


async def test_the_smallest_terminal_shows_one_at_a_time(opened: Opened) -> None:
    """Where there is no room for both, the article in focus shows, and tab shows the other."""
    async with opened(size=(80, 13)) as pilot:
        await press(pilot, BESIDE, "enter")
        one, two = compared(pilot).sides
        assert one.display and one.region.height == 10 and not two.display
        await press(pilot, "tab")
        assert two.display and not one.display and pilot.app.focused is two.reader
        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert one.display and two.display and one.region.y == two.region.y


async def test_escape_reads_on_where_the_focus_was(opened: Opened) -> None:
    """Going back opens the article in focus at its cursor, with the tags that were given meanwhile."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, NEXT, "tab", "c")
        passage, other = (side.passage for side in reversed(compared(pilot).sides))
        await press(pilot, "escape")
        assert desk(pilot).passage == passage and pilot.app.focused is desk(pilot).reader
        assert [mark.tags for mark in desk(pilot).annotations] == [("commitment",)]
        assert "1 passage" in rows(pilot)[0]
        assert desk(pilot).places.offsets[other.briefing] == other.span.start


async def test_quitting_remembers_every_place(opened: Opened) -> None:
    """Leaving the program from here keeps the place of each article."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter", NEXT, NEXT)
        passages = [side.passage for side in compared(pilot).sides]
        places = desk(pilot).places
    assert [places.offsets[one.briefing] for one in passages] == [one.span.start for one in passages]


@pytest.mark.parametrize("keys", [("ctrl+r",), ("tab", "ctrl+r")], ids=["beside", "in-focus"])
async def test_an_article_that_is_gone_ends_the_comparison(
    opened: Opened, library: Path, keys: tuple[str, ...]
) -> None:
    """When a deed done again takes one of two articles out of the library, reading goes on with the other."""
    async with opened() as pilot:
        ids = [one.id for one in desk(pilot).briefings]
        with Library.open(library, AUTHOR) as lib:
            remove(lib, ids[2])
        await press(pilot, "u", BESIDE, "enter", *keys)
        assert pilot.app.screen is desk(pilot) and desk(pilot).opened == ids[0]


async def test_alone_there_is_nothing_to_put_beside(opened: Opened, library: Path) -> None:
    """With one briefing only, the bar says so."""
    with Library.open(library, AUTHOR) as lib:
        from reeread.library.reading import briefings

        for one in briefings(lib)[1:]:
            remove(lib, one.id)
    async with opened() as pilot:
        await press(pilot, BESIDE)
        assert desk(pilot).message.startswith("There is no other briefing.")


async def test_articles_without_shared_claims_say_so(opened: Opened) -> None:
    """Where nothing is shared the head line says it, and the keys of claims say it, too."""
    async with opened() as pilot:
        await press(pilot, BESIDE)
        await write(pilot, "strengthen cooperation")
        await press(pilot, "enter")
        assert "No shared claims found" in rows(pilot)[0]
        await press(pilot, NEXT)
        assert compared(pilot).message == "This article shares no claims here."


async def test_help_lists_every_key_of_the_screen(opened: Opened) -> None:
    """Each deed of the screen, of a side and of the reader has an id and stands in the help with its key."""
    async with opened() as pilot:
        await press(pilot, BESIDE, "enter")
        named = {deed.id for place in compared(pilot).key_places() for deed in place.deeds}
        for owner in (CompareScreen, *Side.__mro__, Reader):
            for binding in owner.__dict__.get("BINDINGS", ()):
                if owner.__module__.startswith("reeread."):
                    assert isinstance(binding, Binding) and binding.id in named
        await press(pilot, "question_mark")
        assert "next claim" in shown(pilot) and "scroll together" in shown(pilot)


def test_the_keys_of_claims_are_reserved() -> None:
    """A codebook may not take the keys of this screen."""
    assert set("()|=") <= RESERVED_KEYS
