"""What the screens beside the reading look like: pictures, for looks only."""

from pathlib import Path

import pytest
from screens.boards import marked
from screens.reading_app import AUTHOR, SMALL, WIDE
from screens.test_looks import SnapCompare, keys

from reeread.app import ReereadApp


@pytest.mark.parametrize(
    ("size", "pressed"),
    [
        pytest.param(SMALL, ("at", "space"), id="annotations-at-80"),
        pytest.param(WIDE, ("at",), id="annotations-wide"),
        pytest.param(SMALL, ("exclamation_mark", "right"), id="claims-at-80"),
        pytest.param(WIDE, ("exclamation_mark",), id="claims-wide"),
        pytest.param(SMALL, ("T", "x", "j"), id="codebook-at-80"),
        pytest.param(SMALL, ("number_sign", "tab", "l"), id="numbers-at-80"),
    ],
)
def test_boards(
    snap_compare: SnapCompare, library: Path, state: Path, size: tuple[int, int], pressed: tuple[str, ...]
) -> None:
    """Annotations, claims, codebook and numbers look as they did when somebody last looked at them."""
    marked(library)
    app = ReereadApp(library, AUTHOR, state=state)
    assert snap_compare(app, terminal_size=size, run_before=keys(*pressed))
