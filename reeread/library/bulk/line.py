"""Documents in line: worked through in batches by others, handed back in the order in which they were given."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reeread.library.bulk.crew import Crew, Lost
from reeread.library.bulk.request import Answer, Make, Request, Rules

D = TypeVar("D")
R = TypeVar("R")

_AHEAD = 3
"""Batches for each that can be at work: one at work, one that waits for it, one that waits to be taken back."""
_BYTES_AHEAD = 2**26
_BATCH_BYTES = 2**18
_BATCH_SECONDS = 0.5
_LOST = "took down each process of the cluster that read it, and was set aside."


@dataclass(frozen=True, slots=True)
class Work(Generic[D, R]):
    """What is to be done with each document."""

    task: Callable[[D], R]
    """Picklable by its name, so that other processes can do it."""
    aside: Callable[[D, str], R]
    """What stands for a document that took its process down, and why."""
    size: Callable[[D], int]
    """Bytes of a document."""
    here: Callable[[D], R] | None = None
    """How it is done in this process, if not by the task."""
    rules: Rules = field(default_factory=Rules)


@dataclass(slots=True)
class _Batch(Generic[D, R]):
    """Documents that travel together, and what was known beforehand and came between them."""

    since: float
    entries: list[D | None] = field(default_factory=list)
    """None for what is known."""
    known: deque[R] = field(default_factory=deque)
    size: int = 0
    answers: "Future[list[Answer]] | None" = None

    @property
    def documents(self) -> list[D]:
        """Return those that others work through."""
        return [one for one in self.entries if one is not None]


class Line(Generic[D, R]):
    """Documents on their way to a crew and back; a bounded number of batches is under way at any time.

    Args:
        crew: Who works through them; None for this process, one by one.
        work: What is to be done.
        batch: Documents in a batch, if not what suits the crew.
    """

    def __init__(self, crew: Crew | None, work: Work[D, R], *, batch: int | None = None) -> None:
        self._crew, self._work = crew, work
        self._most = batch or (crew.batch if crew else 1)
        self._make = Make.ours() if crew else None
        self._line: deque[_Batch[D, R]] = deque()
        self._open: _Batch[D, R] | None = None
        self._bytes = 0

    def give(self, document: D) -> Iterator[R]:
        """Take a document, and yield those whose turn has come."""
        if self._crew is None:
            yield (self._work.here or self._work.task)(document)
            return
        batch = self._opened()
        batch.entries.append(document)
        batch.size += self._work.size(document)
        yield from self._turn()

    def known(self, result: R) -> Iterator[R]:
        """Take what came of a document that nobody need work on, and yield those whose turn has come."""
        if self._crew is None:
            yield result
            return
        batch = self._opened()
        batch.entries.append(None)
        batch.known.append(result)
        yield from self._turn()

    def rest(self) -> Iterator[R]:
        """Yield what has not come yet."""
        self._close()
        while self._line:
            yield from self._next()

    def _opened(self) -> _Batch[D, R]:
        if self._open is None:
            self._open = _Batch(time.monotonic())
        return self._open

    def _turn(self) -> Iterator[R]:
        batch = self._open
        if batch and (
            len(batch.entries) >= self._most
            or batch.size >= _BATCH_BYTES
            or time.monotonic() - batch.since >= _BATCH_SECONDS
        ):
            self._close()
        while self._line and (self._is_full() or self._is_ready(self._line[0])):
            yield from self._next()

    def _is_full(self) -> bool:
        assert self._crew is not None
        return len(self._line) > self._crew.width * _AHEAD or self._bytes > _BYTES_AHEAD

    @staticmethod
    def _is_ready(batch: _Batch[D, R]) -> bool:
        return batch.answers is None or batch.answers.done()

    def _close(self) -> None:
        """Send the open batch off."""
        if (batch := self._open) is None:
            return
        self._open = None
        if documents := batch.documents:
            batch.answers = self._sent(documents)
        self._bytes += batch.size
        self._line.append(batch)

    def _sent(self, documents: list[D]) -> "Future[list[Answer]]":
        assert self._crew is not None and self._make is not None
        sizes = [self._work.size(one) for one in documents]
        return self._crew.submit(Request.of(self._work.task, documents, sizes, self._work.rules, self._make))

    def _next(self) -> Iterator[R]:
        """Wait for the batch at the head, and yield what came of it."""
        batch = self._line.popleft()
        self._bytes -= batch.size
        answers = self._answers(batch)
        for one in batch.entries:
            if one is None:
                yield batch.known.popleft()
            elif (answer := next(answers)).packed is None:
                yield self._work.aside(one, answer.why)
            else:
                result: R = answer.result()
                yield result

    def _answers(self, batch: _Batch[D, R]) -> Iterator[Answer]:
        if batch.answers is None:
            return iter(())
        try:
            return iter(batch.answers.result())
        except Lost:
            return (
                self._one_by_one(batch.documents) if len(batch.documents) > 1 else iter([Answer(None, _LOST)])
            )

    def _one_by_one(self, documents: list[D]) -> Iterator[Answer]:
        """Yield what comes of the documents of a batch that was lost.

        Each is tried while none of the others is under way, so that none is lost for what another did.
        """
        for one in documents:
            try:
                yield from self._sent([one]).result()
            except Lost:
                yield Answer(None, _LOST)
