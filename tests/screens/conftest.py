"""A library of the five seeds, built once and copied for each test, and the app over it."""

import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from screens import few_claims, few_words
from screens.reading_app import AUTHOR, WIDE, Opened, settled
from textual.pilot import Pilot

import reeread.extract
from reeread import places
from reeread.app import ReereadApp
from reeread.library import Library, claiming, readings
from reeread.library.adding import add


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the rules of the real extractor, and claims where none are asked for, out of the tests of screens."""
    monkeypatch.setattr(reeread.extract, "extract", few_words.extract)
    monkeypatch.setattr(claiming, "so_far", lambda *_: iter(()))
    monkeypatch.setattr(claiming, "claims_of", few_claims.claims)
    monkeypatch.setattr(claiming, "comparing", few_claims.compared)
    monkeypatch.setattr(readings, "read", few_claims.read)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of the five seeds with fixed ids and times."""
    path = tmp_path_factory.mktemp("seeded") / "library.db"
    seconds = itertools.count(1_760_000_000)
    numbers = itertools.count(1)
    seeds = places.shipped("seeds")
    real, reeread.extract.extract = reeread.extract.extract, few_words.extract
    try:
        with Library.open(
            path,
            AUTHOR,
            create=True,
            clock=lambda: next(seconds),
            ids=lambda: f"01900000-0000-7000-8000-{next(numbers):012x}",
            base=seeds.parent,
        ) as lib:
            outcomes = list(add(lib, [str(seed) for seed in sorted(seeds.glob("*.txt"))]))
    finally:
        reeread.extract.extract = real
    assert [one.status for one in outcomes] == ["added"] * 5
    return path


@pytest.fixture
def library(seeded: Path, tmp_path: Path) -> Path:
    """Return a copy of the library that a test may change."""
    path = tmp_path / "library.db"
    shutil.copy(seeded, path)
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Return the file for theme and places."""
    return tmp_path / "state.json"


@pytest.fixture
def opened(library: Path, state: Path) -> Opened:
    """Return a way to run the app over the library until everything has settled."""

    @asynccontextmanager
    async def open_app(
        size: tuple[int, int] = WIDE,
        path: Path = library,
        sources: tuple[str, ...] = (),
        *,
        settle: bool = True,
    ) -> AsyncIterator[Pilot[None]]:
        app = ReereadApp(path, AUTHOR, sources, state=state)
        async with app.run_test(size=size) as pilot:
            if settle:
                await settled(pilot)
            yield pilot

    return open_app
