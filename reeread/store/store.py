"""The library file: its connections, its transactions, and what is kept of it in memory."""

import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reeread.model.errors import ReadingOnly, StoreError
from reeread.model.tag import Tag
from reeread.store import migrations, opening, schema
from reeread.store.deed import Deed
from reeread.store.engine import Connection, sqlite
from reeread.store.failures import told
from reeread.store.ids import Clock, Ids, Uuid7
from reeread.store.standing import Standing, check, side_file, standing

if TYPE_CHECKING:
    import sqlite_utils

READING_ONLY = "The library is open for reading only."

_PATIENCE = 2.0
"""Seconds that closing waits for another thread to put its connection down."""

_PAGES, _IMPORT_PAGES = 1000, 8192
"""Pages after which the side file is folded back into the library, SQLite's own and while sources come in."""


class Session:
    """One thread's connection."""

    def __init__(self, connection: Connection, log: Standing | None) -> None:
        self.connection = connection
        self.log = log
        """The side file that is written to before the library itself; None where there is none."""
        self.in_use = threading.RLock()
        """Held while the connection is lent: closed under another thread's feet, SQLite takes the program with it."""
        self.writing = False
        """Whether a transaction is under way, which is finished whatever else happens."""
        self.at_commit: list[Callable[[], None]] = []
        self._database: sqlite_utils.Database | None = None

    @property
    def database(self) -> "sqlite_utils.Database":
        """The same connection as sqlite_utils sees it, for writing; imported when first asked for."""
        if self._database is None:
            import sqlite_utils

            self._database = sqlite_utils.Database(self.connection, execute_plugins=False)
        return self._database

    def finish(self) -> None:
        """Write what was left for the end of the transaction."""
        for write in self.at_commit:
            write()

    def awaited(self) -> bool:
        """Return whether no other thread uses the connection any more: its query is stopped, what it writes is finished."""
        if self.in_use.acquire(blocking=False):
            return True
        if not self.writing:  # to ask the connection would wait for its query, which is what is to be stopped
            self.connection.interrupt()
        return self.in_use.acquire(timeout=_PATIENCE)

    def close(self) -> None:
        """Close the connection; the last one to a library folds the side files back into it."""
        with suppress(sqlite.Error):
            # A connection remembers an interruption until its next statement, and would not fold anything.
            self.connection.execute("SELECT 1").fetchone()
        self.connection.close()

    def __del__(self) -> None:
        self.close()


