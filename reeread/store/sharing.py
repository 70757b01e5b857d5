"""What is written down of sharing: how far it went, who has which id, which edits stand, what waits to be sent."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from reeread.store import many
from reeread.store.deed import Deed
from reeread.store.engine import Connection
from reeread.store.store import Store

NOBODY = "reeread"
"""Who did what follows from taking in what others did, and is nobody's to take back."""

_TABLES = {
    "annotation": "annotations",
    "briefing": "briefings",
    "claim": "claims",
    "highlight": "decisions",
    "tag": "tags",
}

_LOG = """
SELECT events.transaction_id, number, transaction_uuid, at, authors.name, deed, subject, subject_id, before, after,
       iif(undoes IS NULL, '', (
           SELECT undone.transaction_uuid FROM events AS undone WHERE undone.transaction_id = events.undoes LIMIT 1
       ))
FROM events JOIN authors ON authors.id = author_id
WHERE events.transaction_id > ? AND (before IS NOT NULL OR after IS NOT NULL)
"""

HeadRow = tuple[str, str, str, str, str, str | None]
"""Thing, field, edit, time, author, value."""
LogRow = tuple[int, int, str, str, int, str, int | None, str, str, int | None, str | None, str | None]
"""One row of the log, in the order of its columns."""


class Partner(NamedTuple):
    """The hub of a library, and how far it is with it."""

    address: str
    hub: str
    replica: str
    pulled: int
    digested: int
    format: int


class Logged(NamedTuple):
    """One row of the log as it was written."""

    transaction: int
    number: int
    uuid: str
    at: str
    author: str
    deed: str
    subject: str
    subject_id: str
    before: str | None
    after: str | None
    undoes: str


class Waiting(NamedTuple):
    """An edit that is to be sent."""

    id: int
    edit: str
    text: str | None
    body: str


@contextmanager
def working(store: Store) -> Iterator[Deed]:
    """Lend a transaction that is committed at the end; its deed logs nothing by itself."""
    import sqlite_utils

    with store.together() as connection:
        database = sqlite_utils.Database(connection, execute_plugins=False)
        deed = Deed(database, "sync", NOBODY, store.clock(), store.ids)
        yield deed
        for write in deed.at_commit:
            write()


def partner(connection: Connection) -> Partner | None:
    """Return the hub of this library, None if it never had one."""
    row = connection.execute("SELECT address, hub, replica, pulled, digested, format FROM sync").fetchone()
    return Partner(*row) if row else None


def set_partner(connection: Connection, partner: Partner) -> None:
    """Write down the hub and how far it went, if that is not written down already."""
    names = ", ".join(Partner._fields)
    connection.execute(
        f"INSERT INTO sync (id, {names}) VALUES (1, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        f" ({names}) = (excluded.address, excluded.hub, excluded.replica, excluded.pulled, excluded.digested,"
        f" excluded.format) WHERE ({names}) <> (excluded.address, excluded.hub, excluded.replica, excluded.pulled,"
        " excluded.digested, excluded.format)",
        partner,
    )


def last(connection: Connection) -> int:
    """Return the last transaction of the log."""
    return int(connection.execute("SELECT max(transaction_id) FROM events").fetchone()[0] or 0)


def log(connection: Connection, after: int) -> Iterator[Logged]:
    """Yield the log after a transaction, but for what was erased, in the order of doing."""
    rows = connection.execute(f"{_LOG} ORDER BY events.transaction_id, number", (after,))
    for row in rows:
        yield Logged(*row)


def log_backwards(connection: Connection, after: int, things: Collection[str]) -> Iterator[Logged]:
    """Yield the log of some things back to a transaction."""
    among = "subject_id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"{_LOG} AND {among} ORDER BY events.transaction_id DESC, number DESC",
        (after, json.dumps([*things])),
    )
    for row in rows:
        yield Logged(*row)


def changed_things(connection: Connection, after: int) -> list[tuple[str, str]]:
    """Return kind and id of the things that were changed or taken away after a transaction."""
    return connection.execute(
        "SELECT DISTINCT subject, subject_id FROM events WHERE transaction_id > ? AND before IS NOT NULL",
        (after,),
    ).fetchall()


def number_pending(connection: Connection, after: int) -> int:
    """Return how many changes of the log after a transaction, and edits that wait, are still to be sent."""
    (told,) = connection.execute(
        "SELECT count(*) FROM events WHERE transaction_id > ? AND subject <> 'search'"
        " AND (before IS NOT NULL OR after IS NOT NULL)"
        " AND NOT (subject = 'briefing' AND before IS NOT NULL AND after IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM json_each(after) WHERE key <> 'state'))",
        (after,),
    ).fetchone()
    (waiting,) = connection.execute("SELECT count(*) FROM sync_outbox").fetchone()
    return int(told) + int(waiting)


def older_than_the_log(connection: Connection, subject: str) -> list[str]:
    """Return the ids of the things of a kind of whose making the log does not speak."""
    table = _TABLES[subject]
    listed = " WHERE removed IS NULL" if subject == "briefing" else ""
    rows = connection.execute(
        f"SELECT uuid FROM {table}{listed} EXCEPT SELECT subject_id FROM events"
        " WHERE subject = ? AND before IS NULL AND after IS NOT NULL ORDER BY uuid",
        (subject,),
    )
    return [uuid for (uuid,) in rows]


