"""What becomes of the place when the terminal is closed while one reads."""

import fcntl
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from reeread import places


def until(terminal: int, text: bytes) -> None:
    """Read what the terminal is sent until a text stands in it."""
    seen = b""
    while text not in seen:
        seen += os.read(terminal, 65536) or b"no such words"


@pytest.mark.parametrize("how", ["closed", signal.SIGHUP, signal.SIGTERM])
def test_the_place_is_remembered(how: str | signal.Signals, tmp_path: Path) -> None:
    """Closing the terminal, hanging up and ending the process leave the place behind, and the library as it was."""
    library = tmp_path / "library.db"
    shutil.copy(places.shipped("seeds").parent / "annotations.db", library)
    before = library.read_bytes()
    terminal, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-m", "reeread", "--db", str(library)],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "XDG_STATE_HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(inner)
    until(terminal, b"sentence 1 of")
    os.write(terminal, b"jj")
    until(terminal, b"sentence 3 of")
    if isinstance(how, signal.Signals):
        process.send_signal(how)
        with suppress(OSError):  # nobody is at the other end any more
            until(terminal, b"no such words")
    os.close(terminal)
    process.wait()
    (state,) = tmp_path.rglob("*.json")
    (known,) = json.loads(state.read_text("utf-8"))["libraries"].values()
    assert known["offsets"][known["briefing"]] > 0
    assert [one.read_bytes() for one in tmp_path.glob("library.db*")] == [before]
