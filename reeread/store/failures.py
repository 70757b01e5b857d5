"""What SQLite reports, said so that a reader knows what happened, where, and what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reeread.model.errors import StoreError
from reeread.store.engine import sqlite

_KNOWN = (
    ("locked", "Another program is writing to the library.", "Try again when it has finished."),
    ("busy", "Another program is writing to the library.", "Try again when it has finished."),
    (
        "readonly",
        "The library is read-only.",
        "Allow writing to the file and its folder, or copy it elsewhere.",
    ),
    ("full", "The disk is full; nothing was changed.", "Make room and try again."),
    ("not a database", "This is no reeread library.", "Name another file with --db."),
    (
        "unsafe use",
        "This library carries what reeread did not put there, and it would run what it may not.",
        "Keep the file; `reeread restore` brings back a backup.",
    ),
    (
        "malformed",
        "The library is damaged.",
        "Keep the file; `reeread restore` brings back a backup, `reeread doctor --salvage FILE` what can be read.",
    ),
    ("disk i/o", "The disk failed while the library was read or written.", "Check the disk, then try again."),
    ("unable to open", "The library cannot be opened.", "Check that the file and its folder may be read."),
    ("closed", "The library is closed.", "Open it again."),
    ("interrupted", "The library was closed while it was read.", "Open it again."),
    (
        "no such table",
        "The library lacks a table that it should have.",
        "`reeread restore` brings back a backup.",
    ),
    (
        "no such column",
        "The library lacks a column that it should have.",
        "`reeread restore` brings back a backup.",
    ),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a StoreError that names the file."""
    try:
        yield
    except sqlite.DatabaseError as error:
        raise failure(error, path) from error


def failure(error: Exception, path: Path) -> StoreError:
    """Return the StoreError that says what an error of SQLite means for the library file."""
    message = str(error).lower().replace("read-only", "readonly")
    for words, what, next_step in _KNOWN:
        if words in message:
            return StoreError(what, str(path), next_step)
    return StoreError(f"The library could not do this: {error}.", str(path))
