"""Saving a damaged library: all that can still be read comes into a new one, and what cannot is named.

What people wrote stands twice, in its table and in the log; either brings it back. An annotation whose briefing has lost
its text stands in a text that is made of the passages that are left.
"""

from collections import Counter
from pathlib import Path

from reeread.model.errors import LibraryMissing, StoreError
from reeread.model.salvaged import Salvaged
from reeread.store import flaws, migrations, opening
from reeread.store.engine import Connection, sqlite
from reeread.store.failures import told
from reeread.store.mosaic import ORDER, Mosaic
from reeread.store.pages import Pages
from reeread.store.shards import gathered

_ROUNDS = 5
"""So deep rows point to rows that point to others."""


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Make a new library of all that can be read of a damaged one, which is not touched, and say what is lost.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: There is a file in the new one's place, or no room for it, or nothing could be read.
    """
    if not damaged.is_file():
        raise LibraryMissing("There is no library here.", str(damaged), "Name another file with --db.")
    if target.exists():
        raise StoreError("There is a file of this name already.", str(target), "Name a new one.")
    try:
        shards = gathered(Pages(damaged))
    except OSError as error:
        raise StoreError(f"The library cannot be read ({error.strerror}).", str(damaged)) from error
    if not shards.tables["briefings"] and not shards.tables["versions"] and not shards.tables["annotations"]:
        raise StoreError(
            "Nothing could be read of this file.", str(damaged), "`reeread restore` brings back a backup."
        )
    saved = Mosaic(shards)
    saved.mend()
    new = opening.create(target)
    try:
        made = opening.access(new)
        migrations.upgrade(made, migrations.steps())
        with told(target):
            connection = made.connection()
            try:
                rows = _written(connection, saved)
            finally:
                connection.close()
        opening.put_in_place(new, target)
    finally:
        for ending in ("", "-wal", "-shm"):
            new.with_name(new.name + ending).unlink(missing_ok=True)
    return Salvaged(shards.pages, shards.damaged, rows, tuple(saved.lost), tuple(saved.restored))


def _written(connection: Connection, saved: Mosaic) -> dict[str, int]:
    """Write what was saved, and return how many rows of each table there are."""
    rows: Counter[str] = Counter()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for table in ORDER:
        for record in saved.tables[table]:
            names = ", ".join(f'"{name}"' for name in record)
            places = ", ".join("?" * len(record))
            try:
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(record.values()))
                rows[table] += 1
            except sqlite.IntegrityError as error:
                saved.lost.append(f"A row of {table} does not fit the others ({error}).")
    for _ in range(_ROUNDS):
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
            if row is not None:
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
                saved.lost.append(f"A row of {table} is lost, because that of {parent} is.")
    for flaw in flaws.flaws(connection, len(migrations.steps())):
        if flaw.mended:
            flaw.mend(connection)
    connection.execute("DELETE FROM uncompared")
    connection.execute(
        "INSERT INTO uncompared SELECT briefings.version_id FROM briefings"
        " JOIN bodies ON bodies.version_id = briefings.version_id"
    )
    flaws.index_words(connection)
    connection.execute("COMMIT")
    return dict(rows)
