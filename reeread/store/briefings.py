"""Briefings as lists show them, and whether they stand in the lists at all."""

from collections.abc import Iterator, Sequence
from functools import partial

from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound
from reeread.store import words
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_LISTED = """
SELECT briefings.uuid, versions.title, versions.title_derived, briefings.source, versions.published,
       versions.byline, briefings.added, versions.characters, versions.sentences,
       (SELECT count(*) FROM annotations WHERE annotations.briefing_id = briefings.id),
       (SELECT json_group_array(stacks.name ORDER BY stacks.name) FROM stack_briefings
        JOIN stacks ON stacks.id = stack_briefings.stack_id
        WHERE stack_briefings.briefing_id = briefings.id)
FROM briefings JOIN versions ON versions.id = briefings.version_id
WHERE briefings.removed IS NULL
"""


def listed(connection: Connection, *, stack: str | None = None) -> Iterator[Briefing]:
    """Return the briefings in the order of adding, those of one stack if asked."""
    where: str = ""
    values: tuple[str, ...] = ()
    if stack is not None:
        where = (
            " AND briefings.id IN (SELECT briefing_id FROM stack_briefings"
            " JOIN stacks ON stacks.id = stack_id WHERE stacks.name = ?)"
        )
        values = (stack,)
    for row in connection.execute(f"{_LISTED}{where} ORDER BY briefings.id", values):
        yield _briefing(row)


def one(connection: Connection, uuid: str) -> Briefing:
    """Return the briefing of this whole id.

    Raises:
        NotFound: The library holds none, or it was taken out.
    """
    row = connection.execute(f"{_LISTED} AND briefings.uuid = ?", (uuid,)).fetchone()
    if row is None:
        raise NotFound(f"No briefing has the id {uuid}.", next_step="reeread list shows the ids.")
    return _briefing(row)


def by_row(connection: Connection, row_id: int) -> Briefing:
    """Return the briefing of this row."""
    return _briefing(connection.execute(f"{_LISTED} AND briefings.id = ?", (row_id,)).fetchone())


def current(connection: Connection, uuid: str) -> tuple[int, int]:
    """Return the row ids of a briefing and of its present version.

    Raises:
        NotFound: The library holds none, or it was taken out.
    """
    row = connection.execute(
        "SELECT id, version_id FROM briefings WHERE uuid = ? AND removed IS NULL", (uuid,)
    ).fetchone()
    if row is None:
        raise NotFound(f"No briefing has the id {uuid}.", next_step="reeread list shows the ids.")
    return int(row[0]), int(row[1])


def uuids(connection: Connection) -> list[str]:
    """Return the ids of the briefings in the order of adding."""
    rows = connection.execute("SELECT uuid FROM briefings WHERE removed IS NULL ORDER BY id")
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
        " JOIN briefings ON briefings.version_id = sources.version_id"
        " WHERE sources.sha256 = ? ORDER BY standing DESC, briefings.id DESC",
        (sha256,),
    ).fetchone()
    return (row[0], bool(row[1])) if row else None


def state(connection: Connection, subject_id: str) -> State | None:
    """Return which version of a briefing is shown and where it stands; None when it is not listed."""
    row = connection.execute(
        "SELECT briefings.id, versions.number FROM briefings"
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
    return {"version": row[1], "stacks": [name for (name,) in names]}


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Put a briefing, whose rows are there, into the lists."""
    deed.database.execute("UPDATE briefings SET removed = NULL WHERE uuid = ?", (subject_id,))
    return update(deed, subject_id, state)


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Show another version of a briefing, or put it into other stacks."""
    row_id, version_id = current(deed.connection, subject_id)
    if "version" in fields:
        _show(deed, row_id, version_id, fields["version"])
    if "stacks" in fields:
        stack(deed, row_id, fields["stacks"])
    return row_id


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a briefing out of the lists; all its rows stay, so that it can come back."""
    row_id, _ = current(deed.connection, subject_id)
    stack(deed, row_id, ())
    deed.database.execute("UPDATE briefings SET removed = ? WHERE id = ?", (deed.at, row_id))
    return row_id


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


def _briefing(row: tuple[str, str, int, str, str, str, str, int, int, int, str]) -> Briefing:
    import json

    stacks = () if row[10] == "[]" else tuple(json.loads(row[10]))
    return Briefing(row[0], row[1], bool(row[2]), *row[3:10], stacks=stacks)
