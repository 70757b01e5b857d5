"""Ids shortened: which briefing an ending or a beginning is of, and how short an ending can be."""

from reeread.store.engine import Connection

SHORTEST = 4
"""An ending of an id is shown with at least so many characters."""
MOST = 6
"""Briefings with like ids that are looked for: one more than a message names."""

_KEPT = 8
_ENDING = " || ".join(f"substr(uuid, -{place}, 1)" for place in range(1, _KEPT + 1))
"""The last characters of an id, backwards: what the index `briefings_ending` is made of, word for word."""
_LAST = "\U0010ffff"
_LISTED = "SELECT uuid FROM briefings WHERE removed IS NULL"


def whole(connection: Connection, asked: str) -> str | None:
    """Return an id if a listed briefing has just this one."""
    row = connection.execute(f"{_LISTED} AND uuid = ?", (asked,)).fetchone()
    return row[0] if row else None


def ending(connection: Connection, asked: str) -> list[str]:
    """Return the ids of listed briefings that end so, a few at most."""
    begun = asked[::-1][:_KEPT]
    rows = connection.execute(
        f"{_LISTED} AND {_ENDING} >= ? AND {_ENDING} < ? AND substr(uuid, -?) = ? LIMIT ?",
        (begun, begun + _LAST, len(asked), asked, MOST),
    )
    return [uuid for (uuid,) in rows]


def beginning(connection: Connection, asked: str) -> list[str]:
    """Return the ids of listed briefings that begin so, a few at most."""
    rows = connection.execute(
        f"{_LISTED} AND uuid >= ? AND uuid < ? ORDER BY uuid LIMIT ?", (asked, asked + _LAST, MOST)
    )
    return [uuid for (uuid,) in rows]


def shortest(connection: Connection, uuid: str) -> str:
    """Return the shortest ending of an id that no other listed briefing has, at least four characters."""
    backwards = uuid[::-1]
    own = backwards[:_KEPT]
    alike = [
        found
        for order, compared in (("DESC", "<"), ("ASC", ">"))
        for (found,) in connection.execute(
            f"SELECT {_ENDING} FROM briefings WHERE removed IS NULL AND {_ENDING} {compared} ?"
            f" ORDER BY {_ENDING} {order} LIMIT 1",
            (own,),
        )
    ]
    alike += [
        other[::-1]
        for (other,) in connection.execute(f"{_LISTED} AND {_ENDING} = ? AND uuid <> ?", (own, uuid))
    ]
    length = max(SHORTEST, *(_alike(backwards, other) + 1 for other in alike), 0)
    return uuid[-length:]


def _alike(one: str, other: str) -> int:
    """Return with how many like characters two texts begin."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
