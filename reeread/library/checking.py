"""Looking whether a library and what it runs on are sound."""

from pathlib import Path

from reeread.model.salvaged import Salvaged
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


def salvage(damaged: Path, target: Path) -> Salvaged:
    """Make a new library of all that can be read of a damaged one, which is not touched, and say what is lost.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: There is a file in the new one's place, or no room for it, or nothing could be read.
    """
    from reeread.store import salvage as saving

    return saving.salvage(damaged, target)


def sqlite() -> tuple[str, str, bool]:
    """Return the version of SQLite, the package that brings it, and whether it can lose commits of two writers."""
    return checking.build()
