"""A connection to a hub, and what goes wrong on the way said in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reeread.extras import needed
from reeread.model.errors import ReereadError
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
    try:
        yield connection
    except psycopg.OperationalError as error:
        raise HubError(
            f"The hub was lost on the way ({_reason(error)}).",
            next_step="Nothing is lost: do it again when the hub is back.",
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise HubError(
            f"The hub does not allow this ({_reason(error)}).",
            next_step="Ask its owner for: reeread hub users --add NAME",
        ) from error
    except psycopg.Error as error:
        raise HubError(f"The hub refused ({_reason(error)}).") from error
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
        raise HubError(
            "This role may not use the hub.", next_step="Ask its owner for: reeread hub users --add NAME"
        )
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
        secret = _from_keyring(address) if _wants_secret(error) else None
        if secret is None:
            raise _unreached(error) from None
    except psycopg.ProgrammingError as error:
        raise HubError(f"The address of the hub is not understood ({_reason(error)}).") from None
    try:
        options = {**address.options, "password": secret}
        return psycopg.connect(psycopg.conninfo.make_conninfo(address.text, **options), autocommit=True)
    except psycopg.OperationalError as error:
        raise _unreached(error) from None


def _wants_secret(error: Exception) -> bool:
    return "no password supplied" in str(error)


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


def _unreached(error: Exception) -> HubError:
    reason = _reason(error)
    if _wants_secret(error):
        return HubError(
            "The hub asks for a password, and none was found.",
            next_step="Keep it in ~/.pgpass, in a service file (PGSERVICEFILE), in PGPASSWORD or in the keyring.",
        )
    if "authentication failed" in reason:
        return HubError(
            f"The hub refuses the password or the name ({reason}).",
            next_step="Look into ~/.pgpass, PGPASSWORD or the keyring.",
        )
    if "does not support SSL" in reason:
        return HubError(
            f"The hub does not encrypt ({reason}).",
            next_step="Nothing was sent. Its owner turns TLS on, with a certificate for the name in the address.",
        )
    if "certificate" in reason or "SSL" in reason:
        return HubError(
            f"The hub cannot be trusted ({reason}).",
            next_step="Name the certificate that signs it (?sslrootcert=FILE), or ask for less with ?sslmode=require",
        )
    return HubError(
        f"The hub cannot be reached ({reason}).",
        next_step="Nothing is lost: do it again when there is a network.",
    )


def _reason(error: Exception) -> str:
    """Return the first line of what the driver says: it never holds a password."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__).removeprefix("connection failed: ").rstrip(".")
