"""Leaving the reader while a sync writes in the library: the program ends, and nothing is lost or there twice."""

import asyncio
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hub_desk import everything, mark
from postgres import READER_PASSWORD
from screens.reading_app import heard, settled
from terminal.conftest import environment
from terminal.tmux import Terminal

from reeread.app import ReereadApp
from reeread.library import Library, checking, syncing, tagging
from reeread.store import sharing
from reeread.store.store import Session
from reeread.team import exchange
from tests.hub.conftest import Desk
from tests.hub.test_reader import met

__all__ = ["met"]

_SECONDS = 60
_WRITES = {"what came": (syncing, "take_in"), "what was sent": (sharing, "sent")}
"""What a sync writes here, once it has met the hub."""
_KEYS = pytest.mark.parametrize("key", ["q", "ctrl+q"])
_MOMENTS = pytest.mark.parametrize("write", _WRITES)


@pytest.fixture
def waiting(met: Desk) -> Desk:
    """Return a desk where something of ann's waits for ben, and something of ben's for the hub."""
    with met.library("ann") as ann, met.library("ben") as ben:
        mark(ann, 10, 20, "confirmed", "second")
        met.sync(ann)
        mark(ben, 24, 30, "commitment", "mine")
    return met


def _notes(lib: Library) -> set[str]:
    return {one.note for one in tagging.annotations(lib)}


def _all_is_there_once(desk: Desk) -> None:
    """Let everybody meet the hub once more, and look that all have the same, and the hub each edit once."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        for lib in (ben, ann):
            desk.sync(lib)
        assert everything(ann) == everything(ben)
        assert _notes(ben) == {"first", "second", "mine"}
    with desk.server.connection(desk.database) as owner:
        held = owner.execute("SELECT count(*), count(DISTINCT edit) FROM reeread.edits").fetchone()
    assert held is not None and held[0] == held[1]


async def _leave(desk: Desk, key: str, begun: threading.Event) -> None:
    """Open ben's library, begin to sync, and leave by a key once something is being written."""
    app = ReereadApp(desk.folder / "ben.db", "ben", state=desk.folder / "ben.json")
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        app.simulate_key("Y")
        assert await asyncio.to_thread(begun.wait, _SECONDS)
        app.simulate_key(key)
        await heard(pilot)
    assert app.return_code == 0


class _Held:
    """A write that is done but not committed before it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: tuple[ModuleType, str]) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []
        real: Callable[..., object] = getattr(*where)

        def write(*given: object) -> object:
            done = real(*given)
            self.threads.append(threading.current_thread())
            self.begun.set()
            assert self.may_go_on.wait(_SECONDS)
            return done

        monkeypatch.setattr(*where, write)

    def end(self) -> None:
        """Let it go on, and return when its thread has ended."""
        self.may_go_on.set()
        for one in self.threads:
            one.join(_SECONDS)
            assert not one.is_alive()


@_KEYS
@_MOMENTS
async def test_what_is_being_written_is_finished(
    key: str, write: str, waiting: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever leaves in the middle of a write finds it done the next time, and the file alone."""
    with monkeypatch.context() as patched:
        held = _Held(patched, _WRITES[write])
        awaited = Session.awaited

        def go_on(session: Session) -> bool:
            held.may_go_on.set()
            return awaited(session)

        patched.setattr(Session, "awaited", go_on)
        await _leave(waiting, key, held.begun)
        held.end()
    assert not [*waiting.folder.glob("ben.db-*")]
    with waiting.library("ben") as ben:
        assert _notes(ben) == {"first", "second", "mine"}
        state = syncing.state(ben)
    assert state is not None and (write == "what came" or state.pending == 0)
    _all_is_there_once(waiting)


_STUCK = """
import socket, sys, threading

import {module} as module
from reeread.cli import main

real = module.{name}

def write(*given):
    real(*given)
    socket.create_connection(("127.0.0.1", {port})).close()
    {stuck}

module.{name} = write
sys.argv[0] = "reeread"
main()
"""
_NEVER = {
    "waiting": "threading.Event().wait(600)",
    "working": "getattr(given[0], 'connection', given[0]).execute("
    "'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2e9) SELECT count(*) FROM n').fetchall()",
}
"""How a write does not end, as far as a test can tell: Python waits, or SQLite is at work."""


_FETCHES = exchange, "fetch"


@pytest.mark.parametrize("stuck", _NEVER)
@pytest.mark.parametrize(("key", "write"), [("q", "what came"), ("C-q", "what was sent")])
def test_a_write_that_does_not_end_keeps_nobody(
    key: str, write: str, stuck: str, waiting: Desk, terminal: Terminal, tmp_path: Path
) -> None:
    """The program ends although a write of a sync goes on for ever; the library is sound and as it was before that, and a sync mends all."""
    _leave_stuck(key, _WRITES[write], stuck, waiting, terminal, tmp_path)
    with waiting.library("ben") as ben:
        assert _notes(ben) == {"first", "mine"} | ({"second"} if write == "what was sent" else set())
    _all_is_there_once(waiting)


def test_a_hub_that_stops_answering_keeps_nobody(waiting: Desk, terminal: Terminal, tmp_path: Path) -> None:
    """The program ends although what is fetched never comes."""
    _leave_stuck("q", _FETCHES, "waiting", waiting, terminal, tmp_path)
    with waiting.library("ben") as ben:
        assert _notes(ben) == {"first", "mine"}
    _all_is_there_once(waiting)


def _leave_stuck(
    key: str, where: tuple[ModuleType, str], stuck: str, desk: Desk, terminal: Terminal, folder: Path
) -> None:
    """Begin to sync in ben's library, leave by a key while something does not end, and look that the program does."""
    module, name = where
    with socket.create_server(("127.0.0.1", 0)) as begun:
        begun.settimeout(_SECONDS)
        program = folder / "program.py"
        program.write_text(
            _STUCK.format(module=module.__name__, name=name, port=begun.getsockname()[1], stuck=_NEVER[stuck])
        )
        terminal.start(
            [sys.executable, str(program), "--db", str(desk.folder / "ben.db"), "--author", "ben"],
            folder,
            environment() | {"PGPASSWORD": READER_PASSWORD},
        )
        terminal.wait("Ports agree on a levy", "sentence")
        terminal.press("Y")
        begun.accept()[0].close()
        terminal.press(key)
        assert terminal.left() == 0
    assert checking.condition(desk.folder / "ben.db").faults == ()
