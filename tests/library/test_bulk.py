"""Documents that others work through: on processes of this machine, and on a cluster whose workers are killed."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain
from pathlib import Path

import bulk_tasks
import pytest
from distributed import Client, LocalCluster

from reeread.library import Library, checking, reading
from reeread.library.adding import add
from reeread.library.bulk import cluster as dask
from reeread.library.bulk.children import Ended, tended
from reeread.library.bulk.crew import Crew, Here, Lost, hired
from reeread.library.bulk.line import Line, Work
from reeread.library.bulk.request import Answer, Make, Request, Rules
from reeread.library.preparing import Loaded, Outcome, set_aside
from reeread.model.errors import ReereadError, UsageError

POISONS = {3: b"crash", 9: b"endless", 17: b"greedy"}
COUNT = 40


def loaded(number: int, text: bytes = b"The port reopened.") -> Loaded:
    """Return a small source of a number."""
    return Loaded(f"{number:04}.txt", text, None, None)


def size(source: Loaded) -> int:
    """Return the bytes of a source."""
    return len(source.raw)


@pytest.fixture
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes of this machine find the tasks."""
    monkeypatch.setenv("PYTHONPATH", str(Path(bulk_tasks.__file__).parent))


@pytest.fixture(params=["here", "cluster"])
def crew(request: pytest.FixtureRequest, nearby: None) -> Iterator[AbstractContextManager[Crew | None]]:
    """Return both who can work through documents."""
    if request.param == "here":
        yield hired(2)
    else:
        yield hired(1, request.getfixturevalue("cluster").scheduler_address)


def test_a_poison_is_set_aside_by_name(crew: AbstractContextManager[Crew | None]) -> None:
    """What crashes, hangs or devours its process is named with the reason; all else arrives, and in order."""
    work = Work(bulk_tasks.trapped, set_aside, size, rules=Rules(seconds=3))
    with crew as workers:
        line, found = Line(workers, work), []
        for number in range(COUNT):
            found += line.give(loaded(number, POISONS.get(number, b"The port reopened.")))
        found += line.rest()
    assert [one.source for one in found] == [f"{number:04}.txt" for number in range(COUNT)]
    failed = {one.source: str(one.error) for one in found if isinstance(one, Outcome)}
    assert [*failed] == ["0003.txt", "0009.txt", "0017.txt"]
    assert "signal 11" in failed["0003.txt"]
    assert "more than 3 seconds" in failed["0009.txt"]
    assert "MB of memory" in failed["0017.txt"]


def test_killed_workers_lose_nothing_and_repeat_little(
    cluster: LocalCluster, nearby: None, tmp_path: Path
) -> None:
    """Both workers of a cluster killed outright, one after the other: each source comes once, few are read twice."""
    count, log = 800, tmp_path / "log"
    work = Work(partial(bulk_tasks.counted, log), lambda one, why: why, size)
    killed = 0
    with hired(1, cluster.scheduler_address) as workers:
        assert workers is not None
        line, found = Line(workers, work), []
        given = (result for number in range(count) for result in line.give(loaded(number)))
        # However far ahead of what comes back the giving is: some of it is under way at either time.
        for result in chain(given, line.rest()):
            found.append(result)
            if len(found) > (killed + 1) * 200 and killed < 2:
                _kill_one(cluster)
                killed += 1
        most = workers.batch
    assert found == [f"{number:04}.txt" for number in range(count)]
    read = Counter(log.read_text("utf-8").split())
    assert killed == 2 and len(read) == count
    assert 0 < read.total() - count <= 6 * most


_LEAVING = """
import sys
from functools import partial
from pathlib import Path
import bulk_tasks
from reeread.library.bulk.crew import hired
from reeread.library.bulk.line import Line, Work
from reeread.library.preparing import Loaded
with hired(1, sys.argv[1]) as crew:
    work = Work(partial(bulk_tasks.counted, Path(sys.argv[2])), lambda one, why: why, lambda one: 1)
    line = Line(crew, work, batch=1)
    for number in range(60):
        [*line.give(Loaded(str(number), b"", None, None))]
    sys.exit(3)
"""


def test_who_leaves_early_waits_for_nothing(cluster: LocalCluster, nearby: None, tmp_path: Path) -> None:
    """A program that ends while batches are on their way back ends, and does not wait for what no longer comes."""
    for _ in range(3):
        left = subprocess.run(
            [sys.executable, "-c", _LEAVING, cluster.scheduler_address, str(tmp_path / "log")], timeout=90
        )
        assert left.returncode == 3


def test_what_kills_the_worker_itself_is_set_aside(nearby: None) -> None:
    """A source that takes down each worker of a cluster that hands it on is found among those of its batch."""
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as own:
        own.scheduler.allowed_failures = 0
        work = Work(bulk_tasks.murderous, lambda one, why: f"{one.source} {why}", size)
        with hired(1, own.scheduler_address) as workers:
            line = Line(workers, work, batch=4)
            found = [
                result
                for number in range(8)
                for result in line.give(loaded(number, b"poison" if number == 2 else b"text"))
            ]
            found += line.rest()
    assert [one[:8] for one in found] == [f"{number:04}.txt" for number in range(8)]
    assert [one[:8] for one in found if "set aside" in one] == ["0002.txt"]