def uuids_taken(connection: Connection, uuids: Sequence[str]) -> set[str]:
    """Return which of these ids things of any kind have, or had."""
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE uuid = json_each.value)"
        for table in (*_TABLES.values(), "sync_ids")
    )
    rows = connection.execute(f"SELECT value FROM json_each(?) WHERE {taken}", (json.dumps(uuids),))
    return {uuid for (uuid,) in rows}


def things(connection: Connection, uuids: Collection[str]) -> dict[str, str]:
    """Return the ids for everybody of things by their ids here, where they have one of their own."""
    rows = connection.execute(
        "SELECT uuid, thing FROM sync_ids WHERE uuid IN (SELECT value FROM json_each(?))",
        (json.dumps([*uuids]),),
    )
    return dict(rows.fetchall())


def uuids(connection: Connection, things: Collection[str]) -> dict[str, str]:
    """Return the ids here of things by their ids for everybody."""
    rows = connection.execute(
        "SELECT thing, uuid FROM sync_ids WHERE thing IN (SELECT value FROM json_each(?))",
        (json.dumps([*things]),),
    )
    return dict(rows.fetchall())


def put_ids(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Write down which thing has which id here."""
    many.insert(connection, "sync_ids (thing, uuid)", pairs)


def heads(connection: Connection, things: Collection[str]) -> Iterator[HeadRow]:
    """Yield the heads of things."""
    yield from connection.execute(
        "SELECT thing, field, edit, at, author, value FROM sync_heads"
        " WHERE thing IN (SELECT value FROM json_each(?)) ORDER BY thing, field, at, edit",
        (json.dumps([*things]),),
    )


def put_heads(connection: Connection, known: Collection[str], rows: Iterable[HeadRow]) -> None:
    """Write the heads of things anew; of those that are known the old ones go."""
    connection.executemany("DELETE FROM sync_heads WHERE thing = ?", [(one,) for one in known])
    many.insert(connection, "sync_heads", rows)


def apart(connection: Connection) -> list[tuple[str, str]]:
    """Return thing and field of what has heads of several values, or may have."""
    return connection.execute(
        "SELECT thing, field FROM sync_heads WHERE (thing, field) IN"
        " (SELECT thing, field FROM sync_heads WHERE value IS NOT NULL)"
        " GROUP BY thing, field HAVING count(*) > 1 AND count(DISTINCT coalesce(value, 'true')) > 1"
        " ORDER BY thing, field"
    ).fetchall()


def gone(connection: Connection, thing: str) -> dict[str, Any] | None:
    """Return what a thing was that is gone."""
    return _kept(connection, "sync_gone", thing)


def put_gone(connection: Connection, thing: str, fields: dict[str, Any] | None) -> None:
    """Write down what a thing was that is gone; None: it is there."""
    _keep(connection, "sync_gone", thing, fields)


def said(connection: Connection, thing: str) -> dict[str, Any]:
    """Return what was said of a tag that is not so here, because another has its name or its key."""
    return _kept(connection, "sync_said", thing) or {}


def is_anything_said(connection: Connection) -> bool:
    """Return whether anything was said of a tag that is not so here."""
    return connection.execute("SELECT 1 FROM sync_said LIMIT 1").fetchone() is not None


def put_said(connection: Connection, thing: str, fields: dict[str, Any]) -> None:
    """Write down what was said of a tag that is not so here."""
    if fields != said(connection, thing):
        _keep(connection, "sync_said", thing, fields or None)


def _kept(connection: Connection, table: str, thing: str) -> dict[str, Any] | None:
    row = connection.execute(f"SELECT fields FROM {table} WHERE thing = ?", (thing,)).fetchone()
    return json.loads(row[0]) if row else None


def _keep(connection: Connection, table: str, thing: str, fields: dict[str, Any] | None) -> None:
    connection.execute(f"DELETE FROM {table} WHERE thing = ?", (thing,))
    if fields is not None:
        held = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (thing, held))


def doomed_tags(connection: Connection) -> list[tuple[str, str]]:
    """Return the tags that are here though nobody wants them any more, each as everybody calls it and by its id here."""
    return connection.execute(
        "SELECT sync_ids.thing, tags.uuid FROM tags CROSS JOIN sync_ids ON sync_ids.uuid = tags.uuid"
        " WHERE EXISTS (SELECT 1 FROM sync_heads WHERE sync_heads.thing = sync_ids.thing AND field = 'there')"
        " AND NOT EXISTS (SELECT 1 FROM sync_heads WHERE sync_heads.thing = sync_ids.thing AND field = 'there'"
        " AND value IS NOT 'false')"
    ).fetchall()


def send(connection: Connection, rows: Iterable[tuple[str, str, str | None, str]]) -> None:
    """Let edits wait to be sent: id, thing, text that must be there before, body."""
    many.insert(connection, "sync_outbox (edit, thing, text, body)", rows)


def waiting(connection: Connection, most: int) -> list[Waiting]:
    """Return the first edits that wait to be sent."""
    rows = connection.execute("SELECT id, edit, text, body FROM sync_outbox ORDER BY id LIMIT ?", (most,))
    return [Waiting(*row) for row in rows]


def sent(connection: Connection, last: int, push: int) -> None:
    """Let edits wait no more up to one; the hub has them as this push of its own (0: it had them all before)."""
    connection.execute("DELETE FROM sync_outbox WHERE id <= ?", (last,))
    if push:
        connection.execute("INSERT OR IGNORE INTO sync_sent VALUES (?)", (push,))


def own_pushes(connection: Connection) -> set[int]:
    """Return the pushes of this library beyond the last that was pulled."""
    return {push for (push,) in connection.execute("SELECT push FROM sync_sent")}


def forget_pushes(connection: Connection, up_to: int) -> None:
    """Forget own pushes that were passed."""
    connection.execute("DELETE FROM sync_sent WHERE push <= ?", (up_to,))


def known_edits(connection: Connection) -> set[str]:
    """Return the ids of all edits that this library made or took in."""
    return {
        edit
        for (edit,) in connection.execute(
            "SELECT transaction_uuid || '.' || number FROM events UNION ALL SELECT edit FROM sync_begun"
        )
    }


def begun(connection: Connection) -> set[str]:
    """Return the edits that stand for what was there before the log began."""
    return {edit for (edit,) in connection.execute("SELECT edit FROM sync_begun")}


def put_begun(connection: Connection, edits: Iterable[str]) -> None:
    """Write down edits that stand for what was there before the log began."""
    connection.executemany("INSERT OR IGNORE INTO sync_begun VALUES (?)", [(edit,) for edit in edits])


def buried(connection: Connection) -> set[str]:
    """Return the things that were erased for good."""
    return {thing for (thing,) in connection.execute("SELECT thing FROM sync_buried")}


def bury(connection: Connection, things: Iterable[str]) -> None:
    """Let no edit of these things in any more."""
    connection.executemany("INSERT OR IGNORE INTO sync_buried VALUES (?)", [(one,) for one in things])


def erase(connection: Connection, row: int, uuid: str, versions: Sequence[int]) -> None:
    """Erase what is written down of a briefing and of what stands on it, given by its rows; no edit of them comes in any more.

    What waited to be sent of it is never sent. What the hub has it keeps.
    """
    if partner(connection) is None:
        return
    own = things(
        connection,
        [
            uuid,
            *(
                one
                for (one,) in connection.execute(
                    "SELECT DISTINCT subject_id FROM events WHERE briefing_id = ?", (row,)
                )
            ),
        ],
    )
    bury(connection, own.values())
    for table in ("sync_heads", "sync_gone", "sync_outbox", "sync_aside"):
        connection.executemany(f"DELETE FROM {table} WHERE thing = ?", [(one,) for one in own.values()])
    connection.executemany("DELETE FROM sync_texts WHERE version_id = ?", [(one,) for one in versions])
    if uuid in own:  # claims quote it
        for table, column in (
            ("sync_heads", "value"),
            ("sync_gone", "fields"),
            ("sync_outbox", "body"),
            ("sync_aside", "body"),
        ):
            connection.execute(f"DELETE FROM {table} WHERE instr({column}, ?)", (own[uuid],))


def set_aside(connection: Connection, rows: Iterable[tuple[str, str, str]]) -> None:
    """Keep edits as they came: id, thing, body."""
    connection.executemany("INSERT INTO sync_aside (edit, thing, body) VALUES (?, ?, ?)", rows)


def aside(connection: Connection) -> list[tuple[str, str]]:
    """Return id and body of the edits that are kept for a later reeread, in the order of coming."""
    return connection.execute("SELECT edit, body FROM sync_aside ORDER BY id").fetchall()


def take_aside(connection: Connection) -> list[tuple[str, str]]:
    """Return the edits that were kept, and keep them no more."""
    kept = aside(connection)
    connection.execute("DELETE FROM sync_aside")
    return kept


def number_aside(connection: Connection) -> int:
    """Return how many edits are kept for a later reeread."""
    return int(connection.execute("SELECT count(*) FROM sync_aside").fetchone()[0])


def write_log(connection: Connection, rows: Sequence[LogRow]) -> None:
    """Write rows of the log."""
    many.insert(connection, "events", rows)


def arrived(connection: Connection, first: int, last: int, at: str) -> None:
    """Write down when transactions were taken in, which were done before."""
    connection.execute("INSERT INTO sync_arrivals VALUES (?, ?, ?)", (first, last, at))


def transactions(connection: Connection) -> dict[str, int]:
    """Return the transactions of the log by their ids."""
    return dict(connection.execute("SELECT transaction_uuid, transaction_id FROM events").fetchall())


def is_borne(connection: Connection, tag: str) -> bool:
    """Return whether an annotation bears the tag of an id."""
    row = connection.execute(
        "SELECT 1 FROM annotation_tags WHERE tag_id = (SELECT id FROM tags WHERE uuid = ?) LIMIT 1", (tag,)
    ).fetchone()
    return row is not None
