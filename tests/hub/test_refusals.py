"""What is told of a hub that is not reached or refuses: all that helps, and what to do next."""

from collections.abc import Iterator

import psycopg
import pytest
from postgres import OWNER, PASSWORD, READER, READER_PASSWORD, Server

from reeread.library.syncing import sync
from reeread.team import refusals, setup
from reeread.team.address import address
from reeread.team.hub import HubError, connected, hub
from tests.hub.conftest import Desk
from tests.hub.test_commands import run

PLAIN = "plain"
"""A role that owns a database and may not make roles."""


def _unreached(text: str) -> str:
    with pytest.raises(HubError) as refused, connected(address(text)):
        pytest.fail("it was let in")
    return str(refused.value)


def test_of_several_hosts_each_is_told(desk: Desk) -> None:
    """Where one host does not answer and the other refuses, both are said, each once."""
    port = desk.server.port
    said = _unreached(f"postgresql://{READER}@127.0.0.1:1,127.0.0.1:{port}/nowhere")
    assert said.count("Connection refused") == 1
    assert said.count('database "nowhere" does not exist') == 1
    assert "hostaddr" not in said and "\n" not in said


def test_the_detail_of_a_refusal_is_told(desk: Desk) -> None:
    """What the server says in its second line is not lost, and who is refused is not sent to look for a network."""
    with desk.server.connection(desk.database, autocommit=True) as owner:
        owner.execute(f"REVOKE CONNECT ON DATABASE {desk.database} FROM public")
    said = _unreached(desk.address)
    assert "The hub refuses" in said and "User does not have CONNECT privilege" in said
    assert "network" not in said and "DETAIL" not in said


@pytest.mark.parametrize(
    ("text", "what", "next_step"),
    [
        (
            'connection failed: connection to server at "192.0.2.7", port 5432 failed: FATAL:  no pg_hba.conf entry for'
            ' host "192.0.2.9", user "ben", database "desk", SSL encryption\n'
            'connection to server at "192.0.2.7", port 5432 failed: FATAL:  no pg_hba.conf entry for host "192.0.2.9",'
            ' user "ben", database "desk", no encryption',
            "lets nobody in like this",
            "pg_hba.conf",
        ),
        (
            'connection failed: connection to server at "192.0.2.7", port 5432 failed: FATAL:  the database system is'
            " starting up",
            "no place at the moment",
            "in a while",
        ),
        (
            'connection failed: connection to server at "192.0.2.7", port 5432 failed: FATAL:  connection requires a'
            " valid client certificate",
            "refuses",
            "ask its owner",
        ),
        (
            'connection failed: connection to server at "192.0.2.7", port 5432 failed: root certificate file'
            ' "/roots" does not exist\nEither provide the file, use the system\'s trusted roots with'
            " sslrootcert=system, or change sslmode to disable server certificate verification.",
            "cannot be trusted",
            "sslrootcert",
        ),
        ("connection timeout expired", "cannot be reached", "network"),
        ("", "cannot be reached (OperationalError)", "network"),
    ],
    ids=["not let in", "starting", "no certificate of one's own", "no root", "silence", "nothing"],
)
def test_what_the_driver_says_is_told_with_what_helps(text: str, what: str, next_step: str) -> None:
    """Each way of not being reached has its own next step, and no line of what the driver says is left out."""
    told = refusals.unreached(psycopg.OperationalError(text))
    assert what in told.what and next_step in told.next_step
    for line in text.splitlines():
        assert line.removeprefix("connection failed: ").rstrip(".") in told.what


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postgresql://127.0.0.1/desk?bogus=1", "not understood"),
        ("postgresql://127.0.0.1:port/desk", "not understood"),
        ("postgresql:///?service=nowhere", "service of the hub is not found"),
    ],
    ids=["option", "port", "service"],
)
def test_an_address_that_cannot_be_is_no_lack_of_a_network(text: str, said: str) -> None:
    """What the driver does not understand in an address, or does not find, is told as that."""
    assert said in _unreached(text)


