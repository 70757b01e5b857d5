"""Writers killed at any moment lose nothing that was acknowledged."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from reeread.library import Library, history, tagging
from reeread.store import checking

ROUNDS = 200
LONGEST = 0.06
"""Seconds up to which a writer lives once it has begun to write."""


class Writers:
    """The program that forks writers, and what they said."""

    def __init__(self, path: Path) -> None:
        script = Path(__file__).with_name("writing.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self.done: list[str] = []
        self._children: list[int] = []
        self._rest = b""

    def begin(self) -> None:
        """Let two begin to write and one to read, and wait until something is written."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"go\n")
        self._children, before = [], len(self.done)
        while len(self._children) < 3 or len(self.done) == before:
            self._hear(60)

    def kill(self, chance: random.Random) -> None:
        """Kill all three, each at another moment."""
        chance.shuffle(self._children)
        for child in self._children:
            self._hear(chance.random() * LONGEST / 3)
            os.kill(child, signal.SIGKILL)

    def end(self) -> None:
        """Hear what is left to hear."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        while self._hear(0):
            pass

    def _hear(self, seconds: float) -> bool:
        """Take in what was said until the time is over; return whether more may come."""
        assert self._process.stdout is not None
        until = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self._process.stdout], [], [], max(0, until - time.monotonic()))
            if not ready:
                return False
            said = os.read(self._process.stdout.fileno(), 65536)
            *lines, self._rest = (self._rest + said).split(b"\n")
            for line in lines:
                kind, _, what = line.decode().partition(" ")
                if kind == "child":
                    self._children.append(int(what))
                elif kind == "done":
                    self.done.append(what)
            if not said or time.monotonic() > until or (seconds > 1 and lines):
                return bool(said)


def test_what_was_acknowledged_outlives_its_writers(seeded: Path) -> None:
    """Two writers and a reader are killed two hundred times: all acknowledged tags are there and nothing half."""
    writers, chance = Writers(seeded), random.Random(0)
    for _ in range(ROUNDS):
        writers.begin()
        writers.kill(chance)
    writers.end()
    assert len(writers.done) >= ROUNDS
    assert checking.condition(seeded).faults == ()
    with Library.open(seeded, "writer 0") as lib:
        kept = tagging.annotations(lib)
        assert set(writers.done) <= {mark.id for mark in kept}
        assert all(len(mark.tags) >= 2 and mark.note for mark in kept)
        logged = {event.subject_id for event in history.events(lib) if event.subject == "annotation"}
        assert {mark.id for mark in kept} == logged
        assert history.undo(lib) is not None
