"""What articles side by side look like: pictures, for looks only."""

from collections.abc import Callable
from pathlib import Path

import pytest
from screens.reading_app import AUTHOR, SMALL, WIDE, press, settled
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.widgets.reader import Reader


@pytest.mark.parametrize(
    ("size", "pressed"),
    [
        pytest.param(
            WIDE, ("vertical_line", "enter", "right_parenthesis", "right_parenthesis"), id="two-wide"
        ),
        pytest.param(SMALL, ("vertical_line", "enter", "right_parenthesis", "tab", "f"), id="two-at-80"),
    ],
)
def test_compare(
    snap_compare: Callable[..., bool],
    library: Path,
    state: Path,
    size: tuple[int, int],
    pressed: tuple[str, ...],
) -> None:
    """Two articles side by side look as they did when somebody last looked at them."""

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *pressed)
        while any(reader.measuring for reader in pilot.app.screen.query(Reader)):
            await pilot.pause()  # the scrollbars are right once all is measured

    assert snap_compare(ReereadApp(library, AUTHOR, state=state), terminal_size=size, run_before=before)
