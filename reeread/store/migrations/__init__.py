"""The steps that bring a library file up to date: one SQL file a version, in order, never changed once shipped."""

import os
import zlib
from collections.abc import Sequence
from pathlib import Path

from reeread.store.opening import Access

FOLDER = Path(__file__).parent


def steps(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Return the SQL files in order; the file of version n is the nth."""
    return tuple(sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql")))


def upgrade(access: Access, files: Sequence[Path]) -> Path | None:
    """Bring the library up to date in one transaction; return the backup if there was data to keep.

    Whoever comes second waits for the first and then finds nothing left to do.
    """
    import sqlite_utils

    connection = access.connection()
    try:
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version >= len(files):
            connection.execute("ROLLBACK")
            return None
        backup = _backup(access, version) if version else None
        connection.create_function("compressed", 1, _compressed, deterministic=True)
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


def _backup(access: Access, version: int) -> Path:
    """Copy the last committed state beside the library, through a second connection that sees only that."""
    from reeread.store import engine

    number = 0
    while True:
        ending = f".v{version}.backup" if not number else f".v{version}-{number}.backup"
        backup = access.path.with_name(access.path.name + ending)
        try:
            os.close(os.open(backup, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            break
        except FileExistsError:
            number += 1
    source, target = access.connection(read_only=True), engine.connect(os.fspath(backup))
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
        source.close()
    return backup
