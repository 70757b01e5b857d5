"""`reeread sync` and `reeread hub …` as people call them, on a real server."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hub_desk import add, mark
from postgres import OWNER, PASSWORD, READER, READER_PASSWORD

from reeread.library.syncing import damaged
from reeread.team import exchange
from reeread.team.address import address
from reeread.team.hub import hub
from tests.hub.conftest import Desk

_SECONDS = 60


def run(*given: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Return how a command ended, and what it said."""
    return subprocess.run(
        [sys.executable, "-m", "reeread", *given],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )


@pytest.fixture
def library(desk: Desk) -> Path:
    """Return a library in which somebody did something."""
    with desk.library("ann") as ann:
        add(ann)
        mark(ann, 0, 5, "risk")
        return ann.path


def test_a_hub_is_made_and_met(desk: Desk, library: Path) -> None:
    """An owner makes a hub and lets somebody in, who syncs, and again without the address; the password stands in no file and no output."""
    database = desk.server.database()
    owner, mine = desk.server.address(database), desk.server.address(database, "reader")
    made = run("hub", "init", owner, PGPASSWORD=PASSWORD)
    assert (made.returncode, made.stdout.splitlines()[0]) == (0, "The hub is made (version 1).")
    again = run("hub", "init", owner, PGPASSWORD=PASSWORD)
    assert (again.returncode, "up to date" in again.stdout) == (0, True)
    let_in = run("hub", "users", owner, "--add", "reader", PGPASSWORD=PASSWORD)
    assert (let_in.returncode, let_in.stdout) == (0, "reader may use the hub.\n")
    first = run("--db", str(library), "sync", mine)
    assert (first.returncode, first.stdout) == (0, "0 changes of others came in, 6 went out.\n")
    second = run("--db", str(library), "sync", "--json")
    assert json.loads(second.stdout) == {"pulled": 0, "pushed": 0, "aside": 0, "conflicts": 0}
    status = run("--db", str(library), "hub", "status")
    assert status.returncode == 0
    assert f"{mine}: 0 own changes wait here, 0 fields differ." in status.stdout
    for said in (made, again, let_in, first, second, status):
        assert PASSWORD not in said.stdout + said.stderr and READER_PASSWORD not in said.stdout + said.stderr
    held = b"".join(path.read_bytes() for path in desk.folder.glob("ann.db*"))
    assert READER_PASSWORD.encode() not in held and b"postgresql://reader@" in held


def test_what_is_damaged_is_told_in_the_status(desk: Desk, library: Path) -> None:
    """A sync says that something was kept aside, and the status names it."""
    with hub(address(desk.address)) as remote:
        exchange.push(remote, str(uuid4()), "x", [("strange.0", "[]")], ())
    done = run("--db", str(library), "sync", desk.address)
    assert done.returncode == 0
    assert "1 change of others is kept aside" in done.stderr
    status = run("--db", str(library), "hub", "status")
    assert "1 damaged change is kept as received: strange.0." in status.stdout
    with desk.library("ben") as ben:
        desk.sync(ben)
        assert damaged(ben) == ("strange.0",)


@pytest.mark.parametrize(
    ("given", "environment", "said"),
    [
        (["sync"], {}, "no hub yet"),
        (["sync", "postgresql://ann:s3cret@127.0.0.1/desk"], {}, "password may not stand"),
        (["sync", "ADDRESS"], {"PGPASSWORD": "s3cret"}, "refuses the password"),
        (["hub", "status"], {}, "no hub yet"),
        (["hub", "users", "ADDRESS", "--password"], {}, "goes with --add"),
        (["hub", "init", "ADDRESS"], {"PGPASSWORD": "s3cret"}, "refuses the password"),
    ],
    ids=["no hub", "secret", "wrong", "no status", "for whom", "no owner"],
)
def test_what_goes_wrong_is_said(
    desk: Desk, library: Path, given: list[str], environment: dict[str, str], said: str
) -> None:
    """A command that fails ends with an error, a message, no traceback, and no word of the password."""
    given = [desk.address if one == "ADDRESS" else one for one in given]
    ended = run("--db", str(library), *given, **environment)
    assert ended.returncode != 0 and said in ended.stderr
    assert "Traceback" not in ended.stderr and "s3cret" not in ended.stdout + ended.stderr