def test_nothing_of_a_statement_is_told(desk: Desk) -> None:
    """Where the server shows the place in a statement, that is kept back: a password may stand there."""
    where = address(desk.server.address(desk.database))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PGPASSWORD", PASSWORD)
        with pytest.raises(HubError, match="The hub refused") as refused, connected(where) as connection:
            connection.execute("ALTER ROLE nobody PASSWORD 's3cret' AND MORE")
    assert "syntax error" in str(refused.value) and "s3cret" not in str(refused.value)


def test_a_server_that_has_no_room_is_not_lost(desk: Desk) -> None:
    """What the server could not do is told with its hint, apart from a connection that broke."""
    full = (
        "DO $$ BEGIN RAISE EXCEPTION 'could not extend file'"
        " USING ERRCODE = '53100', HINT = 'Check free disk space.'; END $$"
    )
    with pytest.raises(HubError) as refused, hub(address(desk.address)) as connection:
        connection.execute(full)
    assert "The hub refused (could not extend file. Check free disk space)" in str(refused.value)
    with pytest.raises(HubError, match="lost on the way"), hub(address(desk.address)) as connection:
        with desk.server.connection(desk.database, autocommit=True) as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
        connection.execute("SELECT 1")


@pytest.mark.parametrize("given", [("--add", "Zoë O'Neil"), ("--remove", "reader")], ids=["add", "remove"])
def test_a_member_is_told_what_the_owner_does(desk: Desk, given: tuple[str, str]) -> None:
    """Whoever may not let people in or out is told who may, with the command for them."""
    ended = run("hub", "users", desk.address, *given)
    assert ended.returncode == 1
    quoted = "reader" if given[1] == "reader" else "'Zoë O'\"'\"'Neil'"
    assert f"Its owner, {OWNER}, does this: reeread hub users ADDRESS {given[0]} {quoted}" in ended.stderr
    assert "permission denied" in ended.stderr


def test_who_may_not_make_a_hub_is_told_who_may(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a database of somebody else the message names the owner."""
    monkeypatch.setenv("PGPASSWORD", READER_PASSWORD)
    with (
        pytest.raises(HubError, match=f"Its owner, {OWNER}, does this: reeread hub init ADDRESS"),
        connected(address(server.address(server.database(), READER))) as connection,
    ):
        setup.init(connection)


def test_who_was_let_out_is_told_how_the_owner_lets_him_in(desk: Desk) -> None:
    """A member no longer is told the owner's command with the own name in it."""
    with desk.server.connection(desk.database, autocommit=True) as owner:
        setup.remove_member(owner, READER)
    with desk.library("ann") as ann, pytest.raises(HubError) as refused:
        sync(ann, desk.address)
    assert f"Its owner lets you in: reeread hub users ADDRESS --add {READER}" in str(refused.value)


@pytest.fixture
def plain(server: Server) -> Iterator[Server]:
    """Return the server with a role that owns databases and may not make roles."""
    with server.connection("postgres", autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {PLAIN} LOGIN PASSWORD '{READER_PASSWORD}'")
    yield server
    with server.connection("postgres", autocommit=True) as owner:
        owner.execute(f"DROP ROLE {PLAIN}")


def test_an_owner_who_lacks_a_right_is_told_who_gives_it(
    plain: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An owner who may not make roles is not sent to the owner, but told the right that is lacking."""
    monkeypatch.setenv("PGPASSWORD", READER_PASSWORD)
    database = plain.database()
    with plain.connection("postgres", autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {database} OWNER TO {PLAIN}")
    with connected(address(plain.address(database, PLAIN))) as connection:
        with pytest.raises(HubError, match=f'ALTER ROLE "{PLAIN}" CREATEROLE'):
            setup.add_member(connection, "newcomer", None)
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with plain.connection("postgres", autocommit=True) as owner:
        owner.execute(f"DROP DATABASE {database}")
