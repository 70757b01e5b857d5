"""Copies of a library: made while others work in it, looked at before they count, and put back."""

import glob
import os
import re
import time
from pathlib import Path
from typing import NamedTuple

from reeread.model.backup import KEPT, Backup, Contents, Difference
from reeread.model.errors import LibraryMissing, StoreError
from reeread.store import engine, opening
from reeread.store.checking import condition
from reeread.store.engine import Connection
from reeread.store.failures import told
from reeread.store.opening import Access

_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-(\d+))?(?:\.([a-z]+))?\.db")
_LATER = "Make room, or name another folder."


class _Kept(NamedTuple):
    """What stands in a library and may be lost, by its id."""

    briefings: dict[str, str]
    """With their titles; those that were removed are left out."""
    annotations: dict[str, str]
    """With the time of their last change."""
    deeds: dict[str, str]
    """With their time."""


def folder(library: Path) -> Path:
    """Return the folder of a library's backups, unless another is named."""
    return library.with_name(library.name + ".backups")


def listed(where: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the latest first; other files in it are none."""
    if not where.is_dir():
        return ()
    found = ((path, _NAME.fullmatch(path.name)) for path in where.iterdir() if path.is_file())
    order = sorted(((name[1], int(name[2] or 0), path, name) for path, name in found if name), reverse=True)
    return tuple(
        Backup(path, _time(stamp), name[3] or "", path.stat().st_size) for stamp, _, path, name in order
    )


def make(
    access: Access,
    where: Path,
    why: str = "",
    *,
    whole: bool = False,
    keep: int = KEPT,
    now: float | None = None,
) -> Backup:
    """Copy the last committed state of a library, and return the copy.

    Older backups in the folder go until `keep` are left. Nobody who reads or writes meanwhile is kept from it.

    Args:
        access: The library.
        where: The folder; made if need be.
        why: A word that its name shall bear, e.g. "upgrade"; "" for one that somebody asked for.
        whole: Whether the copy is looked through, and none if it is not whole. What is kept before an upgrade is what
            is there: damage to one text must not keep anybody from the others.
        keep: At most so many, the new one among them.
        now: Seconds since 1970; the clock's unless given.

    Raises:
        StoreError: It cannot be made, or is not whole though it must be; none is left then, and nothing older has gone.
    """
    new = _room(where, why, time.time() if now is None else now)
    try:
        source = access.connection(read_only=True)
        try:
            _copy_out(source, new)
        finally:
            source.close()
        if whole and (faults := condition(new).damage):
            raise StoreError(
                f"The copy is not whole: {faults[0]}.", str(new), "`reeread doctor` looks at the library."
            )
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    # The new one stays whatever its name sorts as: several of one second are told apart by numbers.
    others = [one for one in listed(where) if one.path != new]
    for old in others[max(1, keep) - 1 :]:
        old.path.unlink(missing_ok=True)
    return next(one for one in listed(where) if one.path == new)


def holding(library: Path, uuid: str) -> tuple[Path, ...]:
    """Return the backups beside a library that hold the text of a briefing, and what cannot be read and may hold it.

    A library that was set aside because it was damaged is looked at, too.
    """
    aside = sorted(library.parent.glob(f"{glob.escape(library.name)}.damaged-*"))
    return tuple(
        path for path in (*(one.path for one in listed(folder(library))), *aside) if _may_hold(path, uuid)
    )


def delete(backup: Path) -> None:
    """Delete a backup, with what belongs to it.

    Raises:
        StoreError: It cannot be deleted.
    """
    try:
        for ending in ("-wal", "-shm", ""):
            backup.with_name(backup.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"This backup cannot be deleted ({error.strerror}).", str(backup)) from error


def rescue(open_library: Connection, library: Path) -> Path:
    """Copy a library whose file has lost its name, out of a connection that still holds it, and return the copy.

    It lies among the backups, as the latest of them.

    Raises:
        StoreError: It cannot be read any more, or there is no room.
    """
    new = _room(folder(library), "lost", time.time())
    try:
        _copy_out(open_library, new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def compare(present: Path, backup: Path) -> Difference:
    """Return what would be lost, and what would come back, if a backup took the place of the present library.

    Raises:
        LibraryMissing: There is no such backup.
        StoreError: It is no reeread library, or cannot be read.
    """
    then = _kept(backup)
    try:
        now = _kept(present)
    except LibraryMissing:
        now = _Kept({}, {}, {})
    except StoreError as error:
        return Difference(str(error.what), None, _counted(then), 0, (), 0, 0, 0)
    gone = [title for id, title in now.briefings.items() if id not in then.briefings]
    return Difference(
        "",
        _counted(now),
        _counted(then),
        sum(id not in then.deeds for id in now.deeds),
        tuple(gone),
        sum(id not in then.annotations for id in now.annotations),
        sum(then.annotations.get(id, when) != when for id, when in now.annotations.items()),
        sum(id not in now.annotations for id in then.annotations),
    )


def restore(backup: Path, library: Path, *, now: float | None = None) -> Path | None:
    """Put a backup in the place of a library, and return where the library as it was is kept; None if there was none.

    Who has the library open goes on with what was put back.

    Raises:
        LibraryMissing: There is no such backup.
        StoreError: The backup is not whole, the library is locked, or there is no room; the library is as it was then.
    """
    if faults := condition(backup).damage:
        raise StoreError(
            f"This backup is damaged: {faults[0]}.", str(backup), "`reeread backup --list` names others."
        )
    before = _cleared(library, time.time() if now is None else now)
    if not library.exists():
        new = opening.create(library)
        try:
            _copy(backup, opening.access(new))
            opening.put_in_place(new, library)
        finally:
            new.unlink(missing_ok=True)
    else:
        _copy(backup, opening.access(library))
    return before


def _copy_out(source: Connection, new: Path) -> None:
    """Copy what a connection holds into a new file, which has no side files then."""
    with told(new):
        target = engine.connect(os.fspath(new))
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()


def _copy(backup: Path, library: Access) -> None:
    """Copy a backup over a library, in one transaction of SQLite's."""
    with told(library.path):
        if library.read_only:
            raise StoreError(
                "The library is read-only.", str(library.path), "Allow writing to it and its folder."
            )
        source = engine.connect(os.fspath(backup), mode="ro", immutable=True)
        target = library.connection()
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
        finally:
            target.close()
            source.close()


def _cleared(library: Path, now: float) -> Path | None:
    """Keep what a backup is to take the place of: a sound library as a backup, and as a file what is none any more."""
    try:
        damaged = bool(condition(library).damage)
    except LibraryMissing:
        return None
    except StoreError:
        damaged = True
    if damaged:
        return _set_aside(library, now)
    return make(opening.access(library), folder(library), "restore", keep=KEPT + 1, now=now).path


def _set_aside(library: Path, now: float) -> Path:
    """Give a library that cannot be opened another name, with what belongs to it."""
    aside = library.with_name(f"{library.name}.damaged-{_stamp(now)}")
    try:
        for ending in ("", "-wal", "-shm"):
            part = library.with_name(library.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        raise StoreError(f"The library cannot be moved ({error.strerror}).", str(library)) from error
    return aside


def _room(where: Path, why: str, now: float) -> Path:
    """Return a new, empty file for a backup."""
    ending = f".{why}.db" if why else ".db"
    number = 1
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            new = where / f"{_stamp(now)}{f'-{number}' if number > 1 else ''}{ending}"
            try:
                os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
                return new
            except FileExistsError:
                number += 1
    except OSError as error:
        raise StoreError(f"No backup can be made ({error.strerror}).", str(where), _LATER) from error


def _kept(path: Path) -> _Kept:
    access = opening.access(path)
    with told(path):
        connection = access.connection(read_only=True)
        try:
            return _Kept(
                dict(
                    connection.execute(
                        "SELECT briefings.uuid, versions.title FROM briefings"
                        " JOIN versions ON versions.id = briefings.version_id WHERE briefings.removed IS NULL"
                    )
                ),
                dict(connection.execute("SELECT uuid, modified FROM annotations")),
                dict(connection.execute("SELECT DISTINCT transaction_uuid, at FROM events")),
            )
        finally:
            connection.close()


def _may_hold(path: Path, uuid: str) -> bool:
    if path.name.endswith(("-wal", "-shm")):
        return False
    try:
        with told(path):
            connection = engine.connect(os.fspath(path), mode="ro", immutable=True)
            try:
                found = connection.execute(
                    "SELECT 1 FROM briefings JOIN versions ON versions.briefing_id = briefings.id"
                    " JOIN bodies ON bodies.version_id = versions.id WHERE briefings.uuid = ? LIMIT 1",
                    (uuid,),
                ).fetchone()
            finally:
                connection.close()
    except StoreError:
        return True
    return found is not None


def _counted(kept: _Kept) -> Contents:
    return Contents(len(kept.briefings), len(kept.annotations), max(kept.deeds.values(), default=""))


def _stamp(now: float) -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))


def _time(stamp: str) -> str:
    """Return the time in a name as ISO 8601 has it."""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:11]}:{stamp[11:13]}:{stamp[13:]}"
