"""Processes that work through batches document by document, so that it is known which one took its process down."""

import contextlib
import pickle
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import BinaryIO, cast

from reeread.library.bulk import frames
from reeread.library.bulk.request import Answer, Make, Request
from reeread.model.errors import ReereadError

_MODULE = "reeread.library.bulk.child"
_TRIES = 2
"""Processes that a document may take down before it is set aside: another program may have ended the first."""


class Ended(Exception):
    """The processes were ended from here while they worked."""


class Children:
    """Processes of which each works for one thread at a time; they stay for the next batch."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: set[_Child] = set()
        self._idle: list[_Child] = []
        self._closed = False

    def tend(self, request: Request) -> list[Answer]:
        """Return what came of each document of a batch, in order.

        Raises:
            ReereadError: The batch cannot be unpacked here.
            Ended: `end` was called meanwhile.
        """
        answers: list[Answer] = []
        deaths = 0
        while len(answers) < len(request.sizes):
            child = self._taken()
            since = time.monotonic()
            try:
                for packed in child.answers(request, len(answers)):
                    answers.append(Answer(packed))
                    deaths, since = 0, time.monotonic()
                self._idle.append(child)
            except _Tired:
                self._over(child)
                megabytes = request.rules.memory // 2**20
                answers.append(Answer(None, f"would take more than {megabytes:,} MB of memory to read."))
            except (frames.Broken, OSError) as error:
                self._over(child)
                if self._closed:
                    raise Ended from error
                most, deaths = request.rules.time(request.sizes[len(answers)]), deaths + 1
                if child.ended_itself and time.monotonic() - since >= most:
                    answers.append(
                        Answer(None, f"took more than {most:.0f} seconds to read, and was given up.")
                    )
                    deaths = 0
                elif deaths == _TRIES:
                    why = f"took the process that read it down {_TRIES} times ({child.end_said}), and was set aside."
                    answers.append(Answer(None, why))
                    deaths = 0
            except BaseException:
                self._over(child)
                raise
        return answers

    def end(self) -> None:
        """End all of them, those at work too."""
        self._closed = True
        with self._lock:
            every = [*self._all]
        for child in every:
            child.kill()

    def ids(self) -> list[int]:
        """Return the ids of the processes that are there."""
        with self._lock:
            return [child.id for child in self._all]

    def _taken(self) -> "_Child":
        """Return one that waits, or a new one."""
        while True:
            try:
                child = self._idle.pop()
            except IndexError:
                break
            if child.lives:
                return child
            self._over(child)
        with self._lock:
            if self._closed:
                raise Ended
            child = _Child()
            self._all.add(child)
            return child

    def _over(self, child: "_Child") -> None:
        child.end()
        with self._lock:
            self._all.discard(child)


class _Tired(Exception):
    """Memory did not suffice."""


class _Child:
    """One process."""

    def __init__(self) -> None:
        # -P: no module is taken from the folder where the reader stands.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asking = cast(BinaryIO, self._process.stdin)
        self._answering = cast(BinaryIO, self._process.stdout)

    @property
    def id(self) -> int:
        """Return the id of the process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Return whether nobody has ended it."""
        return self._process.poll() is None

    @property
    def ended_itself(self) -> bool:
        """Return whether it came to an end as its own timer ends it."""
        return self._process.returncode == 1

    @property
    def end_said(self) -> str:
        """Return how it came to an end."""
        code = self._process.returncode
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"

    def answers(self, request: Request, first: int) -> Iterator[bytes]:
        """Yield what the task returns for the documents of a batch from one on, packed."""
        frames.send(self._asking, pickle.dumps((request.rules, request.sizes, first)))
        frames.send(self._asking, request.packed)
        for _ in request.sizes[first:]:
            kind, data = frames.receive(self._answering)
            if kind == frames.TIRED:
                raise _Tired
            if kind == frames.FAULT:
                raise ReereadError(
                    f"A batch of documents cannot be read by the process that is to work on it ({data.decode()}).",
                    next_step="Install the same reeread and the same packages there.",
                )
            yield data

    def kill(self) -> None:
        """End the process; whoever waits for it hears so."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End the process and let go of it."""
        if self._process.poll() is None and not self._answering.closed:
            self._wait_or_kill()
        for pipe in (self._asking, self._answering):
            with contextlib.suppress(OSError):
                pipe.close()

    def _wait_or_kill(self) -> None:
        """Wait a moment for a process that is ending by itself, so that it can say how."""
        try:
            self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_ours = Children()


def tended(request: Request) -> list[Answer]:
    """Return what came of a batch; for a worker of a cluster, whose processes stay as long as it does.

    Raises:
        ReereadError: The batch was made by another version of reeread or Python.
    """
    if (here := Make.ours()) != request.make:
        raise ReereadError(
            f"A worker of the cluster has {here}, and this is {request.make}.",
            platform.node(),
            "Install the same versions on all machines.",
        )
    return _ours.tend(request)
