"""How many annotations of listed briefings there are, by author and tag: counted as they are made and go."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reeread.model.briefing import TagCount
from reeread.model.numbers import AuthorNumbers
from reeread.store import codebook
from reeread.store.engine import Connection
from reeread.store.triggers import lifted

_ANY, _NOTED = 0, -1
_COUNTING = "tallies_annotation_made", "tallies_tag_put"
_COMMON = 0.02
"""The share of all things from which on a tag is common."""

_COUNTED = """
SELECT author_id, 0, count(*) FROM annotations LEFT JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL GROUP BY author_id
UNION ALL
SELECT author_id, -1, count(*) FROM annotations LEFT JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL AND note <> '' GROUP BY author_id
UNION ALL
SELECT author_id, tag_id, count(*) FROM annotations LEFT JOIN briefings ON briefings.id = briefing_id
JOIN annotation_tags ON annotation_id = annotations.id
WHERE removed IS NULL GROUP BY author_id, tag_id
"""
"""What the triggers keep, counted from the rows; an annotation whose briefing is lost counts as it did."""


def are_right(connection: Connection) -> bool:
    """Return whether what is kept is what the rows say."""
    kept = connection.execute("SELECT author_id, tag_id, number FROM tallies WHERE number <> 0").fetchall()
    return set(kept) == set(connection.execute(_COUNTED).fetchall())


def count(connection: Connection) -> None:
    """Count the rows anew."""
    connection.execute("DELETE FROM tallies")
    connection.execute(f"INSERT INTO tallies {_COUNTED}")


@contextmanager
def counted_together(connection: Connection) -> Iterator[None]:
    """Let new annotations come in, and nothing else, that are counted at the end: one by one takes a third of the time.

    If this fails, what was written since the transaction or the savepoint began has to be taken back.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM annotations").fetchone()
    with lifted(connection, _COUNTING):
        yield
    new = _COUNTED.replace("WHERE", f"WHERE annotations.id > {last:d} AND")
    connection.execute(
        f"INSERT INTO tallies SELECT * FROM ({new}) WHERE true"
        " ON CONFLICT DO UPDATE SET number = number + excluded.number"
    )


def passages(connection: Connection) -> int:
    """Return how many annotations there are."""
    total = connection.execute("SELECT coalesce(sum(number), 0) FROM tallies WHERE tag_id = ?", (_ANY,))
    return int(total.fetchone()[0])


def is_common(connection: Connection, tags: Sequence[int], of: int) -> bool:
    """Return whether one of these tags is so common that things are asked for it one by one, rather than it for things.

    Args:
        connection: The library.
        tags: Their row ids.
        of: How many things there are that may bear them.
    """
    borne = connection.execute(
        "SELECT coalesce(sum(number), 0) FROM tallies WHERE tag_id IN (SELECT value FROM json_each(?))",
        (json.dumps(tags),),
    )
    return int(borne.fetchone()[0]) > _COMMON * of


def authors(connection: Connection) -> list[str]:
    """Return who made annotations, in alphabetical order."""
    rows = connection.execute(
        "SELECT name FROM tallies JOIN authors ON authors.id = author_id WHERE tag_id = ? AND number > 0 ORDER BY name",
        (_ANY,),
    )
    return [name for (name,) in rows]


def annotators(connection: Connection) -> list[str]:
    """Return who ever made an annotation, in the order in which they came to this library."""
    rows = connection.execute(
        "SELECT name FROM tallies JOIN authors ON authors.id = author_id WHERE tag_id = ? ORDER BY author_id",
        (_ANY,),
    )
    return [name for (name,) in rows]


def by_author(connection: Connection) -> list[AuthorNumbers]:
    """Return what each author marked who marked anything, who marked most first."""
    counted: dict[str, dict[int, int]] = {}
    for author, tag, number in connection.execute(
        "SELECT authors.name, tag_id, number FROM tallies JOIN authors ON authors.id = author_id WHERE number > 0"
    ):
        counted.setdefault(author, {})[tag] = number
    names = codebook.names(connection)
    found = [
        AuthorNumbers(
            author,
            own.get(_ANY, 0),
            own.get(_NOTED, 0),
            tuple(TagCount(name, own[tag]) for tag, name in names.items() if tag in own),
        )
        for author, own in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.annotations, one.author))
