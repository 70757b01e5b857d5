"""The log: what was done, and what an author would take back or do again."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reeread.model.errors import StoreError
from reeread.model.event import Event
from reeread.store import annotations, bodies, briefings, claims, codebook, highlights, numbers, searches
from reeread.store.deed import Deed, Kind
from reeread.store.engine import Connection

KINDS: dict[str, Kind] = {
    "annotation": annotations,
    "briefing": briefings,
    "claim": claims,
    "highlight": highlights,
    "search": searches,
    "tag": codebook,
}
"""The kinds of things that the log speaks of."""
_NAMED = {"tag": "name", "search": "name", "claim": "label", "annotation": "exact"}
"""The field by which a reader knows a thing of a kind."""

_TRANSACTION = """
SELECT transaction_id, deed, undoes, NOT EXISTS (
    SELECT 1 FROM events AS told WHERE told.transaction_id = events.transaction_id
    AND (told.before IS NOT NULL OR told.after IS NOT NULL)
) FROM events
"""

_OF_CLAIMS = "subject = 'claim' AND (instr(coalesce(before, ''), ?) OR instr(coalesce(after, ''), ?))"
"""Which events of claims name a briefing."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One deed in the log."""

    id: int
    deed: str
    undoes: int | None
    erased: bool
    """Whether nothing is told of it any more, because a briefing was erased; erasing itself is such a deed."""


