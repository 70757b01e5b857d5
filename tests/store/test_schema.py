"""A library that carries what reeread did not put there is refused before any of it runs."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from reeread.model.errors import StoreError
from reeread.store import checking, engine, migrations, schema
from reeread.store.store import Store


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a library without briefings."""
    path = tmp_path / "notes.db"
    Store.open(path, create=True).close()
    return path


def written(path: Path, script: str) -> Path:
    """Change a library as any program could; its definitions may be written to as if they were rows."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.executescript(script)
    connection.commit()
    connection.close()
    return path


def test_what_is_written_down_is_what_the_migrations_make() -> None:
    """The list that opening compares with is that of the migrations; `make example` writes it anew."""
    assert schema.NEWEST.read_text("utf-8") == schema.written(migrations.steps())


STRANGE = {
    "trigger": (
        "CREATE TRIGGER spy AFTER INSERT ON annotations BEGIN DELETE FROM tags; END;",
        "trigger “spy” on annotations",
    ),
    "quiet trigger": (
        "CREATE TRIGGER spy INSTEAD OF UPDATE ON own BEGIN SELECT 1; END;",
        "trigger “spy” on own",
    ),
    "temporary looking trigger": (
        "CREATE TRIGGER versions_stay2 BEFORE UPDATE ON versions BEGIN SELECT 1; END;",
        "trigger “versions_stay2”",
    ),
    "view": ("CREATE VIEW spy AS SELECT * FROM annotations;", "view “spy”"),
    "view in the place of a table": (
        "ALTER TABLE authors RENAME TO kept; CREATE VIEW authors AS SELECT * FROM kept;",
        "view “authors”",
    ),
    "virtual table": ("CREATE VIRTUAL TABLE spy USING fts5 (x);", "virtual table “spy”"),
    "index that computes": ("CREATE INDEX spy ON annotations (upper(note));", "index “spy” on annotations"),
    "index on a table of ours": ("CREATE UNIQUE INDEX spy ON tags (color);", "index “spy” on tags"),
    "check": (
        "UPDATE sqlite_schema SET sql = replace(sql, 'note TEXT NOT NULL', 'note TEXT NOT NULL CHECK (length(note) < 9)')"
        " WHERE name = 'annotations';",
        "table “annotations”",
    ),
    "default": (
        "UPDATE sqlite_schema SET sql = replace(sql, 'note TEXT NOT NULL', 'note TEXT NOT NULL DEFAULT (hex(randomblob(9)))')"
        " WHERE name = 'annotations';",
        "table “annotations”",
    ),
    "generated column": (
        "UPDATE sqlite_schema SET sql = replace(sql, 'note TEXT NOT NULL', 'note TEXT NOT NULL,"
        " spy TEXT AS (printf(''%d'', id)) VIRTUAL') WHERE name = 'annotations';",
        "table “annotations”",
    ),
    "a guard that does nothing": (
        "DROP TRIGGER events_stay; CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT 1; END;",
        "trigger “events_stay” on events",
    ),
    "own table that computes": ("CREATE TABLE spy (x, y AS (x || x));", "table “spy”"),
    "own table that checks": ("CREATE TABLE spy (x CHECK (x > 1));", "table “spy”"),
    "own index that computes": (
        "CREATE TABLE own2 (x); CREATE INDEX spy ON own2 (CAST(x AS TEXT));",
        "index “spy”",
    ),
}


@pytest.mark.parametrize("how", STRANGE)
def test_strangers_are_refused_by_name(how: str, made: Path) -> None:
    """What could run is named, the file is as it was, and the message says how to get it out."""
    script, words = STRANGE[how]
    if "ON own " in script:
        script = "CREATE TABLE base (x); CREATE VIEW own AS SELECT x FROM base;" + script
        words = "“own”"
    before = written(made, script).read_bytes()
    with pytest.raises(StoreError, match="what reeread did not put there") as caught:
        Store.open(made)
    assert words in caught.value.what and "doctor --fix" in caught.value.next_step
    assert made.read_bytes() == before


def test_what_sqlite_itself_refuses_is_told_so(made: Path) -> None:
    """A definition that would load code does not even pass SQLite, which trusts none here."""
    written(made, "CREATE TABLE spy (x CHECK (x > load_extension('y')));")
    with pytest.raises(StoreError, match="would run what it may not"):
        Store.open(made)


def test_nothing_of_it_runs_on_opening(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the refusal only the format and the list of definitions are asked for."""
    written(made, "CREATE VIEW spy AS SELECT 1;")
    asked: list[str] = []
    connect = engine.connect

    def watched(*arguments: object, **named: object) -> engine.Connection:
        connection = connect(*arguments, **named)  # type: ignore[arg-type]
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(engine, "connect", watched)
    with pytest.raises(StoreError, match="spy"):
        Store.open(made)
    assert [one for one in asked if "user_version" not in one and "sqlite_schema" not in one] == ["BEGIN"]


