"""Queries that end when their answer is no longer wanted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reeread.store.engine import Connection, sqlite

_STEPS = 10_000
"""Instructions of SQLite's machine between two looks at whether the answer is still wanted."""


@contextmanager
def by(connection: Connection, stop: Callable[[], bool] | None) -> Iterator[None]:
    """Let queries inside end once `stop` says so, and leave the block then.

    What was assigned inside before is what there is.
    """
    if stop is None:
        yield
        return
    try:
        connection.set_progress_handler(stop, _STEPS)
        yield
    except sqlite.OperationalError:
        if not stop():
            raise
    finally:
        connection.set_progress_handler(None, 0)
