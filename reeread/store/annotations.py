"""Annotations: what readers said of passages."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from operator import itemgetter
from typing import Any, TypeVar

from reeread.model.annotation import Anchor, AnchorState, Annotation, Plain, Told
from reeread.model.asked import EVERY, Asked
from reeread.model.commitment import Fate, Outcome, Shown
from reeread.model.grades import Credibility
from reeread.model.span import Span
from reeread.store import codebook, many, numbers, tallies, words
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

STATE = "CASE WHEN annotations.version_id = briefings.version_id THEN annotations.state ELSE 'orphan' END"
"""How sure an annotation stands in the version that is shown, in SQL."""

_NAMED = "JOIN authors ON authors.id = annotations.author_id\n"
_FROM = f"""
FROM annotations
JOIN briefings ON briefings.id = annotations.briefing_id
{_NAMED}WHERE briefings.removed IS NULL
"""

_FIELDS = {
    "id": "annotations.uuid",
    "briefing": "briefings.uuid",
    "start": "annotations.start",
    "end": 'annotations."end"',
    "exact": "annotations.exact",
    "prefix": "annotations.prefix",
    "suffix": "annotations.suffix",
    "tags": "(SELECT group_concat(tag_id) FROM annotation_tags WHERE annotation_id = annotations.id)",
    "note": "annotations.note",
    "author": "authors.name",
    "created": "annotations.created",
    "modified": "annotations.modified",
    "state": STATE,
    "grade": "annotations.grade",
    "outcome": "annotations.outcome",
    "shown": "annotations.shown",
}
"""What is kept of an annotation, in SQL; of tags their row ids with commas between, None for none."""

_KEPT = {**_FIELDS, "author": "annotations.author_id"}
"""The same, with authors by their row ids."""

_READ = f"SELECT {', '.join(_FIELDS.values())} {_FROM}"

_Text = TypeVar("_Text")

_AT_ONCE = 500
"""Ids asked for in one query."""
_FEW = 500
"""New annotations that are counted one by one."""

_PLACE = 'annotations.briefing_id, annotations.start, annotations."end", annotations.author_id'

ORDERS = {
    "place": _PLACE,
    "modified": f"annotations.modified DESC, {_PLACE}",
    "tag": "(SELECT min(tags.position) FROM annotation_tags JOIN tags ON tags.id = tag_id"
    f" WHERE annotation_id = annotations.id) NULLS LAST, {_PLACE}",
    "author": f"authors.name, {_PLACE}",
    "text": f"annotations.exact COLLATE NOCASE, {_PLACE}",
}
"""What annotations can be sorted by: their place, the latest change first, their first tag in the codebook, who
made them, or their passage."""


def found(connection: Connection, asked: Asked, limit: int | None = None) -> Iterator[Annotation]:
    """Yield the annotations that are asked for, in order."""
    tags = _names(connection)
    where, values = conditions(connection, asked)
    query = f"{_in_order(_READ)}{where} ORDER BY {ORDERS[asked.sort]} LIMIT ?"
    for row in connection.execute(query, (*values, -1 if limit is None else limit)):
        yield _annotation(row, tags)


def plain(connection: Connection, asked: Asked, fields: Sequence[str]) -> list[Plain]:
    """Return some fields of the annotations that are asked for, in order, as they are kept.

    Args:
        connection: To the library.
        asked: Which annotations.
        fields: id, start, end, exact, prefix, suffix, tags and author (to be told by `told`), note, created, modified,
            grade, outcome (the state of a commitment), shown (what shows that, a JSON object of briefing, version,
            start, end and exact).
    """
    where, values = conditions(connection, asked)
    columns = ", ".join(_KEPT[field] for field in ("briefing", "state", *fields))
    source = _FROM if asked.authors or asked.sort == "author" else _FROM.replace(_NAMED, "")
    return connection.execute(
        f"SELECT {columns} {_in_order(source)}{where} ORDER BY {ORDERS[asked.sort]}", values
    ).fetchall()


def told(
    connection: Connection, tags: Callable[[tuple[str, ...]], str], author: Callable[[str], str]
) -> Told:
    """Return what is told of tags and authors, by their names, for what `plain` returns of them."""
    people = connection.execute("SELECT id, name FROM authors").fetchall()
    names = codebook.names(connection)
    return Told(
        _Tags(names, tags),
        {row_id: author(name) for row_id, name in people},
        _Tags(names, tuple),
    )


def rows(connection: Connection, asked: Asked, limit: int | None = None) -> "array[int]":
    """Return the row ids of the annotations that are asked for, in order: all that a long list needs at first."""
    where, values = conditions(connection, asked)
    query = f"SELECT annotations.id {_in_order(_FROM)}{where} ORDER BY {ORDERS[asked.sort]} LIMIT ?"
    found = connection.execute(query, (*values, -1 if limit is None else limit))
    return array("q", (row for (row,) in found))


def of_rows(connection: Connection, row_ids: Sequence[int]) -> list[Annotation | None]:
    """Return the annotations of these rows in their order, None for each that is gone."""
    tags, among = _names(connection), json.dumps([*row_ids])
    found = connection.execute(
        f"{_READ} AND annotations.id IN (SELECT value FROM json_each(?))", (among,)
    ).fetchall()
    numbers = connection.execute(
        "SELECT uuid, id FROM annotations WHERE id IN (SELECT value FROM json_each(?))", (among,)
    )
    places = dict(numbers.fetchall())
    read = {places[row[0]]: _annotation(row, tags) for row in found}
    return [read.get(row_id) for row_id in row_ids]


def uuids(connection: Connection, row_ids: Sequence[int]) -> list[str]:
    """Return the ids of the annotations of these rows in their order, without those that are gone."""
    found: list[str] = []
    for start in range(0, len(row_ids), _AT_ONCE):
        part = row_ids[start : start + _AT_ONCE]
        known = dict(
            connection.execute(
                "SELECT id, uuid FROM annotations WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([*part]),),
            ).fetchall()
        )
        found += [known[row] for row in part if row in known]
    return found


def row_ids(connection: Connection, uuids: Iterable[str]) -> dict[int, str]:
    """Return the ids of annotations by their rows, without those that are gone."""
    rows = connection.execute(
        "SELECT id, uuid FROM annotations WHERE uuid IN (SELECT value FROM json_each(?))",
        (json.dumps([*uuids]),),
    )
    return dict(rows.fetchall())


def some(connection: Connection, uuids: Sequence[str]) -> list[Annotation]:
    """Return the annotations of these ids in their order, without those that are gone."""
    tags = _names(connection)
    read = {
        row[0]: _annotation(row, tags)
        for row in connection.execute(
            f"{_READ} AND annotations.uuid IN (SELECT value FROM json_each(?))", (json.dumps([*uuids]),)
        )
    }
    return [read[uuid] for uuid in uuids if uuid in read]


def authors(connection: Connection, asked: Asked = EVERY) -> list[str]:
    """Return who made the annotations that are asked for, in alphabetical order."""
    if asked == EVERY:
        return tallies.authors(connection)
    where, values = conditions(connection, asked)
    rows = connection.execute(f"SELECT DISTINCT authors.name {_FROM}{where} ORDER BY authors.name", values)
    return [name for (name,) in rows]


def _in_order(query: str) -> str:
    """Return a query that goes through the annotations in the order of their index, rather than by briefings or authors."""
    return query.replace("\nJOIN ", "\nCROSS JOIN ")


def marked(connection: Connection, asked: Asked) -> list[str]:
    """Return the ids of the briefings that have annotations which are asked for, in the order of adding."""
    where, values = conditions(connection, asked)
    rows = connection.execute(f"SELECT DISTINCT briefings.uuid {_FROM}{where} ORDER BY briefings.id", values)
    return [uuid for (uuid,) in rows]


def conditions(connection: Connection, asked: Asked) -> tuple[str, list[object]]:
    """Return the conditions of a query with their values."""
    where: list[str] = []
    values: list[object] = []
    if asked.briefings:
        where.append(
            "annotations.briefing_id IN (SELECT id FROM briefings WHERE uuid IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps([*asked.briefings]))
    if asked.among is not None:
        where.append("annotations.uuid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([*asked.among]))
    if asked.tags:
        ids = codebook.at_or_below(connection, asked.tags)
        bearing = f"FROM annotation_tags WHERE tag_id IN ({_places(ids)})"
        if tallies.is_common(connection, ids, tallies.passages(connection)):
            where.append(f"EXISTS (SELECT 1 {bearing} AND annotation_id = annotations.id)")
        else:
            where.append(f"annotations.id IN (SELECT annotation_id {bearing})")
        values.extend(ids)
    if asked.authors:
        where.append(f"authors.name IN ({_places(asked.authors)})")
        values.extend(asked.authors)
    if asked.since is not None:
        where.append("annotations.modified >= ?")
        values.append(asked.since)
    if asked.stacks is not None:
        where.append(
            "annotations.briefing_id IN (SELECT briefing_id FROM stack_briefings"
            f" JOIN stacks ON stacks.id = stack_id WHERE stacks.name IN ({_places(asked.stacks)}))"
        )
        values.extend(asked.stacks)
    if asked.states:
        where.append(f"{STATE} IN ({_places(asked.states)})")
        values.extend(asked.states)
    for word in words.folded(asked.text).split():
        words.can_fold(connection)
        where.append(words.says("annotations.exact || char(10) || annotations.note"))
        values += [word] * 2
    return "".join(f" AND {condition}" for condition in where), values


def one(connection: Connection, uuid: str) -> Annotation | None:
    """Return the annotation of this id, None if there is none or its briefing was taken out."""
    row = connection.execute(f"{_READ} AND annotations.uuid = ?", (uuid,)).fetchone()
    return _annotation(row, _names(connection)) if row else None


def at(connection: Connection, briefing: str, span: Span, author: str) -> Annotation | None:
    """Return the author's annotation on exactly this span of a briefing's present version, where an orphan does not stand."""
    row = connection.execute(
        _READ
        + ' AND briefings.uuid = ? AND annotations.start = ? AND annotations."end" = ? AND authors.name = ?'
        " AND annotations.version_id = briefings.version_id AND annotations.state <> 'orphan'",
        (briefing, span.start, span.end, author),
    ).fetchone()
    return _annotation(row, _names(connection)) if row else None


def state(connection: Connection, subject_id: str) -> State | None:
    """Return an annotation as the log writes it; its tags by their ids, so that a rename is no change."""
    columns = ", ".join(f'annotations."{name}"' for name in _OWN)
    row = connection.execute(
        f"SELECT annotations.id, briefings.uuid, versions.number, authors.name, {columns} FROM annotations"
        " JOIN briefings ON briefings.id = annotations.briefing_id"
        " JOIN versions ON versions.id = annotations.version_id"
        " JOIN authors ON authors.id = author_id WHERE annotations.uuid = ?",
        (subject_id,),
    ).fetchone()
    if row is None:
        return None
    state = dict(zip(("briefing", "version", "author", *_OWN), row[1:], strict=True))
    tags = connection.execute(
        "SELECT tags.uuid FROM annotation_tags JOIN tags ON tags.id = tag_id WHERE annotation_id = ?"
        " ORDER BY tags.position, tags.id",
        (row[0],),
    )
    return {**state, "tags": [tag for (tag,) in tags]}


_LATER = ("grade", "outcome", "shown")
"""What the logs of the first formats do not speak of."""

_OWN = ("start", "end", "exact", "prefix", "suffix", "note", "state", "created", "modified", *_LATER)

_own = itemgetter(*_OWN)

_INSERT = (
    'INSERT INTO annotations (uuid, briefing_id, version_id, author_id, "'
    + '", "'.join(_OWN)
    + '") VALUES (?, ?, ?, ?'
    + ", ?" * len(_OWN)
    + ")"
)


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write an annotation that was not there."""
    briefing_id, version_id = numbers.row_id(deed.connection, state["briefing"], state["version"])
    row = deed.connection.execute(
        _INSERT,
        (
            subject_id,
            briefing_id,
            version_id,
            deed.author_id(state["author"]),
            *(state.get(name) if name in _LATER else state[name] for name in _OWN),
        ),
    )
    _tag(deed, int(row.lastrowid or 0), state["tags"])
    return briefing_id


