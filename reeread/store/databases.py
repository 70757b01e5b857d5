"""Databases that are no libraries: files of other programs, written from statements."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reeread.store import engine
from reeread.store.failures import told


def build(path: Path, statements: Iterable[tuple[str, Sequence[Any]]]) -> None:
    """Fill an empty file with what the statements make, in one transaction.

    Raises:
        StoreError: A statement fails, or the file cannot be written.
    """
    with told(path):
        connection = engine.connect(str(path))
        try:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN")
            for sql, values in statements:
                connection.execute(sql, values)
            connection.execute("COMMIT")
        finally:
            connection.close()
