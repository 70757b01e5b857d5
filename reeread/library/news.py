"""What others did in a library since it was looked at last: another reader, or another thread of this one."""

from dataclasses import dataclass

from reeread.library.library import Library
from reeread.store import news as rows

_MANY = 200
"""Briefings of which each is read anew by itself; of more, the whole list is."""


@dataclass(frozen=True, slots=True)
class News:
    """What is to be read anew."""

    briefings: frozenset[str]
    """The ids of those that something was done to."""
    authors: tuple[str, ...]
    tags: bool
    """Whether the codebook changed."""
    all: bool
    """Whether briefings came or went, or so many were touched that the list is read as a whole."""


def last_deed(library: Library) -> int:
    """Return a number that is another one after any deed, here or elsewhere, 0 before the first.

    Raises:
        StoreError: The library cannot be read.
    """
    with library.store.reading() as connection:
        return rows.last(connection)


def has_hub(library: Library) -> bool:
    """Return whether a library was ever shared over a hub; this alone asks for nothing that sharing needs.

    Raises:
        StoreError: The library cannot be read.
    """
    from reeread.store import sharing  # after the first paint

    with library.store.reading() as connection:
        return sharing.partner(connection) is not None


class Ear:
    """Hears of what others do: to ask costs a look into memory that SQLite shares, and writes nothing.

    One thread uses it, the one whose own deeds are no news to it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        with library.store.reading() as connection:
            self._seen = rows.seen(connection)
            self._last = rows.last(connection)

    def hear(self) -> News | None:
        """Return what others did since the last call, None for nothing.

        Raises:
            StoreError: The library cannot be read, or its file is not the one any more that was opened.
        """
        self._library.store.check()
        with self._library.store.reading() as connection:
            seen = rows.seen(connection)
            if seen == self._seen:
                return None
            self._seen = seen
            before, self._last = self._last, rows.last(connection)
            if self._last < before:  # a backup was put back
                return News(frozenset(), (), True, True)
            touched = rows.touched(connection, before, _MANY)
        briefings = frozenset(one for _, one, _ in touched if one)
        kinds = {kind for kind, _, _ in touched}
        authors = tuple(sorted({author for _, _, author in touched}))
        if not touched:
            return None
        return News(briefings, authors, "tag" in kinds, "briefing" in kinds or len(touched) >= _MANY)
