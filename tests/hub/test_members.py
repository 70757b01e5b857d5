"""`reeread hub users` as an owner and others call it, on a real server."""

import pytest
from postgres import OWNER, PASSWORD, READER, READER_PASSWORD
from psycopg import sql

from tests.hub.conftest import Desk
from tests.hub.test_commands import run


@pytest.mark.parametrize("name", ['o\'neil "x"', "ann; drop role reader", "Zoë"])
def test_a_name_that_needs_quoting_is_let_in_and_out(desk: Desk, name: str) -> None:
    """Whatever stands in a name, the role of just this name is made, listed, and let out."""
    owner = desk.server.address(desk.database)
    try:
        added = run("hub", "users", owner, "--add", name, PGPASSWORD=PASSWORD)
        assert (added.returncode, added.stdout) == (0, f"{name} may use the hub, and is a new role.\n")
        assert name in run("hub", "users", owner, PGPASSWORD=PASSWORD).stdout
        removed = run("hub", "users", owner, "--remove", name, PGPASSWORD=PASSWORD)
        assert (removed.returncode, removed.stdout) == (0, f"{name} may use the hub no longer.\n")
        listed = run("hub", "users", owner, PGPASSWORD=PASSWORD).stdout
        assert name not in listed and "reader" in listed
    finally:
        with desk.server.connection(desk.database, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


@pytest.mark.parametrize(
    ("given", "user", "said"),
    [
        (["--remove", "nobody here"], OWNER, "no role"),
        (["--add", "ben"], "reader", "has no right"),
        (["--remove", "reader"], "reader", "has no right"),
        (["--add", ""], OWNER, "cannot be the name"),
        (["--add", "pg_ben"], OWNER, "cannot be the name"),
    ],
    ids=["unknown", "no right", "no right to remove", "no name", "the server's own"],
)
def test_what_cannot_be_is_said(desk: Desk, given: list[str], user: str, said: str) -> None:
    """An unknown role, a missing right or a name that cannot be ends in a message that says what next."""
    secret = {} if user == "reader" else {"PGPASSWORD": PASSWORD}
    ended = run("hub", "users", desk.server.address(desk.database, user), *given, **secret)
    assert ended.returncode != 0 and ended.stdout == ""
    assert (
        said in ended.stderr
        and "Traceback" not in ended.stderr
        and "fault in the program" not in ended.stderr
    )


def test_hubs_on_one_server_share_nobody(desk: Desk) -> None:
    """Whoever is let into one hub is refused by another on the same server, until its owner lets him in too."""
    other = desk.server.database()
    owner, reader = desk.server.address(other), desk.server.address(other, READER)
    assert run("hub", "init", owner, PGPASSWORD=PASSWORD).returncode == 0
    assert READER in run("hub", "users", desk.server.address(desk.database), PGPASSWORD=PASSWORD).stdout
    assert READER not in run("hub", "users", owner, PGPASSWORD=PASSWORD).stdout
    library = "--db", str(desk.folder / "eve.db")
    refused = run(*library, "sync", reader, PGPASSWORD=READER_PASSWORD)
    assert refused.returncode != 0
    assert f"reeread hub users ADDRESS --add {READER}" in refused.stderr
    assert run("hub", "users", owner, "--add", READER, PGPASSWORD=PASSWORD).returncode == 0
    assert run(*library, "sync", reader, PGPASSWORD=READER_PASSWORD).returncode == 0
    assert run("hub", "users", owner, "--remove", READER, PGPASSWORD=PASSWORD).returncode == 0
    assert run(*library, "sync", reader, PGPASSWORD=READER_PASSWORD).returncode != 0
    with desk.library("ann") as ann:
        desk.sync(ann)


def test_a_hub_from_another_server_has_its_people_let_in_again(desk: Desk) -> None:
    """Where the group of a hub is not on the server, as after a dump was brought there, `hub init` makes it."""
    owner = desk.server.address(desk.database)
    with desk.server.connection(desk.database, autocommit=True) as connection:
        row = connection.execute("SELECT readers::text FROM reeread.hub").fetchone()
        assert row is not None
        group = sql.Identifier(row[0])
        for said in ("DROP OWNED BY {}", "DROP ROLE {}"):
            connection.execute(sql.SQL(said).format(group))
    assert READER not in run("hub", "users", owner, PGPASSWORD=PASSWORD).stdout
    assert run("hub", "init", owner, PGPASSWORD=PASSWORD).returncode == 0
    assert run("hub", "users", owner, "--add", READER, PGPASSWORD=PASSWORD).returncode == 0
    with desk.library("ann") as ann:
        desk.sync(ann)
