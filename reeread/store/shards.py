"""What can still be read of a damaged library, table by table: by its trees where they hold, else by the looks of rows."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reeread.store import engine, migrations, schema
from reeread.store.pages import INNER, LEAF, ROWLESS_INNER, ROWLESS_LEAF, Damaged, Pages, Row, Value

Record = dict[str, Any]
"""A row by the names of its columns; columns that it does not have keep their defaults."""

_COMPUTED = {"landmarks", "copies", "uncompared"}
"""What is computed again rather than saved."""
_ALIKE = {"authors", "stacks", "annotation_tags", "stack_briefings"}
"""Tables whose rows look like those of another, so that a row without its tree is nobody's."""
_ADDED = re.compile(r"(?i)\bALTER TABLE (\w+) ADD COLUMN (\w+)")
"""What later formats added: rows that are older end before it."""
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "REAL": (int, float),
}


class _Column(NamedTuple):
    name: str
    types: tuple[type, ...]
    optional: bool
    """Whether it may be null."""
    later: bool
    """Whether a row may end before it: it came with a later format, and has a default."""
    is_row_id: bool


class _Table(NamedTuple):
    name: str
    columns: tuple[_Column, ...]
    rowless: bool

    def record(self, row: Row) -> Record | None:
        """Return a row by its columns, None if it cannot be one of this table."""
        if len(row.values) > len(self.columns):
            return None
        if not all(column.later for column in self.columns[len(row.values) :]):
            return None
        record: Record = {}
        for column, value in zip(self.columns, row.values, strict=False):
            if column.is_row_id:
                if value is not None or row.id < 1:
                    return None
                value = row.id
            elif value is None:
                if not column.optional:
                    return None
            elif not isinstance(value, column.types):
                return None
            record[column.name] = value
        return record

    def key(self, record: Record) -> tuple[Value, ...]:
        """Return what tells a row from the others of its table."""
        many = 2 if self.rowless else 1
        return tuple(record[column.name] for column in self.columns[:many])


@dataclass(slots=True)
class Shards:
    """What was read."""

    tables: dict[str, dict[tuple[Value, ...], Record]] = field(default_factory=dict)
    indexes: dict[str, dict[int, Value]] = field(default_factory=dict)
    """What the indexes of one column have by the row: where a table's page is lost, its names may stand there."""
    pages: int = 0
    """How many the file has."""
    damaged: int = 0
    """Pages of which nothing, or not everything, could be read."""

    def rows(self, table: str) -> list[Record]:
        """Return the rows of a table in the order of their keys."""
        held = self.tables.get(table, {})
        return [held[key] for key in sorted(held, key=_order)]


def gathered(pages: Pages) -> Shards:
    """Return what can be read of a library."""
    tables = _tables()
    shards = Shards({name: {} for name in tables}, {}, pages.count)
    owners = _owners(pages, tables)
    try:
        free = pages.free()
    except Damaged:
        free = frozenset()
    strangers: list[int] = []
    for number in range(1, pages.count + 1):
        owner, kind = owners.get(number), pages.kind(number)
        if owner is None and kind in (LEAF, ROWLESS_LEAF, ROWLESS_INNER) and number not in free:
            strangers.append(number)
        if not kind and owner is None and not any(pages.page(number)):
            shards.damaged += number not in free
        if owner is not None and owner not in tables and kind in (ROWLESS_LEAF, ROWLESS_INNER):
            held = shards.indexes.setdefault(owner, {})
            for row in pages.rows(number):
                match row.values if row is not None else ():
                    case (str() as value, int() as place):
                        held[place] = value
        if owner in tables and kind != INNER:
            broken = False
            for row in pages.rows(number):
                record = tables[owner].record(row) if row is not None else None
                broken = broken or record is None
                if record is not None:
                    shards.tables[owner].setdefault(tables[owner].key(record), record)
            shards.damaged += broken
    for number in strangers:
        rowless = pages.kind(number) != LEAF
        for row in pages.rows(number):
            fitting = [
                (table, record)
                for table in tables.values()
                if row is not None and table.rowless == rowless and table.name not in _ALIKE
                if (record := table.record(row)) is not None
            ]
            if len(fitting) == 1:
                table, record = fitting[0]
                shards.tables[table.name].setdefault(table.key(record), record)
    return shards


def _owners(pages: Pages, tables: dict[str, _Table]) -> dict[int, str]:
    """Return which table or index each page belongs to whose tree can be followed."""
    owners: dict[int, str] = {}
    for number in range(1, pages.count + 1):
        if pages.kind(number) != LEAF:
            continue
        for row in pages.rows(number):
            match row.values if row is not None else ():
                case (str() as kind, str() as name, str(), int() as root, str() | None) if kind in (
                    "table",
                    "index",
                ):
                    owners.setdefault(number, "sqlite_schema")
                    for page in pages.tree(root) if root > 1 else ():
                        owners.setdefault(page, name)
    return owners


def _tables() -> dict[str, _Table]:
    """Return the tables of the newest format that are to be saved."""
    steps = migrations.steps()
    added = {pair for step in steps for pair in _ADDED.findall(step.read_text("utf-8"))}
    connection = engine.sqlite.connect(":memory:", isolation_level=None)
    tables = {}
    try:
        for one in schema.expected(len(steps), steps):
            if one.type != "table" or one.name.startswith(("words", "sqlite_")) or one.name in _COMPUTED:
                continue
            connection.execute(one.sql)
            rowless = "WITHOUT ROWID" in one.sql.upper()
            columns = tuple(
                _Column(
                    name,
                    _TYPES[kind.upper()],
                    not needed and not key,
                    (one.name, name) in added,
                    bool(key) and not rowless and kind.upper() == "INTEGER",
                )
                for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info({one.name})")
            )
            tables[one.name] = _Table(one.name, columns, rowless)
    finally:
        connection.close()
    return tables


def _order(key: tuple[Value, ...]) -> tuple[int, ...]:
    return tuple(value if isinstance(value, int) else 0 for value in key)
