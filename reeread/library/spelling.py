"""Briefings and passages as text, straight from what the library keeps wherever nothing needs to be read closely."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from reeread.export.dossier import Spelling
from reeread.extract.mixing import hints
from reeread.library.entries import Entries
from reeread.library.library import Library
from reeread.library.uncollected import uncollected
from reeread.model.annotation import AnchorState, Plain
from reeread.model.asked import Asked
from reeread.model.errors import StoreError
from reeread.store import annotations, briefings, words
from reeread.store.engine import Connection

_AT_ONCE = 32
"""Briefings that are read at once: of more, less stays in the cache of a processor."""


def spelled(
    lib: Library, chosen: Sequence[str], wanted: Asked, spelling: Spelling
) -> Iterator[tuple[int, list[str]]]:
    """Yield the text of briefings, given by their ids and in their order, some at a time, with how many are done.

    It comes in pieces of a briefing each, since one rare character makes all that it is joined with larger. Most say
    nothing of how likely or how sure anything is: of their passages no objects are made.
    """
    try:
        with lib.store.reading() as connection:
            telling = words.saying(connection, hints())
    except StoreError:  # the index is damaged, and all else may leave
        telling = set(chosen)
    begun = False
    for start in range(0, len(chosen), _AT_ONCE):
        part = chosen[start : start + _AT_ONCE]
        with uncollected():
            texts = _texts(lib, part, telling, wanted, spelling)
        pieces: list[str] = []
        for text in filter(None, map(texts.get, part)):
            pieces += (spelling.between, text) if begun else (text,)
            begun = True
        yield start + len(part), pieces


def _texts(
    lib: Library, part: Sequence[str], telling: set[str], wanted: Asked, spelling: Spelling
) -> dict[str, str]:
    """Return the texts of some briefings by their ids."""
    with lib.store.reading() as connection:
        told = annotations.told(connection, spelling.tags, spelling.author)
        plain = _plain(connection, [id for id in part if id not in telling], wanted, spelling.fields)
        heads = (
            briefings.heads(connection, [id for id, rows in plain.items() if rows]) if spelling.rows else ()
        )
    texts: dict[str, str] = {}
    if spelling.rows:
        texts = {one.id: spelling.rows(one, plain[one.id], told) for one in heads}
    if spelling.whole:
        entries = {one.article.briefing.id: one for one in Entries(lib, tuple(plain), None)}
        texts = {id: spelling.whole(one, plain[id], told) for id, one in entries.items()}
    for entry in Entries(lib, tuple(id for id in part if id not in plain), wanted):
        texts[entry.article.briefing.id] = spelling.compose(entry)
    return texts


def _plain(
    connection: Connection, quiet: Sequence[str], wanted: Asked, fields: Sequence[str]
) -> dict[str, list[Plain]]:
    """Return the annotations that leave of each of these briefings, without briefings that have orphans among them."""
    if not quiet:
        return {}
    asked = wanted._replace(briefings=quiet, stacks=None)
    every = annotations.plain(connection, asked, fields)
    kept: dict[str, list[Plain]] = {id: [] for id in quiet}
    kept.update((id, [*rows]) for id, rows in groupby(every, itemgetter(0)))
    if AnchorState.ORPHAN in map(itemgetter(1), every):
        for id in {row[0] for row in every if row[1] == AnchorState.ORPHAN}:
            del kept[id]
    return kept
