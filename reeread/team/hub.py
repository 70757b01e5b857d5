"""A connection to a hub, and what goes wrong on the way said in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reeread.extras import needed
from reeread.model.errors import ReereadError
from reeread.team import refusals
from reeread.team.address import Address

if TYPE_CHECKING:
    from psycopg import Connection

STEPS = tuple(sorted((Path(__file__).parent / "migrations").glob("[0-9][0-9][0-9][0-9]_*.sql")))
"""The SQL that makes a hub, one file a version."""

_FOUND = "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'reeread'"


class HubError(ReereadError):
    """A hub that cannot be reached, refuses, or is no hub; nothing in the library is lost by it."""


@contextmanager
def connected(address: Address) -> Iterator["Connection"]:
    """Lend a connection to a database, whatever is in it.

    Raises:
        HubError: It cannot be reached, or it refuses.
    """
    with needed("team", "A shared hub", HubError):
        import psycopg
    connection = _connection(address)
    user = connection.info.user
    try:
        yield connection
    except psycopg.Error as error:
        raise _told(refusals.cut_short(error, user)) from error
    finally:
        connection.close()


@contextmanager
def hub(address: Address) -> Iterator["Connection"]:
    """Lend a connection to a hub of this program's version.

    Raises:
        HubError: There is none, it cannot be reached, or it is of another version.
    """
    with connected(address) as connection:
        version = found_version(connection)
        if version == 0:
            raise HubError(
                "There is no hub in this database.", next_step="Its owner makes one: reeread hub init ADDRESS"
            )
        if version > len(STEPS):
            raise HubError(
                f"The hub is of a newer reeread (version {version}, this one knows {len(STEPS)}).",
                next_step="Upgrade reeread; until then nothing is sent or fetched.",
            )
        if version < len(STEPS):
            raise HubError(
                f"The hub is of an older reeread (version {version}, this one needs {len(STEPS)}).",
                next_step="Its owner brings it up to date: reeread hub init ADDRESS",
            )
        yield connection


def found_version(connection: "Connection") -> int:
    """Return the version of the hub in a database, 0 where there is none.

    Raises:
        HubError: This role may not look at it.
    """
    row = connection.execute(_FOUND).fetchone()
    if row is None:
        return 0
    if not row[0]:
        raise HubError("This role may not use the hub.", next_step=refusals.let_in(connection.info.user))
    held = connection.execute("SELECT version FROM reeread.hub").fetchone()
    return int(held[0]) if held else 0


def identity(connection: "Connection") -> str:
    """Return the id of a hub, which it keeps wherever it moves."""
    row = connection.execute("SELECT id FROM reeread.hub").fetchone()
    return str(row[0]) if row else ""


def _connection(address: Address) -> "Connection":
    import psycopg

    try:
        return psycopg.connect(
            psycopg.conninfo.make_conninfo(address.text, **address.options), autocommit=True
        )
    except psycopg.OperationalError as error:
        secret = _from_keyring(address) if refusals.NO_SECRET in str(error) else None
        if secret is None:
            raise _told(refusals.unreached(error)) from None
    except psycopg.ProgrammingError as error:
        raise _told(refusals.unreached(error)) from None
    try:
        options = {**address.options, "password": secret}
        return psycopg.connect(psycopg.conninfo.make_conninfo(address.text, **options), autocommit=True)
    except psycopg.OperationalError as error:
        raise _told(refusals.unreached(error)) from None


def _told(refusal: refusals.Refusal) -> HubError:
    return HubError(refusal.what, next_step=refusal.next_step)


def _from_keyring(address: Address) -> str | None:
    """Return what the keyring of this machine keeps for an address, if there is a keyring."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        secret = keyring.get_password("reeread", address.text)
    except Exception:  # a keyring that is locked or broken is none, whatever it raises
        return None
    return secret if isinstance(secret, str) else None
