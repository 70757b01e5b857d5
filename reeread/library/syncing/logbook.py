"""The log of what came in: each edit under the name of who made it, and what followed under nobody's."""

from reeread.model.edit import Edit
from reeread.store import sharing
from reeread.store.deed import Deed, State, written


class Logbook:
    """The rows that one batch adds to the log, written at its end."""

    def __init__(self, deed: Deed) -> None:
        self._deed = deed
        self._rows: list[sharing.LogRow] = []
        self._first = self._transaction = sharing.last(deed.connection)
        self._uuid = ""
        self._transactions: dict[str, int] | None = None

    def append(
        self, edit: Edit, uuid: str, briefing: int | None, before: State | None, after: State | None
    ) -> None:
        """Log what an edit changed of a thing here."""
        own, _, number = edit.id.rpartition(".")
        self._next(own)
        undoes = self._undone(edit)
        row = (
            self._transaction, int(number), own, edit.at, self._deed.author_id(edit.author),
            edit.deed if undoes is not None or not edit.undoes else "sync",
            undoes, edit.subject, uuid, briefing, written(before), written(after),
        )  # fmt: skip
        self._rows.append(row)

    def note(self, subject: str, uuid: str, before: State | None, after: State | None) -> None:
        """Log what followed from what others did, and nobody did himself."""
        self._transaction += 1
        self._uuid = ""
        nobody = self._deed.author_id(sharing.NOBODY)
        row = (
            self._transaction, 0, self._deed.new_id(), self._deed.at, nobody, "sync", None, subject, uuid, None,
            written(before), written(after),
        )  # fmt: skip
        self._rows.append(row)

    def write(self) -> None:
        """Write the rows, and when they came in."""
        sharing.write_log(self._deed.connection, self._rows)
        if self._transaction > self._first:
            sharing.arrived(self._deed.connection, self._first + 1, self._transaction, self._deed.at)

    def _next(self, uuid: str) -> None:
        if uuid != self._uuid:
            self._transaction += 1
            self._uuid = uuid
            if self._transactions is not None:
                self._transactions[uuid] = self._transaction

    def _undone(self, edit: Edit) -> int | None:
        if not edit.undoes:
            return None
        if self._transactions is None:
            self._transactions = sharing.transactions(self._deed.connection)
            self._transactions |= {row[2]: row[0] for row in self._rows}
        return self._transactions.get(edit.undoes)
