"""Many sources, read by several processes."""

import os
import select
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from reeread.library import Library, reading, suggesting
from reeread.library.adding import add
from reeread.library.bulk.crew import Here, hired
from reeread.library.bulk.line import Line, Work
from reeread.library.preparing import Loaded, Outcome, Read, read, set_aside

COUNT = 24
WORK = Work(read, set_aside, lambda one: len(one.raw))
PATIENCE = 60.0
"""Seconds after which a process that has not ended is taken to stay."""


@pytest.fixture
def stack(tmp_path: Path) -> list[str]:
    """Return the paths of documents, one of which is empty, one twice the same, and one no text at all."""
    folder = tmp_path / "stack"
    folder.mkdir()
    for number in range(COUNT):
        text = f"Port {number} reopens\n\nIt may handle {number}% of imports. " * (1 + number % 5)
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    (folder / "03.txt").write_bytes(b"")
    (folder / "07.txt").write_bytes((folder / "06.txt").read_bytes())
    (folder / "09.txt").write_bytes(bytes(range(32)) * 100)
    return [str(path) for path in sorted(folder.iterdir())]


def added(path: Path, sources: list[str], jobs: int) -> tuple[list[tuple[str, str, str]], list[object]]:
    """Return what became of the sources in a new library, and what the library then holds of each."""
    with Library.open(path, "tester", create=True) as lib:
        outcomes = [(one.source, one.status, str(one.error or "")) for one in add(lib, sources, jobs=jobs)]
        held = [
            (one.title, reading.article(lib, one.id).body, suggesting.highlights(lib, one.id))
            for one in reading.briefings(lib)
        ]
    return outcomes, held


def test_several_processes_do_what_one_does(tmp_path: Path, stack: list[str]) -> None:
    """Outcomes come in order, and the library holds the same, however many processes read."""
    alone = added(tmp_path / "one.db", stack, 1)
    assert added(tmp_path / "two.db", stack, 2) == alone
    assert [source for source, _, _ in alone[0]] == stack
    failures = [Path(source).name for source, status, _ in alone[0] if status == "failed"]
    assert failures == ["03.txt", "09.txt"]


def test_leaving_in_the_middle_keeps_whole_briefings(tmp_path: Path, stack: list[str]) -> None:
    """Whoever stops has what was added so far, whole, and goes on where it ended."""
    with Library.open(tmp_path / "left.db", "tester", create=True) as lib:
        adding = add(lib, stack, jobs=2)
        begun = list(islice(adding, 2))
        adding.close()
        kept = {one.source for one in reading.briefings(lib)}
        assert kept >= {Path(one.source).relative_to(tmp_path).as_posix() for one in begun}
        statuses = [one.status for one in add(lib, stack, jobs=2)]
    assert statuses.count("unchanged") >= len(kept)
    assert statuses.count("failed") == 2 and len(statuses) == COUNT


def test_a_process_that_another_program_ends_loses_nothing(tmp_path: Path, stack: list[str]) -> None:
    """What it was reading is read by a new one: nothing is lost, and nothing is said."""
    outcomes: list[Outcome | Read] = []
    with hired(2) as crew:
        assert isinstance(crew, Here)
        line = Line(crew, WORK, batch=2)
        for number in range(COUNT):
            outcomes += line.give(Loaded(f"{number}.txt", b"The port reopened. " * 500, None, None))
            if number == COUNT // 2:
                for process in crew.children.ids():
                    os.kill(process, signal.SIGKILL)
        outcomes += line.rest()
    assert [one.source for one in outcomes] == [f"{number}.txt" for number in range(COUNT)]
    assert all(isinstance(one, Read) for one in outcomes)


def test_a_failure_crosses_from_process_to_process() -> None:
    """What, where and what next come back as they were said."""
    with hired(2) as crew:
        line = Line(crew, WORK)
        found = [*line.give(Loaded("empty.txt", b"", None, None)), *line.rest()]
    (outcome,) = found
    assert isinstance(outcome, Outcome) and outcome.error is not None
    assert outcome.error.where == "empty.txt" and outcome.error.what


@pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="only Linux tells when a process that is not ours ends"
)
def test_processes_end_with_whoever_asked_them(tmp_path: Path) -> None:
    """Killed outright, a command leaves no process behind."""
    script = (
        "import sys, os, pathlib\n"
        "from reeread.library import Library\n"
        "from reeread.library.bulk.crew import Here\n"
        "from reeread.library.bulk.line import Line, Work\n"
        "from reeread.library.preparing import Loaded, read, set_aside\n"
        "crew = Here(2)\n"
        "line = Line(crew, Work(read, set_aside, lambda one: 1), batch=1)\n"
        "texts = [Loaded('a.txt', b'A port.', None, None)] * 8\n"
        "done = [result for one in texts for result in line.give(one)] + [*line.rest()]\n"
        "print(*crew.children.ids(), flush=True)\n"
        "sys.stdin.read()\n"
    )
    path = tmp_path / "asks.py"
    path.write_text(script, "utf-8")
    asking = subprocess.Popen(
        [sys.executable, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    readers = [int(word) for word in asking.stdout.readline().split()]
    assert readers
    ends = [os.pidfd_open(reader) for reader in readers]
    asking.send_signal(signal.SIGKILL)
    asking.communicate()
    assert all(select.select([end], [], [], PATIENCE)[0] for end in ends)