def test_adding_goes_on_while_workers_are_killed(cluster: LocalCluster, nearby: None, tmp_path: Path) -> None:
    """A library filled by a cluster that loses a worker holds each source once and whole, as one process fills it."""
    sources = []
    for number in range(200):
        path = tmp_path / "stack" / f"{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Port {number} reopens\n\nIt may handle {number}% of imports.\n", "utf-8")
        sources.append(str(path))
    with Library.open(tmp_path / "bulk.db", "ann", create=True) as lib:
        outcomes: list[Outcome] = []
        for outcome in add(lib, sources, cluster=cluster.scheduler_address):
            if not outcomes:
                _kill_one(cluster)
            outcomes.append(outcome)
        assert [one.source for one in outcomes] == sources
        assert {one.status for one in outcomes} == {"added"}
        bodies = [reading.article(lib, one.id).body for one in reading.briefings(lib)]
        assert bodies == [Path(one).read_text("utf-8") for one in sources]
        again = [one.status for one in add(lib, sources, cluster=cluster.scheduler_address)]
    assert {*again} == {"unchanged"}
    assert checking.condition(tmp_path / "bulk.db").faults == ()


def test_only_so_many_batches_are_under_way() -> None:
    """Documents are taken only as fast as they are handed back, so that memory stays flat."""

    class Slow:
        """A crew that does a batch when its result is asked for."""

        batch, width, most, open = 2, 3, 0, 0

        def submit(self, request: Request) -> "Promise":
            """Take a batch."""
            self.open += 1
            self.most = max(self.most, self.open)
            return Promise(self, len(request.sizes))

    class Promise:
        """What will come of a batch."""

        def __init__(self, crew: Slow, count: int) -> None:
            self.crew, self.count = crew, count

        def done(self) -> bool:
            """Return that nothing is ready before it is asked for."""
            return False

        def result(self) -> list[Answer]:
            """Do the batch."""
            self.crew.open -= 1
            return [Answer(None, "done")] * self.count

    crew = Slow()
    line = Line(crew, Work(bulk_tasks.trapped, lambda one, why: one.source, size))  # type: ignore[arg-type]
    found = [result for number in range(1000) for result in line.give(loaded(number))] + [*line.rest()]
    assert found == [f"{number:04}.txt" for number in range(1000)]
    assert crew.most == 3 * 3 + 1


def test_a_lost_batch_is_tried_one_by_one() -> None:
    """Of a batch that a cluster gave up only the document is set aside that is lost again alone."""

    class Losing(Here):
        """A crew that loses whatever holds one document."""

        def submit(self, request: Request):  # type: ignore[no-untyped-def]
            """Lose it, or do it."""
            if b"lost" not in request.packed:
                return super().submit(request)
            future = super().submit(Request.of(print, (), (), Rules(), Make.ours()))
            future.result()
            lost = type(future)()
            lost.set_exception(Lost("killed"))
            return lost

    crew = Losing(1)
    try:
        work = Work(len, lambda one, why: why, len)
        line = Line(crew, work, batch=5)
        found = [result for one in (b"a", b"bb", b"lost", b"", b"c") for result in line.give(one)]
        found += line.rest()
    finally:
        crew.close()
    assert found[:2] + found[3:] == [1, 2, 0, 1]
    assert "set aside" in str(found[2])


def test_a_worker_of_another_make_is_named() -> None:
    """A batch from other versions is refused with both, and nothing of it is unpacked."""
    other = Make("0.0.9", "3.10", "rules/0")
    with pytest.raises(ReereadError, match=r"0\.0\.9 \(rules/0\) on Python 3\.10.*same versions"):
        tended(Request(b"not to be unpacked", (1,), Rules(), other))


def test_workers_are_inspected_at_the_start(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is sent, a worker with another version is said by its address."""
    other = Make("9.9", "3.99", "rules/9")
    monkeypatch.setattr(Client, "run", lambda *_, **more: {"tcp://10.0.0.7:4001": other})
    with (
        pytest.raises(ReereadError, match=r"tcp://10\.0\.0\.7:4001: This worker has reeread 9\.9"),
        hired(1, cluster.scheduler_address),
    ):
        pass


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:80", "tcp://127.0.0.1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """An address that is none is a wrong use, said with how one is written."""
    with pytest.raises(UsageError, match="tcp://HOST:PORT"), hired(1, address):
        pass


def test_a_cluster_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody listens it is said with the address, and not waited for without end."""
    monkeypatch.setattr(dask, "ANSWERING", 0.5)
    with (
        pytest.raises(ReereadError, match=r"tcp://127\.0\.0\.1:9: No cluster answers"),
        hired(1, "tcp://127.0.0.1:9"),
    ):
        pass


def test_a_cluster_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler alone is not waited for without end."""
    monkeypatch.setattr(dask, "HIRING", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as empty,
        pytest.raises(ReereadError, match="no worker"),
        hired(1, empty.scheduler_address),
    ):
        pass


def test_ended_processes_begin_nothing_new() -> None:
    """A crew that was let go starts no other process."""
    crew = Here(1)
    crew.close()
    with pytest.raises(Ended):
        crew.children.tend(Request.of(len, ["a"], [1], Rules(), Make.ours()))
    assert crew.children.ids() == []


def _kill_one(cluster: LocalCluster) -> None:
    """Kill one worker process of a cluster; its nanny starts another."""
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
