"""What lies above the reading is put away by the key that leaves the program from the reading."""

import pytest
from screens.reading_app import Opened, desk, press


@pytest.mark.parametrize("key", ["@", "!", "#", "C", "*", "T", "&", "M"])
async def test_q_puts_a_board_away(key: str, opened: Opened) -> None:
    """On a board q goes back to the reading, which goes on where it was."""
    async with opened() as pilot:
        await press(pilot, "j", key)
        assert len(pilot.app.screen_stack) == 2
        before = desk(pilot).passage
        await press(pilot, "q")
        assert pilot.app.screen is desk(pilot) and pilot.app.is_running
        assert desk(pilot).passage == before


async def test_q_leaves_articles_side_by_side(opened: Opened) -> None:
    """Beside another article q goes back to reading one; there it leaves the program."""
    async with opened() as pilot:
        await press(pilot, "|", "enter")
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "q")
        assert pilot.app.screen is desk(pilot) and pilot.app.is_running


async def test_q_is_a_letter_where_one_types(opened: Opened) -> None:
    """In the filter of the table of annotations q is typed."""
    async with opened() as pilot:
        await press(pilot, "@", "/", "q")
        assert len(pilot.app.screen_stack) == 2
