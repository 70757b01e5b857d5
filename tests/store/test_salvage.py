"""Damaged libraries: what can be read comes into a new one that is sound, the damaged one stays as it is."""

import os
import random
import re
import shutil
import struct
from pathlib import Path

import pytest

from reeread.library import Library, checking, history, reading, searching, stacking, tagging
from reeread.model.annotation import Passage
from reeread.model.errors import LibraryMissing, StoreError
from reeread.model.salvaged import Salvaged
from reeread.model.span import Span
from reeread.store.pages import Pages

PAGE = 8192
SEEDS = 50
Marks = set[tuple[str, tuple[str, ...], str]]


@pytest.fixture(scope="module")
def whole(seeded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with annotations, a long note, a stack, and things that were taken back."""
    path = Path(shutil.copy(seeded_once, tmp_path_factory.mktemp("whole") / "library.db"))
    chance = random.Random(0)
    with Library.open(path, "ann") as lib:
        briefings = reading.briefings(lib)
        stacking.gather(lib, [one.id for one in briefings[:3]], "Rare earths")
        for number in range(60):
            briefing = chance.choice(briefings)
            start = chance.randrange(len(reading.article(lib, briefing.id).body) - 50)
            passage = Passage(briefing.id, Span(start, start + chance.randrange(10, 50)))
            note = "Who says so? " * (2000 if number == 30 else number % 4)
            tagging.tag(lib, passage, [chance.choice(("risk", "confirmed", "speculation"))], note or None)
            if number % 7 == 0:
                history.undo(lib)
    return path


def marks(path: Path) -> Marks:
    """Return what was marked in a library."""
    with Library.open(path, "ann") as lib:
        return {(mark.anchor.exact, mark.tags, mark.note) for mark in tagging.annotations(lib)}


def saved(damaged: Path) -> tuple[Salvaged, Path]:
    """Save a library and look at what came of it: it is sound, private, and the damaged one is as it was."""
    before = {file.name: file.read_bytes() for file in damaged.parent.iterdir() if file.is_file()}
    target = damaged.parent / "saved" / "saved.db"
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    found = checking.salvage(damaged, target)
    assert {file.name: file.read_bytes() for file in damaged.parent.iterdir() if file.is_file()} == before
    condition = checking.condition(target)
    assert (condition.faults, condition.mendable) == ((), ())
    assert target.stat().st_mode & 0o077 == 0
    assert [file.name for file in target.parent.iterdir()] == ["saved.db"]
    return found, target


def test_a_sound_library_comes_over_as_a_whole(whole: Path, tmp_path: Path) -> None:
    """With nothing damaged nothing is lost: texts, marks, log, stacks, search and undo."""
    found, target = saved(Path(shutil.copy(whole, tmp_path / "library.db")))
    assert (found.lost, found.restored, found.damaged) == ((), (), 0)
    assert marks(target) == marks(whole)
    with Library.open(whole, "ann") as old, Library.open(target, "ann") as new:
        assert history.events(new) == history.events(old)
        assert reading.briefings(new) == reading.briefings(old)
        for one in reading.briefings(old):
            assert reading.article(new, one.id) == reading.article(old, one.id)
            assert reading.raw(new, one.id) == reading.raw(old, one.id)
        assert searching.search(new, "rare") == searching.search(old, "rare")
        assert history.undo(new) is not None


def test_one_page_that_is_lost_loses_no_mark(whole: Path, tmp_path: Path) -> None:
    """Whichever of fifty pages is zeroed, every mark comes back, for it stands in its table and in the log."""
    content, there = whole.read_bytes(), marks(whole)
    damaged = tmp_path / "damaged.db"
    for seed in range(SEEDS):
        number = random.Random(seed).randrange(len(content) // PAGE)
        damaged.write_bytes(content[: number * PAGE] + bytes(PAGE) + content[(number + 1) * PAGE :])
        found, target = saved(damaged)
        assert marks(target) == there, f"page {number + 1}: {found.lost}"


def truncated(content: bytearray, chance: random.Random) -> None:
    """Cut a library off anywhere."""
    del content[chance.randrange(PAGE, len(content)) :]


def headless(content: bytearray, chance: random.Random) -> None:
    """Destroy the header, and some of the page behind it."""
    length = chance.randrange(1, PAGE)
    content[:length] = bytes(length)


def overwritten_header(content: bytearray, chance: random.Random) -> None:
    """Let the first page be noise."""
    content[:PAGE] = chance.randbytes(PAGE)


def noisy(content: bytearray, chance: random.Random) -> None:
    """Let four pages be noise."""
    for _ in range(4):
        at = chance.randrange(len(content) // PAGE) * PAGE
        content[at : at + PAGE] = chance.randbytes(PAGE)


def flipped(content: bytearray, chance: random.Random) -> None:
    """Let two hundred bytes be other ones, anywhere."""
    for _ in range(200):
        content[chance.randrange(len(content))] = chance.randrange(256)


def misled(content: bytearray, chance: random.Random) -> None:
    """Let the free list and the pointers of inner pages lead anywhere, themselves included."""
    count = len(content) // PAGE
    struct.pack_into(">2I", content, 32, chance.randrange(2**32), chance.randrange(2**32))
    struct.pack_into(">I", content, 32, chance.randrange(1, count + 1))
    for number in range(1, count):
        if content[number * PAGE] in (2, 5):
            struct.pack_into(">I", content, number * PAGE + 8, chance.choice((number + 1, 1, count, 2**31)))


DAMAGE = {one.__name__: one for one in (truncated, headless, overwritten_header, noisy, flipped, misled)}


@pytest.mark.parametrize("how", DAMAGE)
def test_whatever_the_damage_what_comes_back_is_sound(how: str, whole: Path, tmp_path: Path) -> None:
    """It neither fails nor goes on for ever; what comes back was written once, to the letter, and what does not is told."""
    content, there = whole.read_bytes(), marks(whole)
    with Library.open(whole, "ann") as lib:
        states = [event.after for event in history.events(lib) if event.subject == "annotation"]
    # Of what was taken back, the taking back may be lost.
    texts = {(state["exact"], state["note"]) for state in states if state and "exact" in state}
    damaged = tmp_path / "damaged.db"
    for seed in range(6):
        bad = bytearray(content)
        DAMAGE[how](bad, random.Random(seed))
        damaged.write_bytes(bad)
        try:
            found, target = saved(damaged)
        except StoreError as error:
            assert "Nothing could be read" in error.what and len(bad) < 20 * PAGE
            continue
        back = {(exact, note) for exact, _, note in marks(target)}
        if how != "flipped":  # a byte of a note has nothing that would tell it from another
            assert back <= texts
        assert len(back) == len(there) or found.lost


def test_headless_libraries_lose_nothing_but_their_header(whole: Path, tmp_path: Path) -> None:
    """Without the first page nobody says which page is of which table: rows are known by their looks, marks all come."""
    content = whole.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(os.urandom(PAGE) + content[PAGE:])
    _, target = saved(damaged)
    assert {(exact, note) for exact, _, note in marks(target)} == {(e, n) for e, _, n in marks(whole)}


@pytest.fixture
def waiting(whole: Path, tmp_path: Path) -> Path:
    """Return a library whose newest mark waits in its side file."""
    path = Path(shutil.copy(whole, tmp_path / "library.db"))
    copy = tmp_path / "waiting" / "library.db"
    copy.parent.mkdir()
    with Library.open(path, "ann") as lib:
        tagging.tag(lib, Passage(reading.briefings(lib)[0].id, Span(3, 9)), ["commitment"], "the newest")
        for ending in ("", "-wal"):
            shutil.copy(path.with_name(path.name + ending), copy.with_name(copy.name + ending))
    return copy


def test_what_waits_in_the_side_file_comes_along(waiting: Path) -> None:
    """What was committed last lies there only."""
    _, target = saved(waiting)
    assert "the newest" in {note for _, _, note in marks(target)}


@pytest.mark.parametrize("how", ["noise", "cut", "flipped", "empty"])
def test_a_side_file_that_is_damaged_counts_as_far_as_it_is_whole(
    how: str, waiting: Path, whole: Path
) -> None:
    """Behind the damage nothing of it is believed, and the library comes over as it was before."""
    log = waiting.with_name(waiting.name + "-wal")
    content = bytearray(log.read_bytes())
    if how == "noise":
        content[:] = random.Random(0).randbytes(len(content))
    elif how == "cut":
        del content[len(content) // 2 :]
    elif how == "flipped":
        content[100] ^= 1
    else:
        content.clear()
    log.write_bytes(content)
    _, target = saved(waiting)
    assert marks(target) == marks(whole)


def test_a_text_that_is_lost_leaves_its_marked_passages(whole: Path, tmp_path: Path) -> None:
    """The briefing stays with what was marked of it, for review, and says so itself."""
    damaged = Path(shutil.copy(whole, tmp_path / "library.db"))
    from reeread.store import engine

    connection = engine.connect(str(damaged))
    connection.execute("UPDATE bodies SET compressed = x'00' WHERE version_id = 1")
    connection.close()
    found, target = saved(damaged)
    assert marks(target) == marks(whole)
    with Library.open(whole, "ann") as lib:
        first = reading.briefings(lib)[0]
        quotes = [mark.anchor.exact for mark in tagging.annotations(lib, first.id)]
    with Library.open(target, "ann") as lib:
        article = reading.article(lib, first.id)
        assert all(quote in article.body for quote in quotes) and "was lost" in article.body
        assert {mark.state for mark in tagging.annotations(lib, first.id)} == {"review"}
    assert any(first.title in one and "text" in one for one in found.lost)


def test_what_cannot_be_saved_is_said(whole: Path, tmp_path: Path) -> None:
    """No file, a file in the way, nothing in it: each has its message, and nothing is made."""
    with pytest.raises(LibraryMissing):
        checking.salvage(tmp_path / "none.db", tmp_path / "saved.db")
    with pytest.raises(StoreError, match="There is a file"):
        checking.salvage(whole, whole)
    for content in (b"", b"no library", bytes(5 * PAGE), random.Random(0).randbytes(5 * PAGE)):
        (tmp_path / "other.db").write_bytes(content)
        with pytest.raises(StoreError, match="Nothing could be read"):
            checking.salvage(tmp_path / "other.db", tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()


def test_the_pages_are_read_as_sqlite_reads_them(whole: Path) -> None:
    """Row for row, the reading without SQLite gives what SQLite gives, long texts included."""
    from reeread.store import engine

    pages, connection = Pages(whole), engine.connect(str(whole), mode="ro", immutable=True)
    roots = connection.execute(
        "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'words%'"
    ).fetchall()
    assert len(roots) > 10
    for name, root in roots:
        rows = [row for page in pages.tree(root) for row in pages.rows(page)]
        there = connection.execute(f"SELECT * FROM {name}").fetchall()
        assert None not in rows and len(rows) == len(there)
        read = {tuple(row.id if at == 0 and value is None else value for at, value in enumerate(row.values))
                for row in rows if row is not None}  # fmt: skip
        assert read == set(there)
    connection.close()


def test_no_table_is_forgotten() -> None:
    """Whatever table a later format brings is saved, or known as one that is computed again, or as one of sharing: a saved library meets its hub anew."""
    from reeread.store import migrations, mosaic, schema

    steps = migrations.steps()
    tables = {one.name for one in schema.expected(len(steps), steps) if one.type == "table"}
    ours = {name for name in tables if not re.match("words|sqlite_|sync", name)}
    assert ours == {*mosaic.ORDER, "landmarks", "copies", "uncompared", "tallies"}


@pytest.mark.parametrize(
    "table", ["tags", "authors", "annotation_tags", "annotations", "briefings", "versions"]
)
def test_a_table_that_is_lost_as_a_whole_loses_no_mark(table: str, whole: Path, tmp_path: Path) -> None:
    """Names of tags and authors stand in their indexes, too, tags of annotations in the log, and so on."""
    from reeread.store import engine

    connection = engine.connect(str(whole), mode="ro", immutable=True)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    connection.close()
    content = bytearray(whole.read_bytes())
    for number in Pages(whole).tree(root):
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    (tmp_path / "damaged.db").write_bytes(content)
    found, target = saved(tmp_path / "damaged.db")
    assert marks(target) == marks(whole)
    assert found.restored or found.lost or table == "annotation_tags"
