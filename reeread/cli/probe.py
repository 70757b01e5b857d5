"""How wide the terminal draws samples of text: it is asked where its cursor stands after each."""

import os
import re
import select
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")
_ASK = b"\x1b[6n"
_CLEAR = b"\r\x1b[K"


def widths(samples: Mapping[str, str], seconds: float = 1.0) -> dict[str, int] | None:
    """Return how many cells the terminal draws each sample in, or None when it does not answer.

    It is asked by a cursor position report (ECMA-48 CPR) on a line of its own, which is cleared afterwards.

    Args:
        samples: What to draw, by name; each without controls and narrower than the terminal.
        seconds: How long to wait for each answer.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        with _raw(terminal):
            found: dict[str, int] = {}
            for name, sample in samples.items():
                os.write(terminal, _CLEAR + sample.encode() + _ASK)
                column = _column(terminal, seconds)
                if column is None:
                    return None
                found[name] = column - 1
            return found
    finally:
        os.write(terminal, _CLEAR)
        os.close(terminal)


@contextmanager
def _raw(terminal: int) -> Iterator[None]:
    """Take keys as they come and unseen, so that the answer is not shown."""
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSAFLUSH)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _column(terminal: int, seconds: float) -> int | None:
    """Return the column that the terminal reports, or None if it does not in time."""
    until, heard = time.monotonic() + seconds, b""
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal], [], [], left)
        if not ready:
            break
        heard += os.read(terminal, 64)
        if report := _REPORT.search(heard):
            return int(report[2])
    return None
