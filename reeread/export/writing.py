"""Exports on disk: whole or not at all, and never through a link."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from reeread.export.format import Page
from reeread.model.errors import ReereadError

_BUFFER = 2**20
"""Bytes that are handed to the system at once: most pieces are much smaller."""
_AHEAD = 2**25
"""Bytes after which what is written goes to the disk while more is made."""
_LOOK = 65536
"""Bytes at either end of a file that are looked through."""


def write(target: Path, pieces: Iterable[str | bytes]) -> None:
    """Write text or bytes to a file: beside it under a temporary name, to the disk, then renamed.

    A failure leaves what was there before. Raises ReereadError when the target is a folder, a link or a device,
    or its folder cannot be written.
    """
    with replacing(target) as draft, draft.open("wb", _BUFFER) as file:
        ahead = 0
        for piece in pieces:
            ahead += file.write(
                piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
            )
            if ahead > _AHEAD:
                Thread(target=_hurry, args=(os.dup(file.fileno()),), daemon=True).start()
                ahead = 0


def _hurry(handle: int) -> None:
    """Bring to the disk what is written, so that little is left to wait for at the end; whether it is there is asked then."""
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Lend a file beside the target that takes its name at the end, if nothing fails meanwhile.

    Raises:
        ReereadError: The target is a folder, a link or a device, or its folder cannot be written.
    """
    kept = _mode(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise ReereadError(
            f"cannot be written: {error.strerror}.", str(target), "Name another place."
        ) from error
    draft = Path(name)
    try:
        os.fchmod(handle, kept)
        yield draft
        os.fsync(handle)
        draft.replace(target)
    except OSError as error:
        raise ReereadError(f"cannot be written: {error.strerror}.", str(target)) from error
    finally:
        os.close(handle)
        draft.unlink(missing_ok=True)
    _sync(target.parent)


def write_folder(target: Path, pages: Iterable[Page], ours: str) -> None:
    """Write files into a folder, which is made if there is none: each is there whole or not at all.

    Files that are there already are replaced if they are an earlier writing of the same; the rest of the folder is
    left alone.

    Args:
        target: The folder.
        pages: The files.
        ours: What a file of ours says near its beginning or end, by which an earlier one is known.

    Raises:
        ReereadError: A file there is not ours, and then nothing is written; or the folder cannot be written.
    """
    every = list(pages)
    for page in every:
        there = target / page.path
        if there.exists() and not _speaks(there, ours):
            raise ReereadError(
                "is there already and is none of ours; nothing was written.",
                str(there),
                "Name another folder.",
            )
    for page in every:
        place = target / page.path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReereadError(f"cannot be made: {error.strerror}.", str(place.parent)) from error
        write(place, [page.content])


def _speaks(path: Path, ours: str) -> bool:
    try:
        with path.open("rb") as file:
            beginning = file.read(_LOOK)
            file.seek(-min(_LOOK, os.fstat(file.fileno()).st_size), os.SEEK_END)
            return ours.encode() in beginning + file.read()
    except OSError:
        return False


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
    raise ReereadError(f"is {kind}, so nothing is written there.", str(target), "Name a file.")


def _sync(folder: Path) -> None:
    """Make the new name last through a power cut where folders can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
