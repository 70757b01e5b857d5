"""The way back after a leap, as in a browser and in vim."""

from screens.reading_app import Opened, desk, press, write

from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.screens.reading.trail import Trail


def at(pilot: object) -> int:
    """Return where the cursor stands."""
    return desk(pilot).reader.passage.span.start


async def test_a_leap_can_be_taken_back(opened: Opened) -> None:
    """ctrl+o goes back from the end, the start, a highlight, a match and a label; alt+right on again."""
    async with opened() as pilot:
        await press(pilot, "j", "j")
        start = at(pilot)
        for leap in (["G"], ["right_square_bracket"], ["apostrophe", "a"], ["g", "g"]):
            await press(pilot, *leap)
            there = at(pilot)
            assert there != start
            await press(pilot, "ctrl+o")
            assert at(pilot) == start
            await press(pilot, "alt+right")
            assert at(pilot) == there
            await press(pilot, "alt+left")
            assert at(pilot) == start


async def test_the_way_back_leads_into_another_article(opened: Opened) -> None:
    """From what a search opened, ctrl+o goes back to the sentence that was read before."""
    async with opened() as pilot:
        await press(pilot, "j", "j")
        before, sentence = desk(pilot).opened, at(pilot)
        await press(pilot, "backslash")
        await write(pilot, "golden age")
        await press(pilot, "enter")
        there = desk(pilot).opened
        assert there != before
        await press(pilot, "ctrl+o")
        assert (desk(pilot).opened, at(pilot)) == (before, sentence)
        await press(pilot, "alt+right")
        assert desk(pilot).opened == there


async def test_at_the_ends_of_the_way_it_is_said(opened: Opened) -> None:
    """Without a place before or after, a sentence says so and nothing moves."""
    async with opened() as pilot:
        await press(pilot, "j", "ctrl+o")
        assert desk(pilot).message == "There is no earlier place to go back to."
        await press(pilot, "alt+right")
        assert desk(pilot).message == "There is no later place to go on to."


def test_a_new_leap_gives_up_what_was_ahead() -> None:
    """A place is kept once, going back skips where one is, and a leap from there forgets the way on."""
    one, two, three = (Passage("a", Span(n, n + 1)) for n in (1, 2, 3))
    trail = Trail()
    trail.leave(one)
    trail.leave(one)
    trail.leave(two)
    assert trail.back(two) == one
    assert trail.back(one) is None
    assert trail.on(one) == two
    assert trail.back(two) == one
    trail.leave(three)
    assert trail.on(three) is None
