"""Other processes that read sources, so that every core is at work when there are many."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from reeread.library.preparing import Loaded, Outcome, Read, failed, read
from reeread.model.errors import SourceError
from reeread.plugins import named

FEW = 32
"""Up to so many sources are read here: other processes would take longer to start than they save."""
_AHEAD = 8
"""Sources for each process that wait to be read or to be written."""
_BYTES_AHEAD = 2**26


def cores() -> int:
    """Return how many processes can be at work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Turn:
    """A source in line."""

    source: str
    size: int
    result: "Future[Read | Outcome]"


class Readers:
    """Processes that read sources; what comes back is in the order in which it was given.

    Args:
        jobs: How many. With one, and where plug-ins suggest, which may not be asked by several at once, sources
            are read in this process.
        here: How a source is read in this process.
    """

    def __init__(self, jobs: int, here: Callable[[Loaded], Read | Outcome]) -> None:
        self._jobs = 1 if named() else jobs
        self._here = here
        self._pool: ProcessPoolExecutor | None = None
        self._line: deque[_Turn] = deque()
        self._bytes = 0

    def __enter__(self) -> "Readers":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; what waits for them is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def give(self, source: Loaded | Read | Outcome) -> Iterator[Read | Outcome]:
        """Take a source, and yield those whose turn has come."""
        if not isinstance(source, Loaded):
            self._line.append(_Turn(source.source, 0, _ready(source)))
        elif self._jobs < 2:
            self._line.append(_Turn(source.source, 0, _ready(self._here(source))))
        else:
            self._bytes += len(source.raw)
            self._line.append(_Turn(source.source, len(source.raw), self._start(source)))
        while self._line and (self._is_full() or self._line[0].result.done()):
            yield self._next()

    def rest(self) -> Iterator[Read | Outcome]:
        """Yield what has not come yet."""
        while self._line:
            yield self._next()

    def _is_full(self) -> bool:
        return len(self._line) > self._jobs * _AHEAD or self._bytes > _BYTES_AHEAD

    def _start(self, source: Loaded) -> "Future[Read | Outcome]":
        try:
            return self._processes().submit(read, source)
        except BrokenProcessPool:
            self._pool = None
            return self._processes().submit(read, source)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A new interpreter each: a fork of one that has threads, or a library open, could stop for good.
            self._pool = ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"), _bind)
        return self._pool

    def _next(self) -> Read | Outcome:
        turn = self._line.popleft()
        self._bytes -= turn.size
        try:
            return turn.result.result()
        except BrokenProcessPool:
            said = "the process that read it, or another beside it, was ended."
            return failed(turn.source, SourceError(said, turn.source, "Add it again with --jobs 1."))


def _ready(result: Read | Outcome) -> "Future[Read | Outcome]":
    """Return what is known already as something to wait for."""
    future: Future[Read | Outcome] = Future()
    future.set_result(result)
    return future


def _bind() -> None:
    """Leave interruptions to whoever asked, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
