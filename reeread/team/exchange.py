"""Handing edits and texts to a hub, and fetching those of others."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reeread.model.shared_text import SharedText

if TYPE_CHECKING:
    from psycopg import Connection

_TEXT = ("id", "meta", "body", "blocks", "marks", "highlights", "raw")
_TAKEN_TEXTS = f"""
INSERT INTO reeread.texts (push, {", ".join(_TEXT)}) VALUES ({", ".join(["%s"] * (1 + len(_TEXT)))})
ON CONFLICT DO NOTHING
"""


class Fetched(NamedTuple):
    """One edit as the hub has it."""

    edit: str
    push: int
    body: str
    """As JSON, which its pusher may have written as he liked."""


def lacking(connection: "Connection", texts: Iterable[str]) -> set[str]:
    """Return which of these texts the hub does not have."""
    asked = [*texts]
    if not asked:
        return set()
    rows = connection.execute("SELECT id FROM reeread.texts WHERE id = ANY(%s)", (asked,)).fetchall()
    return {*asked} - {id for (id,) in rows}


def push(
    connection: "Connection",
    replica: str,
    author: str,
    edits: Sequence[tuple[str, str]],
    texts: Iterable[SharedText],
) -> int:
    """Hand over edits, each by its id and as JSON, with the texts that they speak of; return the number of the push.

    All are committed when this returns, and none if it fails; what the hub has already stays as it is there.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE coming (place integer, edit text, body json) ON COMMIT DROP")
        with cursor.copy("COPY coming FROM STDIN") as copy:
            for place, (edit, body) in enumerate(edits):
                copy.write_row((place, edit, body))
        cursor.execute(
            "INSERT INTO reeread.pushes (replica, author, edits) VALUES (%s, %s, %s) RETURNING number",
            (replica, author.replace("\0", "\ufffd"), len(edits)),
        )
        row = cursor.fetchone()
        number = int(row[0]) if row else 0
        for text in texts:
            cursor.execute(_TAKEN_TEXTS, (number, *(getattr(text, name) for name in _TEXT)))
        cursor.execute(
            "INSERT INTO reeread.edits (push, place, edit, body) SELECT %s, place, edit, body FROM coming"
            " ORDER BY place ON CONFLICT DO NOTHING",
            (number,),
        )
    return number


def batches(connection: "Connection", after: int, most: int) -> Iterator[int]:
    """Yield the numbers of pushes up to which so many edits can be fetched at once, at least one push each time."""
    rows = connection.execute(
        "SELECT number, edits FROM reeread.pushes WHERE number > %s ORDER BY number", (after,)
    ).fetchall()
    count = 0
    for place, (number, edits) in enumerate(rows):
        count += edits
        if place + 1 == len(rows) or count + rows[place + 1][1] > most:
            yield int(number)
            count = 0


def fetch(connection: "Connection", after: int, up_to: int) -> list[Fetched]:
    """Return the edits of pushes after one and up to another, in the order in which they were committed."""
    rows = connection.execute(
        "SELECT edit, push, body::text FROM reeread.edits WHERE push > %s AND push <= %s ORDER BY push, place",
        (after, up_to),
        binary=True,
    ).fetchall()
    return [*map(Fetched._make, rows)]


def pushes_of(connection: "Connection", replica: str, after: int, up_to: int) -> set[int]:
    """Return which pushes after one and up to another a library made."""
    rows = connection.execute(
        "SELECT number FROM reeread.pushes WHERE number > %s AND number <= %s AND replica = %s",
        (after, up_to, replica),
    ).fetchall()
    return {int(number) for (number,) in rows}


def texts(connection: "Connection", wanted: Iterable[str]) -> dict[str, SharedText]:
    """Return texts by their ids, as far as the hub has them."""
    asked = [*wanted]
    if not asked:
        return {}
    columns = ", ".join("meta::text" if name == "meta" else name for name in _TEXT)
    rows = connection.execute(
        f"SELECT {columns} FROM reeread.texts WHERE id = ANY(%s)", (asked,), binary=True
    )
    found = {row[0]: SharedText(*row) for row in rows}
    return found
