"""Searches that are kept under a name."""

from reeread.model.search import Saved
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_OWN = ("name", "query", "made")


def listed(connection: Connection) -> list[Saved]:
    """Return the searches in the order of their names."""
    rows = connection.execute(
        "SELECT searches.name, query, authors.name, made FROM searches JOIN authors ON authors.id = author_id"
        " ORDER BY lower(searches.name), searches.id"
    )
    return [Saved(*row) for row in rows]


def ids(connection: Connection) -> dict[str, str]:
    """Return the ids of the searches by name."""
    return dict(connection.execute("SELECT name, uuid FROM searches").fetchall())


def state(connection: Connection, subject_id: str) -> State | None:
    """Return a search as the log writes it."""
    row = connection.execute(
        f"SELECT authors.name, {', '.join(f'searches.{name}' for name in _OWN)} FROM searches"
        " JOIN authors ON authors.id = author_id WHERE uuid = ?",
        (subject_id,),
    ).fetchone()
    return dict(zip(("author", *_OWN), row, strict=True)) if row else None


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write a search that was not there."""
    own = {name: state[name] for name in _OWN}
    deed.insert("searches", {"uuid": subject_id, "author_id": deed.author_id(state["author"]), **own})
    return None


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of a search."""
    own = {name: fields[name] for name in _OWN if name in fields}
    if "author" in fields:
        own["author_id"] = deed.author_id(fields["author"])
    names = ", ".join(f"{name} = ?" for name in own)
    deed.database.execute(f"UPDATE searches SET {names} WHERE uuid = ?", (*own.values(), subject_id))
    return None


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a search away."""
    deed.database.execute("DELETE FROM searches WHERE uuid = ?", (subject_id,))
    return None
