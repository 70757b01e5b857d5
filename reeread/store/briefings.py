"""Briefings as lists show them, and whether they stand in the lists at all."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

from reeread.model.briefing import Briefing, Head, TagCount, Triage
from reeread.model.errors import NotFound
from reeread.model.grades import Reliability
from reeread.store import codebook, copies, words
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_LISTED = """
SELECT briefings.id, briefings.uuid, versions.title, versions.title_derived, briefings.source,
       versions.published, versions.byline, briefings.added, versions.characters, versions.sentences,
       (SELECT count(*) FROM annotations WHERE annotations.briefing_id = briefings.id) AS annotated,
       (SELECT json_group_array(stacks.name ORDER BY stacks.name) FROM stack_briefings
        JOIN stacks ON stacks.id = stack_briefings.stack_id
        WHERE stack_briefings.briefing_id = briefings.id),
       briefings.triage, briefings.grade
FROM briefings JOIN versions ON versions.id = briefings.version_id
WHERE briefings.removed IS NULL
"""

_TAGGED = """
SELECT briefing_id, tag_id, count(*) FROM annotations
JOIN annotation_tags ON annotation_id = annotations.id
WHERE briefing_id IN (SELECT value FROM json_each(?)) GROUP BY briefing_id, tag_id
"""

_COLUMNS = {"state": "triage", "grade": "grade"}
"""The columns of what the log says of a briefing."""


def one(connection: Connection, uuid: str) -> Briefing:
    """Return the briefing of this whole id.

    Raises:
        NotFound: The library holds none, or it was taken out.
    """
    row = connection.execute(f"{_LISTED} AND briefings.uuid = ?", (uuid,)).fetchone()
    if row is None:
        raise _none(connection, uuid)
    return _all(connection, [row])[0]


def erased(connection: Connection, uuid: str) -> bool:
    """Return whether there was a briefing of this id that was erased for good: it has no text any more."""
    row = connection.execute(
        "SELECT NOT EXISTS (SELECT 1 FROM bodies WHERE bodies.version_id = briefings.version_id)"
        " FROM briefings WHERE uuid = ?",
        (uuid,),
    ).fetchone()
    return bool(row and row[0])


def some(connection: Connection, uuids: Sequence[str], *, counted: bool = True) -> list[Briefing]:
    """Return the briefings of these whole ids, in the order of adding; those that are not listed are left out.

    Args:
        connection: The library.
        uuids: The ids.
        counted: Whether to count their tags, which is half of the work.
    """
    among = "briefings.uuid IN (SELECT value FROM json_each(?))"
    rows = connection.execute(f"{_LISTED} AND {among} ORDER BY briefings.id", (json.dumps(uuids),))
    return _all(connection, rows.fetchall(), counted)


def heads(connection: Connection, uuids: Sequence[str]) -> list[Head]:
    """Return the heads of the briefings of these whole ids, in no order; those that are not listed are left out."""
    rows = connection.execute(
        "SELECT uuid, title, source, published, coalesce(grade, '') FROM briefings"
        " JOIN versions ON versions.id = version_id"
        " WHERE removed IS NULL AND uuid IN (SELECT value FROM json_each(?))",
        (json.dumps([*uuids]),),
    )
    return [Head(*row) for row in rows]


def of_rows(connection: Connection, row_ids: Sequence[int]) -> list[Briefing]:
    """Return the listed briefings of these rows, in their order."""
    among = "briefings.id IN (SELECT value FROM json_each(?))"
    rows = {row[0]: row for row in connection.execute(f"{_LISTED} AND {among}", (json.dumps([*row_ids]),))}
    return _all(connection, [rows[row_id] for row_id in row_ids if row_id in rows])


def total(connection: Connection) -> int:
    """Return how many briefings are listed."""
    return int(connection.execute("SELECT count(*) FROM briefings WHERE removed IS NULL").fetchone()[0])


def first(connection: Connection, wanted: str) -> str:
    """Return the id that is wanted, if its briefing is listed, else that of the first one, "" where there is none."""
    standing = "SELECT uuid FROM briefings WHERE removed IS NULL"
    row = connection.execute(f"{standing} AND uuid = ?", (wanted,)).fetchone()
    row = row or connection.execute(f"{standing} ORDER BY id LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def title(connection: Connection, uuid: str) -> str | None:
    """Return the title of a listed briefing."""
    row = connection.execute(
        "SELECT versions.title FROM briefings JOIN versions ON versions.id = version_id"
        " WHERE uuid = ? AND removed IS NULL",
        (uuid,),
    ).fetchone()
    return row[0] if row else None


def known(connection: Connection, digests: Sequence[bytes], sources: Sequence[str]) -> bool:
    """Return whether any of these bytes came in before, or any briefing was added from one of these sources."""
    for table, column, values in (("sources", "sha256", digests), ("briefings", "source", sources)):
        places = ", ".join("?" * len(values))
        if connection.execute(
            f"SELECT 1 FROM {table} WHERE {column} IN ({places}) LIMIT 1", values
        ).fetchone():
            return True
    return False


def current(connection: Connection, uuid: str) -> tuple[int, int]:
    """Return the row ids of a briefing and of its present version.

    Raises:
        NotFound: The library holds none, or it was taken out.
    """
    row = connection.execute(
        "SELECT id, version_id FROM briefings WHERE uuid = ? AND removed IS NULL", (uuid,)
    ).fetchone()
    if row is None:
        raise _none(connection, uuid)
    return int(row[0]), int(row[1])


def shown(connection: Connection, uuid: str) -> tuple[int, int, int]:
    """Return the row ids of a briefing and of its present version, and that version's number.

    Raises:
        NotFound: The library holds none, or it was taken out.
    """
    row: tuple[int, int, int] | None = connection.execute(
        "SELECT briefings.id, version_id, versions.number FROM briefings"
        " JOIN versions ON versions.id = version_id WHERE uuid = ? AND removed IS NULL",
        (uuid,),
    ).fetchone()
    if row is None:
        raise _none(connection, uuid)
    return row


def uuids(connection: Connection) -> list[str]:
    """Return the ids of the briefings in the order of adding."""
    rows = connection.execute("SELECT uuid FROM briefings WHERE removed IS NULL ORDER BY id")
    return [row[0] for row in rows]


def long(connection: Connection, least: int) -> dict[str, int]:
    """Return how many characters the listed briefings have that have so many at least, by their ids."""
    rows = connection.execute(
        "SELECT uuid, characters FROM versions CROSS JOIN briefings ON briefings.id = briefing_id"
        " WHERE characters >= ? AND version_id = versions.id AND removed IS NULL",
        (least,),
    )
    return dict(rows.fetchall())


def texts(connection: Connection) -> dict[bytes, str]:
    """Return the ids of the listed briefings by the SHA-256 of the body that they show; of copies the first."""
    rows = connection.execute(
        "SELECT versions.sha256, uuid FROM briefings JOIN versions ON versions.id = version_id"
        " WHERE removed IS NULL ORDER BY briefings.id DESC"
    )
    return dict(rows.fetchall())


def listed_under(connection: Connection, uuid: str) -> bool:
    """Return whether a briefing of this id stands in the lists."""
    row = connection.execute("SELECT removed IS NULL FROM briefings WHERE uuid = ?", (uuid,)).fetchone()
    return bool(row and row[0])


def exists(connection: Connection, uuid: str) -> bool:
    """Return whether there is a briefing of this id, listed or taken out."""
    return connection.execute("SELECT 1 FROM briefings WHERE uuid = ?", (uuid,)).fetchone() is not None


def row(connection: Connection, uuid: str) -> int:
    """Return the row id of a briefing, listed or not."""
    return int(connection.execute("SELECT id FROM briefings WHERE uuid = ?", (uuid,)).fetchone()[0])


def origin(connection: Connection, uuid: str) -> tuple[str, str]:
    """Return where a briefing, listed or not, came from, and when."""
    source, added = connection.execute(
        "SELECT source, added FROM briefings WHERE uuid = ?", (uuid,)
    ).fetchone()
    return str(source), str(added)


def latest(connection: Connection, count: int) -> list[str]:
    """Return the ids of the briefings that were added last, in the order of adding."""
    rows = connection.execute(
        "SELECT uuid FROM briefings WHERE removed IS NULL ORDER BY id DESC LIMIT ?", (count,)
    ).fetchall()
    return [row[0] for row in reversed(rows)]


def ordered(connection: Connection, uuids: Iterable[str]) -> list[str]:
    """Return ids in the order of adding, without those that are not listed."""
    rows = connection.execute(
        "SELECT uuid FROM briefings WHERE removed IS NULL AND uuid IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps([*uuids]),),
    )
    return [row[0] for row in rows]


def of_source(connection: Connection, source: str) -> str | None:
    """Return the id of the briefing last added from this source."""
    row = connection.execute(
        "SELECT uuid FROM briefings WHERE source = ? AND removed IS NULL ORDER BY id DESC", (source,)
    ).fetchone()
    return row[0] if row else None


def of_bytes(connection: Connection, sha256: bytes) -> tuple[str, bool] | None:
    """Return the id of the briefing whose present version came in as these bytes, and whether it is listed.

    One that stands in the lists comes before one that was taken out.
    """
    row = connection.execute(
        "SELECT briefings.uuid, briefings.removed IS NULL AS standing FROM sources"
        " CROSS JOIN versions ON versions.id = sources.version_id"
        " CROSS JOIN briefings ON briefings.id = versions.briefing_id AND briefings.version_id = versions.id"
        " WHERE sources.sha256 = ? ORDER BY standing DESC, briefings.id DESC",
        (sha256,),
    ).fetchone()
    return (row[0], bool(row[1])) if row else None


def state(connection: Connection, subject_id: str) -> State | None:
    """Return which version of a briefing is shown, its stacks, triage and grade; None when it is not listed."""
    row = connection.execute(
        "SELECT briefings.id, versions.number, briefings.triage, briefings.grade FROM briefings"
        " JOIN versions ON versions.id = briefings.version_id"
        " WHERE briefings.uuid = ? AND removed IS NULL",
        (subject_id,),
    ).fetchone()
    if row is None:
        return None
    names = connection.execute(
        "SELECT stacks.name FROM stack_briefings JOIN stacks ON stacks.id = stack_id"
        " WHERE briefing_id = ? ORDER BY stacks.name",
        (row[0],),
    )
    return {"version": row[1], "stacks": [name for (name,) in names], "state": row[2], "grade": row[3]}


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Put a briefing, whose rows are there, into the lists."""
    deed.database.execute("UPDATE briefings SET removed = NULL WHERE uuid = ?", (subject_id,))
    return update(deed, subject_id, state)


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Show another version of a briefing, or change its stacks, triage or grade."""
    row_id, version_id = current(deed.connection, subject_id)
    if "version" in fields:
        _show(deed, row_id, version_id, fields["version"])
    if "stacks" in fields:
        stack(deed, row_id, fields["stacks"])
    for name, column in _COLUMNS.items():
        if name in fields:
            deed.database.execute(f"UPDATE briefings SET {column} = ? WHERE id = ?", (fields[name], row_id))
    return row_id


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a briefing out of the lists; all its rows stay, so that it can come back."""
    row_id, _ = current(deed.connection, subject_id)
    stack(deed, row_id, ())
    deed.database.execute("UPDATE briefings SET removed = ? WHERE id = ?", (deed.at, row_id))
    return row_id


