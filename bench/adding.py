"""Thousands of files: `reeread add` against reading and extracting alone, on all cores, and what memory it takes.

python bench/adding.py [--files N] [--jobs N]: files of about 2.5 KB are made of sentences of the seeds, in a temporary folder.
Each is run by itself, in turns; seconds of the processor count all processes, so that a busy machine changes them less.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table
from store import texts

from reeread.library.bulk.crew import cores


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    wall: float
    processor: float
    memory: int
    """The most bytes that its first process had."""


def main() -> None:
    """Print the table; in a process of its own extract from the files of a folder."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--files", type=int, default=10_000)
    arguments.add_argument("--jobs", type=int, default=cores())
    arguments.add_argument("--extract", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.extract:
        extracted(given.extract, given.jobs)
        return
    table = Table("files", "what", "files/s", "seconds", "of the processor", "MB", title="adding")
    with tempfile.TemporaryDirectory() as folder:
        for count in (given.files // 10, given.files):
            stack = Path(folder, str(count))
            size = _write(stack, count)
            alone = _run([__file__, "--extract", str(stack), "--jobs", str(given.jobs)])
            library = Path(folder, f"{count}.db")
            words = ["-m", "reeread", "--db", str(library), "add", "--jobs", str(given.jobs), str(stack)]
            ours, again = _run(words), _run(words)
            for name, run in (("extraction alone", alone), ("add", ours), ("add again, all known", again)):
                rate, memory = f"{count / run.wall:,.0f}", f"{run.memory / 2**20:.0f}"
                table.add_row(f"{count:,}", name, rate, f"{run.wall:.1f}", f"{run.processor:.1f}", memory)
            wall, processor = ours.wall / alone.wall, ours.processor / alone.processor
            table.add_row("", "add : extraction", "", f"{wall:.2f}", f"{processor:.2f}", "≤ 2")
            table.add_row(
                "", f"{size / 2**20:.1f} MB of text, {library.stat().st_size / 2**20:.1f} MB library"
            )
    Console(width=110).print(table)


def extracted(folder: Path, jobs: int) -> None:
    """Read and extract all files of a folder with so many processes, and keep nothing."""
    paths = sorted(folder.iterdir())
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        found = sum(pool.map(sentences, paths, chunksize=16))
    assert found > len(paths)


def sentences(path: Path) -> int:
    """Return how many sentences a file has, read with all that is known of them."""
    from reeread.extract import extract
    from reeread.sources import parse

    parsed = parse(path.read_bytes(), path.name)
    return len(extract(parsed.body, parsed.blocks, published=parsed.meta.published))


def _write(folder: Path, count: int) -> int:
    """Write so many files, and return how many bytes they have."""
    folder.mkdir()
    for number, text in enumerate(texts(count)):
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def _run(words: Sequence[str]) -> Run:
    """Run Python with these words, and return what it took."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


if __name__ == "__main__":
    main()
