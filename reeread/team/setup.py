"""Making a hub, letting people use it, and telling who did."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reeread.model.errors import NotFound, UsageError
from reeread.team import refusals
from reeread.team.hub import STEPS, HubError, found_version

if TYPE_CHECKING:
    from psycopg import Connection

_GROUP = "SELECT readers::text FROM reeread.hub"
_RIGHTS = (
    "GRANT USAGE ON SCHEMA reeread TO {}",
    "GRANT SELECT ON reeread.hub, reeread.pushes, reeread.edits, reeread.texts TO {}",
    "GRANT INSERT ON reeread.pushes, reeread.edits, reeread.texts TO {}",
)
"""Of those who may use a hub."""
_OWNER = (
    "SELECT pg_get_userbyid(coalesce((SELECT nspowner FROM pg_namespace WHERE nspname = 'reeread'), datdba))::text,"
    " current_user::text FROM pg_database WHERE datname = current_database()"
)
"""Who owns the hub, or the database where there is none, and who asks."""


@dataclass(frozen=True, slots=True)
class Member:
    """A role that may use a hub, and what it pushed."""

    name: str
    may: bool
    """Whether it still may."""
    pushes: int
    edits: int
    last: str
    """The time of its last push, ISO in UTC; empty if there was none."""
    authors: tuple[str, ...]
    """Under which names it pushed."""


def init(connection: "Connection") -> tuple[int, int]:
    """Make a hub in a database, or bring one up to date; return the version that it had, 0 for none, and has.

    Raises:
        HubError: It is of a newer reeread, or this role may not.
    """
    with _owners(connection, "init ADDRESS"), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('reeread'))")  # another may do the same
        version = found_version(connection)
        if version > len(STEPS):
            raise HubError(
                f"The hub is of a newer reeread (version {version}, this one knows {len(STEPS)}).",
                next_step="Upgrade reeread.",
            )
        for step in STEPS[version:]:
            connection.execute(step.read_bytes())
        if version == 0:
            connection.execute("INSERT INTO reeread.hub (version) VALUES (%s)", (len(STEPS),))
        else:
            connection.execute(
                "UPDATE reeread.hub SET version = %s WHERE version <> %s", (len(STEPS), len(STEPS))
            )
        _give_rights(connection)
    return version, len(STEPS)


def _give_rights(connection: "Connection") -> None:
    """Let the group of a hub be there and use it, which a hub brought from another server lacks."""
    from psycopg import sql

    name = _group(connection)
    group = sql.Identifier(name)
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(group))
    for right in _RIGHTS:
        connection.execute(sql.SQL(right).format(group))


def _group(connection: "Connection") -> str:
    """Return the role whose members may use a hub."""
    row = connection.execute(_GROUP).fetchone()
    assert row is not None  # each hub has one row
    return str(row[0])


def members(connection: "Connection") -> list[Member]:
    """Return who may use a hub or did, in the order of their names."""
    rows = connection.execute(
        "SELECT coalesce(may.name, did.name)::text, may.name IS NOT NULL, coalesce(pushes, 0), coalesce(edits, 0),"
        " coalesce(to_char(last AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ''), authors FROM ("
        " SELECT member.rolname AS name FROM pg_auth_members JOIN pg_roles AS member ON member.oid = member"
        f" JOIN pg_roles AS held ON held.oid = roleid WHERE held.rolname = ({_GROUP})) AS may FULL JOIN ("
        " SELECT pushed_by AS name, count(*) AS pushes, sum(edits) AS edits, max(at) AS last,"
        " array_agg(DISTINCT author) AS authors FROM reeread.pushes GROUP BY pushed_by) AS did ON did.name = may.name"
        " ORDER BY 1"
    ).fetchall()
    return [
        Member(name, may, int(pushes), int(edits), last, tuple(sorted(authors or ())))
        for name, may, pushes, edits, last, authors in rows
    ]


def add_member(connection: "Connection", name: str, password: str | None) -> bool:
    """Let a role use the hub, and make it if there is none; return whether it was made.

    Args:
        connection: Of somebody who may make roles.
        name: The role's.
        password: Its new one; it leaves this machine only as what PostgreSQL keeps of it. None leaves it as it is.

    Raises:
        UsageError: The name cannot be a role's.
        HubError: Whoever asks has no right to.
    """
    from psycopg import sql

    if not name or "\0" in name or len(name.encode()) > 63 or name.startswith("pg_"):
        raise UsageError(f"{name!r} cannot be the name of a role.", next_step="Use letters and digits.")
    role = sql.Identifier(name)
    with _owners(connection, f"users ADDRESS --add {shlex.quote(name)}"), connection.transaction():
        there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
        if there is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(role))
        if password is not None:
            kept = connection.pgconn.encrypt_password(
                password.encode(), name.encode(), b"scram-sha-256"
            ).decode()
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(kept)))
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(_group(connection)), role))
    return there is None


def remove_member(connection: "Connection", name: str) -> None:
    """Let a role use the hub no longer; what it pushed stays.

    Raises:
        NotFound: There is no such role.
        HubError: Whoever asks has no right to.
    """
    from psycopg import sql

    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
        raise NotFound(
            f"There is no role {name!r} on this server.",
            next_step="`reeread hub users ADDRESS` lists who may.",
        )
    with _owners(connection, f"users ADDRESS --remove {shlex.quote(name)}"), connection.transaction():
        group = sql.Identifier(_group(connection))
        connection.execute(sql.SQL("REVOKE {} FROM {}").format(group, sql.Identifier(name)))


@contextmanager
def _owners(connection: "Connection", deed: str) -> Iterator[None]:
    """Tell whoever has no right to a deed, by the words after `reeread hub`, who has, or who gives it."""
    from psycopg import sql
    from psycopg.errors import InsufficientPrivilege

    try:
        yield
    except InsufficientPrivilege as error:
        found = connection.execute(_OWNER).fetchone()
        owner, asking = found or ("", "")
        if asking == owner:
            given = sql.SQL("ALTER ROLE {} CREATEROLE").format(sql.Identifier(owner)).as_string(connection)
            next_step = f"Who runs the server does this, or gives you the right, for instance by {given}"
        else:
            next_step = f"Its owner, {owner}, does this: reeread hub {deed}"
        raise HubError(
            f"{asking} has no right to this ({refusals.reason(error)}).", next_step=next_step
        ) from error
