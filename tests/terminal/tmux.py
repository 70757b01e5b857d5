"""A program in a terminal of its own, driven by keys and read by what shows."""

import re
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PATIENCE = 60.0
"""Seconds until what never came is taken for missing."""
_POLL = 0.02


class Terminal:
    """One program in tmux; every wait is for something to be seen.

    Args:
        tmux: The path of tmux.
        socket: Where its server listens; nobody else's sessions are touched.
        size: Columns and rows.
    """

    def __init__(self, tmux: str, socket: Path, size: tuple[int, int]) -> None:
        self._tmux = (tmux, "-S", str(socket), "-f", "/dev/null")
        self._size = size

    def start(self, command: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
        """Run a program in a folder; what it was keeps showing after it has ended."""
        columns, rows = self._size
        settings = [part for name, value in env.items() for part in ("-e", f"{name}={value}")]
        size = ("-x", str(columns), "-y", str(rows))
        options = [
            word
            for name, value in (("escape-time", "0"), ("remain-on-exit", "on"), ("status", "off"))
            for word in ("set-option", "-g", name, value, ";")
        ]
        session = ("new-session", "-d", *size, "-c", str(folder), *settings, shlex.join(command))
        self._call("start-server", ";", *options, *session)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as `j`, `Enter`, `C-s`."""
        self._call("send-keys", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._call("send-keys", "-l", "--", text)

    def text(self) -> str:
        """Return what shows."""
        return self._call("capture-pane", "-p")

    def wait(self, *words: str) -> str:
        """Return what shows as soon as all the words do."""
        return self._until(lambda shown: all(word in shown for word in words), f"{words} never showed")

    def wait_gone(self, words: str) -> str:
        """Return what shows as soon as the words no longer do."""
        return self._until(lambda shown: words not in shown, f"{words!r} stayed")

    def wait_for(self, pattern: str) -> str:
        """Return what shows as soon as a regular expression fits it."""
        return self._until(lambda shown: re.search(pattern, shown) is not None, f"{pattern} never showed")

    def left(self) -> int:
        """Return the exit code of the program, once it has ended."""
        self._until(lambda _: self._call("list-panes", "-F", "#{pane_dead}").strip() == "1", "it never ended")
        return int(self._call("list-panes", "-F", "#{pane_dead_status}"))

    def close(self) -> None:
        """End the server and what runs in it."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)

    def _until(self, seen: Callable[[str], bool], complaint: str) -> str:
        deadline = time.monotonic() + _PATIENCE
        while not seen(shown := self.text()):
            if time.monotonic() > deadline:
                raise AssertionError(f"{complaint}:\n{shown}")
            time.sleep(_POLL)
        return shown

    def _call(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], check=True, capture_output=True, text=True).stdout
