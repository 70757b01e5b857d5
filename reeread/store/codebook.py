"""The tags of a library."""

import json
from collections.abc import Iterable

from reeread.model.tag import Tag
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_FIELDS = ("name", "key", "color", "meaning", "position", "retired", "origins")


def tags(connection: Connection) -> list[Tag]:
    """Return the tags in their order."""
    rows = connection.execute(f"SELECT {', '.join(_FIELDS)} FROM tags ORDER BY position, id")
    return [
        Tag(name, key, color, meaning, position, bool(retired), tuple(json.loads(origins)))
        for name, key, color, meaning, position, retired, origins in rows
    ]


def names(connection: Connection) -> dict[int, str]:
    """Return the names of the tags by row id, in their order."""
    return dict(connection.execute("SELECT id, name FROM tags ORDER BY position, id").fetchall())


def ids(connection: Connection) -> dict[str, str]:
    """Return the ids of the tags by name, in their order."""
    return dict(connection.execute("SELECT name, uuid FROM tags ORDER BY position, id").fetchall())


def entries(connection: Connection) -> dict[str, tuple[str, bool]]:
    """Return the id of each tag and whether it is retired, by name and in their order."""
    rows = connection.execute("SELECT name, uuid, retired FROM tags ORDER BY position, id")
    return {name: (uuid, bool(retired)) for name, uuid, retired in rows}


def at_or_below(connection: Connection, asked: Iterable[str]) -> list[int]:
    """Return the row ids of the tags of these names and of those below them: "risk/supply" is below "risk"."""
    wanted = tuple(asked)
    above = tuple(f"{name}/" for name in wanted)
    return [row_id for row_id, name in names(connection).items() if name in wanted or name.startswith(above)]


def users(connection: Connection, name: str) -> list[str]:
    """Return the ids of the annotations that bear a tag, those on removed briefings and old versions too."""
    rows = connection.execute(
        "SELECT annotations.uuid FROM annotation_tags JOIN tags ON tags.id = tag_id"
        " JOIN annotations ON annotations.id = annotation_id WHERE tags.name = ? ORDER BY annotations.id",
        (name,),
    )
    return [uuid for (uuid,) in rows]


def use(connection: Connection, name: str) -> tuple[int, int, int]:
    """Return how many annotations bear a tag, on how many briefings, and how many have nothing else: no tag, note or grade."""
    row: tuple[int, int, int] = connection.execute(
        "SELECT count(*), count(DISTINCT briefing_id), coalesce(sum(note = '' AND grade IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM annotation_tags AS other WHERE other.annotation_id = annotations.id"
        " AND other.tag_id <> tags.id)), 0)"
        " FROM annotations JOIN annotation_tags ON annotation_id = annotations.id"
        " JOIN tags ON tags.id = tag_id WHERE tags.name = ?",
        (name,),
    ).fetchone()
    return row


def state(connection: Connection, subject_id: str) -> State | None:
    """Return a tag as the log writes it."""
    row = connection.execute(
        f"SELECT {', '.join(_FIELDS)} FROM tags WHERE uuid = ?", (subject_id,)
    ).fetchone()
    return {**dict(zip(_FIELDS, row, strict=True)), "origins": json.loads(row[-1])} if row else None


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write a tag that was not there."""
    origins = state.get("origins", [])  # logs of the first formats do not speak of them
    deed.insert("tags", {"uuid": subject_id, **state, "origins": _text(origins)})
    return None


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of a tag."""
    own = {name: _text(value) if name == "origins" else value for name, value in fields.items()}
    names = ", ".join(f'"{name}" = ?' for name in own)
    deed.database.execute(f"UPDATE tags SET {names} WHERE uuid = ?", (*own.values(), subject_id))
    return None


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a tag away that no annotation bears."""
    deed.database.table("tags").delete_where("uuid = ?", [subject_id])
    return None


def _text(origins: list[str]) -> str:
    return json.dumps(origins, ensure_ascii=False)