def create_all(deed: Deed, new: Sequence[tuple[str, State]]) -> None:
    """Write annotations that were not there, each by its id, as `create` does with one."""
    if not new:
        return
    (row,) = deed.connection.execute("SELECT coalesce(max(id), 0) FROM annotations").fetchone()
    tags = dict(deed.connection.execute("SELECT uuid, id FROM tags").fetchall())
    places: dict[tuple[str, int], tuple[int, int]] = {}
    rows: list[tuple[object, ...]] = []
    borne: list[tuple[int, int]] = []
    for place, (uuid, state) in enumerate(new, start=row + 1):
        where = state["briefing"], state["version"]
        if where not in places:
            places[where] = numbers.row_id(deed.connection, *where)
        author = deed.author_id(state["author"])
        rows.append((place, uuid, *places[where], author, *_own(state)))
        borne += [(place, tags[tag]) for tag in state["tags"]]
    names = '", "'.join(_OWN)
    with tallies.counted_together(deed.connection) if len(new) > _FEW else nullcontext():
        many.insert(
            deed.connection, f'annotations (id, uuid, briefing_id, version_id, author_id, "{names}")', rows
        )
        many.insert(deed.connection, "annotation_tags (annotation_id, tag_id)", borne)


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of an annotation; its briefing and author stay."""
    row_id, briefing_id, briefing = deed.connection.execute(
        "SELECT annotations.id, briefing_id, briefings.uuid FROM annotations"
        " JOIN briefings ON briefings.id = briefing_id WHERE annotations.uuid = ?",
        (subject_id,),
    ).fetchone()
    own = {name: fields[name] for name in _OWN if name in fields}
    if "version" in fields:
        own["version_id"] = numbers.row_id(deed.connection, briefing, fields["version"])[1]
    if own:
        names = ", ".join(f'"{name}" = ?' for name in own)
        deed.database.execute(f"UPDATE annotations SET {names} WHERE id = ?", (*own.values(), row_id))
    if "tags" in fields:
        deed.database.execute("DELETE FROM annotation_tags WHERE annotation_id = ?", (row_id,))
        _tag(deed, row_id, fields["tags"])
    return int(briefing_id)


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take an annotation away, with its tags."""
    row = deed.connection.execute(
        "DELETE FROM annotations WHERE uuid = ? RETURNING briefing_id", (subject_id,)
    ).fetchone()
    return int(row[0])


