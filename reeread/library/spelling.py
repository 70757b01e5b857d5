"""Briefings and passages as text, straight from what the library keeps wherever nothing needs to be read closely."""

from collections.abc import Iterator, Sequence

from reeread.export.dossier import Spelling
from reeread.extract.mixing import hints
from reeread.library.entries import Entries
from reeread.library.library import Library
from reeread.model.annotation import AnchorState, Plain
from reeread.model.asked import Asked
from reeread.store import annotations, briefings, words

_AT_ONCE = 64
"""Briefings that are read at once."""


def spelled(
    lib: Library, chosen: Sequence[str], wanted: Asked, spelling: Spelling
) -> Iterator[tuple[int, str]]:
    """Yield the text of briefings, given by their ids and in their order, with how many are done; memory stays flat.

    Most say nothing of how likely or how sure anything is: of their passages no objects are made.
    """
    with lib.store.reading() as connection:
        telling = words.saying(connection, hints())
    begun = False
    for start in range(0, len(chosen), _AT_ONCE):
        part = chosen[start : start + _AT_ONCE]
        texts = _texts(lib, part, telling, wanted, spelling)
        for number, id in enumerate(part, start=start + 1):
            if text := texts.get(id, ""):
                yield number, spelling.between + text if begun else text
                begun = True


def _texts(
    lib: Library, part: Sequence[str], telling: set[str], wanted: Asked, spelling: Spelling
) -> dict[str, str]:
    """Return the texts of some briefings by their ids."""
    plain = _plain(lib, [id for id in part if id not in telling], wanted)
    if spelling.whole is not None:
        told = {one.article.briefing.id: one for one in Entries(lib, tuple(plain), None)}
        texts = {id: spelling.whole(one, plain[id]) for id, one in told.items()}
    else:
        assert spelling.rows is not None
        with lib.store.reading() as connection:
            heads = briefings.heads(connection, [id for id, rows in plain.items() if rows])
        texts = {one.id: spelling.rows(one, plain[one.id]) for one in heads}
    for entry in Entries(lib, tuple(id for id in part if id not in plain), wanted):
        texts[entry.article.briefing.id] = spelling.compose(entry)
    return texts


def _plain(lib: Library, quiet: Sequence[str], wanted: Asked) -> dict[str, list[Plain]]:
    """Return the annotations that leave of each of these briefings, without briefings that have orphans among them."""
    kept: dict[str, list[Plain]] = {id: [] for id in quiet}
    orphaned: set[str] = set()
    asked = wanted._replace(briefings=quiet, stacks=None)
    with lib.store.reading() as connection:
        for one in annotations.plain(connection, asked) if quiet else ():
            _, row = one
            kept[row[1]].append(one)
            if row[12] == AnchorState.ORPHAN:
                orphaned.add(row[1])
    return {id: rows for id, rows in kept.items() if id not in orphaned}