class Store:
    """One library file.

    Any thread may use it: each gets a connection of its own when it first asks, so that a long import in
    one never keeps another from reading, and writers wait their turn (five seconds) for SQLite's one write
    lock. A connection is closed with its thread, or when the store is closed.
    """

    def __init__(
        self,
        access: opening.Access,
        *,
        clock: Clock,
        ids: Ids,
        notice: str = "",
        sealed: bool = False,
    ) -> None:
        self.path = access.path
        self.read_only = access.read_only
        self.sealed = sealed
        """Whether it is read-only by wish: not even drafts of what cannot be written are kept."""
        self.notice = notice
        """Why the library is read-only, or that it was upgraded; empty otherwise."""
        self.clock = clock
        self.ids = ids
        self._access = access
        self._standing = standing(access.path)
        self._rescued: Path | None = None
        self._own = threading.local()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Clock | None = None,
        ids: Ids | None = None,
        tags: Sequence[Tag] = (),
        steps: Sequence[Path] | None = None,
    ) -> "Store":
        """Open a library file and bring it up to date.

        Args:
            path: The file.
            create: Whether to make it when there is none.
            read_only: Whether nothing is to be written in it, though it could be.
            clock: Where times come from.
            ids: Where ids come from.
            tags: The codebook that a new library starts with; they are its beginning, not a deed.
            steps: The migrations; those that ship unless told otherwise.

        Raises:
            LibraryMissing: There is none and none is to be made.
            StoreError: It is no library, is damaged, or cannot be read.
        """
        steps = migrations.steps() if steps is None else steps
        clock = clock or time.time
        ids = ids or Uuid7(clock)
        if create and (not path.exists() or path.stat().st_size == 0):
            new = opening.create(path)
            try:
                made = opening.access(new)
                migrations.upgrade(made, steps)
                _fill(made, tags, ids)
                opening.put_in_place(new, path)
            finally:
                new.unlink(missing_ok=True)
        access = opening.access(path)
        if read_only:
            access = access._replace(read_only=True)
        notice = ""
        with told(path):
            connection = access.connection()
            try:
                connection.execute("BEGIN")  # or somebody upgrades it between the two
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                schema.check(connection, path, version, steps)
            finally:
                connection.close()
            if version > len(steps):
                notice = f"This library was written by a newer reeread (version {version} of its format): it is read-only here."
                access = access._replace(read_only=True)
            elif version < len(steps):
                if access.read_only:
                    raise StoreError(
                        "This library is of an older format and cannot be upgraded where it is read-only.",
                        str(path),
                        "Copy it to a folder that can be written to.",
                    )
                backup = migrations.upgrade(access, steps)
                notice = (
                    f"The library was upgraded; as it was before it is kept in {backup}." if backup else ""
                )
            elif access.read_only and not read_only:
                notice = "The library is read-only: what you tag cannot be kept."
        return cls(
            access, notice=READING_ONLY if read_only else notice, clock=clock, ids=ids, sealed=read_only
        )

    @property
    def file(self) -> tuple[int, int] | None:
        """Return the device and inode by which another process that opens the path knows that it is the same library; None
        where no other process can see it."""
        return self._standing.file if self._standing else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend this thread's connection for reading."""
        with told(self.path), self._lent() as session:
            yield session.connection

    def check(self) -> None:
        """Look whether the file is still the one that was opened.

        Raises:
            StoreError: It was deleted, moved, replaced or cut short; the message says where all that it held is kept.
        """
        if not self.read_only:
            with self._lent() as session:
                self._check(session)

    @contextmanager
    def deed(self, name: str, author: str) -> Iterator[Deed]:
        """Lend a transaction that is committed at the end if anything was logged, else rolled back.

        Raises:
            StoreError: The library is read-only, or another program keeps it locked.
        """
        self._refuse_if_read_only()
        with told(self.path), self._lent() as session:
            connection = session.connection
            inside = connection.in_transaction
            if not inside:
                self._check(session)
            connection.execute("SAVEPOINT deed" if inside else "BEGIN IMMEDIATE")
            kept, session.writing = False, True
            try:
                deed = Deed(session.database, name, author, self.clock(), self.ids)
                yield deed
                if deed.logged:
                    session.at_commit.extend(deed.at_commit)
                    if not inside:
                        session.finish()
                    connection.execute("RELEASE deed" if inside else "COMMIT")
                    kept = True
                    if not inside:
                        self._check(session)
            finally:
                session.writing = inside
                if not inside:
                    session.at_commit.clear()
                if not kept and connection.in_transaction:
                    connection.execute("ROLLBACK TO deed" if inside else "ROLLBACK")
                    if inside:
                        connection.execute("RELEASE deed")

    @contextmanager
    def together(self) -> Iterator[Connection]:
        """Let the deeds inside share one commit; each is still kept or lost by itself if it fails.

        What is no deed of anybody's, but computed, is written with the connection.

        Raises:
            StoreError: They cannot be committed, and all are lost.
        """
        self._refuse_if_read_only()
        with told(self.path), self._lent() as session:
            connection = session.connection
            self._check(session)
            connection.execute("BEGIN IMMEDIATE")
            session.writing = True
            try:
                yield connection
                session.finish()
                connection.execute("COMMIT")
                self._check(session)
            finally:
                session.writing = False
                session.at_commit.clear()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Let this thread's transactions return before they are on disk, and put all there at the end.

        What a crash takes in between is a source that can be added again, never a part of one.
        """
        with told(self.path), self._lent() as session:
            session.connection.execute("PRAGMA synchronous = NORMAL")
            session.connection.execute(f"PRAGMA wal_autocheckpoint = {_IMPORT_PAGES}")
        try:
            yield
        finally:
            with told(self.path), self._lent() as session:
                session.connection.execute("PRAGMA synchronous = FULL")
                session.connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")
                session.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close every connection; the last one folds the side files back into the library.

        What another thread still reads is interrupted; a connection that is in use all the same after a while is
        left to its thread.
        """
        with self._lock:
            self._closed = True
            for session in list(self._sessions):
                if session.awaited():
                    try:
                        session.close()
                    finally:
                        session.in_use.release()
            self._sessions.clear()

    def _refuse_if_read_only(self) -> None:
        if self.sealed:
            raise ReadingOnly("Nothing is kept: the library is open for reading only.")
        if self.read_only:
            raise StoreError(self.notice, str(self.path), "Copy it to write in it.")

    def _check(self, session: Session) -> None:
        """Look whether what is written is kept; if not, keep what the library holds elsewhere.

        Raises:
            StoreError: The file or its side file has lost its name; where a copy lies of all that was in it.
        """
        try:
            check(self.path, self._standing, session.log)
        except StoreError as error:
            from reeread.store import backups

            if self._rescued is None or not self._rescued.exists():
                with suppress(StoreError):
                    self._rescued = backups.rescue(session.connection, self.path)
            if self._rescued is not None:
                error = StoreError(
                    f"{error.what} What was in it is kept in {self._rescued}.",
                    error.where,
                    "Leave; `reeread restore` puts that in its place.",
                )
            raise error from None

    @contextmanager
    def _lent(self) -> Iterator[Session]:
        """Lend this thread's connection, which is not closed meanwhile."""
        session = self._session()
        with session.in_use:
            yield session

    def _session(self) -> Session:
        if self._closed:
            raise StoreError("The library is closed.", str(self.path), "Open it again.")
        session: Session | None = getattr(self._own, "session", None)
        if session is None:
            with self._lock:
                if self._closed:
                    raise StoreError("The library is closed.", str(self.path), "Open it again.")
                session = self._new_session()
                self._sessions.add(session)
            self._own.session = session
        return session

    def _new_session(self) -> Session:
        connection = self._access.connection()
        if self.read_only:
            return Session(connection, None)
        with told(self.path):
            connection.execute("PRAGMA user_version").fetchone()  # opens the side file too
        return Session(connection, standing(side_file(self.path)))


def _fill(access: opening.Access, tags: Sequence[Tag], ids: Ids) -> None:
    import json

    import sqlite_utils

    connection = access.connection()
    try:
        sqlite_utils.Database(connection, execute_plugins=False).table("tags").insert_all(
            {
                "uuid": ids(),
                "name": tag.name,
                "key": tag.key,
                "color": tag.color,
                "meaning": tag.meaning,
                "position": tag.position,
                "origins": json.dumps(tag.origins, ensure_ascii=False),
            }
            for tag in tags
        )
    finally:
        connection.close()
