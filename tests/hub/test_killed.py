"""A sync whose process is killed with SIGKILL, wherever it is: done again, nothing is lost and nothing is there twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from hub_desk import add, everything, mark

from reeread.library import Library
from reeread.store.engine import sqlite
from tests.hub.conftest import Desk

_SECONDS = 60
_POLLS = 600


@contextmanager
def _syncing(path: Path, address: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Lend a process that syncs a library, as `reeread sync` does, and kill it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reeread", "--db", str(path), "sync", address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(_SECONDS)


def _becomes(owner: "psycopg.Connection[tuple[object, ...]]", question: str) -> None:
    """Return once the hub says yes to a question.

    The server waits between two looks, so that the test neither sleeps nor waits for ever.
    """
    for _ in range(_POLLS):
        row = owner.execute(question).fetchone()
        if row == (True,):
            return
        owner.execute("SELECT pg_sleep(0.05)")
    pytest.fail(f"it never came to this: {question}")


def _held(desk: Desk) -> tuple[object, ...] | None:
    with desk.server.connection(desk.database) as owner:
        return owner.execute("SELECT count(*), count(DISTINCT edit) FROM reeread.edits").fetchone()


def test_killed_between_the_commit_of_the_hub_and_its_own_mark(desk: Desk) -> None:
    """What the hub has committed, and the library has not marked, is sent again and is there once."""
    with desk.library("ann") as ann:
        add(ann)
        desk.sync(ann)
        mark(ann, 0, 5, "risk", "mind this")
        path = ann.path
    held = _held(desk)
    assert held is not None
    # The process waits for the hub, whose table is locked; before it is let go the library is locked, so that what the
    # hub commits cannot be marked there.
    with (
        desk.server.connection(desk.database) as owner,
        desk.server.connection(desk.database, autocommit=True) as watching,
    ):
        owner.execute("LOCK TABLE reeread.edits IN SHARE MODE")
        with closing(sqlite.connect(path, isolation_level=None)) as blocker, _syncing(path, desk.address):
            _becomes(
                watching,
                "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'reeread.edits'::regclass AND NOT granted)",
            )
            blocker.execute("BEGIN IMMEDIATE")
            owner.rollback()
            _becomes(watching, f"SELECT count(*) > {held[0]} FROM reeread.edits")
    with Library.open(path, "ann") as ann, desk.library("ben") as ben:
        assert desk.sync(ann).pushed == 1
        desk.sync(ben)
        desk.sync(ann)
        assert everything(ann) == everything(ben)
    assert _held(desk) == (held[0] + 1, held[0] + 1)  # type: ignore[operator]


def test_killed_in_the_middle_of_a_pull(desk: Desk) -> None:
    """Killed while it waits for the texts of what it is about to take in, a library has none of it, and then all of it once."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        path = ben.path
    with (
        desk.server.connection(desk.database) as owner,
        desk.server.connection(desk.database, autocommit=True) as watching,
    ):
        owner.execute("LOCK TABLE reeread.texts IN ACCESS EXCLUSIVE MODE")
        with _syncing(path, desk.address):
            _becomes(
                watching,
                "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'reeread.texts'::regclass AND NOT granted)",
            )
        owner.rollback()
    with Library.open(path, "ben") as ben, Library.open(ann.path, "ann") as ann:
        assert not any(key.startswith("briefing") for key in everything(ben))
        assert desk.sync(ben).pulled == 2
        desk.sync(ann)
        assert everything(ann) == everything(ben)
