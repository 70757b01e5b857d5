"""What the disk, other programs and damage can do to an open library: it is told, and nothing is acknowledged."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reeread.library import Library, history, keeping, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.errors import StoreError
from reeread.model.span import Span
from reeread.store import checking, engine

PAGE = 8192
LONG = "Who says so? " * 20_000
"""A note that needs more pages than a library has to spare."""

HOLDING = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that keeps a library locked until nobody listens any more."""

WRITING = """
import resource, sys
from pathlib import Path
from reeread.library import Library, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.errors import StoreError
from reeread.model.span import Span

path = Path(sys.argv[1])
with Library.open(path, "ann") as lib:
    briefing = reading.briefings(lib)[0].id
    if sys.argv[2] == "limited":
        most = path.stat().st_size + 300_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    for number in range(200):
        try:
            mark = tagging.tag(lib, Passage(briefing, Span(number, number + 1)), ["risk"], "n" * 20_000)
        except StoreError as error:
            print("failed", error)
            break
        print("done", mark.id)
    print("read", len(reading.article(lib, briefing).body))
"""
"""Another program that tags until there is no more room, says what was acknowledged, and can still read."""


@pytest.fixture
def lib(seeded: Path) -> Iterator[Library]:
    """Return an open library of the five seeds."""
    with Library.open(seeded, "ann") as library:
        yield library


@pytest.fixture
def passage(lib: Library) -> Passage:
    """Return the first words of the first briefing."""
    return Passage(reading.briefings(lib)[0].id, Span(0, 20))


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(lib: Library, passage: Passage) -> None:
    """A note for which there are no pages is refused whole; what was there stays, and with room it is kept."""
    kept = tagging.tag(lib, passage, ["risk"], "short")
    with lib.store.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full; nothing was changed"):
        tagging.note(lib, passage, LONG)
    assert tagging.annotations(lib) == (kept,)
    assert [event.deed for event in history.events(lib, limit=1)] == ["tag"]
    with lib.store.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    mark = tagging.note(lib, passage, LONG)
    assert mark is not None and mark.note == LONG


def written(path: Path, how: str = "") -> tuple[list[str], list[str]]:
    """Let another program write until there is no room; return the ids that it was promised, and what else it said."""
    script = subprocess.run([sys.executable, "-c", WRITING, str(path), how], capture_output=True, text=True)
    assert script.returncode == 0, script.stderr
    lines = [line.partition(" ") for line in script.stdout.splitlines()]
    return [what for kind, _, what in lines if kind == "done"], [
        " ".join((kind, what)) for kind, _, what in lines if kind != "done"
    ]


