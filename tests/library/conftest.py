"""What the tests of the library share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reeread.library import Library
from reeread.library.adding import add
from reeread.model.briefing import Briefing

BODY = (
    "Ports agree on a levy\n"
    "\n"
    "The two ports signed an agreement on Monday. It may raise prices by 12%.\n"
    "\n"
    "Shipowners warned of delays. The levy could double next year, the bank said.\n"
)


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    """Return a new library in the hands of Ann."""
    with Library.open(tmp_path / "notes.db", "ann", create=True) as library:
        yield library


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a source and returns its path."""

    def source(content: str | bytes, name: str = "levy.txt") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return source


@pytest.fixture
def seeded_example(tmp_path: Path) -> Path:
    """Return a copy of the worked example."""
    committed = Path(__file__).resolve().parents[2] / "annotations.db"
    copy = tmp_path / "example.db"
    copy.write_bytes(committed.read_bytes())
    return copy


@pytest.fixture
def levy(lib: Library, write: Callable[..., str]) -> Briefing:
    """Return a short briefing in Ann's library."""
    (outcome,) = add(lib, [write(BODY)])
    assert outcome.briefing is not None
    return outcome.briefing