def _none(connection: Connection, uuid: str) -> NotFound:
    if erased(connection, uuid):
        return NotFound("This briefing was erased for good.", uuid, "Nothing brings it back.")
    return NotFound(f"No briefing has the id {uuid}.", next_step="reeread list shows the ids.")


def _show(deed: Deed, row_id: int, version_id: int, number: int) -> None:
    shown: int = deed.connection.execute(
        "SELECT id FROM versions WHERE briefing_id = ? AND number = ?", (row_id, number)
    ).fetchone()[0]
    if shown != version_id:
        deed.database.execute("UPDATE briefings SET version_id = ? WHERE id = ?", (shown, row_id))
        deed.at_commit.append(partial(words.renew, deed, row_id))


def stack(deed: Deed, row_id: int, names: Sequence[str]) -> None:
    """Let a briefing stand in these stacks and no others; those that are not there are made."""
    deed.database.execute("DELETE FROM stack_briefings WHERE briefing_id = ?", (row_id,))
    for name in names:
        stack_id = deed.database.table("stacks").lookup({"name": name})
        deed.database.execute("INSERT INTO stack_briefings VALUES (?, ?)", (stack_id, row_id))


def _all(connection: Connection, rows: Sequence[Any], counted: bool = True) -> list[Briefing]:
    """Return the briefings of rows; the counts of their tags, and what is a copy, are asked for once for all."""
    ids = [row[0] for row in rows]
    counts, firsts = _counts(connection, ids) if counted else {}, copies.firsts(connection, ids)
    return [_briefing(row, counts.get(row[0], ()), firsts.get(row[0], "")) for row in rows]


