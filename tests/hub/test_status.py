"""`reeread hub status`: what waits here, where people differ, and who pushed when."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hub_desk import add, mark, only
from postgres import OWNER, PASSWORD, READER

from reeread.library import grading
from reeread.library.syncing import sync
from reeread.model.grades import Reliability
from tests.hub.conftest import Desk
from tests.hub.test_commands import run


def _status(desk: Desk, name: str) -> dict[str, Any]:
    """Return what the command tells of somebody's library, which it leaves as it is."""
    path = desk.folder / f"{name}.db"
    before = hashlib.sha256(path.read_bytes()).digest()
    ended = run("--db", str(path), "--author", name, "hub", "status", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert hashlib.sha256(path.read_bytes()).digest() == before
    (line,) = ended.stdout.splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_who_pushed_what_when_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each role is listed with the names under which it pushed, how often, how many changes, and when last, in UTC."""
    begun = datetime.now(UTC) - timedelta(seconds=1)
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        pushed = [desk.sync(ann).pushed]
        mark(ann, 0, 5, "risk")
        pushed.append(desk.sync(ann).pushed)
        pushed.append(desk.sync(ben).pushed)
        mark(ben, 6, 11, "risk")
        pushed.append(desk.sync(ben).pushed)
        add(ben, "Another text.\n", "other.txt")
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
        owned = sync(ben, desk.server.address(desk.database)).pushed
    told = _status(desk, "ben")
    assert set(told) == {"address", "pending", "conflicts", "aside", "damaged", "people"}
    people = {one.pop("role"): one for one in told["people"]}
    lasts = {role: datetime.fromisoformat(one.pop("last")) for role, one in people.items()}
    assert people == {
        READER: {"authors": ["ann", "ben"], "pushes": len(pushed), "changes": sum(pushed)},
        OWNER: {"authors": ["ben"], "pushes": 1, "changes": owned},
    }
    assert begun.replace(microsecond=0) <= lasts[READER] <= lasts[OWNER] <= datetime.now(UTC)


def test_what_waits_is_counted(desk: Desk) -> None:
    """What was done since the last sync waits, and waits no more after the next; nobody else's work does."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        desk.sync(ann)
        desk.sync(ben)
        mark(ann, 0, 5, "risk")
        mark(ann, 6, 11, "risk")
    assert (_status(desk, "ann")["pending"], _status(desk, "ben")["pending"]) == (2, 0)
    with desk.library("ann") as ann:
        desk.sync(ann)
    told = _status(desk, "ann")
    assert (told["address"], told["pending"], told["conflicts"]) == (desk.address, 0, 0)
    assert (told["aside"], told["damaged"]) == (0, [])


def test_who_never_pushed_has_no_last_time(desk: Desk) -> None:
    """Whoever may use the hub and has sent nothing is listed so, with null for the time."""
    with desk.library("ann") as ann:
        desk.sync(ann)
        desk.clear()
    (one,) = _status(desk, "ann")["people"]
    assert one == {"role": READER, "authors": [], "pushes": 0, "changes": 0, "last": None}


def test_where_people_differ_is_counted(desk: Desk) -> None:
    """A field that two changed without knowing of each other counts in both forms until it is settled."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        for lib in (ann, ben):
            desk.sync(lib)
        grading.grade_source(ann, only(ann), Reliability.A)
        grading.grade_source(ben, only(ben), Reliability.C)
        for lib in (ann, ben, ann):
            desk.sync(lib)
    assert _status(desk, "ann")["conflicts"] == 1
    table = run("--db", str(desk.folder / "ann.db"), "hub", "status").stdout
    assert f"{desk.address}: 0 own changes wait here, 1 field differs." in table


def test_what_is_known_here_is_told_without_a_network(desk: Desk) -> None:
    """Where the hub does not answer, what waits here is told all the same, and the failure after it."""
    with desk.library("ann") as ann:
        add(ann)
        desk.sync(ann)
        mark(ann, 0, 5, "risk")
    with desk.server.connection("postgres", autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {desk.database} RENAME TO {desk.database}_gone")
    ended = run("--db", str(desk.folder / "ann.db"), "hub", "status")
    assert ended.returncode == 1
    assert ended.stdout == f"{desk.address}: 1 own change waits here, 0 fields differ.\n"
    assert "The hub refuses" in ended.stderr and "does not exist" in ended.stderr
