"""Reads sources in a child process with limits on memory, time and output."""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, cast

from reeread.model.errors import SourceError
from reeread.sources import limits, wire
from reeread.sources.part import Part

_SERVED_MOST = 200
"""Sources that one child reads before another takes its place, as libraries keep more than they need."""
_MODULE = "reeread.sources.child"


def parts(
    module: str, raw: bytes, name: str, *, encoding: str | None = None, several: bool = False
) -> Iterator[Part]:
    """Yield what a module reads in a source, as it is read by a child process.

    Args:
        module: Its name in this package, or in full; its `parse` is called, or its `parts` for a source of several.
        raw: The source.
        name: What it is called.
        encoding: What a person named.
        several: Whether the source may hold several briefings.

    Raises:
        SourceError: The child came to an end, by its limits or a fault in a parser.
    """
    head = {"module": module, "name": name, "encoding": encoding, "several": several}
    child = _taken()
    try:
        for part in child.answers(head, raw):
            if part is not None:
                yield _with_raw(part, raw, several)
            elif child.served == 1 or several:
                raise _too_large()
            else:  # memory that earlier sources took is free in a new child
                child.end()
                child = _Child()
                yield from _once_more(child, head, raw)
                return
    except (wire.Broken, OSError) as error:
        raise child.reason() from error
    finally:
        _given_back(child)


def _once_more(child: "_Child", head: Mapping[str, object], raw: bytes) -> Iterator[Part]:
    for part in child.answers(head, raw):
        if part is None:
            raise _too_large()
        yield _with_raw(part, raw, False)


def _with_raw(part: Part, raw: bytes, several: bool) -> Part:
    if several or part.parsed is None:
        return part
    return replace(part, parsed=part.parsed._replace(raw=raw))


def _too_large() -> SourceError:
    return SourceError(f"would take more than {limits.MEMORY // 2**20} MB of memory to read.")


class _Child:
    """A process that reads sources, one after the other."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.served = 0
        self.busy = False
        self._late = False
        # -P: no module is taken from the folder where the reader stands; -B: it may write no file.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asking = cast(BinaryIO, self._process.stdin)
        self._answering = cast(BinaryIO, self._process.stdout)

    def answers(self, head: Mapping[str, object], raw: bytes) -> Iterator[Part | None]:
        """Yield the parts of a source; None when its memory does not suffice."""
        self.served += 1
        self.busy = True
        with self._watched():
            wire.send(self._asking, wire.ASK, head, raw=raw)
        while True:
            with self._watched():
                kind, found, body, own = wire.receive(self._answering)
            if kind == wire.END:
                self.busy = False
                return
            if kind == wire.TIRED:
                yield None
                return
            yield wire.part(found, body, own)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Kill the process if what is done here takes too long."""
        watch = threading.Timer(limits.WAITING, self._stop)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def reason(self) -> SourceError:
        """Return why it came to an end."""
        self.end()
        code = self._process.returncode
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            seconds = limits.WAITING if self._late else limits.SECONDS
            return SourceError(f"took more than {seconds} seconds to read, and was given up.")
        return SourceError(
            f"made its parser crash, or would take more than {limits.MEMORY // 2**20} MB of memory."
        )

    def end(self) -> None:
        """End the process."""
        self.busy = True
        if self.owner != os.getpid():
            return
        self._process.kill()
        for pipe in (self._asking, self._answering):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()


_idle: list[_Child] = []


def _taken() -> _Child:
    """Return a child that waits, or a new one; one that another process made is not ours."""
    with contextlib.suppress(IndexError):
        child = _idle.pop()
        if child.owner == os.getpid():
            return child
    return _Child()


def _given_back(child: _Child) -> None:
    """Keep a child for the next source, unless it has done enough or was left in the middle."""
    if child.busy or child.served >= _SERVED_MOST or _idle:
        child.end()
    else:
        _idle.append(child)


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()
