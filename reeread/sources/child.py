"""The process that reads what others wrote: it binds itself, then answers requests until its input ends."""

import os
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from reeread.model.errors import SourceError
from reeread.sources import limits, wire
from reeread.sources.modules import reader
from reeread.sources.part import Part


def main() -> None:
    """Read requests from standard input and answer each on standard output."""
    limits.bind()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when to stop
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)  # what a library prints must not mix with answers
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    while True:
        try:
            _, head, _, raw = wire.receive(requests)
        except wire.Broken:
            return
        _answer(answers, head, raw)
        del raw


def _answer(answers: BinaryIO, head: dict[str, Any], raw: bytes) -> None:
    """Send the parts of one source and an end; or, when memory runs out, that."""
    limits.allow()
    kind = "parts" if head["several"] else "parse"
    try:
        read = getattr(reader(head["module"]), kind)
        if not head["several"]:
            parsed = read(raw, head["name"], encoding=head["encoding"])
            wire.send_part(answers, Part("", parsed._replace(raw=b"")), raw=False)
        else:
            parts: Iterator[Part] = read(raw, head["name"], encoding=head["encoding"])
            for part in islice(parts, limits.MOST_PARTS):
                wire.send_part(answers, part, raw=True)
                limits.allow()
    except MemoryError:
        wire.send(answers, wire.TIRED)
        return
    except Exception as fault:
        wire.send_part(answers, Part("", error=_said(fault)), raw=False)
    wire.send(answers, wire.END)


def _said(fault: Exception) -> SourceError:
    if isinstance(fault, SourceError):
        return fault
    if isinstance(fault, RecursionError):
        return SourceError("is nested too deeply to be read.")
    return SourceError(f"cannot be read: its parser failed ({type(fault).__name__}: {str(fault)[:200]}).")


if __name__ == "__main__":
    main()
