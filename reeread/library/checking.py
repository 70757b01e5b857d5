"""Looking whether a library and what it runs on are sound."""

from pathlib import Path

from reeread.store import checking
from reeread.store.checking import Condition


def condition(path: Path) -> Condition:
    """Return in which condition a library file is, without a change to it.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is cut short, or cannot be read.
    """
    return checking.condition(path)


def sqlite() -> tuple[str, str, bool]:
    """Return the version of SQLite, the package that brings it, and whether it can lose commits of two writers."""
    return checking.build()
