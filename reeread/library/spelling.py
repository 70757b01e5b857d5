"""Briefings and passages as text, most of it spelled by SQLite, in other processes where there is much of it."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from reeread.export.dossier import Entry, Form, Spelling
from reeread.extract.mixing import hints
from reeread.library.bulk.crew import cores
from reeread.library.entries import Entries
from reeread.library.library import Library
from reeread.model.asked import Asked
from reeread.store import spelled as rows
from reeread.store import words
from reeread.store.engine import Connection

_AT_ONCE = 96
"""Briefings that make one piece of text."""
_FEW = 32
"""Up to so many pieces are made here: other processes would take longer to start than they save."""
_WRITTEN = 2**16
"""Characters that are written at once."""
_AHEAD = 2
"""Pieces for each process that wait to be made or to be written."""


def spelled(
    lib: Library, chosen: Sequence[str], wanted: Asked, spelling: Spelling
) -> Iterator[tuple[int, str]]:
    """Yield the text of briefings, given by their ids and in their order, with how many are done; memory stays flat.

    Passages in briefings that say nothing of how likely or how sure anything is, which are most, are spelled by SQLite.
    """
    with lib.store.reading() as connection:
        telling = words.saying(connection, hints())
    parts = [tuple(chosen[start : start + _AT_ONCE]) for start in range(0, len(chosen), _AT_ONCE)]
    jobs = [(part, frozenset(telling.intersection(part))) for part in parts]
    done, begun = 0, False
    for part, text in zip(parts, _texts(lib, jobs, wanted, spelling), strict=True):
        done += len(part)
        if text and begun:
            yield done, spelling.between
        begun = begun or bool(text)
        # Copies of all of it would leave holes in memory, which grow from piece to piece.
        for start in range(0, len(text), _WRITTEN):
            yield done, text[start : start + _WRITTEN]


_NONE = rows.Spelled("", "", [])

_Job = tuple[tuple[str, ...], frozenset[str]]
"""Ids of briefings, and of those among them whose passages may say how likely or how sure something is."""


def _texts(lib: Library, jobs: Sequence[_Job], wanted: Asked, spelling: Spelling) -> Iterator[str]:
    if len(jobs) <= _FEW or not lib.store.shared or (processes := cores()) < 2:
        for job in jobs:
            yield _text(lib, job, wanted, spelling)
        return
    with ExitStack() as ending:
        # A new interpreter each: a fork of one that has threads, or a library open, could stop for good.
        pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _bind)
        ending.callback(pool.shutdown, cancel_futures=True)
        line: deque[Future[str]] = deque()
        for job in jobs:
            line.append(pool.submit(_elsewhere, lib.path, job, wanted, spelling))
            if len(line) > processes * _AHEAD:
                yield line.popleft().result()
        while line:
            yield line.popleft().result()


def _elsewhere(path: Path, job: _Job, wanted: Asked, spelling: Spelling) -> str:
    with Library.open(path, "") as lib:
        return _text(lib, job, wanted, spelling)


def _bind() -> None:
    """Leave interruptions to whoever asked, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _text(lib: Library, job: _Job, wanted: Asked, spelling: Spelling) -> str:
    """Return the text of some briefings."""
    part, telling = job
    with lib.store.reading() as connection:
        telling |= rows.orphaned(connection, part)
        quiet = tuple(id for id in part if id not in telling)
        passages = {one.briefing: one for one in _passages(connection, quiet, wanted, spelling)}
    told: dict[str, Entry | None] = dict.fromkeys(passages)
    if spelling.whole:
        told |= {entry.article.briefing.id: entry for entry in Entries(lib, quiet, None)}
    texts = {}
    for id, entry in told.items():
        _, head, marks = passages.get(id, _NONE)
        texts[id] = spelling.composed(entry, head, marks)
    for entry in Entries(lib, tuple(id for id in part if id in telling), wanted):
        texts[entry.article.briefing.id] = spelling.compose(entry)
    return spelling.between.join(texts[id] for id in part if id in texts)


def _passages(
    connection: Connection, briefings: tuple[str, ...], wanted: Asked, spelling: Spelling
) -> Iterator[rows.Spelled]:
    """Yield the passages of briefings as they are to be spelled; without briefings none, and not all there are."""
    if not briefings:
        return
    asked = wanted._replace(briefings=briefings, stacks=None)
    if spelling.form is Form.JSON:
        yield from rows.as_json(connection, asked, spelling.fields)
    else:
        yield from rows.as_csv(connection, asked, spelling.fields, spelling.computed)
