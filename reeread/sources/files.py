"""Files, folders and standard input: what is there, and its bytes."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reeread.model.errors import SourceError
from reeread.sources.addresses import is_web
from reeread.sources.registry import format_of
from reeread.text.credentials import public

DEFAULT_MAX_SIZE = 64 * 2**20
"""Bytes."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source as it came."""

    raw: bytes
    format: str | None = None
    """What whoever sent it says that it is; None for files, whose names say it."""
    encoding: str | None = None
    """What whoever sent it says of its charset, if that is true."""


def walk(path: Path) -> Iterator[Path]:
    """Yield the documents below a folder in order of their names, or the path itself if it is no folder.

    Hidden files and folders, links to folders and files that no format knows are left out; a file that is named
    outright is taken whatever it is called.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and format_of(name) is not None:
                yield Path(folder, name)


def load(source: str, *, max_size: int = DEFAULT_MAX_SIZE) -> bytes:
    """Return the bytes of a file, or of standard input for "-".

    Raises SourceError if there is no such file, it cannot be read, or it is larger than `max_size` bytes.
    """
    if source == STDIN:
        return _limited(sys.stdin.buffer, source, max_size)
    path = Path(source)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise SourceError("is a folder, not a file.", source, "Name the files in it, or add the folder.")
        if not stat.S_ISREG(kind.st_mode) and not stat.S_ISFIFO(kind.st_mode):
            raise SourceError("is no ordinary file.", source)
        if kind.st_size > max_size:
            raise _too_large(source, max_size, kind.st_size)
        with path.open("rb") as file:
            return _limited(file, source, max_size)
    except FileNotFoundError as error:
        hint = "Addresses of http and https are fetched." if "://" in source else "Check the path."
        raise SourceError("there is no such file.", source, hint) from error
    except PermissionError as error:
        raise SourceError("may not be read.", source, "Check its permissions.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {reason}.", source) from error


def opened(
    source: str, *, max_size: int = DEFAULT_MAX_SIZE, private: bool = False, stdin: bytes | None = None
) -> Loaded:
    """Return the bytes of a file, of standard input for "-", or of an address of http or https.

    Args:
        source: As a person named it.
        max_size: In bytes.
        private: Whether addresses on private networks and this machine are allowed.
        stdin: What standard input held, if it was read already.

    Raises:
        SourceError: It cannot be had, or is too large.
    """
    if source == STDIN and stdin is not None:
        if len(stdin) > max_size:
            raise _too_large(source, max_size, None)
        return Loaded(stdin)
    if not is_web(source):
        return Loaded(load(source, max_size=max_size))
    if (open_address := public(source)) != source:
        raise SourceError(
            "has a user's name or a password in it, which would be kept with the briefing.",
            open_address,
            "Save the page, and add the file.",
        )
    from reeread.sources.urls import fetch

    found = fetch(source, max_size=max_size, private=private)
    return Loaded(found.raw, found.format, found.encoding)


def _limited(file: BinaryIO, source: str, max_size: int) -> bytes:
    """Return all bytes of a file that may have no end, as long as they keep to the limit."""
    raw = file.read(max_size + 1)
    if len(raw) > max_size:
        raise _too_large(source, max_size, None)
    return raw


def _too_large(source: str, max_size: int, size: int | None) -> SourceError:
    what = f"is larger than the limit of {_megabytes(max_size)}."
    if size is not None:
        what = f"has {_megabytes(size)}, more than the limit of {_megabytes(max_size)}."
    return SourceError(what, source, "Raise the limit with --max-size.")


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB" if size >= 2**20 else f"{size:,} bytes"
