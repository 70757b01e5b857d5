"""Briefings with their passages, read as they are walked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from reeread.export.dossier import Entry
from reeread.library.commitments import commitments
from reeread.library.library import Library
from reeread.library.suggesting import everybody
from reeread.model.annotation import Annotation
from reeread.model.asked import Asked
from reeread.model.promise import Commitment
from reeread.store import annotations, highlights, versions
from reeread.store.engine import Connection

_AT_ONCE = 64
"""Briefings that are read at once."""


@dataclass(frozen=True, slots=True)
class Entries(Collection[Entry]):
    """The entries of a dossier, read some at a time whenever they are walked, so that memory stays flat."""

    lib: Library
    chosen: tuple[str, ...]
    """Ids of briefings."""
    wanted: Asked | None
    """Which of their annotations leave; of what it asks of briefings nothing is heeded. None for none, and no tags counted."""
    ids: frozenset[str] | None = None
    """Those that somebody chose one by one."""

    def __len__(self) -> int:
        return len(self.chosen)

    def __contains__(self, entry: object) -> bool:
        return isinstance(entry, Entry) and entry.article.briefing.id in self.chosen

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self.chosen), _AT_ONCE):
            yield from self._read(self.chosen[start : start + _AT_ONCE])

    def _read(self, part: tuple[str, ...]) -> Iterator[Entry]:
        passages: dict[str, list[Annotation]] = {}
        with self.lib.store.reading() as connection:
            decided = highlights.ruled_on(connection, part)
            for one in self._found(connection, part):
                passages.setdefault(one.briefing, []).append(one)
            articles = [
                *versions.articles(connection, part, counted=self.wanted is not None)
            ]  # without what somebody took out meanwhile
        for article in articles:
            id = article.briefing.id
            marked = tuple(passages.get(id, ()))
            yield Entry(
                article,
                marked,
                everybody(self.lib, id) if id in decided else (),
                partial(_commitments, self.lib, id, frozenset(one.id for one in marked)),
            )

    def _found(self, connection: Connection, part: tuple[str, ...]) -> Iterator[Annotation]:
        if self.wanted is None:
            return
        for one in annotations.found(connection, self.wanted._replace(briefings=part, stacks=None)):
            if self.ids is None or one.id in self.ids:
                yield one


def _commitments(lib: Library, briefing: str, ids: frozenset[str]) -> tuple[Commitment, ...]:
    """Return those of these annotations of a briefing that are commitments."""
    return tuple(one for one in commitments(lib, [briefing]) if one.annotation.id in ids)
