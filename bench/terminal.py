"""A program on a pseudo-terminal, watched through an emulator: when is a text really on the screen?

Times are taken when bytes arrive, not when the emulator has digested them, and what stands inside an
unfinished synchronised update does not count as painted.
"""

import codecs
import compileall
import fcntl
import os
import pty
import queue
import re
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyte

ENTER, SPACE, TAB, ESCAPE = b"\r", b" ", b"\t", b"\x1b"

_CONTROL = re.compile(r"\x1b\[[<>=?]?[\d;:]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)", re.DOTALL)
_UNFINISHED = re.compile(r"\x1b(?:\[[<>=?]?[\d;:]*[ -/]*|[\]P_^X][^\x07]*)?\Z", re.DOTALL)
_ANSWERS = {
    "\x1b[c": b"\x1b[?62;22c",
    "\x1b[0c": b"\x1b[?62;22c",
    "\x1b[?2026$p": b"\x1b[?2026;2$y",
    "\x1b[?u": b"\x1b[?0u",
    "\x1b[5n": b"\x1b[0n",
}


class Terminal:
    """A program under observation."""

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 40, env: dict[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._updating = False
        self._chunks: queue.Queue[tuple[float, bytes]] = queue.Queue()
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | (env or {}))
            _resize(0, columns, rows)
            os.execvp(command[0], list(command))
        _resize(self._fd, columns, rows)
        threading.Thread(target=self._listen, daemon=True).start()

    def press(self, keys: bytes) -> float:
        """Send keys and return the moment just before they were sent."""
        now = time.perf_counter()
        os.write(self._fd, keys)
        return now

    def wait(self, seen: Callable[["Terminal"], bool], timeout: float = 60.0) -> float | None:
        """Return when the bytes arrived after which the condition held, or None when they never did."""
        deadline = time.perf_counter() + timeout
        while (left := deadline - time.perf_counter()) > 0:
            try:
                arrived, data = self._chunks.get(timeout=left)
            except queue.Empty:
                return None
            if not data:
                return None
            if any(seen(self) for _ in self._feed(data)):
                return arrived
        return None

    def settle(self, quiet: float = 0.15, timeout: float = 5.0) -> None:
        """Read on until nothing has come for a while."""
        deadline = time.perf_counter() + timeout
        while (left := deadline - time.perf_counter()) > 0:
            try:
                _, data = self._chunks.get(timeout=min(quiet, left))
            except queue.Empty:
                return
            if not data:
                return
            for _ in self._feed(data):
                pass

    def text(self) -> str:
        """Return what stands on the screen."""
        columns = range(self._screen.columns)
        return "\n".join(
            "".join(self._screen.buffer[y][x].data for x in columns) for y in range(self._screen.lines)
        )

    def look(self) -> int:
        """Return a hash of text and attributes: a moved highlight is a change."""
        return hash(
            tuple(
                (cell.data, cell.fg, cell.bg, cell.reverse, cell.bold, cell.underscore)
                for y in range(self._screen.lines)
                for cell in (self._screen.buffer[y][x] for x in range(self._screen.columns))
            )
        )

    def memory(self) -> dict[str, float]:
        """Return the resident and the peak resident size in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return {
            name: int(found[1]) / 1024
            for name, field in (("now", "VmRSS"), ("peak", "VmHWM"))
            if (found := re.search(rf"{field}:\s+(\d+)", status))
        }

    def close(self) -> None:
        """End the program, whatever it is doing."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._fd)

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:
                data = b""
            self._chunks.put((time.perf_counter(), data))
            if not data:
                return

    def _feed(self, data: bytes) -> Iterator[None]:
        """Feed the emulator and yield whenever a person could see the screen as it is."""
        text = self._rest + self._decoder.decode(data)
        cut = _UNFINISHED.search(text)
        self._rest = text[cut.start() :] if cut else ""
        text = text[: cut.start()] if cut else text
        at = 0
        for control in _CONTROL.finditer(text):
            if control.start() > at:
                self._stream.feed(text[at : control.start()])
            at = control.end()
            word = control.group()
            if answer := _ANSWERS.get(word):
                os.write(self._fd, answer)
            elif word == "\x1b[6n":
                os.write(self._fd, b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1))
            elif word == "\x1b[?2026h":
                self._updating = True
            elif word == "\x1b[?2026l":
                self._updating = False
                yield
            elif word[1] == "[" and word[2] not in "<>=" and (word[-1] == "m" or _is_known(word)):
                self._stream.feed(word)
        if at < len(text):
            self._stream.feed(text[at:])
        if not self._updating:
            yield


def _is_known(control: str) -> bool:
    """Return whether the emulator takes a control: it knows few, and no movement with more than two numbers."""
    return control[-1] not in "pqtu" and control.count(";") < 2


def shows(text: str) -> Callable[[Terminal], bool]:
    """Return the condition that a text stands on the screen."""
    return lambda terminal: text in terminal.text()


def compiled() -> None:
    """Write the program's byte code, as an installation does: without it a start is half as slow again."""
    compileall.compile_dir(Path(__file__).parent.parent / "reeread", quiet=1)


def _resize(fd: int, columns: int, rows: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
