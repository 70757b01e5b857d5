"""Lists of briefings a stretch at a time: how many there are, some of them, and where one stands."""

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reeread.model.briefing import Briefing
from reeread.model.selection import Selection
from reeread.store import briefings, codebook, tallies, words
from reeread.store.engine import Connection

_STRETCH = 256
"""Briefings that are read at once where all are wanted."""

_BRIEFINGS = "briefings CROSS JOIN versions ON versions.id = briefings.version_id"
_VERSIONS = "versions CROSS JOIN briefings INDEXED BY briefings_shown ON briefings.version_id = versions.id"
"""Read in the order of an index on what is sorted by, without a look at the rows themselves."""
_TITLE = "coalesce(versions.folded_title, lower(versions.title))"
_SAID = "versions.title || char(10) || briefings.source || char(10) || versions.byline"


class _Order(NamedTuple):
    """Where rows come from, and by which expressions they are sorted; those that start with "-" from high to low."""

    tables: str
    keys: tuple[str, ...]


_ORDERS = {
    "added": _Order(_BRIEFINGS, ("briefings.id",)),
    "title": _Order(_VERSIONS, (_TITLE, "versions.id")),
    "published": _Order(_VERSIONS, ("-versions.published", "versions.id")),
    "minutes": _Order(_VERSIONS, ("versions.characters", "versions.id")),
    "state": _Order(_BRIEFINGS, ("-briefings.triage", "briefings.id")),
}
_LEADING = {
    "annotations": "SELECT id FROM briefings JOIN (SELECT briefing_id, count(*) AS number FROM annotations"
    " GROUP BY briefing_id) AS counted ON counted.briefing_id = briefings.id ORDER BY number DESC, id",
    "stack": "SELECT briefing_id FROM stacks CROSS JOIN stack_briefings ON stacks.id = stack_id"
    " ORDER BY lower(stacks.name), briefing_id",
}
"""Orders that no index is of: which rows come first, before all others in the order of adding."""
ORDERS = (*_ORDERS, *_LEADING)
"""What a list can be sorted by."""


def listed(connection: Connection, selection: Selection) -> Iterator[Briefing]:
    """Yield the briefings of a selection in its order, as they are read."""
    if not is_indexed(selection):
        found = rows(connection, selection)
        for start in range(0, len(found), _STRETCH):
            yield from briefings.of_rows(connection, found[start : start + _STRETCH])
        return
    tables, where, values = _from(connection, selection)
    cursor = connection.execute(f"SELECT briefings.id FROM {tables}{where} ORDER BY {_by(selection)}", values)
    while part := cursor.fetchmany(_STRETCH):
        yield from briefings.of_rows(connection, [row for (row,) in part])


def minutes(connection: Connection) -> int:
    """Return how many minutes all that is listed and not done takes to read, each briefing one at least."""
    row = connection.execute(
        f"SELECT coalesce(sum(max(1, round(versions.characters / 1000.0))), 0) FROM {_BRIEFINGS}"
        " WHERE briefings.removed IS NULL AND briefings.triage <> 'done'"
    ).fetchone()
    return int(row[0])


def titled(connection: Connection, text: str) -> list[str]:
    """Return the ids of the listed briefings whose titles hold a text, whatever its case and accents."""
    words.can_fold(connection)
    folded = words.folded(text)
    rows = connection.execute(
        f"SELECT briefings.uuid FROM {_BRIEFINGS} WHERE briefings.removed IS NULL AND {words.says('versions.title')}",
        (folded, folded),
    )
    return [uuid for (uuid,) in rows]


def is_indexed(selection: Selection) -> bool:
    """Return whether a stretch of a selection can be read by itself; of others all rows must be known (`rows`)."""
    return selection.sort in _ORDERS and not selection.first


def rows(connection: Connection, selection: Selection) -> "array[int]":
    """Return the row ids of all briefings of a selection in its order."""
    plain = selection._replace(sort=selection.sort if selection.sort in _ORDERS else "added")
    tables, where, values = _from(connection, plain)
    fitting = connection.execute(f"SELECT briefings.id FROM {tables}{where} ORDER BY {_by(plain)}", values)
    every = dict.fromkeys(row for (row,) in fitting)
    leading: dict[int, None] = {}
    if selection.first:
        found = connection.execute(
            "SELECT briefings.id FROM json_each(?) CROSS JOIN briefings ON briefings.uuid = json_each.value"
            " ORDER BY json_each.key",
            (json.dumps(selection.first),),
        )
        leading.update((row, None) for (row,) in found if row in every)
    if selection.sort in _LEADING:
        leading.update((row, None) for (row,) in connection.execute(_LEADING[selection.sort]) if row in every)
    return array("q", (*leading, *(row for row in every if row not in leading)))


