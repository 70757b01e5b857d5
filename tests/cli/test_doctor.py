"""`reeread doctor`: what it finds, and that it changes nothing unasked."""

import fcntl
import hashlib
import json
import os
import pty
import subprocess
import sys
import termios
import zlib
from pathlib import Path

import pytest

from reeread import places
from reeread.cli import checkup
from reeread.cli.checkup import State
from reeread.store import checking
from reeread.store.engine import connect
from reeread.text.emoji import SAMPLES
from tests.cli.conftest import Call


def states(call: Call, *arguments: object) -> dict[str, str]:
    """Return the state of each topic; of one that was found twice, the graver."""
    rows = call("doctor", "--json", *arguments).rows
    order = list(State)
    found: dict[str, str] = {}
    for row in rows:
        before = found.get(row["topic"], "ok")
        found[row["topic"]] = max(before, row["state"], key=lambda state: order.index(State(state)))
    return found


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment be that of a usual terminal."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")


def digests(folder: Path) -> dict[str, str]:
    """Return what every file below a folder holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_sound_library_is_found_sound_and_left_alone(call: Call, seeded: Path, tmp_path: Path) -> None:
    """All is well, and neither the library nor any other file is made or changed."""
    before = digests(tmp_path)
    called = call("doctor")
    assert called.code == 0
    assert "sound" in called.out and str(places.state_file()) in called.out
    assert digests(tmp_path) == before


def test_a_library_that_is_not_there_is_no_fault(call: Call) -> None:
    """Somebody new is told how to make one."""
    assert states(call)["library"] == "note"


def test_a_damaged_library_is_wrong(call: Call, seeded: Path) -> None:
    """A page of noise is noticed; the exit code is 1 and the message says what to do."""
    content = bytearray(seeded.read_bytes())
    middle = len(content) // 2 // 8192 * 8192
    content[middle : middle + 8192] = os.urandom(8192)
    seeded.write_bytes(content)
    called = call("doctor")
    assert called.code == 1
    assert "brings back a backup" in called.out
    assert "1 thing is wrong" in called.err
    assert states(call)["library"] == "wrong"


def test_what_points_to_nothing_is_a_fault(seeded: Path) -> None:
    """Rows whose partner is gone are counted among the faults."""
    connection = connect(str(seeded))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE briefings SET version_id = 999")
    connection.close()
    assert any("point to nothing" in fault for fault in checking.condition(seeded).faults)


def test_another_programs_file_is_wrong(call: Call, tmp_path: Path) -> None:
    """A file that is no library is named as such."""
    other = tmp_path / "other.db"
    other.write_text("not a library", "utf-8")
    assert states(call, "--db", other)["library"] == "wrong"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ('[screen]\nemoji = "narrow"\n', "ok"),
        ('[screen]\nemoji = "small"\n', "wrong"),
        ("[screen\n", "wrong"),
    ],
)
def test_settings_that_make_no_sense_are_wrong(call: Call, text: str, state: str) -> None:
    """The setting for emoji and the file itself are looked at."""
    file = places.config_file()
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    assert states(call)["settings"] == state


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"COLORTERM": "truecolor"}, "all"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-16color"}, "16"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "none, as NO_COLOR asks"),
    ],
)
def test_colours_are_those_that_the_terminal_says(environment: dict[str, str], colours: str) -> None:
    """From the variables that terminals set."""
    found = {one.topic: one.what for one in checkup.terminal({"TERM": "xterm", **environment})}
    assert found["colours"] == colours


def test_a_dumb_terminal_is_wrong() -> None:
    """The reader needs one that can be drawn on; a script needs none."""
    assert next(checkup.terminal({"TERM": "dumb"})).state is State.WRONG
    assert next(checkup.terminal({}, here=False)).state is State.NOTE


def test_an_old_sqlite_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The race of two writers is told wherever the build has it."""
    monkeypatch.setattr(checking.engine.sqlite, "sqlite_version", "3.45.1")
    note = next(one for one in checkup.program() if one.topic == "SQLite")
    assert note.state is State.NOTE and "one program write at a time" in note.next_step


def test_extras_are_those_of_the_project() -> None:
    """Every optional dependency of pyproject.toml is looked for."""
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(checkup.EXTRAS) == set(project["optional-dependencies"])


def in_terminal(arguments: list[str], answers: dict[str, int] | None) -> subprocess.CompletedProcess[str]:
    """Run a command on a pseudo-terminal that says its cursor is so far after each sample, or says nothing."""
    main, terminal = pty.openpty()

    def own() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    environment = {**os.environ, "TERM": "xterm-256color", "TERM_PROGRAM": "box", "TERM_PROGRAM_VERSION": "7"}
    process = subprocess.Popen(
        [sys.executable, "-m", "reeread", *arguments],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=own,
        text=True,
    )
    os.close(terminal)
    heard = b""
    while True:
        try:
            heard += os.read(main, 1024)
        except OSError:  # nobody has the terminal open any more
            break
        while answers is not None and b"\x1b[6n" in heard:
            asked, _, heard = heard.partition(b"\x1b[6n")
            sample = asked.rpartition(b"\x1b[K")[2].decode()
            os.write(main, b"\x1b[1;%dR" % (answers.get(sample, 2 if len(sample) != 2 else 1) + 1))
    out, err = process.communicate()
    os.close(main)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@pytest.mark.parametrize("save", [False, True])
