"""The hub itself: who may do what, what order things have, and what is said when it cannot be reached."""

import json
import threading
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from hub_desk import add, mark
from postgres import READER, READER_PASSWORD

from reeread.library import grading, reading, syncing, tagging
from reeread.library.syncing import fields, sync, taking
from reeread.model.annotation import Passage
from reeread.model.errors import UsageError
from reeread.model.grades import Credibility
from reeread.model.span import Span
from reeread.team import exchange, setup
from reeread.team.address import address
from reeread.team.hub import HubError, hub
from tests.hub.conftest import Desk

SECRETS = (
    "postgresql://ann:s3cret@hub.example/desk",
    "postgresql://ann@hub.example/desk?password=s3cret",
    "postgresql://ann@hub.example/desk?PassWord=s3cret",
    "postgresql://ann@hub.example/desk?sslpassword=s3cret",
    "postgresql://ann:@hub.example/desk",
)


@pytest.fixture
def reader(desk: Desk) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    """Return a connection of somebody who was let in, to a hub on which something is."""
    with desk.library("ann") as ann:
        add(ann)
        desk.sync(ann)
    with psycopg.connect(desk.address, password=READER_PASSWORD, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reeread.edits SET body = '{}'",
        "UPDATE reeread.pushes SET author = 'ben'",
        "UPDATE reeread.texts SET push = 1",
        "UPDATE reeread.hub SET version = 7",
        "UPDATE reeread.counter SET last = 7",
        "DELETE FROM reeread.edits",
        "DELETE FROM reeread.pushes",
        "DELETE FROM reeread.texts",
        "TRUNCATE reeread.edits",
        "DROP TABLE reeread.edits",
        "ALTER TABLE reeread.edits DISABLE TRIGGER ALL",
        "INSERT INTO reeread.hub (version) VALUES (7)",
        "CREATE TABLE reeread.more (one integer)",
    ],
)
def test_nobody_changes_what_others_pushed(
    reader: "psycopg.Connection[tuple[object, ...]]", statement: str
) -> None:
    """Who was let in may read and add; the server itself refuses anything else."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement)


def test_nothing_is_slipped_in_under_an_old_number(reader: "psycopg.Connection[tuple[object, ...]]") -> None:
    """An edit that names a push which others have passed is refused."""
    with pytest.raises(psycopg.errors.RaiseException, match="own transaction"):
        reader.execute("INSERT INTO reeread.edits VALUES (1, 99, 'x.0', '{}')")


def test_who_pushed_is_what_the_server_knows(reader: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Number, role and time of a push are not what the client says."""
    reader.execute(
        "INSERT INTO reeread.pushes (number, replica, author, edits, pushed_by, at, work)"
        " VALUES (1, gen_random_uuid(), 'x', 0, 'owner', 'epoch', '1')"
    )
    row = reader.execute("SELECT pushed_by, at > 'epoch' FROM reeread.pushes WHERE number = 2").fetchone()
    assert row == (READER, True)


def test_who_pulls_while_others_push_misses_nothing(desk: Desk) -> None:
    """Numbers are given in the order of commits: a reader that goes on from the last number it saw sees every edit."""
    count, pushers = 25, 3
    seen: list[str] = []

    def push() -> None:
        with hub(address(desk.address)) as connection:
            for _ in range(count):
                exchange.push(connection, str(uuid4()), "x", [(f"{uuid4()}.0", "{}")], ())

    threads = [threading.Thread(target=push) for _ in range(pushers)]
    for thread in threads:
        thread.start()
    with hub(address(desk.address)) as connection:
        last = 0
        going = True
        while going:
            going = any(thread.is_alive() for thread in threads)
            for up_to in exchange.batches(connection, last, 10):
                seen += [one.edit for one in exchange.fetch(connection, last, up_to)]
                last = up_to
    for thread in threads:
        thread.join(60)
    assert len(seen) == len({*seen}) == count * pushers


@pytest.mark.parametrize("text", SECRETS)
def test_a_password_in_the_address_is_refused(text: str) -> None:
    """It is refused before anything is asked of anybody, and the message does not repeat it."""
    with pytest.raises(UsageError, match="password may not stand") as refused:
        address(text)
    assert "s3cret" not in str(refused.value) and "pgpass" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "hub.example", "sqlite:///x.db", "host=hub.example dbname=desk", "http://[x"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """What libpq would read otherwise, or not at all, is no address of a hub."""
    with pytest.raises(UsageError, match="no address"):
        address(text, {})


@pytest.mark.parametrize(
    ("text", "environment", "mode"),
    [
        ("postgresql://ann@hub.example/desk", {}, "verify-full"),
        ("postgresql:///desk", {"PGHOST": "hub.example"}, "verify-full"),
        ("postgresql:///desk?host=hub.example", {}, "verify-full"),
        ("postgresql://localhost,hub.example/desk", {}, "verify-full"),
        ("postgresql://localhost:5432,hub.example:5433/desk", {}, "verify-full"),
        ("postgresql://ann@hub.example/desk?hostaddr=127.0.0.1", {}, "verify-full"),
        ("postgresql:///desk?host=hub.example&hostaddr=127.0.0.1", {}, "verify-full"),
        ("postgresql://localhost/desk?hostaddr=192.0.2.7", {}, "verify-full"),
        ("postgresql://localhost/desk", {"PGHOSTADDR": "192.0.2.7"}, "verify-full"),
        ("postgresql:///desk", {"PGHOSTADDR": "192.0.2.7"}, "verify-full"),
        ("postgresql:///?service=desk", {}, "verify-full"),
        ("postgresql:///desk?hostaddr=127.0.0.1", {}, None),
        ("postgresql://ann@[::1]:5432/desk", {}, None),
        ("postgresql://ann@hub.example/desk?sslmode=require", {}, None),
        ("postgresql://ann@hub.example/desk", {"PGSSLMODE": "disable"}, None),
        ("postgresql://ann@127.0.0.1/desk", {}, None),
        ("postgresql://ann@[::1]/desk", {}, None),
        ("postgresql://localhost/desk", {}, None),
        ("postgresql:///desk?host=/run/postgresql", {}, None),
    ],
)
def test_a_hub_elsewhere_must_show_who_it_is(
    text: str, environment: dict[str, str], mode: str | None
) -> None:
    """TLS with a look at the certificate is asked for, unless the hub is on this machine or less was asked for by name."""
    where = address(text, environment)
    assert where.options.get("sslmode") == mode
    weaker = "sslmode=" in text or "PGSSLMODE" in environment
    assert bool(where.warning) == weaker


