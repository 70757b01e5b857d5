"""Libraries of every earlier format: upgraded once, whole or not at all, after a backup; newer ones only read."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reeread.library import Library, history, keeping, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.store import checking, engine, migrations, schema
from reeread.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
OPENERS, ROUNDS = 3, 3

OPEN = (
    "import sys; from reeread.library import Library, reading\n"
    "print('ready', flush=True); sys.stdin.readline()\n"
    "with Library.open(sys.argv[1], 'ann') as lib: print(len(reading.briefings(lib)), lib.notice, flush=True)\n"
)
"""A program that opens a library when it is told to."""

DIE = (
    "import os, signal, sys; from pathlib import Path\n"
    "from reeread.store import migrations; from reeread.store.store import Store\n"
    "migrations._compressed = lambda text: os.kill(os.getpid(), signal.SIGKILL)\n"
    "Store.open(Path(sys.argv[1]), steps=[*migrations.steps(), Path(sys.argv[2])])\n"
)
"""A program that is killed where a step calls compressed()."""


def definitions(path: Path) -> set[schema.Definition]:
    """Return what a library says it holds."""
    connection = engine.connect(str(path), mode="ro")
    try:
        return {one._replace(sql=" ".join(one.sql.split())) for one in schema.definitions(connection)}
    finally:
        connection.close()


def version(path: Path) -> int:
    """Return the format of a library."""
    connection = engine.connect(str(path), mode="ro")
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def newest(tmp_path: Path) -> set[schema.Definition]:
    """Return what a new library says it holds."""
    Store.open(tmp_path / "new.db", create=True).close()
    return definitions(tmp_path / "new.db")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of a library."""
    return tmp_path / "notes.db"


def older(path: Path, number: int) -> Path:
    """Make a library of an older format with a briefing and what was tagged in it."""
    store = Store.open(path, create=True, steps=migrations.steps()[:number])
    text = dict.fromkeys(
        ("made", "title", "byline", "published", "language", "address", "format", "encoding", "method"), "x"
    )
    with store.deed("add", "ann") as deed:
        counts = {"title_derived": 0, "characters": 9, "sentences": 2, "sha256": b""}
        deed.insert("versions", {"id": 1, "briefing_id": 1, "number": 1, **text, **counts})
        deed.insert("briefings", {"id": 1, "uuid": "b", "source": "s", "added": "", "version_id": 1})
        deed.insert("bodies", {"version_id": 1, "blocks": b"", "body": "One. Two."})
        deed.insert(
            "tags", {"uuid": "t", "name": "risk", "key": "r", "color": "", "meaning": "", "position": 1}
        )
        state = {"version": 1, "stacks": []} | ({"state": "new"} if number > 2 else {})
        deed.log("briefing", "b", 1, None, state)
    with store.deed("tag", "ann") as deed:
        whole = {
            "start": 0,
            "end": 4,
            "exact": "One.",
            "prefix": "",
            "suffix": "",
            "note": "n",
            "state": "anchored",
        }
        stamps = {"created": "t", "modified": "t"}
        deed.insert("annotations", {
            "id": 1, "uuid": "a", "briefing_id": 1, "version_id": 1, "author_id": deed.author_id("ann"), **whole, **stamps,
        })  # fmt: skip
        deed.insert("annotation_tags", {"annotation_id": 1, "tag_id": 1})
        place = {"briefing": "b", "version": 1, "author": "ann"}
        deed.log("annotation", "a", 1, None, {**place, **whole, **stamps, "tags": ["t"]})
    store.close()
    return path


@pytest.mark.parametrize("number", range(1, len(migrations.steps())))
def test_every_format_is_brought_up_to_date(path: Path, newest: set[schema.Definition], number: int) -> None:
    """What it held is there, it declares what a new one does, undo goes back to its beginning, a backup is as it was."""
    older(path, number)
    with Library.open(path, "ann") as lib:
        assert "upgraded" in lib.notice
        (mark,) = tagging.annotations(lib)
        assert (mark.anchor.exact, mark.note, mark.tags) == ("One.", "n", ("risk",))
        tagging.tag(lib, Passage("b", Span(5, 9)), ["risk"])
        assert [undone.deed for undone in iter(lambda: history.undo(lib), None)] == ["tag", "tag", "add"]
        assert reading.briefings(lib) == ()
    assert definitions(path) == newest
    (backup,) = keeping.listed(keeping.folder(path))
    assert (backup.why, version(backup.path)) == ("upgrade", number)


