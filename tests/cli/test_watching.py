"""`reeread watch`."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import HEARING, Call


def test_once_adds_what_is_there(call: Call, tmp_path: Path) -> None:
    """--once takes what is there, names it, and ends; what fails has its line and exit code 1."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("Port reopens\n\nThe port reopened on Monday.", "utf-8")
    called = call("watch", "--once", "--stack", "inbox", folder)
    assert called.code == 0 and "one.txt" in called.out
    assert call("list", "--json").rows[0]["stacks"] == ["inbox"]
    (folder / "empty.txt").touch()
    again = call("watch", "--once", folder)
    assert again.code == 1 and again.out == "" and "empty.txt" in again.err


def test_a_folder_that_is_not_there_is_said(call: Call, tmp_path: Path) -> None:
    """The message names the folder."""
    called = call("watch", "--once", tmp_path / "nowhere")
    assert called.code == 1 and "nowhere" in called.err


def test_an_interruption_ends_the_watch_in_peace(tmp_path: Path) -> None:
    """What appeared is in the library, and the exit code is 0."""
    (tmp_path / "one.txt").write_text("Port reopens\n\nThe port reopened on Monday.", "utf-8")
    command = [sys.executable, "-c", HEARING, "--db", str(tmp_path / "w.db"), "watch", "--every", "0.1"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as watching:
        assert watching.stdout is not None
        assert "one.txt" in watching.stdout.readline()
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate()
    assert watching.returncode == 0, said
