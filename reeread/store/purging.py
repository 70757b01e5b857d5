"""Erasing a briefing for good: its text and all that was said of it, in the state, in the log and between the pages."""

import json
from collections.abc import Iterator, Sequence

from reeread.model.errors import StoreError
from reeread.model.grave import Grave
from reeread.store import bodies, briefings, sharing
from reeread.store.deed import Deed, rewrite
from reeread.store.engine import Connection
from reeread.store.own_words import OwnWords
from reeread.store.purging_claims import Claims
from reeread.store.store import Store
from reeread.store.triggers import lifted

_LIFTED = ("versions_stay", "events_stay")
"""The triggers that forbid what is done here, and nowhere else."""

_OF_VERSIONS = ("bodies", "sources", "highlights", "decisions", "uncompared")
_OF_BRIEFING = ("annotations", "stack_briefings", "landmarks")

_BLANK = """
UPDATE versions SET title = '', folded_title = NULL, title_derived = 0, byline = '', published = '', language = '', address = '',
       format = '', encoding = '', method = '', characters = 0, sentences = 0, warnings = NULL, sha256 = x'', says = NULL, says_by = NULL
WHERE briefing_id = ?
"""
_TOMBSTONE = "UPDATE briefings SET source = '', removed = ?, triage = 'new', grade = NULL WHERE id = ?"

_ELSEWHERE = """
SELECT transaction_id, number, before, after FROM events
WHERE subject = 'annotation' AND briefing_id IS NOT ?1
AND (instr(coalesce(before, ''), ?2) OR instr(coalesce(after, ''), ?2))
"""


def graves(connection: Connection, id: str) -> list[Grave]:
    """Return the briefings of an id, listed, taken out or erased: whole, as an ending, else as a beginning."""
    asked = id.strip().lower()
    known = [uuid for (uuid,) in connection.execute("SELECT uuid FROM briefings ORDER BY id")]
    hits = [one for one in known if one == asked] or [one for one in known if asked and one.endswith(asked)]
    if len(hits) != 1:
        hits += [one for one in known if asked and one.startswith(asked) and one not in hits]
    return [_grave(connection, one) for one in hits]


def quoting(connection: Connection, uuid: str) -> list[str]:
    """Return the ids of the annotations on other briefings whose notes quote a briefing or what was written on it."""
    (row,) = connection.execute("SELECT id FROM briefings WHERE uuid = ?", (uuid,)).fetchone()
    own = OwnWords(_texts(connection, row))
    notes = connection.execute(
        "SELECT uuid, note FROM annotations WHERE briefing_id <> ? AND note <> '' ORDER BY id", (row,)
    )
    return [id for id, note in notes if own.quoted_in(note)]


def erase(deed: Deed, uuid: str) -> None:
    """Erase a briefing as part of a deed, and log that it was done.

    What is left is its id, that there were versions, who did what to it and when, and the deed itself. Its row and
    those of its versions stay, empty, so that no other briefing ever gets their numbers, by which they may still be
    known to somebody who has the library open.
    """
    connection = deed.connection
    connection.execute("PRAGMA secure_delete = ON")
    (row,) = connection.execute("SELECT id FROM briefings WHERE uuid = ?", (uuid,)).fetchone()
    versions = [one for (one,) in connection.execute("SELECT id FROM versions WHERE briefing_id = ?", (row,))]
    own = OwnWords(_texts(connection, row))
    connection.execute("DELETE FROM words WHERE rowid = ?", (row,))
    _forget_copies(connection, versions)
    for table in _OF_VERSIONS:
        connection.execute(f"DELETE FROM {table} WHERE version_id IN ({_places(versions)})", versions)
    for table in _OF_BRIEFING:
        connection.execute(f"DELETE FROM {table} WHERE briefing_id = ?", (row,))
    connection.execute(
        "UPDATE annotations SET outcome = NULL, shown = NULL WHERE shown ->> 'briefing' = ?", (uuid,)
    )
    connection.execute(_TOMBSTONE, (deed.at, row))
    with lifted(connection, _LIFTED):
        connection.execute(_BLANK, (row,))
        connection.execute("UPDATE events SET before = NULL, after = NULL WHERE briefing_id = ?", (row,))
        _unshow(connection, row, uuid)
        Claims(connection, uuid, own).erase()
    sharing.erase(connection, row, uuid, versions)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    deed.log("briefing", uuid, row, None, None)