def _counts(connection: Connection, row_ids: Sequence[int]) -> dict[int, tuple[TagCount, ...]]:
    """Return how often annotations bear each tag, by the rows of briefings."""
    borne: dict[int, dict[int, int]] = {}
    for briefing, tag, number in connection.execute(_TAGGED, (json.dumps(row_ids),)):
        borne.setdefault(briefing, {})[tag] = number
    names = codebook.names(connection) if borne else {}
    return {
        briefing: tuple(TagCount(name, counts[tag]) for tag, name in names.items() if tag in counts)
        for briefing, counts in borne.items()
    }


@lru_cache
def _names(names: str) -> tuple[str, ...]:
    """Return the names of a list in JSON: many briefings are in the same stacks."""
    return tuple(json.loads(names))


def _briefing(row: Sequence[Any], tags: tuple[TagCount, ...], copy_of: str) -> Briefing:
    names = _names(row[11])
    derived, state = bool(row[3]), Triage(row[12])
    source, published, byline, added, characters, sentences, annotations = row[4:11]
    return Briefing(
        row[1],
        row[2],
        derived,
        source,
        published,
        byline,
        added,
        characters,
        sentences,
        annotations,
        names,
        state,
        tags,
        Reliability(row[13]) if row[13] else None,
        copy_of,
    )
