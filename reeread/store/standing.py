"""Whether the library file is still the one that was opened: what is written into a file without a name is lost."""

import os
from pathlib import Path
from typing import NamedTuple

from reeread.model.errors import StoreError
from reeread.store import opening

_AGAIN = "Leave, and open the library again."


class Standing(NamedTuple):
    """What a path named at one moment."""

    file: tuple[int, int]
    """Device and inode, by which a file is known whatever it is called."""
    size: int
    """In bytes."""


def standing(path: Path) -> Standing | None:
    """Return what a path names now, None for nothing."""
    try:
        found = os.stat(path)  # noqa: PTH116 (a Path's own takes twice as long, twice for each tag)
    except OSError:
        return None
    return Standing((found.st_dev, found.st_ino), found.st_size)


def side_file(path: Path) -> Path:
    """Return where the write-ahead log of a library lies."""
    return path.with_name(f"{path.name}-wal")


def check(path: Path, opened: Standing | None, log: Standing | None) -> None:
    """Look whether what is committed now is committed into the file that has the library's name.

    Args:
        path: The library.
        opened: What the path named when it was opened.
        log: What the path of its write-ahead log named when the connection was made.

    Raises:
        StoreError: The file or its log was deleted, moved, replaced or cut short.
    """
    now = standing(path)
    where = str(path)
    if now is None:
        raise StoreError("The library file was deleted or moved while it was open.", where, _AGAIN)
    if opened is None or now.file != opened.file:
        raise StoreError("Another file was put in the place of the library while it was open.", where, _AGAIN)
    if now.size < opened.size and opening.cut_short(path):
        raise StoreError("The library was cut short while it was open.", where, _AGAIN)
    beside = standing(side_file(path))
    if log is not None and (beside is None or beside.file != log.file):
        raise StoreError(
            "The library's side file (-wal) was deleted or replaced while it was open.", where, _AGAIN
        )