def events(
    connection: Connection,
    *,
    briefing: str | None = None,
    claims: bool = False,
    subjects: Iterable[str] | None = None,
    transaction: int | None = None,
    since: str | None = None,
    limit: int | None = None,
) -> Iterator[Event]:
    """Yield events, newest first.

    Args:
        connection: The library.
        briefing: Only those about the briefing of this id.
        claims: With a briefing, decisions on claims that it stands in, too; the whole log is looked through for them.
        subjects: Only those about things of these ids.
        transaction: Only those of this one.
        since: Only those at this time or later, ISO in UTC.
        limit: At most so many.
    """
    where, values = list[str](), list[object]()
    if briefing is not None:
        own = "events.briefing_id = (SELECT id FROM briefings WHERE uuid = ?)"
        where.append(f"({own} OR {_OF_CLAIMS})" if claims else own)
        values += [briefing] * (3 if claims else 1)
    if subjects is not None:
        where.append("subject_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(subjects)))
    if transaction is not None:
        where.append("events.transaction_id = ?")
        values.append(transaction)
    if since is not None:
        where.append("at >= ?")
        values.append(since)
    rows = connection.execute(
        "SELECT transaction_uuid, number, at, authors.name, deed, subject, subject_id, before, after,"
        " (SELECT undone.transaction_uuid FROM events AS undone"
        " WHERE undone.transaction_id = events.undoes AND undone.number = 0)"
        " FROM events JOIN authors ON authors.id = author_id"
        + (f" WHERE {' AND '.join(where)}" if where else "")
        + " ORDER BY transaction_id DESC, number DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    for uuid, number, at, author, deed, subject, subject_id, before, after, undoes in rows:
        yield Event(
            f"{uuid}.{number}",
            uuid,
            at,
            author,
            deed,
            subject,
            subject_id,
            json.loads(before) if before else None,
            json.loads(after) if after else None,
            undoes,
        )


def to_undo(connection: Connection, author: str) -> Transaction | None:
    """Return the latest deed of an author that is not taken back.

    What an undo took back lies between it and that deed, all of it taken back too, so the search goes on
    before that deed; a redo counts as a deed. What was erased is as if it had never been.
    """
    deed = latest(connection, author)
    while deed is not None and (deed.deed == "undo" or deed.erased):
        deed = latest(connection, author, deed.undoes if deed.deed == "undo" else deed.id)
    return deed


def to_redo(connection: Connection, author: str) -> Transaction | None:
    """Return the latest undo of an author that can be taken back: none once something new was done.

    A redo took back an undo: what can be redone after it is what could be before that undo. An undo that was erased is
    passed over; another deed that was, and the erasing, are something new.
    """
    deed = latest(connection, author)
    while deed is not None and (deed.deed == "redo" or (deed.deed == "undo" and deed.erased)):
        deed = latest(connection, author, deed.undoes if deed.deed == "redo" else deed.id)
    return deed if deed is not None and deed.deed == "undo" else None


def latest(connection: Connection, author: str, before: int | None = None) -> Transaction | None:
    """Return the last deed of an author, or the last one before a transaction."""
    row = connection.execute(
        f"{_TRANSACTION} WHERE transaction_id < ? AND number = 0"
        " AND author_id = (SELECT id FROM authors WHERE name = ?) ORDER BY transaction_id DESC LIMIT 1",
        (2**62 if before is None else before, author),
    ).fetchone()
    return _transaction(row) if row else None


def first(connection: Connection, transaction: Transaction) -> Transaction:
    """Return the deed that a chain of undo and redo goes back to."""
    while transaction.undoes is not None:
        row = connection.execute(
            f"{_TRANSACTION} WHERE transaction_id = ? AND number = 0", (transaction.undoes,)
        ).fetchone()
        transaction = _transaction(row)
    return transaction


def invert(deed: Deed, transaction: Transaction) -> None:
    """Change everything back that a transaction changed, last things first; what was erased stays so.

    Where somebody else has changed it all back already, it is logged that there was nothing left to do: the same
    would be taken back for ever otherwise.

    Raises:
        StoreError: What it changed is no longer there.
    """
    changes = list(events(deed.connection, transaction=transaction.id))
    for event in changes:
        kind = KINDS[event.subject]
        fields, after = event.before, event.after
        if not fields and not after:
            continue
        if fields is not None and after is not None:
            now = kind.state(deed.connection, event.subject_id)
            if now is None:
                raise StoreError(f"The {event.subject} that this was about is no longer there.")
            if "stacks" in fields:
                # what somebody else put in or took out since stays so
                stacks = {*now["stacks"]} - ({*after["stacks"]} - {*fields["stacks"]})
                fields = {**fields, "stacks": sorted(stacks | ({*fields["stacks"]} - {*after["stacks"]}))}
        deed.change(event.subject, kind, event.subject_id, fields)
    if not deed.logged:
        deed.log(changes[-1].subject, changes[-1].subject_id, None, {}, {})


def about(connection: Connection, event: Event) -> str:
    """Return the words by which a reader knows what an event was about: a quote, a title, a tag's name."""
    if event.subject == "briefing":
        row = connection.execute(
            "SELECT title FROM versions JOIN briefings ON briefings.version_id = versions.id WHERE uuid = ?",
            (event.subject_id,),
        ).fetchone()
        return str(row[0])
    known = (event.after, event.before, KINDS[event.subject].state(connection, event.subject_id))
    if event.subject in _NAMED:
        field = _NAMED[event.subject]
        return next((str(state[field]) for state in known if state and field in state), "")
    # An event of a decision that moved along with its sentence names only where it stands.
    whole = next((state for state in known if state and "start" in state and "briefing" in state), None)
    if whole is None:
        return ""
    _, version_id = numbers.row_id(connection, whole["briefing"], whole["version"])
    return bodies.read(connection, version_id).body[whole["start"] : whole["end"]]


def briefing(connection: Connection, transaction: Transaction) -> str | None:
    """Return the id of the briefing that a deed was about."""
    row = connection.execute(
        "SELECT uuid FROM events JOIN briefings ON briefings.id = briefing_id WHERE transaction_id = ?",
        (transaction.id,),
    ).fetchone()
    return row[0] if row else None


def tag_names(connection: Connection, changes: Iterable[Event]) -> dict[str, str]:
    """Return the names of all tags by id, in their order, and the last names of those in events that are gone."""
    names = {tag: name for name, tag in codebook.ids(connection).items()}
    spoken_of = {
        tag
        for event in changes
        for state in (event.before, event.after)
        for tag in (state or {}).get("tags", ())
    }
    for tag in sorted(spoken_of - names.keys()):
        if name := last_name(connection, tag):
            names[tag] = name
    return names


def last_name(connection: Connection, tag: str) -> str:
    """Return the last name of a tag that is gone, by its id; empty if there was none."""
    row = connection.execute(
        "SELECT coalesce(after, before) ->> 'name' AS name FROM events"
        " WHERE subject_id = ? AND name IS NOT NULL ORDER BY transaction_id DESC",
        (tag,),
    ).fetchone()
    return str(row[0]) if row else ""


def _transaction(row: tuple[int, str, int | None, int]) -> Transaction:
    id, deed, undoes, erased = row
    return Transaction(id, deed, undoes, bool(erased))
