"""Annotations that are there are changed from the reader: other tags, other borders, or gone."""

from screens.reading_app import AUTHOR, Opened, desk, press, rows, shown, write
from textual.pilot import Pilot

from reeread.library import Library, tagging
from reeread.model.annotation import Annotation


def stored(pilot: Pilot[None]) -> tuple[Annotation, ...]:
    """Return the annotations of the open briefing as the library has them."""
    return tagging.annotations(desk(pilot).library, desk(pilot).opened)


async def test_retag_keeps_note_and_span(opened: Opened) -> None:
    """Other tags from the picker leave id, note and span as they are, and one undo takes them back."""
    async with opened() as pilot:
        await press(pilot, "j", "r", "m")
        await write(pilot, "Why?")
        await press(pilot, "ctrl+s")
        [before] = stored(pilot)
        await press(pilot, "R")
        await write(pilot, "confirmed")
        await press(pilot, "enter")
        [after] = stored(pilot)
        assert (after.id, after.span, after.note) == (before.id, before.span, "Why?")
        assert after.tags == ("risk", "confirmed")
        assert desk(pilot).message == "Tagged as confirmed. u undoes."
        await press(pilot, "u")
        assert stored(pilot)[0].tags == ("risk",)


async def test_delete_says_how_it_is_undone(opened: Opened) -> None:
    """The annotation goes from screen and library, and undo brings it back with its id."""
    async with opened() as pilot:
        await press(pilot, "j", "r")
        [before] = stored(pilot)
        await press(pilot, "D")
        assert stored(pilot) == desk(pilot).annotations == ()
        assert desk(pilot).message == "Annotation risk deleted. u undoes."
        await press(pilot, "u")
        assert [mark.id for mark in stored(pilot)] == [before.id]


async def test_borders_are_moved_without_a_new_annotation(opened: Opened) -> None:
    """Enter stores the new span under the old id; the last line says what enter does."""
    async with opened() as pilot:
        await press(pilot, "j", "r")
        [before] = stored(pilot)
        await press(pilot, "B")
        assert "keep the borders" in rows(pilot)[-1]
        await press(pilot, "b", "enter")
        [after] = stored(pilot)
        assert after.id == before.id and after.tags == ("risk",)
        assert (after.span.start, after.span.end < before.span.end) == (before.span.start, True)
        assert desk(pilot).annotations == (after,)
        assert desk(pilot).message == "Borders moved. u undoes."
        assert "keep the borders" not in rows(pilot)[-1]
        await press(pilot, "u")
        assert stored(pilot)[0].span == before.span


async def test_the_status_line_says_which_of_several(opened: Opened) -> None:
    """Cycling names the annotation, its place among those here and its own tags only."""
    async with opened() as pilot:
        await press(pilot, "j", "r", "v", "e", "c", "escape")
        assert desk(pilot).words.startswith("2 here · risk · commitment")
        await press(pilot, "semicolon")
        assert desk(pilot).words.startswith("1 of 2 here · risk")
        await press(pilot, "semicolon")
        assert desk(pilot).words.startswith("2 of 2 here · commitment")
        assert "2 of 2 here" in shown(pilot)


async def test_what_is_somebody_elses_stays(opened: Opened) -> None:
    """Another author's annotation is neither deleted nor moved nor retagged, and that is said."""
    async with opened() as pilot:
        await press(pilot, "j", "r")
        passage = desk(pilot).passage
        await press(pilot, "u")
        with Library.open(desk(pilot).library.path, "ben") as lib:
            theirs = tagging.tag(lib, passage, ["risk"])
        desk(pilot).renew()
        await press(pilot, "D")
        assert desk(pilot).message == "This annotation is ben’s and stays."
        await press(pilot, "R", "enter")
        assert desk(pilot).message.startswith("This annotation is ben’s and stays.")
        await press(pilot, "B", "b", "enter")
        assert any("ben’s" in note.message for note in pilot.app._notifications)
        assert stored(pilot) == (theirs,)
        assert AUTHOR != "ben"
