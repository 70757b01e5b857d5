"""Triggers that are away for a while."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reeread.store.engine import Connection


@contextmanager
def lifted(connection: Connection, names: Sequence[str]) -> Iterator[None]:
    """Take triggers away and make them again from their own text, within a transaction, so that nobody else is without them.

    If this fails, what was written since the transaction or the savepoint began has to be taken back, which brings them back.
    """
    kept = connection.execute(
        f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN ({', '.join('?' * len(names))})",
        names,
    ).fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in kept:
        connection.execute(sql)
