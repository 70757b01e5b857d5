"""JSON and CSV of a large library against the sqlite3 shell, with the memory that they take.

Usage: python bench/exporting.py LIBRARY [ROUNDS]
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

_TAGS = "(SELECT {} FROM annotation_tags JOIN tags ON tags.id = tag_id WHERE annotation_id = annotations.id)"
_FROM = (
    " FROM annotations JOIN briefings ON briefings.id = annotations.briefing_id"
    " JOIN versions ON versions.id = briefings.version_id JOIN authors ON authors.id = author_id"
    " WHERE briefings.removed IS NULL ORDER BY annotations.briefing_id, start"
)
_ASKED = {
    "json": 'SELECT annotations.uuid AS id, briefings.uuid AS briefing, start, "end", exact, prefix, suffix,'
    f" {_TAGS.format('json_group_array(tags.name)')} AS tags, note, authors.name AS author, created, modified, state,"
    f" annotations.grade, outcome{_FROM}",
    "csv": 'SELECT briefings.uuid AS briefing, title, source, published, start, "end", exact AS quote,'
    " "
    + _TAGS.format("group_concat(tags.name, '; ')")
    + " AS tags, note, authors.name AS author, created, modified,"
    f" state, annotations.uuid AS annotation, briefings.grade AS reliability, annotations.grade AS credibility{_FROM}",
}
"""What the shell is asked for: the same fields of the annotations, in the same order."""


class Run(NamedTuple):
    """What one command took."""

    passed: float
    """Seconds of the clock."""
    spent: float
    """Seconds of the processor."""
    size: float
    """Millions of bytes written."""
    memory: int
    """The most that any command had so far, in MB."""

    @property
    def rate(self) -> float:
        """Return MB a second."""
        return self.size / self.passed


def timed(command: list[str], file: Path) -> Run:
    """Return what a command took that writes a file, which is removed."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    passed, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = file.stat().st_size / 1e6
    file.unlink()
    return Run(passed, spent, size, after.ru_maxrss // 1024)


def main(library: str, rounds: int) -> None:
    """Print a table of the medians of some rounds, in which both take turns: a machine is not always as fast."""
    print("| what | s | s of processor | MB written | MB/s | peak MB | by the shell's |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for mode in ("json", "csv"):
            file = Path(folder, f"out.{mode}")
            shell = ["sqlite3", "-readonly", f"-{mode}", library, f".output {file}", _ASKED[mode]]
            program = [sys.executable, "-m", "reeread", "--db", library, "export", mode, "-o", str(file)]
            theirs, ours = [], []
            for _ in range(rounds):
                theirs.append(timed(shell, file))
                ours.append(timed(program, file))
            ratios = [mine.rate / its.rate for mine, its in zip(ours, theirs, strict=True)]
            print(_row(f"sqlite3 -{mode}", theirs) + " |")
            print(
                _row(f"export {mode}", ours),
                f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) |",
                flush=True,
            )


def _row(name: str, runs: list[Run]) -> str:
    passed, spent, size, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    rate = statistics.median(run.rate for run in runs)
    return f"| {name} | {passed:.1f} | {spent:.1f} | {size:,.0f} | {rate:.1f} | {memory:.0f} |"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
