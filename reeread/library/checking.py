"""Looking whether a library and what it runs on are sound."""

from pathlib import Path

from reeread.store import checking, mending
from reeread.store.checking import Condition
from reeread.store.mending import Mended


def condition(path: Path) -> Condition:
    """Return in which condition a library file is, without a change to it.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is cut short, or cannot be read.
    """
    return checking.condition(path)


def mend(path: Path) -> Mended:
    """Put right what can be in a library without losing anybody's work, after a backup, and return what was done.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is read-only, locked or damaged, or there is no room for the backup;
            nothing has changed then.
    """
    return mending.mend(path)


def sqlite() -> tuple[str, str, bool]:
    """Return the version of SQLite, the package that brings it, and whether it can lose commits of two writers."""
    return checking.build()