def past_examples() -> Iterator[bytes]:
    """Yield the worked example as each format of the repository's history has it, as far as there is a history."""
    git = ("git", "-C", str(ROOT))
    listed = subprocess.run(
        [*git, "log", "--format=%H", "--", "annotations.db"], capture_output=True, check=False
    )
    seen: set[bytes] = set()
    for commit in listed.stdout.decode().split():
        shown = subprocess.run([*git, "show", f"{commit}:annotations.db"], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout[60:64] not in seen:
            seen.add(shown.stdout[60:64])  # user_version
            yield shown.stdout


def test_every_library_of_the_history_opens(path: Path, newest: set[schema.Definition]) -> None:
    """Every format of the worked example that was ever committed holds the same five briefings when it is upgraded."""
    for held in past_examples():
        path.write_bytes(held)
        before = version(path)
        with Library.open(path, "analyst") as lib:
            marks, events = tagging.annotations(lib), history.events(lib)
            assert len(reading.briefings(lib)) == 5 and len(marks) > 60
            assert all(
                reading.article(lib, one.briefing).body[one.span.start :].startswith(one.anchor.exact)
                for one in marks
            )
            assert history.undo(lib) is not None and len(history.events(lib)) > len(events)
        assert definitions(path) == newest and checking.condition(path).faults == ()
        assert bool(keeping.listed(keeping.folder(path))) == (before < len(migrations.steps()))
        shutil.rmtree(keeping.folder(path), ignore_errors=True)


def test_programs_that_start_at_once_upgrade_once(tmp_path: Path, newest: set[schema.Definition]) -> None:
    """All can use it, one made the backup and the others found nothing left to do."""
    for number in range(ROUNDS):
        path = older(tmp_path / f"{number}.db", 1)
        openers = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN, str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(OPENERS)
        ]
        for one in openers:
            assert one.stdout and one.stdout.readline() == "ready\n"
        for one in openers:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate()[0] for one in openers]
        assert [one.returncode for one in openers] == [0] * OPENERS
        assert all(line.startswith("1 ") for line in said)
        assert sum("upgraded" in line for line in said) == 1
        assert len(keeping.listed(keeping.folder(path))) == 1 and definitions(path) == newest


def test_killed_in_the_middle_it_is_the_old_one(path: Path, tmp_path: Path) -> None:
    """Nothing of a half upgrade is left, the next one does it all, and what was kept before the first is whole."""
    older(path, len(migrations.steps()))
    before, later = definitions(path), tmp_path / "later.sql"
    later.write_text("CREATE TABLE later (x) ;\nINSERT INTO later VALUES (compressed('x'));\n")
    killed = subprocess.run([sys.executable, "-c", DIE, str(path), str(later)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (version(path), definitions(path)) == (len(migrations.steps()), before)
    (kept,) = keeping.listed(keeping.folder(path))
    assert definitions(kept.path) == before
    Store.open(path, steps=[*migrations.steps(), later]).close()
    assert version(path) == len(migrations.steps()) + 1
    assert "later" in {one.name for one in definitions(path)}


def test_commands_read_a_newer_library_and_say_so(path: Path) -> None:
    """What is asked is answered, with a sentence on standard error; a deed is refused; the file is as it was."""
    older(path, len(migrations.steps()))
    connection = engine.connect(str(path))
    connection.execute(f"PRAGMA user_version = {len(migrations.steps()) + 1}")
    connection.close()
    before = path.read_bytes()

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reeread", "--db", str(path), *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    listed = call("annotations", "--json")
    assert listed.returncode == 0 and json.loads(listed.stdout)["exact"] == "One."
    assert "newer reeread" in listed.stderr and "read-only" in listed.stderr
    for deed in (("remove", "b"), ("remove", "b", "--purge", "--yes"), ("undo",), ("codebook", "add", "x")):
        refused = call(*deed)
        assert (
            refused.returncode == 1
            and "newer reeread" in refused.stderr
            and "Traceback" not in refused.stderr
        )
    assert call("annotations", "--as-of", "2999-01-01", "--json").stdout == listed.stdout
    assert path.read_bytes() == before
