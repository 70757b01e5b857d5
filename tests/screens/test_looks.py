"""What the screens look like: pictures, for looks only."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from screens.reading_app import AUTHOR, SMALL, WIDE, press, settled, write
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.library import Library

SnapCompare = Callable[..., bool]


def keys(*pressed: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what presses keys, and types words that begin with a blank, before the picture is taken."""

    async def before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in pressed:
            await (write(pilot, key[1:]) if key.startswith(" ") else press(pilot, key))

    return before


MARKED = ("j", "r", "j", "c", "f", "right_square_bracket", "a", "j")


@pytest.mark.parametrize(
    ("size", "pressed"),
    [
        pytest.param(WIDE, MARKED, id="wide"),
        pytest.param((120, 36), MARKED, id="three-panes-at-120"),
        pytest.param(SMALL, MARKED, id="article-at-80"),
        pytest.param(SMALL, (*MARKED, "tab"), id="highlights-at-80"),
        pytest.param(SMALL, (*MARKED, "tab", "tab"), id="briefings-at-80"),
        pytest.param(SMALL, ("slash", " rare"), id="find-at-80"),
        pytest.param(SMALL, ("m", " Ask for the source."), id="note-at-80"),
        pytest.param(SMALL, ("r", "t"), id="tags-at-80"),
        pytest.param(SMALL, ("o",), id="open-at-80"),
        pytest.param(SMALL, ("e",), id="export-at-80"),
    ],
)
def test_reading(
    snap_compare: SnapCompare, library: Path, state: Path, size: tuple[int, int], pressed: tuple[str, ...]
) -> None:
    """The reading screen and its dialogs look as they did when somebody last looked at them."""
    app = ReereadApp(library, AUTHOR, state=state)
    assert snap_compare(app, terminal_size=size, run_before=keys(*pressed))


def test_light(snap_compare: SnapCompare, library: Path, state: Path) -> None:
    """The light theme keeps the relations of the dark one."""
    state.write_text('{"theme": "reeread-light"}')
    app = ReereadApp(library, AUTHOR, state=state)
    assert snap_compare(app, terminal_size=WIDE, run_before=keys(*MARKED))


def test_empty(snap_compare: SnapCompare, tmp_path: Path, state: Path) -> None:
    """An empty library is calm and says what to do."""
    Library.open(tmp_path / "empty.db", AUTHOR, create=True).close()
    app = ReereadApp(tmp_path / "empty.db", AUTHOR, state=state)
    assert snap_compare(app, terminal_size=SMALL, run_before=keys())
