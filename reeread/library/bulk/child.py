"""The process that works through documents: it ends itself where one takes too long, whatever holds it up."""

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO

from reeread.library.bulk import frames
from reeread.library.bulk.request import Rules


def main() -> None:
    """Read batches from standard input and answer each document of them on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when to stop
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "w") as quiet:  # noqa: PTH123 - what a library prints must not mix with answers
        os.dup2(quiet.fileno(), 1)
        fresh = True
        while True:
            try:
                _, head = frames.receive(requests)
                rules, sizes, first = pickle.loads(head)
                _, packed = frames.receive(requests)
                _answer(answers, rules, sizes, first, packed, quiet, rules.start if fresh else 0.0)
                fresh = False
            except (frames.Broken, BrokenPipeError):
                os._exit(0)


def _answer(
    answers: BinaryIO,
    rules: Rules,
    sizes: tuple[int, ...],
    first: int,
    packed: bytes,
    quiet: TextIO,
    start: float,
) -> None:
    """Answer the documents of a batch from one on; the first may take so many seconds more."""
    _bind(rules.memory)
    try:
        task, documents = pickle.loads(packed)
    except Exception as error:
        frames.send(answers, f"{type(error).__name__}: {error}".encode(), frames.FAULT)
        return
    for document, size in zip(documents[first:], sizes[first:], strict=True):
        # A thread of the interpreter's own, which needs no turn: a search that never ends gives none.
        faulthandler.dump_traceback_later(rules.time(size) + start, exit=True, file=quiet)
        result, start = _done(task, document), 0.0
        faulthandler.cancel_dump_traceback_later()
        if result is None:
            frames.send(answers, b"", frames.TIRED)
            return
        frames.send(answers, result)


def _done(task: Callable[[Any], Any], document: Any) -> bytes | None:
    """Return what the task made of a document; None when memory does not suffice."""
    try:
        return pickle.dumps(task(document), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return None


def _bind(memory: int) -> None:
    """Bind this process to so many bytes of address space, and to no core dump, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


if __name__ == "__main__":
    main()
