"""Newsrooms' archives to measure with: briefings of 2.5 KB on many events, ten annotations each by several readers."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from claims import documents

from reeread.library import Library, adding
from reeread.library.bulk.crew import cores
from reeread.model.body import Meta, Parsed
from reeread.model.extraction import Highlight
from reeread.store import versions
from reeread.store.deed import Deed
from reeread.text.blocks import blocks
from reeread.text.sentences import sentences

Thing = TypeVar("Thing")

EVENT = 4
"""Briefings of one event."""
_LENGTH = 2_500
_TELLING, _SAYING = 0.4, 0.08
"""How many of the briefings, and then of their sentences, say how likely something is."""
_LIKELY = "likely", "probably", "chance"
_EACH = 10
"""Annotations of a briefing."""
_AUTHORS = ("ana", "ben", "chloe", "dmitri", "emi", "farid")
_PLACES = ("wire", "blog", "ministry", "court", "bank", "desk")
_STACKS = 40
_TAGS = ("risk", "commitment", "speculation", "confirmed")
_WEIGHTS = (3, 4, 2, 5)
_COLUMNS = 'uuid, briefing_id, version_id, author_id, start, "end", exact, prefix, suffix, note, state, created, modified'
_EVENT = (
    "transaction_id, number, transaction_uuid, at, author_id, deed, subject, subject_id, briefing_id, after"
)


def archive(folder: Path, count: int) -> Path:
    """Return a library of so many briefings, made in a folder unless it is there."""
    path = folder / f"archive-{count}.db"
    if not path.exists():
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with Library.open(new, _AUTHORS[0], create=True) as lib, lib.store.importing():
            _add(lib, count)
            _sort_out(lib)
            _annotate(lib)
            with lib.store.reading() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        new.rename(path)
    return path


def texts(count: int) -> Iterator[tuple[int, str]]:
    """Yield numbered texts: events told four times, then words of which few are common and most are rare.

    As of 181 articles of newspapers and blogs, a quarter say how likely something is, and then once or twice.
    """
    vocabulary = _vocabulary()
    weights = list(accumulate(1 / place for place in range(1, len(vocabulary) + 1)))
    for one in documents(count, max(1, count // EVENT)):
        rng, number = random.Random(one.source), int(one.source)
        body, telling = one.body, rng.random() < _TELLING
        while len(body) < _LENGTH:
            sentence = rng.choices(vocabulary, cum_weights=weights, k=rng.randrange(8, 20))
            if telling and rng.random() < _SAYING:
                sentence[rng.randrange(len(sentence))] = rng.choice(_LIKELY)
            body += f"{' ' if rng.random() < 0.8 else chr(10) * 2}{' '.join(sentence).capitalize()}."
        yield number, body


def ready(text: tuple[int, str]) -> tuple[str, versions.Prepared]:
    """Return where a text comes from and the rows that it becomes; its key sentences are every third one."""
    number, body = text
    rng = random.Random(number)
    found = blocks(body)
    spans = [(span, block) for block in found for span in sentences(body, block)]
    highlights = [
        Highlight(span.start, span.end, span.within(body), block.kind, 0.5, not place % 3)
        for place, (span, block) in enumerate(spans)
    ]
    day = date(2005, 1, 1) + timedelta(days=rng.randrange(7_500))
    place = _PLACES[number % len(_PLACES)]
    title = f"{body.partition(chr(10))[0]} ({number})"
    meta = Meta(title, byline=f"{place} {number % 97}", published=day.isoformat() if number % 9 else "")
    parsed = Parsed(body, tuple(found), meta)
    return f"{place}/{day.year}/{number}.txt", versions.prepared(parsed, body.encode(), highlights, "bench")


def _vocabulary(size: int = 60_000) -> list[str]:
    """Return words of syllables, the common ones short."""
    rng, syllables = random.Random(7), [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    made: dict[str, None] = {}
    while len(made) < size:
        made["".join(rng.choices(syllables, k=1 + min(4, len(made).bit_length() // 4)))] = None
        if len(made) < 60:
            made["".join(rng.choices(syllables, k=2))] = None
    return list(made)


def _add(lib: Library, count: int) -> None:
    """Write the briefings in the batches in which `add` writes them, every second one into a stack."""
    stacks = cycle([(), *((f"stack {one}",) for one in range(_STACKS))])
    with get_context("spawn").Pool(cores()) as pool:
        for batch in _batches(pool.imap(ready, texts(count), chunksize=64), adding.BATCH):
            with lib.store.together(), lib.store.deed("add", lib.author) as deed:
                versions.add(deed, batch, next(stacks))


def _sort_out(lib: Library) -> None:
    """Let most briefings be done, some put off for later."""
    with lib.store.together() as connection:
        connection.execute("UPDATE briefings SET triage = 'done' WHERE id % 10 < 7")
        connection.execute("UPDATE briefings SET triage = 'later' WHERE id % 10 = 7")


def _annotate(lib: Library) -> None:
    """Write annotations with their tags and events: rows as the deeds write them, many at once."""
    with lib.store.reading() as connection:
        rows = connection.execute("SELECT id, uuid, version_id FROM briefings ORDER BY id").fetchall()
        tags = dict(connection.execute("SELECT name, id FROM tags").fetchall())
        keys = dict(connection.execute("SELECT name, uuid FROM tags").fetchall())
    for part in _batches(rows, 1_000):
        with lib.store.together(), lib.store.deed("tag", lib.author) as deed:
            _mark(lib, deed, part, tags, keys)


def _mark(
    lib: Library,
    deed: Deed,
    part: Sequence[tuple[int, str, int]],
    tags: dict[str, int],
    keys: dict[str, str],
) -> None:
    connection = deed.connection
    authors = {name: deed.author_id(name) for name in _AUTHORS}
    last = connection.execute("SELECT max(transaction_id) FROM events").fetchone()[0]
    number = connection.execute("SELECT coalesce(max(id), 0) FROM annotations").fetchone()[0]
    made, borne, events = [], [], []
    for row, briefing, version in part:
        rng = random.Random(row)
        body = lib.text(connection, version).body
        for place in range(_EACH):
            number, last = number + 1, last + 1
            start = place * (len(body) // _EACH) + rng.randrange(20)
            end = start + rng.randrange(30, 160)
            author = rng.choice(_AUTHORS)
            chosen = sorted({*rng.choices(_TAGS, _WEIGHTS, k=1 + (rng.random() < 0.2))})
            at = (date(2006, 1, 1) + timedelta(days=rng.randrange(7_400))).isoformat() + "T08:00:00.000Z"
            own = {
                "start": start,
                "end": min(end, len(body)),
                "exact": body[start:end],
                "prefix": body[max(0, start - 32) : start],
                "suffix": body[end : end + 32],
                "note": f"See {body[start : start + 20]}, {rng.randrange(999)}."
                if rng.random() < 0.2
                else "",
                "state": "anchored",
                "created": at,
                "modified": at,
            }
            uuid = deed.new_id()
            made.append((uuid, row, version, authors[author], *own.values()))
            borne += [(number, tags[tag]) for tag in chosen]
            after = {"briefing": briefing, "version": 1, "author": author, **own}
            after["tags"] = [keys[tag] for tag in chosen]
            told = json.dumps(after, ensure_ascii=False, separators=(",", ":"))
            events.append((last, 0, deed.new_id(), at, authors[author], "tag", "annotation", uuid, row, told))
    _many(deed, "annotations", _COLUMNS, made)
    _many(deed, "annotation_tags", "annotation_id, tag_id", borne)
    _many(deed, "events", _EVENT, events)
    deed.logged += len(events)


def _many(deed: Deed, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
    places = ", ".join("?" * len(rows[0]))
    deed.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Yield things so many at a time."""
    source = iter(things)
    while batch := list(islice(source, size)):
        yield batch
