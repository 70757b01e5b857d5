"""A program in a terminal of its own, driven by keys and mouse and read by what shows."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wcwidth import wcswidth

_PATIENCE = 90.0
"""Seconds until what never came is taken for missing."""
_POLL = 0.05
_LEFT = re.compile(r"(?m)^left with (\d+)$")

Cell = tuple[int, int]
"""A column and a row, from 0."""


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
        """Run a program in a folder."""
        columns, rows = self._size
        settings = [part for name, value in env.items() for part in ("-e", f"{name}={value}")]
        size = ("-x", str(columns), "-y", str(rows))
        options = [
            word
            for name, value in (("escape-time", "0"), ("status", "off"))
            for word in ("set-option", "-g", name, value, ";")
        ]
        watched = shlex.join(
            ("sh", "-c", '"$@"; echo "left with $?"; exec sleep 600', "sh", *command)
        )  # tmux itself sometimes loses it
        session = ("new-session", "-d", *size, "-c", str(folder), *settings, watched)
        self._call("start-server", ";", *options, *session)

    # Hands

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as `j`, `Enter`, `C-s`, one right after the other."""
        self._call("send-keys", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._call("send-keys", "-l", "--", text)

    def click(self, at: Cell, times: int = 1) -> None:
        """Press and let go the left button, once or more often in a row."""
        self._point(*[(0, at, "M"), (0, at, "m")] * times)

    def drag(self, begin: Cell, end: Cell) -> None:
        """Press the left button, move, and let it go elsewhere."""
        self._point((0, begin, "M"), (32, end, "M"), (0, end, "m"))

    def wheel(self, at: Cell, clicks: int) -> None:
        """Turn the wheel down, or up by a negative number."""
        self._point(*[(65 if clicks > 0 else 64, at, "M")] * abs(clicks))

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        columns, rows = size
        self._call("resize-window", "-x", str(columns), "-y", str(rows))

    # Eyes

    def text(self) -> str:
        """Return what shows."""
        return self._call("capture-pane", "-p")

    def place(self, words: str) -> Cell:
        """Return where words begin to show, as soon as they do."""
        for row, shown in enumerate(self.wait(words).split("\n")):
            if words in shown:
                return wcswidth(shown[: shown.index(words)]), row
        raise AssertionError("what shows has its words in its rows")

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
        return int(_LEFT.findall(self.wait_for(_LEFT.pattern))[0])

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

    def _point(self, *events: tuple[int, Cell, str]) -> None:
        """Send what a terminal sends of the mouse, in SGR: button, place, M for down and m for up."""
        sent = "".join(f"\x1b[<{button};{at[0] + 1};{at[1] + 1}{end}" for button, at, end in events)
        self._call("send-keys", "-H", *(f"{ord(char):x}" for char in sent))

    def _call(self, *words: str) -> str:
        env = dict(
            os.environ
        )  # not what libraries in C have put beside it, such as another size of the terminal
        return subprocess.run(
            [*self._tmux, *words], env=env, check=True, capture_output=True, text=True
        ).stdout