def test_a_file_that_may_not_grow_keeps_what_was_promised(seeded: Path) -> None:
    """A process whose files may not grow is told, can still read, and all that it was promised is there."""
    pytest.importorskip("resource")
    done, said = written(seeded, "limited")
    assert done and said[0].startswith("failed") and said[1].startswith("read")
    assert "disk" in said[0]
    assert checking.condition(seeded).faults == ()
    with Library.open(seeded, "ann") as lib:
        assert {mark.id for mark in tagging.annotations(lib)} == set(done)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a real disk of two megabytes, where this may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("mount"):
        pytest.skip("there is no mount on this machine")
    call = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    mounted = subprocess.run(call, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_real_disk_that_is_full_keeps_what_was_promised(seeded: Path, small_disk: Path) -> None:
    """On a disk without room what was acknowledged is there, and the library opens once there is room again."""
    path = Path(shutil.copy(seeded, small_disk / "library.db"))
    done, said = written(path)
    assert done and said[0].startswith("failed") and "disk" in said[0]
    assert said[1].startswith("read")
    elsewhere = seeded.with_name("elsewhere.db")
    for ending in ("", "-wal"):
        if (part := path.with_name(path.name + ending)).exists():
            shutil.copy(part, elsewhere.with_name(elsewhere.name + ending))
    assert checking.condition(elsewhere).faults == ()
    with Library.open(elsewhere, "ann") as lib:
        assert {mark.id for mark in tagging.annotations(lib)} == set(done)


def test_another_program_that_keeps_the_library_locked_is_told(
    seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another process has it locked it can be read, a tag is refused, and afterwards it is taken."""
    monkeypatch.setattr(engine, "_PRAGMAS", ("busy_timeout = 1",))
    call = [sys.executable, "-c", HOLDING, str(seeded)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with Library.open(seeded, "ann") as lib:
            passage = Passage(reading.briefings(lib)[0].id, Span(0, 20))
            with pytest.raises(StoreError, match="Another program is writing"):
                tagging.tag(lib, passage, ["risk"])
            other.communicate()
            assert tagging.tag(lib, passage, ["risk"]).tags == ("risk",)


def deleted(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def all_deleted(path: Path) -> None:
    """Take the file and its side files away."""
    for one in path.parent.glob("library.db*"):
        one.unlink()


def moved(path: Path) -> None:
    """Give the file another name."""
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    """Put another file in its place, as editors and synchronisers do."""
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)


def side_file_deleted(path: Path) -> None:
    """Take the log away that is not folded back yet."""
    path.with_name(f"{path.name}-wal").unlink()


def side_file_replaced(path: Path) -> None:
    """Put another log in its place."""
    side_file_deleted(path)
    path.with_name(f"{path.name}-wal").touch()


def truncated(path: Path) -> None:
    """Cut off half of the file."""
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)


LOST = {
    one.__name__: (one, words)
    for one, words in (
        (deleted, "deleted or moved"),
        (all_deleted, "deleted or moved"),
        (moved, "deleted or moved"),
        (replaced, "Another file was put in the place"),
        (side_file_deleted, "side file"),
        (side_file_replaced, "side file"),
        (truncated, "cut short"),
    )
}


@pytest.mark.parametrize("how", LOST)
@pytest.mark.parametrize("meanwhile", [False, True], ids=["before", "during"])
def test_nothing_is_acknowledged_into_a_file_that_lost_its_name(
    lib: Library, passage: Passage, how: str, meanwhile: bool
) -> None:
    """A deed is refused when the file was taken away before it began, and when it is while the deed is done."""
    happen, words = LOST[how]
    tagging.tag(lib, passage, ["risk"], "before")
    with pytest.raises(StoreError, match=words):
        if meanwhile:
            with lib.store.deed("note", "ann") as deed:
                tagging.put(lib, deed, passage, ["speculation"], "lost")
                happen(lib.path)
        else:
            happen(lib.path)
            tagging.note(lib, passage, "lost")
    with pytest.raises(StoreError, match=words):
        tagging.note(lib, passage, "lost too")


@pytest.mark.parametrize("how", ["deleted", "all_deleted", "moved", "replaced", "side_file_deleted"])
def test_what_a_lost_file_held_is_kept_and_can_be_put_back(
    lib: Library, passage: Passage, how: str, seeded: Path
) -> None:
    """As long as the program has it open all is there: it is kept among the backups, and restoring brings it back."""
    tagging.tag(lib, passage, ["risk"], "before")
    LOST[how][0](lib.path)
    with pytest.raises(StoreError, match=r"is kept in .*\.lost\.db.*reeread restore"):
        tagging.note(lib, passage, "lost")
    lib.close()
    (lost,) = keeping.listed(keeping.folder(seeded))
    assert lost.why == "lost" and (lost.path.stat().st_mode & 0o777) == 0o600
    keeping.restore(seeded, lost.path)
    with Library.open(seeded, "ann") as again:
        (mark,) = tagging.annotations(again)
        assert (mark.tags, mark.note) == (("risk",), "before")


def test_a_library_that_became_smaller_by_itself_goes_on(lib: Library, passage: Passage) -> None:
    """Another program may fold free pages away: then the file is shorter, whole, and still the library."""
    tagging.note(lib, passage, LONG)
    with Library.open(lib.path, "ben") as other, other.store.reading() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    lib.close()
    with Library.open(lib.path, "ann") as again:
        tagging.note(again, passage, "")
        with Library.open(lib.path, "ben") as other, other.store.reading() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        mark = tagging.note(again, passage, "kept")
        assert mark is not None and mark.note == "kept"


def test_a_damaged_page_is_told_when_it_is_read(seeded: Path) -> None:
    """Where the pages of annotations and texts are rubbish, reading says so, and so does writing."""
    with Library.open(seeded, "ann") as lib, lib.store.reading() as connection:
        roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_schema WHERE name IN"
                                                      " ('annotations', 'bodies')")]  # fmt: skip
    with seeded.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * PAGE)
            file.write(b"\xa5" * PAGE)
    with Library.open(seeded, "ann") as lib:
        briefing = reading.briefings(lib)[0].id
        with pytest.raises(StoreError, match="damaged"):
            reading.article(lib, briefing)
        with pytest.raises(StoreError, match="damaged"):
            tagging.tag(lib, Passage(briefing, Span(0, 20)), ["risk"])


def flip(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what is kept of the text of a briefing, without SQLite noticing."""
    connection = engine.connect(str(path))
    row, compressed = connection.execute("SELECT version_id, compressed FROM bodies LIMIT 1").fetchone()
    connection.execute("UPDATE bodies SET compressed = ? WHERE version_id = ?", (change(compressed), row))
    connection.close()


def test_a_flipped_byte_in_a_text_is_told(seeded: Path) -> None:
    """A byte flipped in what is packed cannot be unpacked; the message names the way to a backup."""
    flip(seeded, lambda packed: packed[:50] + bytes([packed[50] ^ 1]) + packed[51:])
    with (
        Library.open(seeded, "ann") as lib,
        pytest.raises(StoreError, match=r"text of this briefing is damaged.*restore"),
    ):
        reading.article(lib, reading.briefings(lib)[0].id)


def test_a_text_that_was_changed_from_outside_is_told(seeded: Path) -> None:
    """A text that can be read but is not the one that came in is found by its SHA-256, and named."""
    import zlib

    flip(seeded, lambda packed: zlib.compress(zlib.decompress(packed).replace(b"e", b"i", 1)))
    with Library.open(seeded, "ann") as lib:
        first, second = reading.briefings(lib)[:2]
        reading.check_text(lib, second.id)
        with pytest.raises(StoreError, match="not the one that came in") as caught:
            reading.check_text(lib, first.id)
        assert first.title in caught.value.what


def test_a_clock_that_goes_back_changes_no_order(seeded: Path) -> None:
    """Deeds stay in the order in which they were done, no time lies before the one ahead of it, and undo goes back."""
    times = iter([2_000_000_000.0, 1_999_990_000.0, 1_999_980_000.0, 1_999_970_000.0, 1_999_960_000.0])
    now = 2_000_000_000.0

    def clock() -> float:
        nonlocal now
        now = next(times, now)
        return now

    with Library.open(seeded, "ann", clock=clock) as lib:
        passage = Passage(reading.briefings(lib)[0].id, Span(0, 20))
        tagging.note(lib, passage, "first")
        tagging.note(lib, passage, "second")
        tagging.note(lib, passage, "third")
        newest = history.events(lib, limit=3)
        assert [event.after["note"] for event in newest if event.after] == ["third", "second", "first"]
        assert sorted(event.at for event in newest) == [event.at for event in newest]
        ids = [event.transaction for event in newest][::-1]
        assert ids == sorted(set(ids))
        history.undo(lib)
        (mark,) = tagging.annotations(lib)
        assert mark.note == "second"


def test_a_clock_that_was_wrong_once_does_not_stop_all_others(seeded: Path) -> None:
    """A deed that was dated years ahead does not date those after it."""
    with Library.open(seeded, "ann", clock=lambda: 4_000_000_000.0) as lib:
        passage = Passage(reading.briefings(lib)[0].id, Span(0, 20))
        tagging.note(lib, passage, "ahead")
    with Library.open(seeded, "ann", clock=lambda: 2_000_000_000.0) as lib:
        mark = tagging.note(lib, passage, "now")
        assert mark is not None and mark.modified == "2033-05-18T03:33:20.000Z"
        assert history.events(lib, limit=1)[0].at == mark.modified
