"""Keeping copies of a library, and putting one back."""

from pathlib import Path

from reeread.library.library import Library
from reeread.model.backup import KEPT, Backup, Difference
from reeread.store import backups, opening

MANY = 20
"""Annotations that are not deleted at once without a backup before it."""


def folder(library: Path) -> Path:
    """Return the folder beside a library in which its backups lie."""
    return backups.folder(library)


def listed(where: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the latest first."""
    return backups.listed(where)


def back_up(library: Path, where: Path | None = None, *, keep: int = KEPT) -> Backup:
    """Copy a library while others may work in it, look whether the copy is whole text for text, and return it.

    Args:
        library: The file.
        where: A folder, else that beside the library; of the backups in it the latest `keep` stay.
        keep: At least 1.

    Raises:
        LibraryMissing: There is no such library.
        StoreError: It cannot be read, or the copy cannot be made; nothing older has gone then.
    """
    return backups.make(opening.access(library), where or backups.folder(library), whole=True, keep=keep)


def before(lib: Library, what: str) -> Backup:
    """Copy an open library before something great is done to it, e.g. "delete"."""
    return backups.make(opening.access(lib.path), backups.folder(lib.path), what)


def compare(library: Path, backup: Path) -> Difference:
    """Return what would change if a backup took the place of a library.

    Raises:
        LibraryMissing: There is no such backup.
        StoreError: It is no reeread library, or cannot be read.
    """
    return backups.compare(library, backup)


def restore(library: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a library; return where the library as it was is kept, None if there was none.

    Raises:
        LibraryMissing: There is no such backup.
        StoreError: The backup is damaged, the library is locked, or there is no room; nothing has changed then.
    """
    return backups.restore(backup, library)
