"""What the tests of the hub share: a server, a hub in a database of its own, and libraries of several people."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest
from postgres import READER, READER_PASSWORD, Server, new_hub
from terminal.tmux import Terminal

from reeread.library import Library
from reeread.library.syncing import sync
from reeread.model.shared import Synced


@dataclass(frozen=True)
class Desk:
    """A hub with the people who share it."""

    server: Server
    database: str
    folder: Path
    tick: Callable[[], float]

    @property
    def address(self) -> str:
        """Return where the hub is, for a reader."""
        return self.server.address(self.database, READER)

    def library(self, name: str, author: str = "") -> Library:
        """Return a new library of somebody."""
        return Library.open(
            self.folder / f"{name}.db", author or name, create=True, clock=self.tick, base=self.folder
        )

    def another(self) -> "Desk":
        """Return a desk of the same people with another hub."""
        return replace(self, database=new_hub(self.server))

    def clear(self) -> None:
        """Make the hub as it was when it was new."""
        with self.server.connection(self.database) as connection:
            connection.execute("TRUNCATE reeread.pushes, reeread.edits, reeread.texts")
            connection.execute("UPDATE reeread.counter SET last = 0")

    def sync(self, lib: Library) -> Synced:
        """Let a library meet the hub."""
        return sync(lib, self.address)


@pytest.fixture
def desk(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a hub in a new database."""
    monkeypatch.setenv("PGPASSWORD", READER_PASSWORD)
    seconds = count(1_790_000_000)
    return Desk(server, new_hub(server), tmp_path, lambda: float(next(seconds)))


@pytest.fixture
def terminal(needs: Callable[[str], str]) -> Iterator[Terminal]:
    """Return a terminal in which nothing runs yet."""
    with tempfile.TemporaryDirectory(prefix="reeread") as short:  # a socket's path has little room
        made = Terminal(needs("tmux"), Path(short, "socket"), (160, 50))
        yield made
        made.close()