def _tag(deed: Deed, row_id: int, tags: Sequence[str]) -> None:
    deed.connection.executemany(
        "INSERT INTO annotation_tags (annotation_id, tag_id) SELECT ?, id FROM tags WHERE uuid = ?",
        [(row_id, tag) for tag in tags],
    )


def _annotation(row: tuple[Any, ...], tags: "_Tags[tuple[str, ...]]") -> Annotation:
    uuid, briefing, start, end, exact, prefix, suffix, borne, note, author, created, modified, *more = row
    state, grade, outcome, shown = more
    return Annotation(
        uuid,
        briefing,
        Anchor(start, end, exact, prefix, suffix),
        tags[borne],
        note,
        author,
        created,
        modified,
        AnchorState(state),
        Credibility(grade) if grade else None,
        Outcome(Fate(outcome), _shown(shown)) if outcome else None,
    )


def _names(connection: Connection) -> "_Tags[tuple[str, ...]]":
    """Return the names of the tags that annotations bear."""
    return _Tags(codebook.names(connection), tuple)


class _Tags(dict[str | None, _Text]):
    """What is told of the names of tags, in the order of the codebook, by their row ids with commas between.

    Few sets of them are borne.
    """

    def __init__(self, names: Mapping[int, str], told: Callable[[tuple[str, ...]], _Text]) -> None:
        super().__init__({None: told(())})
        self._names, self._told = names, told

    def __missing__(self, row_ids: str) -> _Text:
        borne = {int(row_id) for row_id in row_ids.split(",")}
        told = self._told(tuple(name for row_id, name in self._names.items() if row_id in borne))
        self[row_ids] = told
        return told


def _shown(text: str) -> Shown:
    kept = json.loads(text)
    return Shown(kept["briefing"], kept["version"], Span(kept["start"], kept["end"]), kept["exact"])


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
