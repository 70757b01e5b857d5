"""What a failure says, and that it is never a traceback."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reeread.cli import listing
from tests.cli.conftest import Call

REEREAD = [sys.executable, "-m", "reeread"]

WAITING = """
import io, signal, sys
from reeread.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started us deaf to it

class Asked(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        print("!", flush=True)
        return sys.__stdin__.buffer.raw.readinto(buffer)

sys.stdin = io.TextIOWrapper(io.BufferedReader(Asked()))
main()
"""
"""The program on a standard input that says when somebody waits for it."""


def test_a_fault_is_one_line(seeded: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a fault in the program is a line with a way on, and exit code 1."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("for a test")

    monkeypatch.setattr(listing, "_table", broken)
    called = call("list")
    assert called.code == 1
    assert called.err.count("\n") == 1
    assert "REEREAD_TRACEBACK=1" in called.err


def test_an_interruption_is_quiet(seeded: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with exit code 130 and no words."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "_table", interrupted)
    called = call("list")
    assert called.code == 130
    assert called.err.strip() == ""


def test_a_real_interruption_is_quiet(tmp_path: Path) -> None:
    """A process that gets the signal while it waits for input leaves with 130 and says nothing."""
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "!\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.strip() == ""


def test_a_reader_that_goes_away_is_no_failure_to_speak_of(seeded: Path) -> None:
    """`reeread … | head` says nothing on standard error, whether the pipe breaks early or at the end."""
    for words in (["show", _first(), "--json"], ["list"], ["annotations"]):
        process = subprocess.Popen([*REEREAD, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
        process.wait()
        assert b"Traceback" not in said and b"Broken" not in said and b"Exception" not in said


def test_messages_cannot_drive_a_terminal(call: Call, tmp_path: Path) -> None:
    """A name from outside shows its control characters as marks, in failures and in misuse."""
    for words in (
        ("extract", f"{tmp_path}/\x1b]0;owned\x07.txt"),
        ("export", "\x1b[2J"),
        ("list", "--\x1b[2J"),
    ):
        called = call(*words)
        assert called.code in (1, 2)
        assert "\x1b" not in called.err
        assert "␛" in called.err or "\\x1b" in called.err


def test_a_missing_library_says_how_to_make_one(call: Call) -> None:
    """Commands that need a library name the file and the next step; nothing is created by looking."""
    called = call("annotations")
    assert called.code == 1
    assert "library.db" in called.err and "reeread add" in called.err
    assert call("list").code == 0
    assert call("list", "--db", "elsewhere.db").code == 1
    assert not Path("elsewhere.db").exists()


def test_a_file_that_is_no_library_is_refused(call: Call, tmp_path: Path) -> None:
    """A text named as the library is refused and left as it was."""
    file = tmp_path / "notes.txt"
    file.write_text("no library", encoding="utf-8")
    called = call("list", "--db", file)
    assert called.code == 1
    assert "notes.txt" in called.err
    assert file.read_text(encoding="utf-8") == "no library"


def _first() -> str:
    listed = subprocess.run([*REEREAD, "list", "--json"], capture_output=True, text=True, check=True).stdout
    return listed.split('"')[3]
