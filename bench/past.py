"""Measure the log of a library: telling its past, listing it, erasing a briefing.

    bench/past.py [FOLDER] [--briefings N] [--marks M]

FOLDER is where the library is made (a temporary folder by default). Each past is told from a copy, so the first row,
in which nothing is taken back, is what the copy takes; a purge is followed by writing the file anew, against SQLite's
own VACUUM of the same file.
"""

import argparse
import itertools
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from reeread.library import Library, adding, history, past, purging, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.store import engine

_TOGETHER = 200
_SHARES = (0.0, 0.1, 0.5, 1.0)
"""Of the log that is taken back."""


def main() -> None:
    """Print one table of all measurements."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--briefings", type=int, default=2000)
    arguments.add_argument("--marks", type=int, default=10)
    given = arguments.parse_args()
    table = Table("what", "measured", "of", title="past")
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "past.db"
        _fill(path, given.briefings, given.marks)
        for row in _measured(path):
            table.add_row(*row)
    Console(width=100).print(table)


def _fill(path: Path, briefings: int, marks: int) -> None:
    """Make a library of short texts with some marks each; its clock goes on with each deed."""
    chance, ticks = random.Random(0), itertools.count(1_700_000_000)
    words = [f"{chance.choice('bdfgklmnprst')}{number:x}a" for number in range(5000)]
    with (
        Library.open(path, "bench", create=True, clock=lambda: float(next(ticks))) as lib,
        lib.store.importing(),
    ):
        for number in range(briefings):
            text = ". ".join(" ".join(chance.choices(words, k=15)).capitalize() for _ in range(22))
            list(adding.add(lib, ["-"], stdin=f"Title {number}\n\n{text}.\n".encode()))
        ids = reading.ids(lib)
        for start in range(0, len(ids), _TOGETHER):
            with lib.store.together():
                for briefing in ids[start : start + _TOGETHER]:
                    for place in range(marks):
                        span = Span(20 * place, 20 * place + 15)
                        tagging.tag(
                            lib, Passage(briefing, span), ["risk"], "A note." if place % 5 == 0 else None
                        )


def _measured(path: Path) -> list[tuple[str, str, str]]:
    rows = []
    size = f"{path.stat().st_size / 1e6:,.0f} MB"
    with Library.open(path, "bench") as lib:
        times = [event.at for event in history.each(lib)][::-1]
        for share in _SHARES:
            back = round(len(times) * share)
            moment = times[len(times) - back - 1] if back < len(times) else "1999-12-31T00:00:00.000Z"
            rows.append((f"as of {back:,} changes ago", _seconds(partial(_told, lib, moment)), size))
        rows.append(
            ("history", _seconds(lambda: sum(1 for _ in history.each(lib))), f"{len(times):,} changes")
        )
        briefing = reading.ids(lib)[0]
        rows.append(("purge", _seconds(lambda: purging.purge(lib, briefing)), size))
        rows.append(("written anew", _seconds(lambda: purging.sweep(lib)), size))
    connection = engine.connect(str(path))
    rows.append(("VACUUM alone", _seconds(lambda: connection.execute("VACUUM")), size))
    connection.close()
    return rows


def _told(lib: Library, moment: str) -> None:
    with past.as_of(lib, moment) as then:
        reading.briefings(then)


def _seconds(deed: Callable[[], object]) -> str:
    since = time.perf_counter()
    deed()
    return f"{time.perf_counter() - since:.2f} s"


if __name__ == "__main__":
    main()
