"""Measure a newsroom's archive: what grows when a library holds a thousand, ten thousand, a hundred thousand briefings.

    bench/archive.py FOLDER [--sizes 1000,10000,100000]

Libraries are made in FOLDER, once, and kept: with 100,000 briefings and a million annotations that takes some ten minutes
and 1.5 GB, and each run tags in them and adds a briefing. Each figure stands beside SQLite answering the same question of
the same file in the same run, in turns, its rows fetched and nothing made of them.
"""

import argparse
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from archives import archive, texts
from store import in_turns, quantile

from reeread.library import Library, adding, claiming, glance, listing, reading, searching, tagging, warm_up
from reeread.library.shelf import Shelf
from reeread.model.annotation import Passage
from reeread.model.asked import Asked
from reeread.model.briefing import Triage
from reeread.model.selection import Selection
from reeread.model.span import Span
from reeread.store import engine

_PAGE = 64
_LIST = (
    "SELECT briefings.uuid, title, source, published, byline, added, characters, triage, grade FROM briefings"
    " JOIN versions ON versions.id = version_id WHERE removed IS NULL"
)
_MARKS = (
    'SELECT annotations.uuid, briefings.uuid, start, "end", exact, note, modified FROM annotations'
    " JOIN briefings ON briefings.id = annotations.briefing_id WHERE removed IS NULL"
)


class Question(NamedTuple):
    """What is asked of a library, and how SQLite is asked the same."""

    name: str
    ours: Callable[[int], object]
    raw: Callable[[int], object] | None = None
    reach: str = ""
    times: int = 20
    place: float = 0.5
    """Which of the times counts: the one in the middle, or the one that few are above."""


def main() -> None:
    """Print a table: a row for each question, two columns for each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--sizes", default="1000,10000,100000")
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in given.sizes.split(",")]
    rows: dict[str, list[str]] = {}
    for size in sizes:
        for name, cells in measured(archive(given.folder, size), size):
            rows.setdefault(name, []).extend(cells)
    print("| ms, median | " + " | ".join(f"{size:,} | SQLite" for size in sizes) + " |")
    print("| --- |" + " ---: | ---: |" * len(sizes))
    for name, cells in rows.items():
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def measured(path: Path, size: int) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the name of each question with the two figures of a library."""
    with Library.open(path, "bench") as lib:
        warm_up(lib)
        raw = engine.connect(os.fspath(path))
        for one in (*_lists(lib, raw), *_searches(lib, raw, size), *_counts(lib, raw), *_deeds(lib, path)):
            one.ours(0)
            took = in_turns(one.times, one.ours, *((one.raw,) if one.raw else ()))
            figures = [f"{1000 * quantile(times, one.place):,.1f}" for times in took]
            name = one.name + (f" ({one.reach})" if one.reach else "")
            yield name, (figures[0], figures[1] if one.raw else "")
        raw.close()


def _rows(raw: engine.Connection, query: str, *values: object) -> Callable[[int], object]:
    return lambda _: raw.execute(query, values).fetchall()


def _lists(lib: Library, raw: engine.Connection) -> Iterator[Question]:
    """Yield questions about briefings and annotations in rows."""

    def opened(_: int) -> None:
        Library.open(lib.path, "bench").close()

    def connected(_: int) -> None:
        connection = engine.connect(os.fspath(lib.path))
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        connection.close()

    def page(selection: Selection, at: int = 0) -> Callable[[int], object]:
        return lambda _: Shelf(lib, selection)[at]

    def first(selection: Selection) -> Callable[[int], object]:
        return lambda _: list(islice(reading.listed(lib, selection), _PAGE))

    def marks(asked: Asked) -> Callable[[int], object]:
        return lambda _: listing.numbered(lib, listing.rows(lib, asked, _PAGE))

    limit = f"LIMIT {_PAGE}"
    yield Question("open and close", opened, connected)
    yield Question(
        "list: first page", page(Selection()), _rows(raw, f"{_LIST} ORDER BY briefings.id {limit}")
    )
    yield Question(
        "list: last page",
        page(Selection(), -1),
        _rows(raw, f"SELECT * FROM ({_LIST} ORDER BY briefings.id DESC {limit}) ORDER BY uuid"),
    )
    yield Question("list by title: first page", page(Selection(sort="title")),
                   _rows(raw, f"{_LIST} ORDER BY lower(title) {limit}"))  # fmt: skip
    yield Question("list by date: first page", page(Selection(sort="published")),
                   _rows(raw, f"{_LIST} ORDER BY published DESC {limit}"))  # fmt: skip
    yield Question("list: put off", page(Selection(state=Triage.LATER)),
                   _rows(raw, f"{_LIST} AND triage = 'later' ORDER BY briefings.id {limit}"))  # fmt: skip
    yield Question(
        "list: by tag",
        first(Selection(tags=("risk",))),
        _rows(raw, f"{_LIST} AND EXISTS (SELECT 1 FROM annotations JOIN annotation_tags ON annotation_id = annotations.id"
              f" JOIN tags ON tags.id = tag_id WHERE name = 'risk' AND annotations.briefing_id = briefings.id)"
              f" ORDER BY briefings.id {limit}"),
    )  # fmt: skip
    word = lib_word(lib)
    yield Question("list: a word of a title", first(Selection(text=word)),
                   _rows(raw, f"{_LIST} AND instr(lower(title || source || byline), ?) LIMIT {_PAGE}", word))  # fmt: skip
    some = Shelf(lib)[-_PAGE:]
    short = reading.short_ids(lib, [some[7].id])[some[7].id]
    yield Question("find by a shortened id", lambda _: reading.find(lib, short),
                   _rows(raw, f"{_LIST} AND briefings.uuid = ?", some[7].id))  # fmt: skip
    yield Question("annotations: first page", marks(Asked()),
                   _rows(raw, f"{_MARKS} ORDER BY annotations.briefing_id, start {limit}"))  # fmt: skip
    yield Question("annotations: of one tag and author", marks(Asked(tags=("risk",), authors=("ana",))),
                   _rows(raw, f"{_MARKS} AND annotations.author_id = (SELECT id FROM authors WHERE name = 'ana')"
                         " AND EXISTS (SELECT 1 FROM annotation_tags WHERE annotation_id = annotations.id AND tag_id ="
                         f" (SELECT id FROM tags WHERE name = 'risk')) ORDER BY annotations.briefing_id, start {limit}"))  # fmt: skip
    yield Question("annotations: changed last", marks(Asked(sort="modified")),
                   _rows(raw, f"{_MARKS} ORDER BY modified DESC {limit}"), times=5)  # fmt: skip


