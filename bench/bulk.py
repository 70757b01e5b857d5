"""Many articles on a Dask cluster of one machine: rate, memory, what a killed worker costs, and what a million would cost.

    bench/bulk.py [--articles 100000] [--workers 1,2] [--what claims,add] [--where cluster] [--price 0.05]

The articles are made from the written briefings of the tests as `claims.py` makes them: events of four, with names and figures of
their own, and each with nine sentences of the seeds behind it, which print no figure: some 2 KB in all. They are named so that an
event's stand together, as in an archive by day. "here" is `--jobs N` without a cluster. Seconds of the processor count the client, the
workers and the processes that they work with. Memory is the highest of any process of its kind; the scheduler runs in this one.

At the end the same is run while a worker is killed three times, and the cost is worked out: core seconds × a million ÷ 3,600
× the price of an hour of a core, which is assumed and an argument.
"""

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from claims import documents
from distributed import LocalCluster, SchedulerPlugin
from rich.console import Console
from rich.table import Table

from reeread.library.bulk.cluster import Workers

_SEEDS = Path(__file__).parent.parent / "seeds"
_PER_EVENT = 4
_MILLION, _HOUR = 1_000_000, 3_600
_KILLS = 3
_OFTEN = 0.25
"""Seconds between two looks at the processes."""


@dataclass(slots=True)
class Run:
    """What one run took."""

    wall: float = 0.0
    client: float = 0.0
    """Seconds of the processor."""
    workers: float = 0.0
    client_memory: int = 0
    """Bytes at the most."""
    worker_memory: int = 0


class Batches(SchedulerPlugin):  # type: ignore[misc]
    """How often each batch was begun on a worker."""

    def __init__(self) -> None:
        self.begun: Counter[str] = Counter()

    def transition(self, key: Any, start: str, finish: str, *args: Any, **more: Any) -> None:
        """Count a batch that is handed to a worker."""
        if finish == "processing" and str(key).startswith("reeread-"):
            self.begun[str(key)] += 1


@dataclass(slots=True)
class Watch:
    """The processes that work below one, looked at again and again: those that ended count as they were seen last."""

    seconds: dict[tuple[int, float], float] = field(default_factory=dict)
    client: float = 0.0
    memory: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def look(self, client: int) -> None:
        """Look until it is over at what is below this process; the client is told apart."""
        while not self.over.wait(_OFTEN):
            for one in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    used = one.cpu_times()
                    if one.pid == client:
                        self.client = used.user + used.system
                    else:
                        self.seconds[one.pid, one.create_time()] = used.user + used.system
                        self.memory = max(self.memory, one.memory_info().rss)


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ask.add_argument("--articles", type=int, default=100_000)
    ask.add_argument("--workers", default="1,2")
    ask.add_argument("--price", type=float, default=0.05, help="assumed, of an hour of a core")
    ask.add_argument("--what", default="claims,add", help="of extract, claims, add")
    ask.add_argument("--where", default="cluster", help="of here, cluster")
    given = ask.parse_args()
    counts = [int(one) for one in given.workers.split(",")]
    head = (
        "what",
        "where",
        "articles/s",
        "MB/s",
        "seconds",
        "client s",
        "workers s",
        "client MB",
        "worker MB",
    )
    table = Table(*head, title=f"{given.articles:,} articles")
    paper = Table("what", "where", "core seconds an article", "core hours a million", "cost a million")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = made(folder / "articles", given.articles)
        deeds = _deeds(folder)
        for what in given.what.split(","):
            for count in counts:
                for where in given.where.split(","):
                    _fresh(folder)
                    label = f"{where}, {count}"
                    run = measured(deeds[what], count, cluster=where == "cluster")
                    print(f"{what}, {label}: {run.wall:.1f} s", file=sys.stderr, flush=True)
                    table.add_row(what, label, *_cells(run, given.articles, size))
                    each = (run.client + run.workers) / given.articles
                    hours = each * _MILLION / _HOUR
                    paper.add_row(what, label, f"{each:.4f}", f"{hours:.2f}", f"{hours * given.price:.2f}")
        _fresh(folder)
        killed = told_of_kills(deeds["extract"], max(counts), given.articles)
    console = Console(width=140)
    console.print(table)
    console.print(f"{size / 2**20:.1f} MB of text.")
    console.print(killed)
    console.print(paper)
    console.print(
        f"cost = core seconds × {_MILLION:,} ÷ {_HOUR:,} × {given.price} an hour of a core (assumed)"
    )


