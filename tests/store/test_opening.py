"""Opening library files, and what is no library."""

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from reeread.model.errors import LibraryMissing, StoreError
from reeread.store import annotations, briefings, claims, codebook, engine, highlights, migrations, opening
from reeread.store import store as store_module
from reeread.store.deed import Deed
from reeread.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of a library that is not there yet."""
    return tmp_path / "notes.db"


@pytest.fixture
def made(path: Path) -> Path:
    """Return a library without briefings."""
    Store.open(path, create=True).close()
    return path


def test_sqlite_utils_chooses_the_same_sqlite() -> None:
    """The engine for reading is the build that sqlite_utils writes with."""
    import sqlite_utils.db

    assert sqlite_utils.db.sqlite3.sqlite_version == engine.sqlite.sqlite_version
    assert sqlite_utils.db.sqlite3.Connection is engine.Connection


def test_a_new_library_is_private_and_set_up(path: Path) -> None:
    """A library is made 0600, with the pages, the journal and the marks that the design asks for."""
    store = Store.open(path, create=True)
    with store.reading() as connection:
        read = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "page_size", "journal_mode", "synchronous", "foreign_keys", "busy_timeout",
                "trusted_schema", "cell_size_check", "application_id", "user_version",
            )
        }  # fmt: skip
    store.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read == {
        "page_size": 8192,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": opening.APPLICATION_ID,
        "user_version": len(migrations.steps()),
    }
    assert [entry.name for entry in path.parent.iterdir() if entry.is_file()] == [path.name]


def test_every_table_is_strict(made: Path) -> None:
    """No column takes a value of another type than its own."""
    connection = engine.connect(str(made))
    tables = connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'words%' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    connection.close()
    assert len(tables) > 10
    assert [name for name, strict in tables if not strict] == []


def test_a_missing_library_says_what_to_do(path: Path) -> None:
    """Without one, opening says so, names the place and the command that makes it, and makes nothing."""
    with pytest.raises(LibraryMissing, match=r"no library here.*reeread add") as caught:
        Store.open(path)
    assert caught.value.where == str(path)
    assert not path.exists()


def test_an_empty_file_becomes_a_library_only_if_asked(path: Path) -> None:
    """An empty file is refused for reading, and filled when a library is to be made there."""
    path.touch()
    with pytest.raises(StoreError, match="empty"):
        Store.open(path)
    Store.open(path, create=True).close()
    assert path.stat().st_size > 0


def test_folders_and_other_files_are_refused(tmp_path: Path) -> None:
    """What is no SQLite file is refused, and is as it was."""
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary, this is long enough to be read as a header. " * 4)
    before = text.read_bytes()
    for wrong, words in ((tmp_path, "folder"), (text, "no reeread library")):
        for create in (False, True):
            with pytest.raises(StoreError, match=words):
                Store.open(wrong, create=create)
    assert text.read_bytes() == before


def test_another_programs_database_is_refused_before_anything_of_it_runs(path: Path) -> None:
    """A database without our mark is refused without a connection to it."""
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE mine (x); INSERT INTO mine VALUES (1); PRAGMA journal_mode = WAL")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before
    assert not path.with_name(path.name + "-wal").exists()


def test_a_truncated_library_is_told(made: Path) -> None:
    """A file that has lost its end is refused, not read as far as it goes."""
    with made.open("r+b") as file:
        file.truncate(made.stat().st_size - 8192)
    with pytest.raises(StoreError, match="cut short"):
        Store.open(made)


def test_a_damaged_library_is_told(made: Path) -> None:
    """Pages overwritten with rubbish end in a message that names the file."""
    with made.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (made.stat().st_size - 100))
    with pytest.raises(StoreError, match="damaged") as caught:
        store = Store.open(made)
        with store.reading() as connection:
            connection.execute("SELECT * FROM tags").fetchall()
    assert caught.value.where == str(made)


def test_a_locked_library_is_told(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that finds the library locked for too long says so."""
    monkeypatch.setattr(engine, "_PRAGMAS", ("busy_timeout = 1",))
    other = engine.connect(str(made))
    other.execute("BEGIN IMMEDIATE")
    store = Store.open(made)
    with pytest.raises(StoreError, match="Another program is writing"), store.deed("tag", "ann"):
        pass
    other.close()
    store.close()


