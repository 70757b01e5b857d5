"""The steps that bring a library file up to date: one SQL file a version, in order, never changed once shipped."""

import zlib
from collections.abc import Sequence
from pathlib import Path

from reeread.store.opening import Access

FOLDER = Path(__file__).parent
_PATIENCE = 60_000
"""Milliseconds that one waits for another who upgrades the same library, a large one perhaps."""


def steps(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Return the SQL files in order; the file of version n is the nth."""
    return tuple(sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql")))


def upgrade(access: Access, files: Sequence[Path]) -> Path | None:
    """Bring the library up to date in one transaction; return the backup if there was data to keep.

    Whoever comes second waits for the first and then finds nothing left to do.
    """
    import sqlite_utils

    from reeread.store import backups, words

    connection = access.connection()
    try:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version >= len(files):
            connection.execute("ROLLBACK")
            return None
        backup = backups.make(access, backups.folder(access.path), "upgrade").path if version else None
        connection.create_function("compressed", 1, _compressed, deterministic=True)
        words.can_fold(connection)
        database = sqlite_utils.Database(connection, execute_plugins=False)
        for file in files[version:]:
            database.executescript(file.read_text("utf-8"))
        connection.execute(f"PRAGMA user_version = {len(files)}")
        connection.execute("COMMIT")
        return backup
    finally:
        connection.close()  # rolls back what was not committed


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode())
