"""Passages as text that SQLite itself spells, which takes a fraction of the time of reading values and writing them."""

import json
import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reeread.model.asked import Asked
from reeread.store import annotations, codebook
from reeread.store.annotations import STATE
from reeread.store.engine import Connection

_TAGS = (
    "(SELECT {}(tags.name{} ORDER BY tags.position, tags.id) FROM annotation_tags"
    " JOIN tags ON tags.id = tag_id WHERE annotation_id = annotations.id)"
)

_SHOWN = ", ".join(
    f"'{name}', annotations.shown ->> '{name}'" for name in ("briefing", "version", "start", "end", "exact")
)

_OF_BRIEFING = {
    "briefing": "briefings.uuid",
    "title": "versions.title",
    "source": "briefings.source",
    "published": "versions.published",
    "reliability": "briefings.grade",
}

_OF_PASSAGE = {
    "id": "annotations.uuid",
    "annotation": "annotations.uuid",
    "start": "annotations.start",
    "end": 'annotations."end"',
    "exact": "annotations.exact",
    "quote": "annotations.exact",
    "prefix": "annotations.prefix",
    "suffix": "annotations.suffix",
    "note": "annotations.note",
    "author": "authors.name",
    "created": "annotations.created",
    "modified": "annotations.modified",
    "state": STATE,
    "grade": "annotations.grade",
    "credibility": "annotations.grade",
}

_PLACE = 'annotations.start, annotations."end", annotations.author_id'

_WRITTEN = frozenset(("title", "source", "published", "quote", "tags", "note", "author"))
"""Cells that say what somebody wrote, and so stand in quotation marks."""


class Spelled(NamedTuple):
    """The passages of a briefing as text."""

    briefing: str
    """Its id."""
    head: str
    """What each passage begins with: the cells of its briefing."""
    passages: list[str]


def as_json(connection: Connection, asked: Asked, fields: Sequence[str]) -> Iterator[Spelled]:
    """Yield the passages of each briefing in the order of their places as JSON objects with these fields."""
    told = {
        **_OF_BRIEFING,
        **_OF_PASSAGE,
        "tags": f"json({_TAGS.format('json_group_array', '')})",
        "outcome": f"json(iif(outcome IS NULL, NULL, json_object('state', outcome, {_SHOWN})))",
    }
    pairs = (f"'{name}', {told[name]}" for name in fields)
    for briefing, passages in _passages(connection, asked, f"json_object({', '.join(pairs)})"):
        yield Spelled(briefing, "", passages)


def as_csv(
    connection: Connection, asked: Asked, fields: Sequence[str], computed: str = ""
) -> Iterator[Spelled]:
    """Yield the passages of each briefing in the order of their places as rows without the end of the line.

    Args:
        connection: The library.
        asked: Which passages; their briefings are named in it.
        fields: What the cells tell; those of the briefing stand first, and there are some of each.
        computed: Characters with which a cell may not begin, or a spreadsheet computes it: an apostrophe goes before it.
    """
    tags, written = _TAGS.format("group_concat", ", '; '"), _WRITTEN
    if not any(name.startswith(tuple(computed)) for name in codebook.ids(connection)):
        # Looked at once, where `_cell` looks for what it begins with first: it is most of what a row costs.
        tags, written = _quoted(tags), _WRITTEN - {"tags"}
    told = {**_OF_BRIEFING, **_OF_PASSAGE, "tags": tags}
    first, then = (
        "concat("
        + ", ',', ".join(_cell(told[name], computed) if name in written else told[name] for name in part)
        + ")"
        for part in (
            [name for name in fields if name in _OF_BRIEFING],
            [name for name in fields if name not in _OF_BRIEFING],
        )
    )
    heads = connection.execute(
        f"SELECT uuid, {first} FROM briefings JOIN versions ON versions.id = briefings.version_id"
        " WHERE uuid IN (SELECT value FROM json_each(?))",
        (json.dumps([*asked.briefings]),),
    )
    head = dict(heads.fetchall())
    for briefing, passages in _passages(connection, asked, then):
        yield Spelled(briefing, f"{head[briefing]},", passages)


def _cell(value: str, computed: str) -> str:
    """Return the SQL of a text in quotation marks, of an empty or missing one without."""
    begins = "''"
    if computed:
        codes = ", ".join(str(ord(one)) for one in computed if one != "-")
        begins = f"iif({value} GLOB '[' || char({codes}) || '-]*', '''', '')"
    return f"iif({value} <> '', {_quoted(value, begins)}, '')"


def _quoted(value: str, begins: str = "''") -> str:
    return f"""concat('"', {begins}, replace({value}, '"', '""'), '"')"""


def _passages(connection: Connection, asked: Asked, spelling: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the ids of briefings with their passages, all those of one in one text, which is a third of the work."""
    where, values = annotations.conditions(connection, asked)
    between = f"\x1e{secrets.token_hex(16)}\x1e"  # which nobody can have written
    rows = connection.execute(
        f"SELECT briefings.uuid, group_concat({spelling}, ? ORDER BY {_PLACE}) FROM annotations"
        " CROSS JOIN briefings ON briefings.id = annotations.briefing_id"
        " CROSS JOIN authors ON authors.id = annotations.author_id"
        f" WHERE briefings.removed IS NULL {where} GROUP BY annotations.briefing_id",
        (between, *values),
    )
    for briefing, passages in rows:
        yield briefing, passages.split(between)


def orphaned(connection: Connection, briefings: Sequence[str]) -> set[str]:
    """Return which of these briefings, given by their ids, have annotations that stand nowhere in their text."""
    rows = connection.execute(
        "SELECT uuid FROM briefings WHERE uuid IN (SELECT value FROM json_each(?))"
        f" AND EXISTS (SELECT 1 FROM annotations WHERE briefing_id = briefings.id AND {STATE} = 'orphan')",
        (json.dumps([*briefings]),),
    )
    return {uuid for (uuid,) in rows}
