"""The library as it was at a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from reeread.library.library import Library
from reeread.store import past


@contextmanager
def as_of(lib: Library, moment: str) -> Iterator[Library]:
    """Lend the library as it was at a moment, to be read only; briefings that were erased since are not in it.

    It is a copy, made now and gone afterwards; the longer ago the moment, the longer it takes.

    Args:
        lib: The library.
        moment: An ISO date-time in UTC, to the millisecond, with Z.

    Raises:
        StoreError: There is no room for the copy, or the log does not fit what the library holds.
    """
    then = datetime.fromisoformat(moment).timestamp()
    with Library(past.rewound(lib.store, moment, lambda: then), lib.author, base=lib.base) as library:
        yield library