def test_the_password_may_stand_in_a_service_file_or_in_pgpass(desk: Desk, library: Path) -> None:
    """Both are read where libpq looks for them, and the library remembers the service and no secret."""
    port = desk.server.port
    service, secrets = desk.folder / "services", desk.folder / "secrets"
    service.write_text(
        f"[desk]\nhost=127.0.0.1\nport={port}\ndbname={desk.database}\nuser=reader\npassword={READER_PASSWORD}\n"
    )
    secrets.write_text(
        f"127.0.0.1:{port}:*:{OWNER}:{PASSWORD}\n127.0.0.1:{port}:*:reader:{READER_PASSWORD}\n"
    )
    secrets.chmod(0o600)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PGPASSWORD")
        one = run("--db", str(library), "sync", desk.address, PGPASSFILE=str(secrets))
        assert one.returncode == 0, one.stderr
        other = run("--db", str(library), "sync", "postgresql:///?service=desk", PGSERVICEFILE=str(service))
        assert (other.returncode, other.stderr) == (0, "")
    assert READER_PASSWORD.encode() not in library.read_bytes()


_KEYRING = """
import keyring.backend

class Held(keyring.backend.KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return {kept!r}.get((service, username))

    def set_password(self, service, username, password):
        raise AssertionError("nobody asked for that")

class Locked(Held):
    def get_password(self, service, username):
        raise RuntimeError("locked")
"""


@pytest.fixture
def in_keyring(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, str]]:
    """Return the environment of a program for which a keyring, given by its name, holds the password and nothing else does."""
    monkeypatch.delenv("PGPASSWORD")
    kept = {("reeread", desk.address): READER_PASSWORD}
    (desk.folder / "rings.py").write_text(_KEYRING.format(kept=kept))
    return lambda name: {"PYTHONPATH": str(desk.folder), "PYTHON_KEYRING_BACKEND": f"rings.{name}"}


def test_the_password_may_stand_in_the_keyring(
    desk: Desk, library: Path, in_keyring: Callable[[str], dict[str, str]]
) -> None:
    """What the keyring keeps for the address lets the library in, and stands in no file of it."""
    ended = run("--db", str(library), "sync", desk.address, **in_keyring("Held"))
    assert ended.returncode == 0, ended.stderr
    assert READER_PASSWORD.encode() not in library.read_bytes()


def test_a_keyring_that_cannot_be_asked_is_none(
    desk: Desk, library: Path, in_keyring: Callable[[str], dict[str, str]]
) -> None:
    """One that fails ends in a message that says where a password may stand, and no traceback."""
    ended = run("--db", str(library), "sync", desk.address, **in_keyring("Locked"))
    assert ended.returncode != 0 and "none was found" in ended.stderr and "keyring" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_who_has_no_library_gets_one(desk: Desk, library: Path, tmp_path: Path) -> None:
    """Meeting a hub makes a library where there is none, with all that others did; a hub that is not there makes none."""
    reader = desk.server.address(desk.database, READER)
    new = tmp_path / "new.db"
    lost = run("--db", str(new), "sync", desk.server.address("nowhere", READER), PGPASSWORD=READER_PASSWORD)
    assert lost.returncode != 0 and not new.exists()
    assert run("--db", str(library), "sync", reader, PGPASSWORD=READER_PASSWORD).returncode == 0
    met = run("--db", str(new), "sync", reader, PGPASSWORD=READER_PASSWORD)
    assert met.returncode == 0, met.stderr
    told = [run("--db", str(one), "export", "csv").stdout for one in (library, new)]
    assert told[0] == told[1] and told[0].count("\n") > 1
    assert run("--db", str(tmp_path / "none.db"), "sync").returncode != 0
