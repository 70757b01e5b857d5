"""Mending a library: what can be put right without losing anybody's work, in one transaction after a backup."""

from dataclasses import dataclass
from pathlib import Path

from reeread.model.backup import KEPT, Backup
from reeread.model.errors import StoreError
from reeread.store import backups, flaws, opening
from reeread.store.engine import sqlite
from reeread.store.failures import told

_ROUNDS = 3
"""Flaws may hide others: what is behind them is looked for again, so often at most."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of mending."""

    done: tuple[str, ...]
    """What was done, each in a few words; empty when there was nothing to mend."""
    backup: Backup | None = None
    """The library as it was before."""
    left: tuple[str, ...] = ()
    """What was tried and could not be done."""


def mend(path: Path) -> Mended:
    """Put right what can be, and return what was done.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is read-only, locked or damaged, or there is no room for the backup;
            nothing has changed then.
    """
    access = opening.access(path)
    if access.read_only:
        raise StoreError("The library is read-only.", str(path), "Allow writing to it and its folder.")
    with told(path):
        connection = access.connection()
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not any(one.mended for one in flaws.flaws(connection, version)):
                return Mended(())
            backup = backups.make(access, backups.folder(path), "fix", keep=KEPT + 1)
            done: list[str] = []
            left: dict[str, str] = {}
            connection.execute(
                "PRAGMA foreign_keys = OFF"
            )  # what points to nothing may be in the way of itself
            connection.execute("BEGIN IMMEDIATE")
            for _ in range(_ROUNDS):
                found = [
                    one for one in flaws.flaws(connection, version) if one.mended and one.mended not in left
                ]
                for one in found:
                    try:
                        one.mend(connection)
                        done.append(one.mended)
                    except sqlite.DatabaseError as error:
                        left[one.mended] = f"{one.what} ({error})"
                if not found:
                    break
            connection.execute("COMMIT")
        finally:
            connection.close()
    return Mended(tuple(dict.fromkeys(done)), backup, tuple(left.values()))
