"""The SQLite build that the store reads and writes with, chosen without importing sqlite_utils.

sqlite_utils makes the same choice (pysqlite3 where it has a wheel, else the standard library), so a
connection opened here is one that it can write through. Importing it costs a tenth of a second, which the
first paint does not have.
"""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        import pysqlite3.dbapi2 as sqlite
    except ImportError:
        import sqlite3 as sqlite

__all__ = ["BUSY_MILLISECONDS", "Connection", "connect", "sqlite", "temporary"]

Connection: TypeAlias = sqlite.Connection

BUSY_MILLISECONDS = 5000

_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "recursive_triggers = ON",  # or REPLACE would get past the triggers that guard the log
    "cache_size = -16384",
    "synchronous = FULL",
)


def connect(path: str, *, mode: str = "rw", immutable: bool = False) -> Connection:
    """Return a connection without implicit transactions that may be closed from any thread.

    Args:
        path: The file.
        mode: "ro", "rw" or "rwc", as in SQLite's URIs.
        immutable: Whether to promise SQLite that nobody writes, as a read-only folder needs.
    """
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{escaped}?mode={mode}" + ("&immutable=1" if immutable else "")
    return _prepared(sqlite.connect(address, uri=True, isolation_level=None, check_same_thread=False))


def temporary() -> Connection:
    """Return a connection to an empty database that nobody else can open and of which nothing is left afterwards."""
    connection = _prepared(sqlite.connect("", isolation_level=None, check_same_thread=False))
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _prepared(connection: Connection) -> Connection:
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection
