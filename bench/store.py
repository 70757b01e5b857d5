"""Measure the store: a durable tag, an import, the file's size, a long body, a search.

    bench/store.py [FOLDER] [--briefings N]

FOLDER is where the library is made (a temporary folder by default): give one on the disk that matters. Each
figure stands beside its reference, measured in the same run and in turns.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from reeread.extract import extract
from reeread.library import Library, adding, reading, searching, tagging, warm_up
from reeread.model.annotation import Passage
from reeread.model.body import Block, BlockKind, Meta, Parsed
from reeread.model.span import Span
from reeread.sources import parse
from reeread.store import engine, versions
from reeread.text.origins import Runs

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
LONG = 50 * 2**20


def main() -> None:
    """Print one table of all measurements."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--briefings", type=int, default=2000)
    given = arguments.parse_args()
    table = Table("what", "measured", "reference", "ratio", "reach", title="store")
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for measure in (tags, imports, long_body):
            for row in measure(Path(folder), given.briefings):
                table.add_row(*row)
    Console(width=120).print(table)


def tags(folder: Path, _: int) -> Iterator[tuple[str, ...]]:
    """A tag with its event, on disk when the call returns, against one write of a page and fdatasync."""
    with Library.open(folder / "tags.db", "bench", create=True) as lib:
        list(adding.add(lib, [str(seed) for seed in SEEDS]))
        warm_up(lib)
        briefing = reading.briefings(lib)[0].id
        page, descriptor = os.urandom(8192), os.open(folder / "page", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def sync(_: int) -> None:
            os.write(descriptor, page)
            os.fdatasync(descriptor)

        def tag(number: int) -> None:
            tagging.toggle(lib, Passage(briefing, Span(number % 200, number % 200 + 40)), "risk")

        synced, tagged = in_turns(600, sync, tag)
        os.close(descriptor)
    for part, place in (("p50", 0.5), ("p95", 0.95)):
        yield row(
            f"durable tag, {part}",
            quantile(tagged, place),
            quantile(synced, place),
            "ms",
            "≤ 1.3" if part == "p50" else "",
        )


def imports(folder: Path, count: int) -> Iterator[tuple[str, ...]]:
    """Writing parsed briefings against executemany of the same rows, then the file's size, then searches."""
    random.seed(1)
    parsed = [parse(text.encode(), f"{number}.txt") for number, text in enumerate(texts(count))]
    size = sum(len(one.body.encode()) for one in parsed)
    new = [
        versions.prepared(one, one.body.encode(), extract(one.body, one.blocks), "bench") for one in parsed
    ]
    nothing = Runs((), (), array("I"))
    alone = [one._replace(runs=nothing) for one in new]
    took, raw, compared = [], [], []
    for turn in range(3):
        took.append(timed(partial(write, folder / f"alone-{turn}.db", alone)))
        path = folder / f"imports-{turn}.db"
        compared.append(timed(partial(write, path, new)))
        raw.append(executemany(path, folder / f"raw-{turn}.db", parsed))
    ours, theirs, all_ours = (statistics.median(each) for each in (took, raw, compared))
    yield row(f"import of {count} text files", count / ours, count / theirs, "files/s", "≥ 0.5")
    yield row("the same, looking for copies", count / all_ours, count / theirs, "files/s", "")
    connection = engine.connect(str(path))
    kept = connection.execute("SELECT coalesce(sum(length(compressed)), 0) FROM sources").fetchone()[0]
    connection.close()
    yield row("file, raw bytes aside", (path.stat().st_size - kept) / 2**20, size / 2**20, "MB", "≤ 1.7")
    with Library.open(path, "bench") as lib:
        words = sorted({word for one in parsed[:50] for word in one.body.split() if word.isalpha()})
        for name, asked in (("selective", [f'"{a} {b}"' for a, b in pairs(parsed[:50])]), ("a word", words)):
            took = [timed(partial(searching.search, lib, query)) for query in random.choices(asked, k=60)]
            yield (
                f"search of {count}, {name}, p95",
                f"{quantile(took, 0.95) * 1000:.1f} ms",
                "",
                "",
                "≤ 100 ms at 100,000",
            )


def write(path: Path, new: list[versions.Prepared]) -> None:
    """Make a library of prepared briefings, in the batches in which `add` writes them."""
    with Library.open(path, "bench", create=True) as lib, lib.store.importing():
        for first in range(0, len(new), adding.BATCH):
            batch = [
                (f"{first + place}.txt", one) for place, one in enumerate(new[first : first + adding.BATCH])
            ]
            with lib.store.together(), lib.store.deed("add", "bench") as deed:
                versions.add(deed, batch)


def executemany(ours: Path, path: Path, parsed: list[Parsed]) -> float:
    """Return the seconds that the rows of a library take into an empty one, table by table."""
    Library.open(path, "bench", create=True).close()
    connection = engine.connect(str(path))
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = OFF")
    source = engine.connect(str(ours))
    tables = ("authors", "briefings", "versions", "bodies", "sources", "highlights", "events")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    source.close()
    words = [(number, one.body, one.meta.title) for number, one in enumerate(parsed, start=1)]
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        places = ", ".join("?" * len(found[0])) if found else ""
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)
    connection.executemany("INSERT INTO words (rowid, body, title) VALUES (?, ?, ?)", words)
    connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return took


def long_body(folder: Path, _: int) -> Iterator[tuple[str, ...]]:
    """Reading an article of 50 MB from a closed library, and tagging in it, against decoding its bytes."""
    text = "".join(seed.read_text("utf-8") for seed in SEEDS)
    body = text * (LONG // len(text.encode()))
    blocks, start = [], 0
    for line in body.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    utf8 = body.encode()
    path = folder / "long.db"
    new = versions.prepared(Parsed(body, tuple(blocks), Meta("Long")), utf8, (), "bench")
    with Library.open(path, "bench", create=True) as lib, lib.store.deed("add", "bench") as deed:
        (uuid,) = versions.add(deed, [("long.txt", new)])

    def article(_: int) -> None:
        with Library.open(path, "bench") as lib:
            reading.article(lib, uuid)

    decoded, opened = in_turns(7, lambda _: utf8.decode(), article)
    yield row("open and read 50 MB", statistics.median(opened), statistics.median(decoded), "ms", "")
    yield ("file of 50 MB", f"{path.stat().st_size / 2**20:.1f} MB", f"{len(utf8) / 2**20:.1f} MB",
           f"{path.stat().st_size / len(utf8):.2f}", "≤ 1.7")  # fmt: skip
    with Library.open(path, "bench") as lib:
        reading.article(lib, uuid)
        end = len(body)
        (tagged,) = in_turns(
            100, lambda n: tagging.toggle(lib, Passage(uuid, Span(end - 99 - n, end - 9)), "risk")
        )
    yield ("tag at the end of 50 MB, p50", f"{quantile(tagged, 0.5) * 1000:.2f} ms", "", "", "≤ 25 ms")


def texts(count: int) -> Iterator[str]:
    """Yield articles of about 2.5 KB, made of the sentences of the seeds in another order."""
    sentences = [
        line for seed in SEEDS for line in seed.read_text("utf-8").replace(". ", ".\n").split("\n") if line
    ]
    for number in range(count):
        chosen: list[str] = []
        while sum(map(len, chosen)) < 2500:
            chosen.append(random.choice(sentences))
        paragraphs = [" ".join(chosen[place : place + 3]) for place in range(0, len(chosen), 3)]
        yield "\n\n".join([f"Article {number} on {random.choice(sentences)[:40]}", *paragraphs]) + "\n"


def pairs(parsed: list[Parsed]) -> list[tuple[str, str]]:
    """Return words that stand side by side."""
    split = [one.body.split() for one in parsed]
    return [pair for words in split for pair in pairwise(words) if all(map(str.isalpha, pair))]


def in_turns(times: int, *works: Callable[[int], object]) -> list[list[float]]:
    """Return the seconds that each work took, each time after the others, so that all meet the same machine."""
    took: list[list[float]] = [[] for _ in works]
    for number in range(times):
        for place, work in enumerate(works):
            took[place].append(timed(partial(work, number)))
    return took


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quantile(values: list[float], place: float) -> float:
    """Return the value below which this part of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * place))]


def row(what: str, measured: float, reference: float, unit: str, reach: str) -> tuple[str, ...]:
    """Return a row with the ratio of two figures; seconds are shown as milliseconds."""
    factor = 1000 if unit == "ms" else 1
    return (
        what,
        f"{measured * factor:.2f} {unit}",
        f"{reference * factor:.2f} {unit}",
        f"{measured / reference:.2f}",
        reach,
    )


if __name__ == "__main__":
    main()
