"""What a library may carry: the tables, indexes, triggers and views of its format, and plain tables of somebody's own.

A trigger, a view or an expression in a table's definition runs when the library is read or written; so whatever reeread
did not put there is refused before anything but the list of definitions is read.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reeread.model.errors import StoreError
from reeread.store import engine, migrations
from reeread.store.engine import Connection

NEWEST = migrations.FOLDER / "schema.json"
"""The definitions that a library of the newest format has; `make example` writes it."""

_MOST = 1000
"""Definitions that are looked at; a library has far fewer."""
_NAMED = 4
_GRAVEST = ("view", "trigger", "index", "table")
_RUNS = re.compile(r"\b(check|generated|as)\b|\bdefault\s*\(", re.IGNORECASE)
"""What can run in the definition of a table."""


class Definition(NamedTuple):
    """One entry of SQLite's own list of what a file holds."""

    type: str
    """"table", "index", "trigger" or "view"."""
    name: str
    table: str
    """The table that it belongs to; its own name for a table or a view."""
    sql: str
    """Empty for an index that SQLite makes by itself."""

    @property
    def spoken(self) -> str:
        """Return what it is in words."""
        name = self.name if len(self.name) <= 40 else f"{self.name[:39]}…"
        kind = "virtual table" if self.sql[:14].upper() == "CREATE VIRTUAL" else self.type
        return f"{kind} “{name}”" + (f" on {self.table[:40]}" if self.type in ("trigger", "index") else "")


def definitions(connection: Connection) -> list[Definition]:
    """Return what a file says it holds."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT ?", (_MOST + 1,))
    return [Definition(str(kind), str(name), str(table), str(sql or "")) for kind, name, table, sql in rows]


def check(connection: Connection, path: Path, version: int, steps: Sequence[Path]) -> None:
    """Look whether a library carries nothing that is not of its format.

    Args:
        connection: To the library; nothing else was asked of it.
        path: Where it lies.
        version: Of its format.
        steps: The migrations that make it.

    Raises:
        StoreError: It does; the message names it.
    """
    found = definitions(connection)
    if strangers := sorted(strange(found, version, steps), key=lambda one: _GRAVEST.index(one.type)):
        named = ", ".join(one.spoken for one in strangers[:_NAMED])
        more = f" and {len(strangers) - _NAMED:,} more" if len(strangers) > _NAMED else ""
        raise StoreError(
            f"This library carries what reeread did not put there, and is not opened because it could run: {named}{more}.",
            str(path),
            "`reeread doctor --fix` takes it out, after a backup.",
        )


def strange(found: Sequence[Definition], version: int, steps: Sequence[Path]) -> list[Definition]:
    """Return which definitions are neither of a library's format nor plain tables of somebody's own."""
    if version > len(steps):  # of a newer reeread: only that our own names are still tables can be told
        names = {one.name for one in expected(len(steps), steps) if one.type == "table"}
        return [one for one in found if one.name in names and one.type != "table"]
    others = set(found) - set(_newest(version, steps))
    if not others:
        return []
    ours = {_plain(one) for one in expected(version, steps)}
    tables = {one.name.casefold() for one in ours if one.type == "table"}
    own = {
        one.name.casefold()
        for one in others
        if one.type == "table" and one.name.casefold() not in tables and _is_harmless(one)
    }
    return [
        one
        for one in found
        if one in others
        and _plain(one) not in ours
        and not (one.type == "table" and one.name.casefold() in own)
        and not (one.type == "index" and one.table.casefold() in own and not _RUNS.search(one.sql))
    ] or ([found[-1]] if len(found) > _MOST else [])


def missing(found: Iterable[Definition], version: int, steps: Sequence[Path]) -> list[Definition]:
    """Return what a library of this format should have and lacks."""
    there = {(one.type, one.name) for one in found}
    return [one for one in expected(version, steps) if (one.type, one.name) not in there]


def expected(version: int, steps: Sequence[Path]) -> list[Definition]:
    """Return what a library of a format holds: that is tried out in memory."""
    connection = engine.sqlite.connect(":memory:", isolation_level=None)
    try:
        connection.create_function("compressed", 1, lambda text: b"", deterministic=True)
        connection.create_function("folded", 1, lambda text: text, deterministic=True)
        for file in steps[:version]:
            connection.executescript(file.read_text("utf-8"))
        return definitions(connection)
    finally:
        connection.close()


def written(steps: Sequence[Path]) -> str:
    """Return the text of `NEWEST` as it should be."""
    held = {"version": len(steps), "definitions": expected(len(steps), steps)}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _newest(version: int, steps: Sequence[Path]) -> Sequence[Definition]:
    """Return what a library of the newest format holds as it was written down, nothing for other formats."""
    if version != len(steps) or steps[-1].parent != NEWEST.parent:
        return ()
    try:
        held = json.loads(NEWEST.read_bytes())
        return [Definition(*one) for one in held["definitions"]] if held["version"] == version else ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _is_harmless(one: Definition) -> bool:
    """Return whether a table of somebody's own is a plain one, nothing of which runs."""
    start = " ".join(one.sql[:40].upper().split())
    return start.startswith("CREATE TABLE") and not _RUNS.search(one.sql)


def _plain(one: Definition) -> Definition:
    """Return a definition without the differences between builds of SQLite: blanks and quotes around names."""
    return one._replace(sql=" ".join(one.sql.replace('"', "").split()))
