"""A transaction under way: every change to the state goes through it and is logged with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from reeread.model.errors import StoreError
from reeread.store import many
from reeread.store.engine import Connection, sqlite
from reeread.store.ids import Ids, moment

if TYPE_CHECKING:
    import sqlite_utils

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

_DAY = 86_400

State = dict[str, Any]
"""A thing as the log writes it: plain values by field."""


class Kind(Protocol):
    """How one kind of thing is read and written as states; modules of the store fit it."""

    def state(self, connection: Connection, subject_id: str) -> State | None:
        """Return the thing as it is, None if there is none."""

    def create(self, deed: "Deed", subject_id: str, state: State) -> int | None:
        """Write a thing that was not there; return the row id of its briefing, if it is about one."""

    def update(self, deed: "Deed", subject_id: str, fields: State) -> int | None:
        """Write some fields of a thing; return the row id of its briefing."""

    def delete(self, deed: "Deed", subject_id: str) -> int | None:
        """Take a thing away; return the row id of its briefing."""


class Deed:
    """What one author does at one moment: changes and their events, kept or lost together."""

    def __init__(
        self,
        database: "sqlite_utils.Database",
        name: str,
        author: str,
        seconds: float,
        ids: Ids,
    ) -> None:
        self.database = database
        self.connection: Connection = database.conn
        self.author = author
        self.at = self._not_before_the_last(seconds)
        self.new_id = ids
        self.logged = 0
        """How many events were written."""
        self.name = name
        self.undoes: int | None = None
        """The row id of the transaction that this one takes back."""
        self._transaction = (0, "")
        self.at_commit: list[Callable[[], None]] = []
        """What is left to write when all else is: the index of words, which every savepoint would break up."""
        self._authors: dict[str, int] = {}

    def author_id(self, name: str) -> int:
        """Return the row id of an author, who is written down when first met."""
        if name not in self._authors:
            row = self.connection.execute("SELECT id FROM authors WHERE name = ?", (name,)).fetchone()
            if row is None:
                row = (self.database.execute("INSERT INTO authors (name) VALUES (?)", (name,)).lastrowid,)
            self._authors[name] = int(row[0] or 0)
        return self._authors[name]

    def forget_authors(self) -> None:
        """Ask anew for the rows of authors: some may have been taken back."""
        self._authors.clear()

    def insert(self, table: str, row: Mapping[str, object]) -> None:
        """Insert a row that is part of a thing that is logged."""
        names, places = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        self.database.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))

    def insert_all(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows that have the same columns, as `insert` does with one."""
        if rows:
            names = ", ".join(f'"{name}"' for name in rows[0])
            many.insert(self.connection, f"{table} ({names})", (tuple(row.values()) for row in rows))

    def create(self, subject: str, kind: Kind, state: State) -> str:
        """Create a thing under a new id, log it, and return the id."""
        subject_id = self.new_id()
        self.log(subject, subject_id, kind.create(self, subject_id, state), None, state)
        return subject_id

    def change(self, subject: str, kind: Kind, subject_id: str, fields: State | None) -> bool:
        """Give a thing these fields (None: take it away), log it, and return whether anything changed.

        A thing that is not there is created, and needs all its fields; one that is there keeps the others.
        """
        before = kind.state(self.connection, subject_id)
        try:
            if fields is None:
                if before is None:
                    return False
                self.log(subject, subject_id, kind.delete(self, subject_id), before, None)
            elif before is None:
                self.log(subject, subject_id, kind.create(self, subject_id, fields), None, fields)
            else:
                fields = {name: value for name, value in fields.items() if before[name] != value}
                if not fields:
                    return False
                briefing = kind.update(self, subject_id, fields)
                self.log(subject, subject_id, briefing, {name: before[name] for name in fields}, fields)
        except sqlite.IntegrityError as error:
            raise StoreError(
                f"This cannot be done, because other entries depend on the {subject}.",
                next_step="Take those back first.",
            ) from error
        return True

    def log(
        self, subject: str, subject_id: str, briefing: int | None, before: State | None, after: State | None
    ) -> None:
        """Write an event for a change that was made."""
        if not self.logged:
            self._transaction = self._last() + 1, self.new_id()
        self.insert("events", self._event(subject, subject_id, briefing, before, after))
        self.logged += 1

    def log_apart(self, subject: str, created: Sequence[tuple[str, str, int, State]]) -> None:
        """Write an event for each of many things that were created, as if each were a deed of its own.

        Args:
            subject: The kind of the things.
            created: Of each its id, an id for the transaction, the row of its briefing, and its state.
        """
        last = self._last()
        events = []
        for place, (subject_id, transaction, briefing, state) in enumerate(created, start=1):
            self._transaction = last + place, transaction
            events.append(self._event(subject, subject_id, briefing, None, state))
        self.insert_all("events", events)
        self.logged += len(events)

    def _not_before_the_last(self, seconds: float) -> str:
        """Return the time of this deed: where the clock was set back, that of the deed before it.

        A deed that lies more than a day ahead was done by a clock that was wrong then, and does not count.
        """
        before = self.connection.execute(
            "SELECT at FROM events ORDER BY transaction_id DESC, number DESC LIMIT 1"
        ).fetchone()
        now = moment(seconds)
        return before[0] if before and now < before[0] <= moment(seconds + _DAY) else now

    def _last(self) -> int:
        return int(self.connection.execute("SELECT max(transaction_id) FROM events").fetchone()[0] or 0)

    def _event(
        self, subject: str, subject_id: str, briefing: int | None, before: State | None, after: State | None
    ) -> dict[str, object]:
        return {
            "transaction_id": self._transaction[0],
            "number": self.logged,
            "transaction_uuid": self._transaction[1],
            "at": self.at,
            "author_id": self.author_id(self.author),
            "deed": self.name,
            "undoes": self.undoes,
            "subject": subject,
            "subject_id": subject_id,
            "briefing_id": briefing,
            "before": written(before),
            "after": written(after),
        }


def rewrite(
    connection: Connection, event: tuple[int, int], before: State | None, after: State | None
) -> None:
    """Let the log say something else of an event, given by transaction and number, which only a purge may.

    One that no longer changes anything is erased: it tells neither of before nor of after.
    """
    states = (None, None) if before == after else (written(before), written(after))
    connection.execute(
        "UPDATE events SET before = ?, after = ? WHERE transaction_id = ? AND number = ?", (*states, *event)
    )


def written(state: State | None) -> str | None:
    """Return a state as the log keeps it; None for none."""
    return None if state is None else _ENCODER.encode(state)