def test_the_terminal_is_asked_and_remembered_only_if_wanted(seeded: Path, save: bool) -> None:
    """What it draws wrong is said by name; --save keeps it for this terminal in the state file."""
    answers = dict.fromkeys(SAMPLES.values(), 2) | {"語": 2, "e\u0301": 1, "ที่": 1}
    answers |= {SAMPLES["flag"]: 4, SAMPLES["keycap"]: 1}
    done = in_terminal(["doctor", "--json", *(["--save"] if save else [])], answers)
    assert done.returncode == 0, done.stderr
    found = {row["topic"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert "flag 4 instead of 2; keycap 1 instead of 2" in found["widths"]["what"]
    assert found["widths"]["state"] == ("ok" if save else "note")
    assert places.state_file().exists() is save
    if save:
        assert json.loads(places.state_file().read_text("utf-8"))["terminals"] == {
            "box 7": ["flag", "keycap"]
        }


def test_a_terminal_that_does_not_answer_is_not_waited_for(seeded: Path) -> None:
    """After a second without an answer the rest is told, and nothing is remembered."""
    done = in_terminal(["doctor", "--json", "--save"], None)
    assert done.returncode == 0, done.stderr
    found = {row["topic"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert found["widths"]["state"] == "note"
    assert not places.state_file().exists()


def test_a_byte_that_flipped_in_a_text_is_found(call: Call, seeded: Path) -> None:
    """SQLite does not see it, since the file is still sound; the text is not the one that came in."""
    connection = connect(str(seeded))
    row, compressed = connection.execute("SELECT version_id, compressed FROM bodies LIMIT 1").fetchone()
    text = zlib.decompress(compressed)
    other = zlib.compress(text.replace(b"e", b"f", 1))
    connection.execute("UPDATE bodies SET compressed = ? WHERE version_id = ?", (other, row))
    connection.close()
    called = call("doctor")
    assert called.code == 1
    assert "is not the one that came in" in " ".join(called.out.split())


def test_the_doctor_names_the_latest_backup(call: Call, seeded: Path) -> None:
    """That there is none is worth knowing, and no fault."""
    assert states(call)["backups"] == "note"
    call("backup")
    assert states(call)["backups"] == "ok"


def test_fix_mends_after_a_backup_and_says_what_it_did(call: Call, seeded: Path) -> None:
    """What was done and where the library is as it was are findings of their own; then all is well, exit code 0."""
    connection = connect(str(seeded))
    connection.execute("DROP TRIGGER events_stay")
    connection.execute("CREATE VIEW spy AS SELECT 1")
    connection.close()
    refused = call("list")
    assert refused.code == 1 and "view “spy”" in refused.err and "doctor --fix" in refused.err
    before = call("doctor")
    assert before.code == 1 and "doctor --fix" in " ".join(before.out.split())
    done = call("doctor", "--fix", "--json")
    assert done.code == 0
    mended = [row["what"] for row in done.rows if row["topic"] == "mended"]
    assert "took out the view “spy”" in mended and any("events_stay" in what for what in mended)
    assert ".fix.db" in mended[-1]
    assert call("list").code == 0
    again = call("doctor", "--fix", "--json")
    assert [row["what"] for row in again.rows if row["topic"] == "mended"] == ["there was nothing to mend"]


def test_what_cannot_be_mended_stays_wrong(call: Call, seeded: Path) -> None:
    """Exit code 1, with the ways that are left."""
    connection = connect(str(seeded))
    connection.execute("DROP TABLE uncompared")
    connection.close()
    done = call("doctor", "--fix")
    assert done.code == 1
    said = " ".join(done.out.split())
    assert "nothing to mend" in said and "restore" in said and "--salvage" in said
    assert call("doctor", "--fix", "--db", "none.db").code == 0


def test_the_console_has_few_signs(call: Call, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs are shown for eyes to look at; where they are surely lacking that is noted."""
    assert states(call)["signs"] == "ok"
    monkeypatch.setenv("TERM", "linux")
    assert states(call)["signs"] == "note"


def test_salvage_makes_a_new_library_and_says_what_is_lost(call: Call, seeded: Path, tmp_path: Path) -> None:
    """The damaged one is left as it is; the new one is looked through, and a file in its place is refused."""
    content = bytearray(seeded.read_bytes())
    content[8192:16384] = bytes(8192)
    seeded.write_bytes(content)
    done = call("doctor", "--salvage", tmp_path / "saved.db", "--json")
    assert done.code == 0
    said = {row["topic"]: row["what"] for row in done.rows}
    assert (
        "pages cannot be read" in said["damage"]
        and "5 briefings" in said["saved"]
        and "sound" in said["library"]
    )
    assert seeded.read_bytes() == bytes(content)
    assert len(call("list", "--json", "--db", tmp_path / "saved.db").rows) == 5
    again = call("doctor", "--salvage", tmp_path / "saved.db")
    assert again.code == 1 and "Name a new one" in again.err
