"""JSON and CSV of a large library against the sqlite3 shell, with the memory that they take.

Usage: python bench/exporting.py LIBRARY
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def timed(command: list[str]) -> tuple[float, float, int]:
    """Return the seconds of processor and clock that a command took, and the most memory that it had, in MB."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    passed, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, passed, after.ru_maxrss // 1024


def main(library: str) -> None:
    """Print a table."""
    print("| what | s | s of processor | MB written | MB/s | peak MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for mode in ("json", "csv"):
            theirs, ours = Path(folder, f"shell.{mode}"), Path(folder, f"ours.{mode}")
            shell = ["sqlite3", "-readonly", f"-{mode}", library, f".output {theirs}", _ASKED[mode]]
            program = [sys.executable, "-m", "reeread", "--db", library, "export", mode, "-o", str(ours)]
            for name, command, file in (
                (f"sqlite3 -{mode}", shell, theirs),
                (f"export {mode}", program, ours),
            ):
                spent, passed, memory = timed(command)
                size = file.stat().st_size / 1e6
                row = f"{passed:.1f} | {spent:.1f} | {size:,.0f} | {size / passed:.1f} | {memory}"
                print(f"| {name} | {row} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
