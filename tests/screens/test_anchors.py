"""The screen of moved passages: old and new text side by side, and settling where annotations stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from screens.reading_app import SMALL, WIDE, Opened, desk, press, shown
from textual.pilot import Pilot

from reeread.library import Library, anchoring, editing, tagging
from reeread.library.adding import add
from reeread.model.annotation import AnchorState, Annotation, Passage
from reeread.screens.anchors import AnchorsScreen

KEPT = "Grain exports will be delayed by a week, the harbour master said, and prices may rise."
SAME = "Farmers in the north stored 12,000 tonnes of wheat in sheds that were built for potatoes."
GONE = "The minister promised two new cranes by the end of the year."
TWICE = "Ships wait."
OLD = f"Varna closed\n\nA storm came. {TWICE}\n\n{KEPT}\n\n{SAME}\n\n{GONE} He gave no date.\n"
NEW = (
    f"Varna closed\n\nLatest news first.\n\nHail fell. {TWICE} Rain fell. {TWICE} It snowed too.\n\n"
    + KEPT.replace("by a week", "by ten days")
    + f"\n\n{SAME}\n\nHe gave no date.\n"
)


@pytest.fixture
def library(library: Path, tmp_path: Path) -> Iterator[Path]:
    """Return the library with a briefing whose source came in changed under four annotations, the last one added."""
    source = tmp_path / "varna.txt"
    with Library.open(library, "ana") as lib:
        source.write_text(OLD, encoding="utf-8")
        (outcome,) = add(lib, [str(source)])
        assert outcome.briefing
        for quote in (KEPT, SAME, GONE, TWICE):
            (span,) = tagging.occurrences(lib, outcome.briefing.id, quote)
            tagging.tag(lib, Passage(outcome.briefing.id, span), ["risk"])
        source.write_text(NEW, encoding="utf-8")
        list(add(lib, [str(source)]))
    yield library


def states(pilot: Pilot[None]) -> dict[str, AnchorState]:
    """Return the states of what is not beyond doubt, by the first word of the old text."""
    drifts = anchoring.drifts(desk(pilot).library)
    return {one.was.text.split()[0]: one.annotation.state for one in drifts if one.was}


def screen(pilot: Pilot[None]) -> AnchorsScreen:
    """Return the screen."""
    found = pilot.app.screen
    assert isinstance(found, AnchorsScreen)
    return found


def go_to(pilot: Pilot[None], word: str) -> None:
    """Put the cursor on the annotation whose old text begins with a word."""
    drifts = screen(pilot).table.drifts
    screen(pilot).table.index = next(
        at for at, one in enumerate(drifts) if one.was and one.was.text.startswith(word)
    )


def held(pilot: Pilot[None], word: str) -> Annotation:
    """Return the annotation whose passage now begins with a word."""
    found = tagging.annotations(desk(pilot).library)
    return next(one for one in found if one.anchor.exact.startswith(word))


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_old_and_new_stand_side_by_side(size: tuple[int, int], opened: Opened) -> None:
    """What moved is counted and listed, and of the one under the cursor both texts show."""
    async with opened(size) as pilot:
        await press(pilot, "M")
        assert "2 moved   1 for review   1 found nowhere" in shown(pilot)
        go_to(pilot, "Grain")
        await press(pilot)
        assert "delayed by a week" in _flat(pilot, "was") and "delayed by ten days" in _flat(pilot, "now")
        assert "Version 1, where it was made" in shown(pilot) and "Version 2, moved here" in shown(pilot)
        go_to(pilot, "The")
        await press(pilot)
        assert "Found nowhere" in shown(pilot)


async def test_accepting_one_and_all_that_moved(opened: Opened) -> None:
    """What is accepted leaves the list; all that moved is one deed, and undo brings all of it back."""
    async with opened() as pilot:
        await press(pilot, "M")
        before = states(pilot)
        go_to(pilot, "Ships")
        await press(pilot, "a")
        assert "Accepted 1. u undoes." in shown(pilot) and "Ships" not in states(pilot)
        await press(pilot, "M")
        assert "Accepted 2. u undoes." in shown(pilot) and set(states(pilot)) == {"The"}
        await press(pilot, "u")
        assert "Took back accepting the place of 2 passages." in shown(pilot)
        await press(pilot, "u")
        assert states(pilot) == before


async def test_marked_rows_are_settled_together(opened: Opened) -> None:
    """Marks choose what is detached; escape takes them off before it leads back."""
    async with opened() as pilot:
        await press(pilot, "M", "f")
        assert "Those that are moved." in shown(pilot)
        await press(pilot, "space", "space", "d")
        assert states(pilot)["Grain"] is states(pilot)["Farmers"] is AnchorState.ORPHAN
        await press(pilot, "f", "f", "A", "escape")
        assert screen(pilot).table.marked == frozenset()
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


async def test_one_of_several_places_is_chosen(opened: Opened) -> None:
    """The places where it may stand are shown one after the other; c puts the annotation on the one that is shown."""
    async with opened() as pilot:
        await press(pilot, "M")
        go_to(pilot, "Ships")
        await press(pilot, "c")
        assert "] shows where it may stand." in shown(pilot)
        spans = anchoring.places(desk(pilot).library, held(pilot, "Ships").id)
        await press(pilot, "]", "]")
        assert "Place 2 of 2: c chooses it" in shown(pilot)
        await press(pilot, "]", "[", "c")
        one = held(pilot, "Ships")
        assert (one.span, one.state) == (spans[1], AnchorState.ANCHORED)
        assert "Put there. u undoes." in shown(pilot)
        await press(pilot, "u")
        assert states(pilot)["Ships"] is AnchorState.REVIEW


async def test_an_orphan_is_put_on_a_passage_of_the_article(opened: Opened) -> None:
    """The reader goes to the article with the annotation and puts it where the cursor is; escape leaves it as it was."""
    async with opened() as pilot:
        await press(pilot, "M")
        go_to(pilot, "The")
        orphan = held(pilot, "The").id
        await press(pilot, "]")
        assert "Nothing like it stands in the text." in shown(pilot)
        await press(pilot, "s", "escape")
        assert "It stays as it was." in shown(pilot) and states(pilot)["The"] is AnchorState.ORPHAN
        await press(pilot, "M")
        go_to(pilot, "The")
        await press(pilot, "s", "G")
        passage = desk(pilot).passage
        await press(pilot, "M")
        one = editing.find(desk(pilot).library, orphan)
        assert passage and (one.span, one.state) == (passage.span, AnchorState.ANCHORED)
        assert one.anchor.exact == "He gave no date."
        assert "Put there. u undoes." in shown(pilot)


async def test_enter_reads_where_it_stands(opened: Opened) -> None:
    """Enter leads to the passage, and of an orphan says that there is none."""
    async with opened() as pilot:
        await press(pilot, "M")
        go_to(pilot, "The")
        await press(pilot, "enter")
        assert "It stands nowhere in the text as it is now." in shown(pilot)
        go_to(pilot, "Farmers")
        await press(pilot, "enter")
        passage = desk(pilot).passage
        assert passage and desk(pilot).article and passage.span.within(desk(pilot).article.body) == SAME


async def test_the_reader_says_what_moved(opened: Opened) -> None:
    """Whoever opens a briefing whose source changed is told, with the key; an orphan is not drawn on its text."""
    async with opened() as pilot:
        desk(pilot).open(held(pilot, "Farmers").briefing)
        await press(pilot)
        assert "Of its annotations 2 moved, 1 for review, 1 found nowhere: M shows them." in shown(pilot)
        assert len(desk(pilot).annotations) == 4 and len(desk(pilot).reader.scene.annotations.items) == 3


async def test_others_settle_their_own(opened: Opened) -> None:
    """Somebody else sees the list, and is told that it is not theirs."""
    async with opened() as pilot:
        desk(pilot).library.author = "bob"
        await press(pilot, "M", "a")
        assert "1 of others, who settle their own" in shown(pilot)
        await press(pilot, "M")
        assert "Accepted 0." in shown(pilot) and len(states(pilot)) == 4


async def test_an_empty_screen_says_what_it_is_for(opened: Opened, seeded: Path) -> None:
    """Where nothing moved no key does anything, and the screen says when it will."""
    async with opened(path=seeded) as pilot:
        await press(pilot, "M", "a", "d", "c", "]", "s", "enter", "f")
        assert "When a source comes in changed, what moved is listed here." in shown(pilot)


def _flat(pilot: Pilot[None], id: str) -> str:
    """Return the text that stands in one of the two panes, on one line."""
    return " ".join(str(screen(pilot).query_one(f"#{id}").render()).split())
