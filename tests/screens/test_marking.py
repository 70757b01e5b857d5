"""Tagging, noting, accepting and dismissing on the reading screen."""

from screens.reading_app import Opened, desk, press, rows, settled, shown, write
from textual.widgets import TextArea

from reeread.library import Library
from reeread.library.tagging import annotations
from reeread.model.extraction import Decision


async def test_a_tag_key_tags_and_a_second_press_takes_it_off(opened: Opened) -> None:
    """The same key puts a tag on the sentence and takes it off, and the status line says how to undo."""
    async with opened() as pilot:
        await press(pilot, "j", "r")
        assert [mark.tags for mark in desk(pilot).annotations] == [("risk",)]
        assert desk(pilot).message == "Tagged as risk. u undoes."
        assert "Tagged as risk. u undoes." in rows(pilot)[-2]
        await press(pilot, "r")
        assert desk(pilot).annotations == ()
        assert desk(pilot).message == "Tag risk taken off. u undoes."


async def test_a_tag_shows_in_gutter_counts_and_title(opened: Opened) -> None:
    """One key press repaints the gutter, the counts of tags and the number of passages."""
    async with opened() as pilot:
        assert "0 passages" in rows(pilot)[0]
        await press(pilot, "c")
        assert "1 passage" in rows(pilot)[0]
        assert any("C commitment    1 ▇" in row for row in rows(pilot))
        assert any(row.split("│")[1].lstrip().startswith("C ▎") for row in rows(pilot) if row.count("│") > 1)


async def test_the_message_goes_when_the_cursor_moves_on(opened: Opened) -> None:
    """What happened is said until the cursor stands on another passage; then its own words show."""
    async with opened() as pilot:
        await press(pilot, "s")
        assert desk(pilot).message
        await press(pilot, "j")
        assert not desk(pilot).message
        await press(pilot, "k")
        assert desk(pilot).words.startswith("speculation")


async def test_undo_and_redo_reach_through_the_library(opened: Opened) -> None:
    """Undo takes a tag back and redo puts it on again, each said in a sentence."""
    async with opened() as pilot:
        await press(pilot, "r")
        await press(pilot, "u")
        assert desk(pilot).annotations == ()
        assert desk(pilot).message.endswith("ctrl+r does it again.") or "^r" in desk(pilot).message
        await press(pilot, "ctrl+r")
        assert [mark.tags for mark in desk(pilot).annotations] == [("risk",)]
        await press(pilot, "ctrl+r")
        assert desk(pilot).message == "Nothing to do again."


async def test_accepting_tags_as_suggested(opened: Opened) -> None:
    """Accepting puts the suggested tags on the sentence and marks the suggestion as accepted."""
    async with opened() as pilot:
        suggested = next(one for one in desk(pilot).highlights if len(one.tags) > 1)
        desk(pilot).reader.show(suggested.span)
        await press(pilot, "a")
        mark = desk(pilot).annotations[0]
        assert mark.span == suggested.span
        assert set(mark.tags) == {one.tag for one in suggested.tags}
        accepted = next(one for one in desk(pilot).highlights if one.span == suggested.span)
        assert accepted.decision is Decision.ACCEPTED
        assert desk(pilot).message.startswith("Accepted as ")
        await press(pilot, "a")
        assert desk(pilot).message == "Already accepted."
        await press(pilot, "u")
        assert desk(pilot).annotations == ()


async def test_dismissing_twice_takes_the_refusal_back(opened: Opened) -> None:
    """Dismissing a suggestion is a toggle, and undo knows it, too."""
    async with opened() as pilot:
        suggested = next(one for one in desk(pilot).highlights if one.tags and one.key)

        def decision() -> Decision:
            return next(one.decision for one in desk(pilot).highlights if one.span == suggested.span)

        desk(pilot).reader.show(suggested.span)
        await press(pilot, "x")
        assert decision() is Decision.DISMISSED
        assert "dismissed" in shown(pilot)
        await press(pilot, "u")
        assert decision() is Decision.OPEN
        await press(pilot, "x", "x")
        assert decision() is Decision.OPEN