def test_a_wrong_password_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password that the server refuses, or none, is told as that, and nothing is repeated of it."""
    with desk.library("ann") as ann:
        monkeypatch.setenv("PGPASSWORD", "not s3cret at all")
        with pytest.raises(HubError, match="refuses the password") as refused:
            desk.sync(ann)
        assert "s3cret" not in str(refused.value)
        monkeypatch.delenv("PGPASSWORD")
        with pytest.raises(HubError, match="asks for a password"):
            desk.sync(ann)


def test_without_a_network_nothing_is_lost(desk: Desk) -> None:
    """Where nobody answers, that is said, and what was done waits."""
    with desk.library("ann") as ann:
        add(ann)
        with pytest.raises(HubError, match="cannot be reached"):
            sync(ann, "postgresql://ann@127.0.0.1:1/desk")
        assert desk.sync(ann).pushed > 0


def test_a_hub_of_another_version_is_refused(desk: Desk) -> None:
    """A newer hub asks for an upgrade of reeread, an older one for its owner; neither is written to."""
    with desk.library("ann") as ann:
        add(ann)
        for version, said in ((99, "newer reeread"), (0, "no hub")):
            with desk.server.connection(desk.database) as owner:
                owner.execute("UPDATE reeread.hub SET version = %s", (version,))
            with pytest.raises(HubError, match=said):
                desk.sync(ann)
        with desk.server.connection(desk.database) as owner:
            held = owner.execute("SELECT count(*) FROM reeread.pushes").fetchone()
        assert held == (0,)


def test_a_database_without_a_hub_is_told(desk: Desk) -> None:
    """In a database where nobody made a hub, the message says how one is made."""
    with desk.library("ann") as ann, pytest.raises(HubError, match="hub init"):
        sync(ann, desk.server.address("postgres", READER))


def test_making_a_hub_twice_is_making_it_once(desk: Desk) -> None:
    """A hub that is up to date stays as it is."""
    with desk.server.connection(desk.database, autocommit=True) as owner:
        assert setup.init(owner) == (1, 1)


def test_who_was_let_in_is_listed_and_can_be_let_out(desk: Desk) -> None:
    """Members are listed with what they pushed; who is let out is refused, and what he pushed stays listed."""
    with desk.library("ann") as ann:
        desk.sync(ann)
        with desk.server.connection(desk.database, autocommit=True) as owner:
            (member,) = setup.members(owner)
            assert (member.name, member.may, member.authors, member.edits) == (READER, True, ("ann",), 4)
            setup.remove_member(owner, READER)
            try:
                with pytest.raises(HubError, match="may not use the hub"):
                    desk.sync(ann)
                assert [(one.name, one.may) for one in setup.members(owner)] == [(READER, False)]
            finally:
                setup.add_member(owner, READER, None)


def test_what_a_newer_reeread_says_is_kept_for_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields and kinds that this program does not know are kept as they came, the rest is taken in, and an upgrade takes in what was kept."""
    strange = {"subject": "mood", "thing": "m", "author": "x", "at": "", "deed": "feel", "fields": {"a": 1}, "parents": []}  # fmt: skip
    with desk.library("ann") as ann, desk.library("ben") as ben:
        briefing = add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        desk.sync(ben)
        grading.grade_passage(ann, Passage(briefing, Span(0, 5)), Credibility.PROBABLE)
        mark(ann, 0, 5, note="changed")
        desk.sync(ann)
        with hub(address(desk.address)) as remote:
            exchange.push(remote, str(uuid4()), "x", [(f"{uuid4()}.0", json.dumps(strange))], ())
        with monkeypatch.context() as older:
            older.setattr(
                taking,
                "unknown",
                lambda subject, names: (
                    *fields.unknown(subject, names),
                    *(name for name in names if name == "grade"),
                ),
            )
            assert desk.sync(ben).aside == 2
        (annotation,) = tagging.annotations(ben)
        assert (annotation.note, annotation.grade) == ("changed", None)
        monkeypatch.setattr(syncing, "FORMAT", fields.FORMAT + 1)
        assert desk.sync(ben).aside == 1
        assert tagging.annotations(ben)[0].grade is Credibility.PROBABLE
        assert tagging.annotations(ben)[0].note == "changed"
        assert syncing.conflicts(ben) == ()


def test_a_text_that_is_not_what_its_id_says_comes_into_no_library(desk: Desk) -> None:
    """A text that somebody pushed under another's id is not taken in, what stands on it is kept aside, and the sync goes on."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        desk.sync(ann)
        with desk.server.connection(desk.database) as owner:
            owner.execute("UPDATE reeread.texts SET body = %s", (b"x",))
        assert desk.sync(ben).aside == 1
        assert reading.briefings(ben) == ()
        assert desk.sync(ben).pulled == 0
