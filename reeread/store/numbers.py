"""The numbers of versions within their briefing, and the rows that they stand for."""

import json
from collections.abc import Sequence

from reeread.model.errors import NotFound
from reeread.store.engine import Connection


def number(connection: Connection, version_id: int) -> int:
    """Return which version of its briefing it is, counted from one."""
    return int(connection.execute("SELECT number FROM versions WHERE id = ?", (version_id,)).fetchone()[0])


def shown(connection: Connection, uuid: str) -> int:
    """Return the number of the version that a briefing shows, listed or not."""
    row = connection.execute(
        "SELECT versions.number FROM versions JOIN briefings ON briefings.version_id = versions.id"
        " WHERE briefings.uuid = ?",
        (uuid,),
    ).fetchone()
    return int(row[0])


def all_shown(connection: Connection, uuids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the versions that listed briefings show, by id and in the order of adding."""
    rows = connection.execute(
        "SELECT uuid, versions.number FROM briefings JOIN versions ON versions.id = version_id"
        " WHERE removed IS NULL AND uuid IN (SELECT value FROM json_each(?)) ORDER BY briefings.id",
        (json.dumps([*uuids]),),
    )
    return dict(rows.fetchall())


def row_id(connection: Connection, uuid: str, number: int) -> tuple[int, int]:
    """Return the row ids of a briefing, listed or not, and of one of its versions."""
    row = connection.execute(
        "SELECT briefings.id, versions.id FROM briefings"
        " JOIN versions ON versions.briefing_id = briefings.id"
        " WHERE briefings.uuid = ? AND versions.number = ?",
        (uuid, number),
    ).fetchone()
    if row is None:
        raise NotFound(f"Briefing {uuid} has no version {number}.", next_step="reeread list shows the ids.")
    return int(row[0]), int(row[1])
