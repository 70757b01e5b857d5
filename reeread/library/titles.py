"""The titles of briefings, each read when it is asked for."""

from collections.abc import Iterator, Mapping

from reeread.library.library import Library
from reeread.store import briefings


class Titles(Mapping[str, str]):
    """Titles by the ids of their briefings; iterating gives those that were asked for."""

    def __init__(self, lib: Library) -> None:
        self._lib = lib
        self._known: dict[str, str | None] = {}

    def __getitem__(self, id: str) -> str:
        """Return the title of a listed briefing; KeyError where there is none."""
        if id not in self._known:
            with self._lib.store.reading() as connection:
                self._known[id] = briefings.title(connection, id)
        if (title := self._known[id]) is None:
            raise KeyError(id)
        return title

    def __eq__(self, other: object) -> bool:
        """Return whether they are the same: what was asked for already says nothing of the rest."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __iter__(self) -> Iterator[str]:
        return (id for id, title in self._known.items() if title is not None)

    def __len__(self) -> int:
        return sum(title is not None for title in self._known.values())
