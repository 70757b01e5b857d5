"""A password for whoever is let in: typed twice or given by a program, and never seen."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import PASSWORD
from terminal.conftest import environment
from terminal.tmux import Terminal

from reeread.team.address import address
from reeread.team.hub import HubError, connected
from tests.hub.conftest import Desk

NAME, SECRET = "cat", "pässwörd 'of' cat"
_SECONDS = 60


@pytest.fixture
def newcomer(desk: Desk) -> Iterator[str]:
    """Return the name of a role that there is not yet, and will not be after the test."""
    yield NAME
    with desk.server.connection(desk.database, autocommit=True) as owner:
        owner.execute(f"DROP ROLE IF EXISTS {NAME}")


def _asked(desk: Desk) -> list[str]:
    """Return the command that lets somebody in with a password."""
    owner = desk.server.address(desk.database)
    return [sys.executable, "-m", "reeread", "hub", "users", owner, "--add", NAME, "--password"]


def _gets_in(desk: Desk, secret: str) -> bool:
    """Return whether the newcomer comes in with a password, as the driver takes it from the environment."""
    with pytest.MonkeyPatch.context() as given:
        given.setenv("PGPASSWORD", secret)
        try:
            with connected(address(desk.server.address(desk.database, NAME))) as connection:
                return connection.execute("SELECT count(*) FROM reeread.pushes").fetchone() == (0,)
        except HubError:
            return False


def _is_there(desk: Desk) -> bool:
    with desk.server.connection(desk.database) as owner:
        return owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (NAME,)).fetchone() is not None


@pytest.fixture
def typing(desk: Desk, newcomer: str, terminal: Terminal, tmp_path: Path) -> Terminal:
    """Return a terminal in which the newcomer's password is asked for."""
    terminal.start(_asked(desk), tmp_path, environment() | {"PGPASSWORD": PASSWORD})
    terminal.wait(f"Password for {newcomer}:")
    return terminal


def test_a_password_is_typed_twice_and_not_shown(desk: Desk, typing: Terminal) -> None:
    """Typed alike twice it lets the new role in, another does not, and it stands nowhere on the screen."""
    for ask in ("Repeat for confirmation:", "is a new role"):
        typing.write(SECRET)
        typing.press("Enter")
        typing.wait(ask)
    assert typing.left() == 0
    assert "rd 'of" not in typing.text() and PASSWORD not in typing.text()
    assert _gets_in(desk, SECRET) and not _gets_in(desk, "another")


def test_a_password_that_is_typed_otherwise_the_second_time_is_asked_for_again(
    desk: Desk, typing: Terminal
) -> None:
    """Two that differ are said to, and the third and fourth count."""
    again = "(?s)Repeat.*do not match.*Password for"
    for typed, ask in (("one", "Repeat"), ("two", again), (SECRET, f"{again}.*Repeat"), (SECRET, "new role")):
        typing.write(typed)
        typing.press("Enter")
        typing.wait_for(ask)
    assert typing.left() == 0
    assert _gets_in(desk, SECRET) and not _gets_in(desk, "one")


def test_an_empty_password_is_refused_at_the_terminal(desk: Desk, typing: Terminal) -> None:
    """Enter alone, twice, ends with a message, and nobody was let in."""
    typing.press("Enter")
    typing.wait("Repeat for confirmation:")
    typing.press("Enter")
    typing.wait("A password may not be empty: nothing was changed.")
    assert typing.left() == 2
    assert not _is_there(desk)


def _given(desk: Desk, what: bytes) -> "subprocess.CompletedProcess[bytes]":
    """Return how the command ends where a program gives the password, far from any terminal."""
    return subprocess.run(
        _asked(desk),
        input=what,
        env={**os.environ, "PGPASSWORD": PASSWORD},
        capture_output=True,
        timeout=_SECONDS,
        start_new_session=True,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "", "\nmore\n"], ids=["line", "dos", "no end", "more"])
def test_a_program_gives_a_password_on_the_first_line(desk: Desk, newcomer: str, end: str) -> None:
    """Without a terminal the first line is the password, without its end, and nothing is said but what was done."""
    done = _given(desk, f"{SECRET}{end}".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{newcomer} may use the hub, and is a new role.\n"
    assert _gets_in(desk, SECRET)


def test_a_new_password_takes_the_place_of_the_old(desk: Desk, newcomer: str) -> None:
    """Somebody who is in already gets another password, and the old one lets nobody in any more."""
    _given(desk, b"old\n")
    done = _given(desk, b"new\n")
    assert done.stdout.decode() == f"{newcomer} may use the hub.\n"
    assert _gets_in(desk, "new") and not _gets_in(desk, "old")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (b"", "empty"),
        (b"\nsecond\n", "empty"),
        (b"a\xffb\n", "not UTF-8"),
        (b"a\0b\n", "one with a NUL in it"),
    ],
    ids=["nothing", "empty line", "no text", "NUL"],
)
def test_a_password_that_cannot_be_is_refused(desk: Desk, newcomer: str, what: bytes, said: str) -> None:
    """No password, or one that the server would read otherwise, ends with a message, and nobody was let in."""
    done = _given(desk, what)
    assert done.returncode == 2 and done.stdout == b""
    assert f"A password may not be {said}: nothing was changed." in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not _is_there(desk)
