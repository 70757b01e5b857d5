"""Many rows at once."""

from collections.abc import Iterable, Sequence
from itertools import chain

from reeread.store.engine import Connection

_VALUES = 2_000
"""Values that one statement is given: a row by itself takes up to twice the time."""


def insert(connection: Connection, into: str, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows.

    Args:
        connection: The library.
        into: A table, with the names of columns in brackets where not all are given.
        rows: All as long as the first.
    """
    every = [*rows]
    if not every:
        return
    places = f"({', '.join('?' * len(every[0]))})"
    size = _VALUES // len(every[0])
    whole = len(every) // size * size
    if whole:
        connection.executemany(
            f"INSERT INTO {into} VALUES {', '.join([places] * size)}",
            ([*chain.from_iterable(every[start : start + size])] for start in range(0, whole, size)),
        )
    connection.executemany(f"INSERT INTO {into} VALUES {places}", every[whole:])
