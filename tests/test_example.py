"""The worked example: the committed file, the text it is built from and the summary in the docs agree."""

import hashlib
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from build_example import AUTHOR, LIBRARY, ROOT, SUMMARY, Mark, build, marks, summary

from reeread.library import Library
from reeread.library.history import events
from reeread.library.reading import article, briefings
from reeread.library.tagging import annotations
from reeread.model.event import Event
from reeread.store import engine, migrations

WORD_TABLES = "words_"
"""Tables of the word index: SQLite writes them as its version sees fit."""


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the worked example as git keeps it; where there is no git, of the file."""
    copy = tmp_path_factory.mktemp("committed") / "annotations.db"
    if (ROOT / ".git").exists() and shutil.which("git"):
        kept = subprocess.run(
            ["git", "show", "HEAD:annotations.db"], cwd=ROOT, capture_output=True, check=True
        )
        copy.write_bytes(kept.stdout)
    else:
        shutil.copy(LIBRARY, copy)
    return copy


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the worked example as the text makes it today."""
    target = tmp_path_factory.mktemp("built") / "annotations.db"
    build(target)
    return target


def plain(value: object) -> object:
    """Return a value as it reads: numbers to nine digits, what is compressed unpacked."""
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, bytes):
        try:
            return zlib.decompress(value)
        except zlib.error:
            return value
    return value


def dump(library: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of ours, numbers to nine digits, and the schema.

    What is compressed stands unpacked: another build of zlib packs the same into other bytes.
    """
    connection = engine.connect(str(library), mode="ro")
    try:
        schema = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        tables = [name for name, sql in schema if sql and sql.startswith("CREATE TABLE")]
        rows = {
            name: [tuple(map(plain, row)) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for name in tables
            if not name.startswith(WORD_TABLES)
        }
        return {"": schema, **{name: sorted(found, key=repr) for name, found in rows.items()}}
    finally:
        connection.close()


def deeds(library: Path, *names: str) -> Sequence[Event]:
    """Return the events of these deeds, oldest first."""
    with Library.open(library, AUTHOR) as lib:
        return [event for event in reversed(events(lib)) if event.deed in names]


def test_the_file_is_what_the_text_says(committed: Path, built: Path) -> None:
    """The committed library and one built afresh from the text hold the same rows in the same schema."""
    assert dump(committed) == dump(built), "run `make example` and commit what it writes"


def test_building_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Two builds of the same text are equal to the byte."""
    build(tmp_path / "again.db")
    assert (tmp_path / "again.db").read_bytes() == built.read_bytes()


def test_the_schema_is_current(committed: Path) -> None:
    """The committed library needs no upgrade."""
    connection = engine.connect(str(committed), mode="ro")
    try:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations.steps())
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        connection.close()


def test_looking_leaves_the_bytes_alone(committed: Path) -> None:
    """Opening the worked example, reading all of it and closing it changes no byte and leaves no file behind."""
    before = hashlib.sha256(committed.read_bytes()).digest()
    with Library.open(committed, AUTHOR) as lib:
        assert [len(article(lib, one.id).body) > 0 for one in briefings(lib)] == [True] * 5
    assert hashlib.sha256(committed.read_bytes()).digest() == before
    assert [path.name for path in committed.parent.iterdir()] == [committed.name]


def test_the_five_seeds_are_in_it(committed: Path) -> None:
    """Its briefings are the five seeds, under paths that hold on every machine."""
    with Library.open(committed, AUTHOR) as lib:
        sources = [briefing.source for briefing in briefings(lib)]
    assert sources == sorted(f"seeds/{path.name}" for path in (ROOT / "seeds").glob("*.txt"))


def test_every_quote_is_exact(committed: Path) -> None:
    """There are thirty annotations and more, each stands on its quote, and each mark of the text is one."""
    with Library.open(committed, AUTHOR) as lib:
        found = annotations(lib)
        bodies = {one.id: article(lib, one.id).body for one in briefings(lib)}
    assert len(found) >= 30
    for one in found:
        assert one.span.within(bodies[one.briefing]) == one.anchor.exact
    kept = sorted((one.anchor.exact, sorted(one.tags), one.note) for one in found)
    assert kept == sorted((mark.quote, sorted(mark.tags), mark.note) for mark in marks() if _stays(mark))


def test_suggestions_are_accepted_dismissed_and_corrected(committed: Path) -> None:
    """The reader accepted suggestions, dismissed some, and put right some that were accepted."""
    accepted = {event.subject_id for event in deeds(committed, "accept") if event.subject == "annotation"}
    corrected = {event.subject_id for event in deeds(committed, "tag", "untag")} & accepted
    dismissed = deeds(committed, "dismiss")
    assert len(accepted - corrected) >= 5
    assert len(corrected) >= 2
    assert len(dismissed) >= 5


def test_time_goes_forward(committed: Path) -> None:
    """No deed in the log is earlier than the one before it."""
    with Library.open(committed, AUTHOR) as lib:
        times = [event.at for event in reversed(events(lib))]
    assert times == sorted(times)


def test_the_summary_in_the_docs_is_its_export(committed: Path) -> None:
    """docs/example-summary.md is what the Markdown export writes of the committed library."""
    assert SUMMARY.read_text("utf-8") == summary(committed), "run `make example` and commit what it writes"


def _stays(mark: Mark) -> bool:
    return bool(mark.tags or mark.note)
