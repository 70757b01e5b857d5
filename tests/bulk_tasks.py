"""Tasks that other processes do in tests: they find this module by PYTHONPATH."""

import os
import re
import signal
import time
from pathlib import Path

from reeread.library.preparing import Loaded, Outcome, Read, read


def trapped(source: Loaded) -> Read | Outcome:
    """Read a source, unless its text is one that takes a process down."""
    if source.raw == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if source.raw == b"endless":
        re.match(r"(a+)+$", "a" * 64 + "!")  # gives no other thread a turn
    if source.raw == b"greedy":
        return Outcome(str(len(bytearray(2**36))), "added")
    return read(source)


def counted(log: Path, source: Loaded) -> str:
    """Note the name of a source in a file, then work for a moment and return the name."""
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{source.source}\n")
    until = time.process_time() + 0.004
    while time.process_time() < until:
        pass
    return source.source


def murderous(source: Loaded) -> str:
    """Return the name of a source; one text ends the process that asked this one."""
    if source.raw == b"poison":
        os.kill(os.getppid(), signal.SIGKILL)
    return source.source