def sweep(store: Store) -> None:
    """Write the library anew without what was erased, in its free pages and beside it; twice is once.

    Raises:
        StoreError: There is no room for it, or somebody reads all the time; what was erased is out of the library, but
            its bytes may still lie in the file.
    """
    with store.reading() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            "Another program is reading the library.", str(store.path), "Close it and try again."
        )


def _grave(connection: Connection, uuid: str) -> Grave:
    row, title, source, removed, marks, versions = connection.execute(
        "SELECT briefings.id, versions.title, briefings.source, coalesce(briefings.removed, ''),"
        " (SELECT count(*) FROM annotations WHERE briefing_id = briefings.id),"
        " (SELECT count(*) FROM versions AS own WHERE own.briefing_id = briefings.id)"
        " FROM briefings JOIN versions ON versions.id = briefings.version_id WHERE uuid = ?",
        (uuid,),
    ).fetchone()
    if not briefings.erased(connection, uuid):
        return Grave(uuid, title, source, "", "", marks, versions)
    (by,) = connection.execute(
        "SELECT authors.name FROM events JOIN authors ON authors.id = author_id"
        " WHERE briefing_id = ? AND deed = 'purge' ORDER BY transaction_id DESC LIMIT 1",
        (row,),
    ).fetchone()
    return Grave(uuid, "", "", removed, by, 0, versions)


def _texts(connection: Connection, row: int) -> Iterator[str]:
    """Yield what is known of a briefing, its own words and those that people wrote on it."""
    for version, *said, compressed, body in connection.execute(
        "SELECT versions.id, title, byline, address, warnings, source, compressed, body FROM versions"
        " JOIN briefings ON briefings.id = briefing_id JOIN bodies ON bodies.version_id = versions.id"
        " WHERE briefing_id = ?",
        (row,),
    ):
        del version
        yield "\n".join(part for part in said if part)
        yield bodies.whole(compressed, body)
    for note, exact in connection.execute(
        "SELECT note, exact FROM annotations WHERE briefing_id = ?", (row,)
    ):
        yield note
        yield exact


def _forget_copies(connection: Connection, versions: Sequence[int]) -> None:
    """Let the copies of a text be copies of the next one that came in; they are looked for anew as more is added."""
    places = _places(versions)
    origins = connection.execute(
        f"SELECT DISTINCT origin_id FROM copies WHERE version_id IN ({places})", versions
    ).fetchall()
    connection.execute(f"DELETE FROM copies WHERE version_id IN ({places})", versions)
    for (origin,) in origins:
        rest = [
            version
            for (version,) in connection.execute(
                "SELECT version_id FROM copies WHERE origin_id = ? ORDER BY version_id", (origin,)
            )
        ]
        if len(rest) < 2:
            connection.execute("DELETE FROM copies WHERE origin_id = ?", (origin,))
        elif origin in versions:
            connection.execute("UPDATE copies SET origin_id = ? WHERE origin_id = ?", (rest[0], origin))
        connection.executemany("INSERT OR IGNORE INTO uncompared VALUES (?)", [(one,) for one in rest])


def _unshow(connection: Connection, row: int, uuid: str) -> None:
    """Take it out of the log that passages of a briefing showed what became of commitments elsewhere."""
    for transaction, number, *states in connection.execute(_ELSEWHERE, (row, uuid)).fetchall():
        before, after = (state and json.loads(state) for state in states)
        for state in (before, after):
            if state and state.get("shown") and json.loads(state["shown"])["briefing"] == uuid:
                state.update(outcome=None, shown=None)
        rewrite(connection, (transaction, number), before, after)


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
