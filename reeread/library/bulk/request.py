"""A batch of documents on its way to a process that works through them, and what comes back of each."""

import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reeread import __version__

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Rules:
    """What one document may cost before the process that works on it is ended."""

    seconds: float = 60.0
    """For a document, and again for each megabyte of it."""
    start: float = 30.0
    """For what a process must load, beside that, with the first document that it is given."""
    memory: int = 4 * 2**30
    """Bytes of address space of the process, where the system limits it."""

    def time(self, size: int) -> float:
        """Return the seconds that a document of so many bytes may take."""
        return self.seconds * (1 + size / _MEGABYTE)


@dataclass(frozen=True, slots=True)
class Make:
    """Which programs made a batch: others could read it otherwise, or not at all."""

    reeread: str
    python: str
    methods: str
    """Of the extractors."""

    @classmethod
    def ours(cls) -> "Make":
        """Return the one of this process."""
        from reeread.library.minds import methods

        return cls(__version__, ".".join(map(str, sys.version_info[:2])), methods())

    def __str__(self) -> str:
        """Return it as it is told."""
        return f"reeread {self.reeread} ({self.methods}) on Python {self.python}"


@dataclass(frozen=True, slots=True)
class Request:
    """A batch: packed once by whoever asks, and unpacked only where the work is done."""

    packed: bytes
    sizes: tuple[int, ...]
    """Bytes of each document."""
    rules: Rules
    make: Make

    @classmethod
    def of(
        cls,
        task: Callable[[Any], Any],
        documents: Sequence[Any],
        sizes: Sequence[int],
        rules: Rules,
        make: Make,
    ) -> "Request":
        """Return a batch; the task and the documents must be picklable."""
        return cls(pickle.dumps((task, tuple(documents)), pickle.HIGHEST_PROTOCOL), tuple(sizes), rules, make)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document."""

    packed: bytes | None
    """What the task returned; None where the process that worked on it came to an end."""
    why: str = ""

    def result(self) -> Any:
        """Return what the task returned."""
        assert self.packed is not None
        return pickle.loads(self.packed)
