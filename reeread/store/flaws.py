"""What can be wrong in a library whose pages are sound, and what of it can be mended without losing anybody's work."""

import json
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reeread.store import bodies, migrations, schema, tallies
from reeread.store.engine import Connection, sqlite
from reeread.store.words import spaced

_MOST = 10
"""Flaws of a kind that are named."""
_COMPUTED = (
    "annotation_tags", "stack_briefings", "highlights", "landmarks", "copies", "uncompared", "claim_passages",
)  # fmt: skip
"""Tables whose rows say nothing without the row that they point to."""


class Flaw(NamedTuple):
    """Something that is wrong."""

    what: str
    """In words, as a part of a sentence."""
    mended: str = ""
    """What mending it does, "" where nothing can be done but to bring back a backup."""
    mend: Callable[[Connection], object] = lambda connection: None


def flaws(connection: Connection, version: int) -> Iterator[Flaw]:
    """Yield what is wrong; of a format that is not this program's only what everybody can tell."""
    yield from _definitions(connection, version)
    if version == len(migrations.steps()):
        try:
            for look in (_pointers, _words, _counters, _quotes):
                yield from look(connection)
        except sqlite.DatabaseError as error:
            yield Flaw(f"it cannot be looked through: {error}")


def _definitions(connection: Connection, version: int) -> Iterator[Flaw]:
    """Yield what a library carries that is not ours, and what of ours it lacks."""
    steps, found = migrations.steps(), schema.definitions(connection)
    for one in schema.strange(found, version, steps):
        if one.type == "table" and "virtual" not in one.spoken:
            yield Flaw(f"the {one.spoken} is not as reeread made it")
        else:
            kind = "TABLE" if one.type == "table" else one.type.upper()
            drop = f'DROP {kind} "{one.name.replace(chr(34), chr(34) * 2)}"'
            yield Flaw(f"it carries the {one.spoken}", f"took out the {one.spoken}", _running(drop))
    if version <= len(steps):
        for one in schema.missing(found, version, steps):
            if one.sql and one.type != "table":
                yield Flaw(f"it lacks the {one.spoken}", f"made the {one.spoken} anew", _running(one.sql))
            elif one.type == "table":
                yield Flaw(f"it lacks the {one.spoken}")


def _pointers(connection: Connection) -> Iterator[Flaw]:
    """Yield which rows point to rows that are not there."""
    lost: dict[tuple[str, str], list[int | None]] = {}
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        lost.setdefault((table, parent), []).append(row)
    for (table, parent), rows in lost.items():
        what = f"{len(rows):,} rows of {table} point to nothing in {parent}"
        if table in _COMPUTED:
            yield Flaw(
                what, f"took out {len(rows):,} rows of {table} that pointed to nothing", _orphans(table)
            )
        else:
            yield Flaw(what)


def _words(connection: Connection) -> Iterator[Flaw]:
    """Yield whether the index of words holds the briefings that there are."""
    try:
        indexed = {row for (row,) in connection.execute("SELECT id FROM words_docsize")}
        shown = {
            row
            for (row,) in connection.execute(
                "SELECT briefings.id FROM briefings JOIN bodies ON bodies.version_id = briefings.version_id"
            )
        }
        lacking, surplus = len(shown - indexed), len(indexed - shown)
        (said,) = connection.execute("PRAGMA integrity_check(words)").fetchone()
        if said != "ok":
            raise sqlite.DatabaseError(said)
    except sqlite.DatabaseError as error:
        yield Flaw(f"the index of words is damaged ({error})", "wrote the index of words anew", index_words)
        return
    if lacking or surplus:
        what = f"the index of words lacks {lacking:,} briefings and has {surplus:,} that are none"
        yield Flaw(what, "wrote the index of words anew", index_words)


def _counters(connection: Connection) -> Iterator[Flaw]:
    """Yield where a number that is kept is not the number of what it counts."""
    wrong = list(_wrong_counts(connection))
    if wrong:
        what = f"of {len(wrong):,} versions the number of key sentences is wrong"
        yield Flaw(what, f"counted the key sentences of {len(wrong):,} versions anew", _count)
    if not tallies.are_right(connection):
        yield Flaw("the counts of annotations are wrong", "counted the annotations anew", tallies.count)


def _quotes(connection: Connection) -> Iterator[Flaw]:
    """Yield which annotations do not stand on their words, in the text that they were made on."""
    rows = connection.execute(
        'SELECT annotations.uuid, annotations.version_id, start, "end", exact FROM annotations'
        " ORDER BY annotations.version_id"
    )
    version, body, wrong = None, "", []
    for uuid, version_id, start, end, exact in rows:
        if version_id != version:
            version, body = version_id, _body(connection, version_id)
        if body[start:end] != exact:
            wrong.append(uuid)
    for uuid in wrong[:_MOST]:
        yield Flaw(f"annotation {uuid} does not stand on its words")
    if len(wrong) > _MOST:
        yield Flaw(f"{len(wrong) - _MOST:,} more annotations do not stand on their words")


def _body(connection: Connection, version_id: int) -> str:
    """Return the text of a version; "" for one that cannot be read, which is told elsewhere."""
    row = connection.execute(
        "SELECT compressed, body FROM bodies WHERE version_id = ?", (version_id,)
    ).fetchone()
    try:
        return bodies.whole(*row) if row else ""
    except (ValueError, zlib.error):
        return ""


def _running(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(statement)


def _orphans(table: str) -> Callable[[Connection], object]:
    """Return what takes out the rows of a table that point to nothing."""

    def mend(connection: Connection) -> None:
        for _, column, parent, target in (
            (one[0], one[3], one[2], one[4])
            for one in connection.execute(f"PRAGMA foreign_key_list({table})")
        ):
            connection.execute(
                f'DELETE FROM {table} WHERE "{column}" NOT IN (SELECT "{target or "id"}" FROM {parent})'
            )

    return mend


def index_words(connection: Connection) -> None:
    """Write the index of words anew."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    shown = connection.execute(
        "SELECT briefings.id, versions.title, compressed, body FROM briefings"
        " JOIN versions ON versions.id = briefings.version_id JOIN bodies ON bodies.version_id = versions.id"
    )
    for row, title, compressed, body in shown.fetchall():
        try:
            text = bodies.whole(compressed, body)
        except (ValueError, zlib.error):
            text = ""
        connection.execute(
            "INSERT INTO words (rowid, body, title) VALUES (?, ?, ?)", (row, spaced(text), spaced(title))
        )


def _wrong_counts(connection: Connection) -> Iterator[tuple[int, int]]:
    """Yield the versions whose number of key sentences is wrong, and the right one."""
    for version, number, compressed in connection.execute(
        "SELECT version_id, number, compressed FROM highlights"
    ):
        try:
            lines = zlib.decompress(compressed).split(b"\n")
            there = sum(len(json.loads(line)) for line in lines)
        except (ValueError, zlib.error):
            continue
        if there != number:
            yield version, there


def _count(connection: Connection) -> None:
    for version, there in list(_wrong_counts(connection)):
        connection.execute("UPDATE highlights SET number = ? WHERE version_id = ?", (there, version))