async def test_accepting_where_nothing_is_suggested_says_so(opened: Opened) -> None:
    """Accepting a sentence without suggestions changes nothing and says why."""
    async with opened() as pilot:
        bare = next(one for one in desk(pilot).highlights if not one.tags)
        desk(pilot).reader.show(bare.span)
        await press(pilot, "a")
        assert desk(pilot).message == "Nothing is suggested here."
        assert desk(pilot).annotations == ()


async def test_keys_of_tags_are_letters_in_a_note(opened: Opened) -> None:
    """While a note is written, keys of tags and of the reader type their letters."""
    async with opened() as pilot:
        await press(pilot, "m")
        await write(pilot, "risc of q")
        assert pilot.app.screen.query_one(TextArea).text == "risc of q"
        await press(pilot, "enter")
        await write(pilot, "two")
        await press(pilot, "ctrl+s")
        mark = desk(pilot).annotations[0]
        assert (mark.note, mark.tags) == ("risc of q\ntwo", ())
        assert "✎ risc of q two" in desk(pilot).words


async def test_a_changed_note_is_not_lost_by_one_escape(opened: Opened) -> None:
    """Escape leaves an unchanged note at once and a changed one only when pressed twice."""
    async with opened() as pilot:
        await press(pilot, "m", "escape")
        assert pilot.app.screen is desk(pilot)
        await press(pilot, "m", "z", "escape")
        assert "escape again drops" in shown(pilot)
        await press(pilot, "z", "escape", "escape")
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).annotations == ()


async def test_emptying_a_note_removes_it(opened: Opened) -> None:
    """A note saved empty is gone, and an annotation with neither tags nor note with it."""
    async with opened() as pilot:
        await press(pilot, "m", "z", "ctrl+s")
        assert len(desk(pilot).annotations) == 1
        await press(pilot, "m", "backspace", "ctrl+s")
        assert desk(pilot).annotations == ()
        assert desk(pilot).message == "Note removed. u undoes."


async def test_the_tag_picker_finds_a_tag_by_name(opened: Opened) -> None:
    """The picker lists the codebook, filters while one types and toggles what is chosen."""
    async with opened() as pilot:
        await press(pilot, "t")
        assert "confirmed" in shown(pilot)
        await write(pilot, "conf")
        await press(pilot, "enter")
        assert desk(pilot).annotations[0].tags == ("confirmed",)
        await press(pilot, "t")
        assert "✓ F confirmed" in shown(pilot)
        await press(pilot, "escape")


async def test_a_selection_is_tagged_exactly(opened: Opened) -> None:
    """With a selection the tag stands on the selected words, not on the sentence."""
    async with opened() as pilot:
        await press(pilot, "v", "w", "r")
        body = desk(pilot).article.body
        mark = desk(pilot).annotations[0]
        assert mark.anchor.exact == body[mark.anchor.start : mark.anchor.end]
        assert len(mark.anchor.exact.split()) < 5


async def test_what_is_done_on_the_screen_is_in_the_library(opened: Opened, library: object) -> None:
    """After quitting, the library holds the tag and the note under the author's name."""
    async with opened() as pilot:
        await press(pilot, "r", "m", "z", "ctrl+s")
        briefing = desk(pilot).opened
    with Library.open(str(library), "somebody") as lib:
        mark = annotations(lib, briefing)[0]
    assert (mark.author, mark.tags, mark.note) == ("ana", ("risk",), "z")


async def test_a_failure_of_the_library_is_a_message(opened: Opened) -> None:
    """A deed that the library refuses is told as an error, and the reading goes on."""
    async with opened() as pilot:
        desk(pilot).codebook = ()
        desk(pilot).toggle(desk(pilot).passage, "no such tag")
        await settled(pilot)
        assert [note.severity for note in pilot.app._notifications] == ["error"]
        assert pilot.app.is_running
