"""Databases that are no libraries: files of other programs, written from statements and asked with queries."""

from collections.abc import Iterable, Mapping, Sequence
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


def rows(path: Path, queries: Mapping[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a database of another program answers to these questions, by their names; nothing of it runs.

    Raises:
        StoreError: It is damaged, or has other tables.
    """
    with told(path):
        connection = engine.connect(str(path), mode="ro", immutable=True)
        try:
            return {name: connection.execute(query).fetchall() for name, query in queries.items()}
        finally:
            connection.close()
