"""Opening a library file: what it is gets looked at in its first bytes, before SQLite runs anything of it."""

import os
from pathlib import Path
from typing import NamedTuple

from reeread.model.errors import LibraryMissing, StoreError
from reeread.store import engine
from reeread.store.engine import Connection
from reeread.store.failures import told

APPLICATION_ID = 0x52455244
"""The letters RERD, at offset 68 of the file's header."""
PAGE_SIZE = 8192

_MAGIC = b"SQLite format 3\0"
_NAME_ANOTHER = "Name another file with --db."


class Access(NamedTuple):
    """How the library file may be opened."""

    path: Path
    read_only: bool
    immutable: bool
    """Whether SQLite may not even make its side files, because the folder cannot be written to."""

    def connection(self, *, read_only: bool = False) -> Connection:
        """Return a new connection to the file; the caller closes it."""
        with told(self.path):
            mode = "ro" if self.immutable else "rw"
            connection = engine.connect(os.fspath(self.path), mode=mode, immutable=self.immutable)
            if self.read_only or read_only:
                connection.execute("PRAGMA query_only = ON")
            return connection


def access(path: Path) -> Access:
    """Return how a library may be opened, after a look at its header.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is cut short, or cannot be read.
    """
    header, size = _header(path)
    where = str(path)
    if not header.startswith(_MAGIC):
        what = "This file is empty." if size == 0 else "This is no reeread library."
        raise StoreError(what, where, _NAME_ANOTHER)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError("This database belongs to another program.", where, _NAME_ANOTHER)
    wal = path.with_name(path.name + "-wal")
    waiting = wal.exists() and wal.stat().st_size > 0
    if not waiting and _lacks_pages(header, size):
        raise StoreError("The library is cut short.", where, "`reeread restore` brings back a backup.")
    writable = os.access(path, os.W_OK)
    folder_writable = os.access(path.parent, os.W_OK)
    if waiting and not (writable and folder_writable):
        raise StoreError(
            "The library was not closed properly and cannot be mended where it is read-only.",
            where,
            "Copy it, with the file ending in -wal, to a folder that can be written to.",
        )
    return Access(path, not (writable and folder_writable), not folder_writable or not writable)


def cut_short(path: Path) -> bool:
    """Return whether a library file holds fewer pages than it says, whatever waits in its side file."""
    try:
        header, size = _header(path)
    except StoreError:
        return True
    return not header.startswith(_MAGIC) or _lacks_pages(header, size)


def create(path: Path) -> Path:
    """Make an empty file of the right kind beside the path and return it: filled, it is put in place.

    A library is made under another name and then linked to its own, so that there never is half of one.
    """
    where = str(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The library cannot be made ({error.strerror}).",
            where,
            "Name a file in another folder with --db.",
        ) from error
    with told(path):
        connection = engine.connect(os.fspath(new))
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
    return new


def put_in_place(new: Path, path: Path) -> None:
    """Give a finished library its name; if somebody made one meanwhile, theirs stays."""
    try:
        if path.exists() and path.stat().st_size == 0:
            new.replace(path)
            return
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            new.rename(path)
            return
        new.unlink()
    except OSError as error:
        raise StoreError(f"The library cannot be made ({error.strerror}).", str(path)) from error


def _lacks_pages(header: bytes, size: int) -> bool:
    """Return whether a file of so many bytes is shorter than its header says, where that can be relied on."""
    pages, counted = int.from_bytes(header[28:32], "big"), header[24:28] == header[92:96]
    return counted and size < pages * PAGE_SIZE


def _header(path: Path) -> tuple[bytes, int]:
    where = str(path)
    try:
        with path.open("rb") as file:
            return file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise LibraryMissing("There is no library here.", where, "Make it with: reeread add FILE") from None
    except IsADirectoryError:
        raise StoreError("This is a folder, no library.", where, _NAME_ANOTHER) from None
    except OSError as error:
        raise StoreError(f"The library cannot be read ({error.strerror}).", where, _NAME_ANOTHER) from error