def test_an_older_library_is_looked_at_before_it_is_upgraded(tmp_path: Path) -> None:
    """A trigger does not get to run on what a migration writes."""
    path = tmp_path / "old.db"
    Store.open(path, create=True, steps=migrations.steps()[:2]).close()
    written(path, "CREATE TRIGGER spy AFTER UPDATE ON tags BEGIN DELETE FROM authors; END;")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="spy"):
        Store.open(path)
    assert path.read_bytes() == before
    assert not path.with_name("old.db.backups").exists()


@pytest.mark.parametrize("number", range(1, len(migrations.steps()) + 1))
def test_every_format_of_ours_is_known(tmp_path: Path, number: int) -> None:
    """A library of each earlier format carries nothing strange, and neither does one that was upgraded from it."""
    path = tmp_path / "old.db"
    Store.open(path, create=True, steps=migrations.steps()[:number]).close()
    Store.open(path).close()
    connection = engine.connect(str(path))
    connection.execute("VACUUM")
    connection.close()
    Store.open(path).close()
    assert checking.condition(path).faults == ()


def test_plain_tables_of_ones_own_are_let_be(made: Path) -> None:
    """Whoever keeps a table of their own beside ours, with an index and what ANALYZE writes, goes on doing so."""
    written(
        made,
        "CREATE TABLE basis (id INTEGER PRIMARY KEY, briefing_id INTEGER REFERENCES briefings (id), x TEXT DEFAULT 'a');"
        "CREATE UNIQUE INDEX basis_x ON basis (x); CREATE TABLE other (x UNIQUE); ANALYZE;",
    )
    Store.open(made).close()


def test_a_newer_library_may_have_more_but_not_other_things(made: Path) -> None:
    """Of a newer format it can only be told that what we read are tables."""
    written(made, "CREATE VIEW more AS SELECT 1; PRAGMA user_version = 999;")
    Store.open(made).close()
    written(made, "ALTER TABLE authors RENAME TO kept; CREATE VIEW authors AS SELECT * FROM kept;")
    with pytest.raises(StoreError, match="view “authors”"):
        Store.open(made)


def test_a_name_cannot_drive_the_terminal_nor_fill_it(made: Path) -> None:
    """Names are cut, the first few are told, and how many more there are."""
    views = ";".join(f'CREATE VIEW "\x1b[2J{number}{"x" * 300}" AS SELECT 1' for number in range(50))
    written(made, views)
    with pytest.raises(StoreError, match="and 46 more") as caught:
        Store.open(made)
    assert len(str(caught.value)) < 600
    from reeread.cli import failure

    assert failure.told(caught.value) == 1


def test_a_huge_list_of_definitions_is_refused(made: Path) -> None:
    """A file with more definitions than any library has is no library, however plain they are."""
    written(made, ";".join(f"CREATE TABLE t{number} (x)" for number in range(1200)))
    with pytest.raises(StoreError, match="table “t"):
        Store.open(made)


def test_what_was_written_down_wrongly_costs_time_and_nothing_else(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the list is missing or of another format, the migrations are tried out instead."""
    for content in ("", json.dumps({"version": 1, "definitions": []})):
        other = tmp_path / "migrations" / "schema.json"
        shutil.rmtree(other.parent, ignore_errors=True)
        shutil.copytree(migrations.FOLDER, other.parent)
        other.write_text(content)
        monkeypatch.setattr(schema, "NEWEST", other)
        Store.open(made, steps=migrations.steps(other.parent)).close()


def test_the_connection_trusts_no_definition(made: Path) -> None:
    """What would run all the same may use only what SQLite holds for innocent; extensions cannot be loaded."""
    connection = engine.connect(str(made))
    assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
    with pytest.raises(engine.sqlite.OperationalError, match="not authorized"):
        connection.execute("SELECT load_extension('x')")
    connection.close()
    assert os.access(made, os.R_OK)
