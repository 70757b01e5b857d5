"""A library as it was: a copy of it that is thrown away, in which all is taken back that was done since."""

import json
from pathlib import Path

from reeread.model.errors import NotFound, StoreError
from reeread.store import engine
from reeread.store.deed import Deed
from reeread.store.engine import Connection
from reeread.store.failures import told
from reeread.store.history import KINDS
from reeread.store.ids import Clock
from reeread.store.opening import Access
from reeread.store.store import Session, Store

_SINCE = """
SELECT subject, subject_id, before, after FROM events
WHERE transaction_id > ? AND (before IS NOT NULL OR after IS NOT NULL)
ORDER BY transaction_id DESC, number DESC
"""

_LAST = """
SELECT transaction_id FROM events WHERE at <= ? AND NOT EXISTS (
    SELECT 1 FROM sync_arrivals WHERE transaction_id BETWEEN first AND last AND sync_arrivals.at > ?
) ORDER BY transaction_id DESC LIMIT 1
"""
"""What others did counts from when it came in: before that this library did not have it."""


class Past(Store):
    """A copy in the hands of one connection, which SQLite keeps in memory or in a file without a name."""

    def __init__(self, path: Path, connection: Connection, clock: Clock, notice: str) -> None:
        super().__init__(Access(path, True, True), clock=clock, ids=str, notice=notice)
        self._only = Session(connection, None)
        self._sessions.add(self._only)

    @property
    def file(self) -> None:
        """Return nothing: no other process can see it."""

    def _session(self) -> Session:
        if self._closed:
            raise StoreError("The library is closed.", str(self.path), "Open it again.")
        return self._only


def rewound(store: Store, moment: str, clock: Clock) -> Past:
    """Return the library as it was after what was done last at a moment, or before it.

    The log is taken back from its end. Where the clock was set back between two deeds, what stands in the log before
    a deed of that moment was done before it, whatever its own time says.

    Args:
        store: The library.
        moment: An ISO date-time in UTC, to the millisecond, with Z.
        clock: What tells the time in that library.

    Raises:
        StoreError: There is no room for the copy, or the log does not fit what the library holds.
    """
    connection = engine.temporary()
    try:
        with store.reading() as source:
            source.backup(connection)
        with told(store.path):
            _rewind(connection, moment, store.path)
    except BaseException:
        connection.close()
        raise
    return Past(store.path, connection, clock, f"This is the library as it was at {moment}: it is read-only.")


def _rewind(connection: Connection, moment: str, path: Path) -> None:
    import sqlite_utils

    database = sqlite_utils.Database(connection, execute_plugins=False)
    deed = Deed(database, "", "", 0.0, str)
    connection.execute("BEGIN")
    row = connection.execute(_LAST, (moment, moment)).fetchone()
    last = int(row[0]) if row else 0
    for subject, id, *states in connection.execute(_SINCE, (last,)):
        kind = KINDS[subject]
        before, after = (None if state is None else json.loads(state) for state in states)
        try:
            if before is None:
                kind.delete(deed, id)
            elif after is None:
                kind.create(deed, id, before)
            elif before:
                kind.update(deed, id, before)
        except (NotFound, TypeError, KeyError, engine.sqlite.IntegrityError) as error:
            raise StoreError(
                f"What the library was then cannot be told: its log does not fit what it holds ({subject} {id}).",
                str(path),
                "`reeread doctor` looks at the library.",
            ) from error
    connection.execute("DROP TRIGGER events_remain")
    connection.execute("DELETE FROM events WHERE transaction_id > ?", (last,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA query_only = ON")