@pytest.mark.parametrize("blocked", ["file", "folder"])
def test_what_cannot_be_written_is_read(made: Path, blocked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library on a read-only disk opens for reading, makes no side files, and refuses a deed."""
    refused = {made} if blocked == "file" else {made, made.parent}
    can = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path not in refused and can(path, mode))
    store = Store.open(made)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM tags").fetchone() == (0,)
    assert store.read_only and store.notice
    assert not made.with_name(made.name + "-shm").exists()
    with pytest.raises(StoreError, match="read-only"), store.deed("tag", "ann"):
        pass
    store.close()


def test_a_newer_library_is_read_only(made: Path) -> None:
    """A file of a later format opens, says so, and takes no deed."""
    connection = engine.connect(str(made))
    connection.execute(f"PRAGMA user_version = {len(migrations.steps()) + 1}")
    connection.close()
    before = made.read_bytes()
    store = Store.open(made)
    assert store.read_only and "newer reeread" in store.notice
    with pytest.raises(StoreError, match="newer reeread"), store.deed("tag", "ann"):
        pass
    store.close()
    assert made.read_bytes() == before


@pytest.fixture
def steps(tmp_path: Path) -> list[Path]:
    """Return the migrations that ship and one more."""
    later = tmp_path / "later.sql"
    later.write_text("CREATE TABLE later (x TEXT) STRICT;\nINSERT INTO later VALUES ('a; b');\n")
    return [*migrations.steps(), later]


def test_an_older_library_is_upgraded_after_a_backup(made: Path, steps: list[Path]) -> None:
    """Opening applies what is missing, keeps the file as it was beside it, and says where."""
    store = Store.open(made, steps=steps)
    with store.reading() as connection:
        assert connection.execute("SELECT x FROM later").fetchall() == [("a; b",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(steps),)
    store.close()
    (backup,) = made.with_name(made.name + ".backups").iterdir()
    assert backup.name.endswith(".upgrade.db")
    assert str(backup) in store.notice
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    old = Store.open(backup)
    assert not old.notice
    old.close()


def put_briefing(deed: Deed, *, versions: int = 1, shown: int = 1) -> None:
    """Put the briefing "u" into a library as every older format has it."""
    text = dict.fromkeys(
        ("made", "title", "byline", "published", "language", "address", "format", "encoding", "method"), ""
    )
    counts = {"title_derived": 0, "characters": 9, "sentences": 2, "sha256": b""}
    for number in range(1, versions + 1):
        deed.insert("versions", {"id": number, "briefing_id": 1, "number": number, **text, **counts})
    deed.insert("briefings", {"id": 1, "uuid": "u", "source": "s", "added": "", "version_id": shown})


def test_a_library_of_the_first_format_keeps_its_highlights(path: Path) -> None:
    """Key sentences that stood in rows are the same after the upgrade, and a version without any has none."""
    old = Store.open(path, create=True, steps=migrations.steps()[:1])
    with old.deed("add", "ann") as deed:
        put_briefing(deed, versions=2)
        row = {"version_id": 1, "block": "paragraph", "score": 0.5}
        deed.insert("highlights", {**row, "start": 4, "end": 8, "details": '{"speaker":"Ann"}'})
        deed.insert("highlights", {**row, "start": 0, "end": 3, "details": None})
        deed.logged = 1
    old.close()
    store = Store.open(path)
    with store.reading() as connection:
        first = highlights.key(connection, 1, "One. Two.")
        assert highlights.key(connection, 2, "One. Two.") == {}
    store.close()
    assert [(one.text, one.speaker, one.score) for one in first.values()] == [
        ("One", None, 0.5),
        (" Two", "Ann", 0.5),
    ]


def test_tags_of_the_second_format_know_their_first_names(path: Path) -> None:
    """A renamed tag still receives its suggestions; one that took its old name since does not."""
    old = Store.open(path, create=True, steps=migrations.steps()[:2])
    with old.deed("codebook edit", "ann") as deed:
        tag = {"key": "", "color": "", "meaning": "", "position": 1}
        for number, name in enumerate(("peril", "commitment", "risk"), start=1):
            deed.insert("tags", {**tag, "uuid": str(number), "name": name})
        deed.log("tag", "1", None, {"name": "risk"}, {"name": "danger"})
        deed.log("tag", "1", None, {"name": "danger"}, {"name": "peril"})
    old.close()
    store = Store.open(path)
    with store.reading() as connection:
        assert {tag.name: tag.origins for tag in codebook.tags(connection)} == {
            "peril": ("risk",),
            "commitment": ("commitment",),
            "risk": (),
        }
    store.close()


def test_a_library_of_the_third_format_takes_decisions_on_claims(path: Path) -> None:
    """Nothing was decided in it, what it holds is the same, and a decision can be kept in it from now on."""
    old = Store.open(path, create=True, steps=migrations.steps()[:3])
    with old.deed("add", "ann") as deed:
        put_briefing(deed)
        deed.log("briefing", "u", 1, None, {"version": 1, "stacks": [], "state": "new"})
    with old.reading() as connection:
        log = connection.execute("SELECT * FROM events").fetchall()
    old.close()
    store = Store.open(path)
    with store.reading() as connection:
        assert connection.execute("SELECT * FROM events").fetchall() == log
        assert claims.ruled(connection) == []
    passage = {
        "briefing": "u",
        "version": 1,
        "start": 0,
        "end": 4,
        "exact": "One.",
        "prefix": "",
        "suffix": "",
    }
    said = {"value": "one", "low": 1.0, "high": None, "unit": ""}
    state = {
        "author": "ann", "label": "ones", "verdict": "agree", "standing": "confirmed", "grouped": 0,
        "date": "", "reason": "", "made": "t", "passages": [{**passage, **said}],
    }  # fmt: skip
    with store.deed("claim confirm", "ann") as deed:
        uuid = deed.create("claim", claims, state)
    with store.reading() as connection:
        (kept,) = claims.ruled(connection)
        assert claims.state(connection, uuid) == state
    store.close()
    assert (kept.ruling.id, kept.label, kept.passages[0].anchor.exact) == (uuid, "ones", "One.")


def test_a_library_of_the_fourth_format_takes_grades(path: Path) -> None:
    """Nothing is graded after the upgrade, and what its log says of annotations can still be taken back."""
    old = Store.open(path, create=True, steps=migrations.steps()[:4])
    with old.deed("add", "ann") as deed:
        put_briefing(deed)
        deed.logged = 1
    old.close()
    state = {
        "briefing": "u", "version": 1, "author": "ann", "start": 0, "end": 4, "exact": "Port", "prefix": "",
        "suffix": "", "note": "n", "state": "anchored", "created": "t", "modified": "t", "tags": [],
    }  # fmt: skip
    store = Store.open(path)
    with store.deed("undo", "ann") as deed:
        deed.change("annotation", annotations, "a", state)
    with store.reading() as connection:
        assert briefings.one(connection, "u").grade is None
        kept = annotations.one(connection, "a")
        assert kept and (kept.note, kept.grade, kept.outcome) == ("n", None, None)
        for wrong in (
            "UPDATE annotations SET grade = 7", "UPDATE briefings SET grade = 'G'",
            "UPDATE annotations SET outcome = 'met'",
        ):  # fmt: skip
            with pytest.raises(engine.sqlite.IntegrityError):
                connection.execute(wrong)
    store.close()


def test_a_library_of_the_fifth_format_is_compared_later(path: Path) -> None:
    """The upgrade reads no text: it notes which versions are shown, and they are compared as more is added."""
    old = Store.open(path, create=True, steps=migrations.steps()[:5])
    with old.deed("add", "ann") as deed:
        put_briefing(deed, versions=2, shown=2)
        deed.logged = 1
    old.close()
    store = Store.open(path)
    with store.reading() as connection:
        assert connection.execute("SELECT * FROM uncompared").fetchall() == [(2,)]
        assert briefings.one(connection, "u").copy_of == ""
    store.close()


def test_a_migration_that_fails_leaves_the_library_as_it_was(made: Path, steps: list[Path]) -> None:
    """Half a migration is none: the file keeps its format and opens as before."""
    steps[-1].write_text("CREATE TABLE later (x TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StoreError):
        Store.open(made, steps=steps)
    store = Store.open(made)
    with store.reading() as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'later'").fetchone()
    store.close()


def test_starts_at_once_upgrade_once(made: Path, steps: list[Path]) -> None:
    """Of several that open an older library at the same moment one upgrades it, and all can use it."""
    failures: list[Exception] = []
    barrier = threading.Barrier(4)

    def start() -> None:
        barrier.wait()
        try:
            Store.open(made, steps=steps).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    connection = engine.connect(str(made))
    assert connection.execute("SELECT count(*) FROM later").fetchone() == (1,)
    connection.close()
    assert len(list(made.with_name(made.name + ".backups").iterdir())) == 1


def test_two_that_make_one_library_get_the_same(path: Path) -> None:
    """When two make a library at the same moment, one file is there and both can open it."""
    failures: list[Exception] = []
    barrier = threading.Barrier(3)

    def start() -> None:
        barrier.wait()
        try:
            Store.open(path, create=True).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [entry.name for entry in path.parent.iterdir() if entry.is_file()] == [path.name]


def test_the_log_and_versions_cannot_be_changed(made: Path) -> None:
    """Triggers refuse to change or delete events and versions, replacing included."""
    store = Store.open(made)
    with store.deed("tag", "ann") as deed:
        deed.author_id("ann")
        deed.insert("events", {
            "transaction_id": 1, "number": 0, "transaction_uuid": "u", "at": "t", "author_id": 1,
            "deed": "tag", "subject": "annotation", "subject_id": "x",
        })  # fmt: skip
        deed.logged = 1
    with store.reading() as connection:
        for statement in (
            "UPDATE events SET at = 'later'",
            "DELETE FROM events",
            "REPLACE INTO events SELECT * FROM events",
        ):
            with pytest.raises(engine.sqlite.IntegrityError, match="never"):
                connection.execute(statement)
        triggers = connection.execute(
            "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%RAISE%'"
        )
        assert sorted(name for (name,) in triggers) == ["events", "events", "versions", "versions"]
    store.close()


def test_each_thread_reads_while_another_writes(made: Path) -> None:
    """A transaction under way in one thread neither shows in another nor keeps it from reading."""
    store = Store.open(made)
    seen: list[int] = []

    def read() -> None:
        with store.reading() as connection:
            seen.append(connection.execute("SELECT count(*) FROM authors").fetchone()[0])

    with store.deed("tag", "ann") as deed:
        deed.author_id("ann")
        deed.logged = 1
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    read()
    store.close()
    assert seen == [0, 1]


def test_a_closed_library_says_so(made: Path) -> None:
    """After closing, a thread that comes late gets a message, not a crash."""
    store = Store.open(made)
    store.close()
    with pytest.raises(StoreError, match="closed"), store.reading():
        pass


def test_closing_waits_for_whoever_reads(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection in another thread's hands is not closed under it: SQLite would take the program along."""
    monkeypatch.setattr(store_module, "_PATIENCE", 0.01)
    store = Store.open(made)
    reading, closed = threading.Event(), threading.Event()
    seen: list[object] = []

    def read() -> None:
        with store.reading() as connection:
            reading.set()
            closed.wait()
            seen.append(connection.execute("SELECT 1").fetchone()[0])
        try:
            with store.reading() as connection:
                connection.execute("SELECT 1")
            seen.append("read on")
        except StoreError as error:
            seen.append(error.what)

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    store.close()
    closed.set()
    thread.join()
    assert seen == [1, "The library is closed."]


def test_reading_does_not_import_sqlite_utils(made: Path) -> None:
    """Opening and reading come without sqlite_utils, which would cost the first paint a tenth of a second."""
    import subprocess
    import sys

    code = (
        "import sys, pathlib; from reeread.library import Library, reading\n"
        "lib = Library.open(sys.argv[1], 'ann'); reading.briefings(lib); lib.close()\n"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(made)], check=False).returncode == 0


def test_closing_stops_a_long_query_and_folds_the_side_files_back(path: Path) -> None:
    """After a deed the library is one file again when it is closed, even while another thread is at a long query."""
    library = Store.open(path, create=True)
    with library.deed("note", "ann") as deed:
        deed.log("tag", "1", None, None, {})
    library.close()
    assert list(path.parent.iterdir()) == [path]
    library = Store.open(path)
    with library.deed("note", "ann") as deed:
        deed.log("tag", "2", None, None, {})
    begun = threading.Event()
    stopped = []

    def count() -> None:
        try:
            with library.reading() as connection:
                connection.create_function("begun", 0, lambda: begun.set() or 1)
                connection.execute(
                    "WITH RECURSIVE n (i) AS (SELECT begun() UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
                ).fetchone()
        except StoreError:
            stopped.append(True)

    thread = threading.Thread(target=count)
    thread.start()
    assert begun.wait(60)
    library.close()
    thread.join()
    assert stopped and list(path.parent.iterdir()) == [path]
