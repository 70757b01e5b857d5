"""The tags of a library."""

from reeread.model.tag import Tag
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_FIELDS = ("name", "key", "color", "meaning", "position", "retired")


def tags(connection: Connection) -> list[Tag]:
    """Return the tags in their order."""
    rows = connection.execute(f"SELECT {', '.join(_FIELDS)} FROM tags ORDER BY position, id")
    return [
        Tag(name, key, color, meaning, position, bool(retired))
        for name, key, color, meaning, position, retired in rows
    ]


def names(connection: Connection) -> dict[int, str]:
    """Return the names of the tags by row id, in their order."""
    return dict(connection.execute("SELECT id, name FROM tags ORDER BY position, id").fetchall())


def ids(connection: Connection) -> dict[str, str]:
    """Return the ids of the tags by name, in their order."""
    return dict(connection.execute("SELECT name, uuid FROM tags ORDER BY position, id").fetchall())


def state(connection: Connection, subject_id: str) -> State | None:
    """Return a tag as the log writes it."""
    row = connection.execute(
        f"SELECT {', '.join(_FIELDS)} FROM tags WHERE uuid = ?", (subject_id,)
    ).fetchone()
    return dict(zip(_FIELDS, row, strict=True)) if row else None


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write a tag that was not there."""
    deed.database.table("tags").insert({"uuid": subject_id, **state})
    return None


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of a tag."""
    row_id = deed.connection.execute("SELECT id FROM tags WHERE uuid = ?", (subject_id,)).fetchone()[0]
    deed.database.table("tags").update(row_id, fields)
    return None


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a tag away that no annotation bears."""
    deed.database.table("tags").delete_where("uuid = ?", [subject_id])
    return None