def lib_word(lib: Library) -> str:
    """Return a number in the title of one briefing only."""
    return Shelf(lib)[-3].title.rpartition("(")[2].rstrip(")")


def _searches(lib: Library, raw: engine.Connection, size: int) -> Iterator[Question]:
    """Yield searches for words that few briefings hold, and for words that most do."""
    rng = random.Random(3)
    bodies = [text for _, text in islice(texts(size), 60)]
    pairs = [f'"{one} {two}"' for body in bodies for one, two in [_pair(body, rng)]]
    common = ["the", "of", "in"]

    def raw_search(query: Callable[[int], str], order: str) -> Callable[[int], object]:
        return lambda turn: raw.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY {order} LIMIT 50", (query(turn),)
        ).fetchall()

    yield Question("search: two words side by side, p95", lambda turn: searching.search(lib, pairs[turn % 60]),
                   raw_search(lambda turn: pairs[turn % 60], "rank"), "≤ 100", 60, 0.95)  # fmt: skip
    yield Question("search: a common word, best first", lambda turn: searching.search(lib, common[turn % 3]),
                   raw_search(lambda turn: common[turn % 3], "rank"), "cancellable", 6)  # fmt: skip
    yield Question(
        "search: a common word, newest first",
        lambda turn: searching.search(lib, f"{common[turn % 3]} sort:newest"),
        raw_search(lambda turn: common[turn % 3], "rowid DESC"),
        "≤ 50",
    )
    looks = iter(range(10**9))
    yield Question("search: a common word, called off at once",
                   lambda _: searching.search(lib, "the", stop=lambda: next(looks) >= 0))  # fmt: skip


def _pair(body: str, rng: random.Random) -> tuple[str, str]:
    words = [word for word in body.split() if word.isalpha()]
    at = rng.randrange(len(words) - 1)
    return words[at], words[at + 1]


def _counts(lib: Library, raw: engine.Connection) -> Iterator[Question]:
    """Yield what is counted, and claims."""
    yield Question(
        "statistics: tags and notes by author",
        lambda _: glance.tallied(lib),
        _rows(raw, "SELECT author_id, tag_id, count(*) FROM annotations JOIN annotation_tags ON annotation_id = annotations.id"
              " GROUP BY author_id, tag_id"),
        times=3,
    )  # fmt: skip
    yield Question("how many briefings and passages", lambda _: (len(Shelf(lib)), Shelf(lib).passages),
                   _rows(raw, "SELECT (SELECT count(*) FROM briefings), (SELECT count(*) FROM annotations)"), times=5)  # fmt: skip
    rng, shelf = random.Random(5), Shelf(lib)
    some = [shelf[rng.randrange(len(shelf))].id for _ in range(8)]
    yield Question("claims of one briefing", lambda turn: claiming.claims(lib, [some[turn % 8]]), times=7)


def _deeds(lib: Library, path: Path) -> Iterator[Question]:
    """Yield what writes."""
    briefing = Shelf(lib)[len(Shelf(lib)) // 2].id
    page = os.urandom(8192)
    descriptor = os.open(path.with_suffix(".page"), os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def synced(_: int) -> None:
        os.write(descriptor, page)
        os.fdatasync(descriptor)

    def tag(turn: int) -> None:
        tagging.toggle(lib, Passage(briefing, Span(1000 + turn % 200, 1040 + turn % 200)), "risk")

    yield Question("durable tag, beside fdatasync", tag, synced, times=200)
    folder = Path(tempfile.mkdtemp())

    def add(turn: int) -> None:
        text = folder / f"{random.random()}.txt"
        text.write_text(f"{random.random()}\n\n" + " ".join(f"w{random.random()}" for _ in range(300)))
        (outcome,) = adding.add(lib, [str(text)])
        assert outcome.status == "added"

    yield Question("add one text", add, times=10)
    path.with_suffix(".page").unlink()


if __name__ == "__main__":
    main()
