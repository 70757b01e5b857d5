"""What tests share: places of their own, a library of the five seeds, and programs from outside."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from distributed import LocalCluster
    from postgres import Server

CHECKOUT = Path(__file__).resolve().parent.parent
PLACES = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "HOME": "home",
}
AUTHOR = "tester"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's files and the committed library."""
    for variable, folder in PLACES.items():
        monkeypatch.setenv(variable, str(tmp_path / "places" / folder))
    monkeypatch.setenv("REEREAD_DB", str(tmp_path / "library.db"))
    monkeypatch.setenv("REEREAD_AUTHOR", AUTHOR)
    for variable in ("NO_COLOR", "COLUMNS", "LINES", "REEREAD_TRACEBACK"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session")
def seeds() -> tuple[Path, ...]:
    """Return the five briefings that ship with the program."""
    return tuple(sorted((CHECKOUT / "seeds").glob("*.txt")))


@pytest.fixture(scope="session")
def seeded_once(seeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of the five seeds, built once: copy it, never write to it."""
    from reeread.library import Library
    from reeread.library.adding import add

    path = tmp_path_factory.mktemp("seeded") / "library.db"
    with Library.open(path, AUTHOR, create=True) as lib:
        failures = [outcome.error for outcome in add(lib, [str(seed) for seed in seeds]) if outcome.error]
    assert not failures
    return path


@pytest.fixture
def seeded(seeded_once: Path, own_places: None) -> Path:
    """Return a library of the five seeds for this test alone; commands open it without being told."""
    return Path(shutil.copy(seeded_once, os.environ["REEREAD_DB"]))


@pytest.fixture(scope="session")
def server() -> "Iterator[Server]":
    """Return a PostgreSQL that runs as long as the tests do."""
    from postgres import new_server

    made = new_server()
    try:
        yield made
    finally:
        made.remove()


@pytest.fixture
def needs() -> Callable[[str], str]:
    """Return a function that finds a program: without it the test is skipped, but never in CI."""

    def find(program: str) -> str:
        if found := shutil.which(program):
            return found
        if os.environ.get("CI"):
            pytest.fail(f"CI must install {program}: add it to .ci/run")
        pytest.skip(f"{program} is not installed")

    return find


@pytest.fixture(scope="session")
def cluster() -> Iterator["LocalCluster"]:
    """Return a real Dask cluster of two workers, each with a nanny that starts it again when it is killed.

    Whichever test asks for it first, the processes that its workers work with find the tasks of the tests.
    """
    from distributed import LocalCluster

    tasks = {"PYTHONPATH": str(CHECKOUT / "tests")}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", env=tasks) as cluster:
        yield cluster