def made(folder: Path, count: int) -> int:
    """Write so many articles, and return how many bytes they have."""
    events = max(1, count // _PER_EVENT)
    filler = _filler()
    size = 0
    for number, one in enumerate(documents(count, events)):
        event, telling = number % events, number // events
        chance = random.Random(number)
        background = [" ".join(chance.sample(filler, 3)) for _ in range(3)]
        path = folder / f"{event // 1000:04}" / f"{event:07}-{telling}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes("\n\n".join([one.body, *background]).encode())
    return size


def _filler() -> list[str]:
    """Return the sentences of the seeds that print no figure."""
    text = " ".join(" ".join(path.read_text("utf-8-sig").split()) for path in sorted(_SEEDS.glob("*.txt")))
    return [
        one for one in re.split(r"(?<=[.!?]) ", text) if 40 < len(one) < 300 and not re.search(r"\d", one)
    ]


def measured(words: Sequence[str], count: int, *, cluster: bool) -> Run:
    """Return what a command takes with so many processes of this machine, or workers of a cluster."""
    if not cluster:
        return _run([*words, "--jobs", str(count)])
    with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0") as workers:
        return _run([*words, "--cluster", workers.scheduler_address])


def told_of_kills(words: Sequence[str], count: int, articles: int) -> str:
    """Run a command while workers are killed, and return what that cost."""
    batches = Batches()
    with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0") as workers:
        workers.scheduler.add_plugin(batches)
        over = threading.Event()
        killing = threading.Thread(target=_kill, args=(batches, articles // Workers.batch, workers, over))
        killing.start()
        run = _run([*words, "--cluster", workers.scheduler_address])
        over.set()
        killing.join()
    again = batches.begun.total() - len(batches.begun)
    share = 100 * again / len(batches.begun)
    return (
        f"With {count} workers, one killed {_KILLS} times: {run.wall:.1f} s; of {len(batches.begun):,} batches {again} were "
        f"begun again ({share:.1f} %), at most {again * Workers.batch:,} articles."
    )


def _kill(batches: Batches, total: int, workers: LocalCluster, over: threading.Event) -> None:
    """Kill a worker whenever another quarter of the batches was begun."""
    for number in range(1, _KILLS + 1):
        while len(batches.begun) < total * number / (_KILLS + 1):
            if over.wait(0.05):
                return
        nannies = [one for one in workers.workers.values() if one.process is not None and one.process.pid]
        if nannies:
            os.kill(nannies[number % len(nannies)].process.pid, signal.SIGKILL)


def _run(words: Sequence[str]) -> Run:
    """Run the program with these words, and return what it took; what works below this process are the workers."""
    client = subprocess.Popen(
        [sys.executable, "-m", "reeread", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    begun, watch = time.monotonic(), Watch()
    outside = threading.Thread(target=watch.look, args=(client.pid,))
    outside.start()
    _, status, used = os.wait4(client.pid, 0)
    wall = time.monotonic() - begun
    client.returncode = os.waitstatus_to_exitcode(status)
    watch.over.set()
    outside.join()
    if client.returncode:
        sys.exit(f"{' '.join(words)} ended with {client.returncode}")
    return Run(wall, watch.client, sum(watch.seconds.values()), used.ru_maxrss * 1024, watch.memory)


def _deeds(folder: Path) -> dict[str, list[str]]:
    """Return the words of the commands that can be measured."""
    stack = str(folder / "articles")
    extracting = ["extract", stack, "-o", str(folder / "tables")]
    return {
        "extract": extracting,
        "claims": [*extracting, "--claims"],
        "add": ["--db", str(folder / "bulk.db"), "add", stack],
    }


def _fresh(folder: Path) -> None:
    """Take out what an earlier run wrote."""
    shutil.rmtree(folder / "tables", ignore_errors=True)
    for path in folder.glob("bulk.db*"):
        path.unlink()


def _cells(run: Run, articles: int, size: int) -> tuple[str, ...]:
    rate, text = articles / run.wall, size / 2**20 / run.wall
    memory = (f"{one / 2**20:.0f}" for one in (run.client_memory, run.worker_memory))
    return (
        f"{rate:,.0f}",
        f"{text:.2f}",
        f"{run.wall:.1f}",
        f"{run.client:.1f}",
        f"{run.workers:.1f}",
        *memory,
    )


if __name__ == "__main__":
    main()
