"""Exports on disk: whole or not at all, and never through a link."""

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reeread.model.errors import ReereadError


def write(target: Path, pieces: Iterable[str]) -> None:
    """Write text to a file: beside it under a temporary name, to the disk, then renamed.

    A failure leaves what was there before. Raises ReereadError when the target is a folder, a link or a device,
    or its folder cannot be written.
    """
    kept = _mode(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise ReereadError(
            f"cannot be written: {error.strerror}.", str(target), "Name another place with -o."
        ) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fchmod(file.fileno(), kept)
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise ReereadError(f"cannot be written: {error.strerror}.", str(target)) from error
    finally:
        draft.unlink(missing_ok=True)
    _sync(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions that the file is to have: those it has, else what the user gives new files."""
    try:
        found = target.lstat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISREG(found):
        return stat.S_IMODE(found)
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a link"))
    kind = next((name for test, name in kinds if test(found)), "no ordinary file")
    raise ReereadError(f"is {kind}, so nothing is written there.", str(target), "Name a file with -o.")


def _sync(folder: Path) -> None:
    """Make the new name last through a power cut where folders can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
