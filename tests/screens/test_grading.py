"""Grading on the screen: one key, two scales that are kept apart."""

import pytest
from screens.reading_app import SMALL, WIDE, Opened, desk, press, rows, shown, write

from reeread.library import Library
from reeread.library.grading import grade_source
from reeread.library.reading import briefings
from reeread.library.tagging import annotations
from reeread.model.grades import Credibility, Reliability


async def test_a_letter_grades_the_source(opened: Opened) -> None:
    """The grade stands in words in the title line, as a letter on the card, and undo takes it back."""
    async with opened() as pilot:
        await press(pilot, "A", "b", "enter")
        assert desk(pilot).message == "Source graded B, usually reliable. u undoes."
        assert "source B, usually reliable" in rows(pilot)[0]
        assert any(" min B " in row for row in rows(pilot))
        assert briefings(desk(pilot).library)[0].grade is Reliability.B
        assert desk(pilot).annotations == ()
        await press(pilot, "u")
        assert "usually reliable" not in rows(pilot)[0]
        await press(pilot, "ctrl+r")
        assert "source B, usually reliable" in rows(pilot)[0]


async def test_a_digit_grades_the_passage(opened: Opened) -> None:
    """The status line says in words how far the passage is believed; the source stays as it is."""
    async with opened() as pilot:
        await press(pilot, "j", "r", "A", "2", "enter")
        (mark,) = desk(pilot).annotations
        assert (mark.tags, mark.grade) == (("risk",), Credibility.PROBABLE)
        await press(pilot, "j", "k")
        assert "risk · " in desk(pilot).words and "credibility 2, probably true" in desk(pilot).words
        assert "credibility 2, probably true" in rows(pilot)[-2]
        assert briefings(desk(pilot).library)[0].grade is None


async def test_the_annotation_under_the_cursor_is_graded(opened: Opened) -> None:
    """A phrase that bears a tag is what a digit grades, not the sentence around it."""
    async with opened() as pilot:
        await press(pilot, "v", "l", "l", "l", "r", "escape", "A", "4", "enter")
        (mark,) = annotations(desk(pilot).library)
        assert (mark.tags, mark.grade) == (("risk",), Credibility.DOUBTFUL)


async def test_grades_are_shown_and_taken_off(opened: Opened) -> None:
    """In the dialog the present grades bear a tick, and a row takes each off."""
    async with opened() as pilot:
        await press(pilot, "A", "d", "enter", "A", "6", "enter", "A")
        ticked = [row for row in rows(pilot) if "✓" in row]
        assert (
            len(ticked) == 2 and "not usually reliable" in ticked[0] and "truth cannot be judged" in ticked[1]
        )
        await write(pilot, "take")
        await press(pilot, "down", "enter")
        assert desk(pilot).message == "Passage’s grade taken off. u undoes." and desk(pilot).annotations == ()
        await press(pilot, "A", "-", "enter")
        assert desk(pilot).source_grade is None


async def test_words_find_a_grade_and_escape_leaves(opened: Opened) -> None:
    """What is typed filters by meaning; escape changes nothing."""
    async with opened() as pilot:
        await press(pilot, "A")
        await write(pilot, "fairly")
        assert sum("reliable" in row for row in rows(pilot)) == 1
        await press(pilot, "escape")
        assert desk(pilot).source_grade is None and annotations(desk(pilot).library) == ()


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_the_card_says_the_grade(size: tuple[int, int], opened: Opened, library: object) -> None:
    """In words where there is room, as at 80 columns, else by its letter."""
    with Library.open(str(library), "ana") as lib:
        grade_source(lib, briefings(lib)[1].id, Reliability.D)
    async with opened(size) as pilot:
        if size == SMALL:
            await press(pilot, "shift+tab")
            assert "D, not usually reliable" in shown(pilot)
        else:
            assert " min D " in shown(pilot)


async def test_the_board_of_annotations_says_grades(opened: Opened) -> None:
    """A passage that is graded and nothing else is listed, with its grade in words."""
    async with opened() as pilot:
        await press(pilot, "A", "1", "enter", "@")
        assert "grade · credibility 1, confirmed by other sources" in shown(pilot)