def count(connection: Connection, selection: Selection) -> int:
    """Return how many briefings there are in a selection."""
    tables, where, values = _from(connection, selection._replace(sort="added"))
    if not selection.text:
        tables = "briefings"
    return int(connection.execute(f"SELECT count(*) FROM {tables}{where}", values).fetchone()[0])


def stretch(connection: Connection, selection: Selection, start: int, number: int, of: int) -> list[Briefing]:
    """Return some of the briefings of a selection in its order.

    Args:
        connection: The library.
        selection: Which briefings, in which order.
        start: The place of the first one, from 0.
        number: How many.
        of: How many there are in all: what is nearer the end is looked for from there.
    """
    tables, where, values = _from(connection, selection)
    end = min(of, start + number)
    backwards = start > of - end
    skipped = of - end if backwards else start
    rows = connection.execute(
        f"SELECT briefings.id FROM {tables}{where} ORDER BY {_by(selection, backwards)} LIMIT ? OFFSET ?",
        (*values, max(0, end - start), skipped),
    ).fetchall()
    ids = [row for (row,) in rows]
    return briefings.of_rows(connection, ids[::-1] if backwards else ids)


def of(connection: Connection, found: Sequence[int]) -> list[Briefing]:
    """Return the briefings of these rows, in their order."""
    return briefings.of_rows(connection, found)


def row(connection: Connection, uuid: str) -> int | None:
    """Return the row id of a listed briefing."""
    hit = connection.execute(
        "SELECT id FROM briefings WHERE uuid = ? AND removed IS NULL", (uuid,)
    ).fetchone()
    return int(hit[0]) if hit else None


def place(connection: Connection, selection: Selection, uuid: str) -> int | None:
    """Return where a briefing stands in a selection, from 0; None where it does not."""
    tables, where, values = _from(connection, selection)
    if selection.sort == "added":
        hit = connection.execute(
            f"SELECT briefings.id FROM {tables}{where} AND briefings.uuid = ?", (*values, uuid)
        ).fetchone()
        if hit is None:
            return None
        before = connection.execute(
            f"SELECT count(*) FROM {tables}{where} AND briefings.id < ?", (*values, hit[0])
        )
        return int(before.fetchone()[0])
    hit = connection.execute(
        f"SELECT place FROM (SELECT briefings.id AS id, row_number() OVER (ORDER BY {_by(selection)}) - 1 AS place"
        f" FROM {tables}{where}) WHERE id = ?",
        (*values, row(connection, uuid)),
    ).fetchone()
    return int(hit[0]) if hit else None


def _from(connection: Connection, selection: Selection) -> tuple[str, str, list[object]]:
    """Return the tables of a selection, its condition, and the values of both."""
    tables, values = _ORDERS[selection.sort].tables, list[object]()
    where = ["briefings.removed IS NULL"]
    for chosen, word in ((selection.among, "IN"), (selection.without or None, "NOT IN")):
        if chosen is not None:
            where.append(f"briefings.uuid {word} (SELECT value FROM json_each(?))")
            values.append(json.dumps(chosen))
    if selection.stack is not None:
        where.append(
            "briefings.id IN (SELECT briefing_id FROM stack_briefings"
            " JOIN stacks ON stacks.id = stack_id WHERE stacks.name = ?)"
        )
        values.append(selection.stack)
    if selection.state is not None:
        where.append("briefings.triage = ?")
        values.append(selection.state.value)
    if selection.tags:
        tagged, ids = _tagged(connection, selection.tags)
        where.append(tagged)
        values.extend(ids)
    for word in words.folded(selection.text).split():
        words.can_fold(connection)
        where.append(words.says(_SAID))
        values += [word] * 2
    return tables, f" WHERE {' AND '.join(where)}", values


def _tagged(connection: Connection, tags: Sequence[str]) -> tuple[str, list[int]]:
    """Return the condition that a briefing has a passage with one of these tags, and its values."""
    ids = codebook.at_or_below(connection, tags)
    bearing = "FROM annotations JOIN annotation_tags ON annotation_id = annotations.id WHERE"
    borne = f"tag_id IN ({', '.join('?' * len(ids))})"
    if tallies.is_common(connection, ids, briefings.total(connection)):
        return f"EXISTS (SELECT 1 {bearing} briefing_id = briefings.id AND {borne})", ids
    return f"briefings.id IN (SELECT briefing_id {bearing} {borne})", ids


def _by(selection: Selection, backwards: bool = False) -> str:
    """Return what a selection is sorted by, from its end if asked for."""
    return ", ".join(
        f"{key.removeprefix('-')} {'DESC' if key.startswith('-') != backwards else 'ASC'}"
        for key in _ORDERS[selection.sort].keys
    )
