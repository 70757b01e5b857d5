"""Briefings and passages as text, straight from what the library keeps wherever nothing needs to be read closely."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from reeread.export.dossier import Spelling
from reeread.export.likely import QUIET, SILENT, Estimates
from reeread.library.entries import Entries
from reeread.library.library import Library
from reeread.library.uncollected import uncollected
from reeread.model.annotation import Plain
from reeread.model.asked import Asked
from reeread.model.briefing import Article
from reeread.model.errors import ReereadError
from reeread.model.extraction import Says
from reeread.store import annotations, briefings, versions
from reeread.store.bodies import Text
from reeread.store.engine import Connection

_AT_ONCE = 64
"""Briefings that are read at once: of more, less stays in the cache of a processor."""
_LONG = 2**16
"""Characters from which on a text is read by itself, so that memory stays flat."""
_USUAL = 2**11
"""Characters that other texts are taken to have."""
_FEW = 64
"""Up to so many times texts are read here: other processes would take longer to start than they save."""
_MOST = 4
"""Processes that are asked: as much as they make is as much as can be written."""


class _Part(NamedTuple):
    """Briefings that are read at once."""

    ids: tuple[str, ...]
    size: int
    """Characters of all, about."""


def spelled(
    lib: Library, chosen: Sequence[str], wanted: Asked, spelling: Spelling
) -> Iterator[tuple[int, list[str]]]:
    """Yield the text of briefings, given by their ids and in their order, some at a time, with how many are done.

    It comes in pieces of a briefing each, since one rare character makes all that it is joined with larger. No objects are made of
    passages. Most briefings are known to say nothing of how sure anything is: these are not read for it.
    """
    with lib.store.reading() as connection:
        long = briefings.long(connection, _LONG)
    parts = [*_parts(chosen, long)]
    done, begun = 0, False
    for part, texts in zip(parts, _made(lib, parts, wanted, spelling), strict=True):
        pieces: list[str] = []
        for text in texts:
            pieces += (spelling.between, text) if begun else (text,)
            begun = True
        done += len(part.ids)
        yield done, pieces


def _parts(chosen: Sequence[str], long: Mapping[str, int]) -> Iterator[_Part]:
    """Yield briefings in their order, those of long texts by themselves."""
    for alone, run in groupby(chosen, long.__contains__):
        ids, step = [*run], 1 if alone else _AT_ONCE
        for start in range(0, len(ids), step):
            part = tuple(ids[start : start + step])
            yield _Part(part, sum(long.get(id, _USUAL) for id in part))


def _made(lib: Library, parts: Sequence[_Part], wanted: Asked, spelling: Spelling) -> Iterator[list[str]]:
    """Yield the texts of parts in their order, made by several processes where there is much to do."""
    here = partial(_texts, lib, wanted, spelling)
    if len(parts) <= _FEW or lib.store.file is None:
        yield from map(here, parts)
        return
    from reeread.library.bulk.crew import cores, hired
    from reeread.library.bulk.line import Line, Work

    there = partial(_elsewhere, lib.path, lib.store.file, wanted, spelling)
    with hired(min(cores(), _MOST)) as crew:
        line = Line(crew, Work(there, lambda *_: None, lambda part: part.size, here))
        made = chain(chain.from_iterable(map(line.give, parts)), line.rest())
        for part, texts in zip(parts, made, strict=True):
            yield here(part) if texts is None else texts


def _elsewhere(
    path: Path, file: tuple[int, int], wanted: Asked, spelling: Spelling, part: _Part
) -> list[str] | None:
    """Return the texts of a part, None where the library cannot be read from this process or is another one."""
    try:
        lib = _opened(path)
        return _texts(lib, wanted, spelling, part) if lib.store.file == file else None
    except ReereadError:
        return None


@cache
def _opened(path: Path) -> Library:
    """Return a library that is open as long as this process lives, which serves one export."""
    return Library.open(path, "", read_only=True)


def _texts(lib: Library, wanted: Asked, spelling: Spelling, part: _Part) -> list[str]:
    """Return the texts of some briefings in their order."""
    with uncollected(), lib.store.reading() as connection:
        told = annotations.told(connection, spelling.tags, spelling.author)
        plain = _plain(connection, part.ids, wanted, spelling.fields)
        said = versions.saying(connection, part.ids)
        more = [id for id, says in said.items() if says is Says.MORE]
        texts: dict[str, str] = {}
        if spelling.whole:
            entries = {one.article.briefing.id: one for one in Entries(lib, part.ids, None)}
            spoken = {id: entries[id].article for id in more if id in entries}
            estimates = _estimates(part.ids, said, spoken)
            texts = {id: spelling.whole(one, plain[id], told, estimates[id]) for id, one in entries.items()}
        elif spelling.rows:
            estimates = _estimates(
                part.ids, said, versions.texts(connection, [id for id in more if plain[id]])
            )
            heads = briefings.heads(connection, [id for id, rows in plain.items() if rows])
            texts = {one.id: spelling.rows(one, plain[one.id], told, estimates[one.id]) for one in heads}
    return [*filter(None, map(texts.get, part.ids))]


def _plain(
    connection: Connection, ids: Sequence[str], wanted: Asked, fields: Sequence[str]
) -> dict[str, list[Plain]]:
    """Return the annotations that leave of each of these briefings."""
    every = annotations.plain(connection, wanted._replace(briefings=ids, stacks=None), fields)
    kept: dict[str, list[Plain]] = {id: [] for id in ids}
    kept.update((id, [*rows]) for id, rows in groupby(every, itemgetter(0)))
    return kept


def _estimates(
    ids: Sequence[str], said: Collection[str], spoken: Mapping[str, Article | Text]
) -> dict[str, Estimates]:
    """Return what tells how likely and how sure annotations are, by the ids of briefings.

    Args:
        ids: The briefings.
        said: Those that say anything of it.
        spoken: The texts of those that are to be read for it.
    """
    silence = {id: QUIET if id in said else SILENT for id in ids}
    return silence | {id: Estimates(one.body, one.blocks) for id, one in spoken.items()}
