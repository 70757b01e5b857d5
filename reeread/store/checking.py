"""Whether a library file is sound: looked at without a change to it."""

import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reeread.store import bodies, engine, migrations, opening
from reeread.store.engine import Connection
from reeread.store.failures import told
from reeread.store.flaws import flaws

_NO_RACE = (3, 51, 3)
"""The first SQLite in which two writers of one write-ahead log cannot lose a commit (sqlite.org/wal.html)."""
_MOST_FAULTS = 10
_OF_INDEX = re.compile(r"(?i)fts5.*words")
"""What SQLite says of the index of words, which can be written anew."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found in a library file."""

    version: int
    """Of its format."""
    newest: int
    """The version that this program writes."""
    size: int
    """In bytes."""
    faults: tuple[str, ...]
    """What SQLite says is wrong, which texts have changed, and what else nobody can mend; empty for a sound file."""
    damage: tuple[str, ...] = ()
    """Of these the first two: what makes a file one that is not whole."""
    mendable: tuple[str, ...] = ()
    """What is wrong and can be mended without losing anybody's work."""
    open_to_others: bool = False
    """Whether other people of this machine may read or write it."""
    waiting: int = 0
    """Bytes in a side file that are not folded back into the library."""


def condition(path: Path) -> Condition:
    """Return in which condition a library is.

    Raises:
        LibraryMissing: There is no such file.
        StoreError: It is no reeread library, is cut short, or cannot be read.
    """
    access = opening.access(path)
    waiting = path.with_name(path.name + "-wal").exists()
    with told(path):
        # Nobody else is at work on it when there is no log: then not even side files need be made.
        connection = (
            access.connection(read_only=True)
            if waiting
            else engine.connect(os.fspath(path), mode="ro", immutable=True)
        )
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            said = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST_FAULTS})")]
            said = [one for one in said if not _OF_INDEX.search(one)] or ["ok"]
            wrong = [] if said != ["ok"] else list(flaws(connection, version))
            if said == ["ok"]:
                said += islice(_changed_texts(connection), _MOST_FAULTS)
        except engine.sqlite.DatabaseError as error:
            version, said, wrong = 0, [str(error)], []
        finally:
            connection.close()
    damage = tuple(line for line in said if line != "ok")
    faults = (*damage, *(one.what for one in wrong if not one.mended))
    state, log = path.stat(), path.with_name(path.name + "-wal")
    return Condition(
        version,
        len(migrations.steps()),
        state.st_size,
        faults,
        damage,
        tuple(one.what for one in wrong if one.mended),
        os.name == "posix" and bool(state.st_mode & 0o077),
        log.stat().st_size if log.exists() else 0,
    )


def build() -> tuple[str, str, bool]:
    """Return the version of SQLite, the package that brings it, and whether it can lose commits of two writers."""
    version = engine.sqlite.sqlite_version
    numbers = tuple(int(part) for part in version.split("."))
    return version, engine.sqlite.__name__.partition(".")[0], numbers < _NO_RACE


def _changed_texts(connection: Connection) -> Iterator[str]:
    """Yield which texts are not those that came in: SQLite itself does not see a byte flipped in a text."""
    rows = connection.execute(
        "SELECT briefings.uuid, versions.number, versions.sha256, bodies.compressed, bodies.body FROM bodies"
        " JOIN versions ON versions.id = bodies.version_id JOIN briefings ON briefings.id = versions.briefing_id"
    )
    for uuid, number, sha256, compressed, text in rows:
        try:
            body = bodies.whole(compressed, text).encode("utf-8", "surrogatepass")
        except (ValueError, zlib.error):
            body = b""
        if hashlib.sha256(body).digest() != sha256:
            yield f"the text of briefing {uuid}, version {number}, is not the one that came in"
