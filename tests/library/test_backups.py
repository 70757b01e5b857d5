"""Copies of a library: made while one works, whole or not there at all, and put back."""

import stat
import threading
import zlib
from pathlib import Path

import pytest

from reeread.library import Library, editing, history, keeping, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import LibraryMissing, StoreError
from reeread.model.span import Span
from reeread.store import backups, checking, migrations, opening
from reeread.store.engine import connect
from reeread.store.store import Store


def tag(lib: Library, levy: Briefing, start: int) -> None:
    """Put a tag on a few characters."""
    tagging.tag(lib, Passage(levy.id, Span(start, start + 3)), ["risk"])


def exacts(path: Path) -> list[str]:
    """Return the words that stand annotated in a library."""
    with Library.open(path, "ann") as lib:
        return [mark.anchor.exact for mark in tagging.annotations(lib)]


def test_a_backup_holds_all_that_was_done(lib: Library, levy: Briefing) -> None:
    """It lies beside the library, is a library, only its owner can read it, and no side files are left."""
    tag(lib, levy, 0)
    made = keeping.back_up(lib.path)
    assert made.path.parent == lib.path.with_name("notes.db.backups")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]
    tag(lib, levy, 4)
    assert exacts(made.path) == ["Por"]
    assert keeping.listed(made.path.parent) == (made,)


def test_a_backup_made_while_somebody_writes_is_whole(lib: Library, levy: Briefing) -> None:
    """Each of several holds a beginning of what was written, and none has half a deed."""
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with Library.open(lib.path, "ben") as other:
            while not stop.is_set() and written < 60:
                tag(other, levy, written)
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    made = [keeping.back_up(lib.path).path for _ in range(4)]
    stop.set()
    writer.join()
    numbers = [len(exacts(path)) for path in made]
    assert numbers == sorted(numbers) and numbers[-1] <= written
    assert all(checking.condition(path).faults == () for path in made)


def test_old_backups_go_when_there_are_new_ones(lib: Library, tmp_path: Path) -> None:
    """The latest stay, and nothing in the folder that is no backup is touched; two of one second are two."""
    folder, access = tmp_path / "stick", opening.access(lib.path)
    folder.mkdir()
    (folder / "20200101T000000Z.txt").write_text("mine")
    for second in (1, 1, 2, 3):
        last = backups.make(access, folder, keep=3, now=1_760_000_000 + second)
    kept = keeping.listed(folder)
    assert [one.made[-3:] for one in kept] == ["23Z", "22Z", "21Z"]
    assert kept[0] == last and kept[2].path.name.endswith("-2.db")
    assert (folder / "20200101T000000Z.txt").read_text() == "mine"


def test_many_backups_of_one_second_keep_the_last(lib: Library, levy: Briefing, tmp_path: Path) -> None:
    """Backups that follow each other at once keep the newest, though their names differ by a number only."""
    for _ in range(14):
        made = keeping.back_up(lib.path, tmp_path / "kept", keep=2)
        assert made.path.exists()
    assert len(keeping.listed(tmp_path / "kept")) == 2


def test_a_copy_that_is_not_whole_is_no_backup(lib: Library, levy: Briefing, tmp_path: Path) -> None:
    """A text that is not the one that came in is noticed: nothing new is left, and what was there stays."""
    good = keeping.back_up(lib.path, keep=1)
    connection = connect(str(lib.path))
    connection.execute("UPDATE bodies SET compressed = ?", (zlib.compress(b"Forged."),))
    connection.close()
    with pytest.raises(StoreError, match="not the one that came in"):
        keeping.back_up(lib.path, keep=1)
    assert keeping.listed(good.path.parent) == (good,)


def test_damage_to_a_text_stops_no_upgrade_and_no_deed(lib: Library, levy: Briefing, tmp_path: Path) -> None:
    """What is kept by itself beforehand is what is there."""
    for start in range(keeping.MANY):
        tag(lib, levy, start)
    connection = connect(str(lib.path))
    connection.execute("UPDATE bodies SET compressed = ?", (zlib.compress(b"Forged."),))
    connection.close()
    editing.delete(lib, [mark.id for mark in tagging.annotations(lib)])
    lib.close()
    later = tmp_path / "later.sql"
    later.write_text("CREATE TABLE later (x TEXT) STRICT;")
    Store.open(lib.path, steps=[*migrations.steps(), later]).close()
    assert [one.why for one in keeping.listed(keeping.folder(lib.path))] == ["upgrade", "delete"]


