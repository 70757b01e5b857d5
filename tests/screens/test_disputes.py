"""Claims that do not fit: counted beside the reading, on the cards, in the title, to filter and sort by."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screens import few_claims
from screens.reading_app import Opened, desk, press, rows, shown

from reeread.library import Library, claiming
from reeread.model.claim import Claim, Disputes
from reeread.widgets.heading import Heading
from reeread.widgets.lists import BriefingList


@pytest.fixture(autouse=True)
def claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library find the few claims of the tests: one tension, among the first, third and fifth."""
    monkeypatch.setattr(claiming, "so_far", few_claims.so_far)


def cards(pilot: object, width: int = 40) -> list[str]:
    """Return the facts of the cards in the order of the list."""
    listed = desk(pilot).query_one(BriefingList)
    return [listed.card(at, width)[1].plain for at in range(listed.count())]


async def test_cards_and_title_count_what_does_not_fit(opened: Opened) -> None:
    """A card bears the sign and the number of the claims in tension; the title says how many there are in all."""
    async with opened() as pilot:
        assert ["≈1" in card for card in cards(pilot)] == [True, False, True, False, True]
        assert rows(pilot)[0].rstrip().endswith("5 briefings   0 passages   1 tension")


async def test_the_numbers_are_never_cut(opened: Opened) -> None:
    """Where a card is narrow, the words are shorter, and in the end the tags give way."""
    async with opened() as pilot:
        await press(pilot, "r", "c", "s", "f")
        assert cards(pilot, 30)[0] == " N  2 min  R1 C1 S1 F1  ≈1"
        assert cards(pilot, 22)[0] == " N 2m R1 C1 S1 F1 ≈1"
        assert cards(pilot, 16)[0] == " N 2m R1 C1 … ≈1"


async def test_the_list_filters_and_sorts_by_them(opened: Opened) -> None:
    """c lists only those in dispute, and by conflicts they come first."""
    async with opened() as pilot:
        await press(pilot, "shift+tab", "c")
        assert ["≈1" in card for card in cards(pilot)] == [True] * 3
        assert "3 of 5 · in dispute" in shown(pilot)
        await press(pilot, "c")
        listed = desk(pilot).query_one(BriefingList)
        while listed.choice.sort != "conflicts":
            await press(pilot, "s")
        assert ["≈1" in card for card in cards(pilot)] == [True] * 3 + [False] * 2


async def test_reading_does_not_wait_for_the_numbers(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys work while claims are still looked for; what comes shows at once, and more of it later."""
    first, second = threading.Event(), threading.Event()

    def so_far(lib: Library, stop: Callable[[], bool], opened: str) -> Iterator[tuple[Claim, ...]]:
        """Yield nothing, and then all, each when it is let."""
        first.wait()
        yield ()
        second.wait()
        yield from few_claims.so_far(lib, stop, opened)

    monkeypatch.setattr(claiming, "so_far", so_far)
    app = opened()
    first.set()
    second.set()
    async with app as pilot:
        first.clear()
        second.clear()
        desk(pilot).count_disputes()
        await pilot.press("j", "r")
        await pilot.pause()
        assert desk(pilot).message.startswith("Tagged as risk.")
        first.set()
        second.set()
        await press(pilot, "k")
        assert desk(pilot).disputed == Disputes(tension=1)


async def test_they_are_counted_anew_when_briefings_come_and_go(opened: Opened, tmp_path: Path) -> None:
    """After a briefing was added the claims are counted once more, after a tag they are not."""
    path = tmp_path / "more.txt"
    path.write_text("More of it\n\nSomething else was said in Oslo.\n", encoding="utf-8")
    async with opened() as pilot:
        counted = desk(pilot)._counted
        await press(pilot, "r")
        assert desk(pilot)._counted == counted == (5, desk(pilot).briefings[4].id)
        desk(pilot).add([str(path)])
        await press(pilot, "j")
        assert desk(pilot)._counted == (6, desk(pilot).briefings[5].id)


async def test_a_heading_gives_way_to_its_count(opened: Opened) -> None:
    """A long choice pushes the name out, and is itself cut at the end, never glued to the name."""
    async with opened(size=(120, 40)) as pilot:
        heading = desk(pilot).query_one("#briefings-heading", Heading)
        heading.count = "2 of 5 · later"
        assert heading.render().plain.split()[0] == "BRI…"
        heading.count = "2 of 5 · later · October · in dispute · by conflicts"
        assert heading.render().plain.startswith("2 of 5 · later")
        assert heading.render().plain.endswith("…")