def test_a_quote_off_its_words_stops_no_backup_and_no_restore(
    lib: Library, levy: Briefing, tmp_path: Path
) -> None:
    """What doctor tells of one annotation, and nobody can mend, is no damage to the file: it is copied and put back."""
    tagging.tag(lib, Passage(levy.id, Span(23, 36)), ["risk"])
    connection = connect(str(lib.path))
    connection.execute("UPDATE annotations SET exact = 'other words'")
    connection.close()
    assert checking.condition(lib.path).faults
    made = keeping.back_up(lib.path, tmp_path / "kept")
    lib.close()
    keeping.restore(lib.path, made.path)
    assert not list(keeping.folder(lib.path).glob("*.damaged*"))


def test_without_room_for_a_backup_the_library_stays(
    lib: Library, levy: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sound library is not taken away when what would be kept of it cannot be written."""
    tag(lib, levy, 0)
    made = keeping.back_up(lib.path)
    tag(lib, levy, 4)

    def full(*_: object) -> Path:
        raise StoreError("No backup can be made (No space left on device).")

    monkeypatch.setattr(backups, "_room", full)
    with pytest.raises(StoreError, match="No backup can be made"):
        keeping.restore(lib.path, made.path)
    assert exacts(lib.path) == ["Por", "s a"]


def test_no_backup_where_none_can_be_made(lib: Library, tmp_path: Path) -> None:
    """The message says where, and there is none of a library that is not there."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="No backup can be made"):
        keeping.back_up(lib.path, tmp_path / "file" / "folder")
    with pytest.raises(LibraryMissing):
        keeping.back_up(tmp_path / "none.db")


def test_a_backup_comes_back(lib: Library, levy: Briefing) -> None:
    """First it is told what would change; whoever has the library open sees it, and what was there is kept."""
    tag(lib, levy, 0)
    made = keeping.back_up(lib.path)
    tag(lib, levy, 4)
    editing.note(lib, tagging.annotations(lib)[0].id, "Later.")
    change = keeping.compare(lib.path, made.path)
    assert (change.deeds, change.gone, change.other, change.back) == (2, 1, 1, 0)
    kept = keeping.restore(lib.path, made.path)
    assert [(mark.anchor.exact, mark.note) for mark in tagging.annotations(lib)] == [("Por", "")]
    assert kept is not None and exacts(kept) == ["Por", "s a"]
    tag(lib, levy, 8)
    assert history.undo(lib) is not None
    assert exacts(lib.path) == ["Por"]


@pytest.mark.parametrize("harm", ["cut", "other", "gone"])
def test_a_library_that_cannot_be_read_makes_way(lib: Library, levy: Briefing, harm: str) -> None:
    """It is set aside with another name, or is simply not there, and the backup takes its place."""
    tag(lib, levy, 0)
    made = keeping.back_up(lib.path)
    lib.close()
    whole = lib.path.read_bytes()
    lib.path.unlink()
    if harm != "gone":
        lib.path.write_bytes(whole[: len(whole) // 2] if harm == "cut" else b"hello" * 100)
    assert bool(keeping.compare(lib.path, made.path).unreadable) == (harm != "gone")
    kept = keeping.restore(lib.path, made.path)
    assert exacts(lib.path) == ["Por"]
    assert (kept is None) == (harm == "gone")
    assert kept is None or ".damaged-" in kept.name


def test_a_damaged_backup_changes_nothing(lib: Library, levy: Briefing) -> None:
    """It is refused before the library is touched."""
    tag(lib, levy, 0)
    made = keeping.back_up(lib.path)
    connection = connect(str(made.path))
    connection.execute("UPDATE bodies SET compressed = ?", (zlib.compress(b"Forged."),))
    connection.close()
    with pytest.raises(StoreError, match="This backup is damaged"):
        keeping.restore(lib.path, made.path)
    assert exacts(lib.path) == ["Por"]
    with pytest.raises(LibraryMissing):
        keeping.restore(lib.path, made.path.with_name("none.db"))


def test_very_many_are_not_deleted_without_a_backup(lib: Library, levy: Briefing) -> None:
    """A few are; before very many the library is kept as it was."""
    for start in range(keeping.MANY + 1):
        tag(lib, levy, start)
    ids = [mark.id for mark in tagging.annotations(lib)]
    editing.delete(lib, ids[:1])
    assert keeping.listed(keeping.folder(lib.path)) == ()
    editing.delete(lib, ids[1:])
    (made,) = keeping.listed(keeping.folder(lib.path))
    assert made.why == "delete" and len(exacts(made.path)) == keeping.MANY
    assert len(reading.briefings(lib)) == 1 and tagging.annotations(lib) == ()
