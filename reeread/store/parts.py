"""A part of a deed that is kept or lost by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from reeread.store.deed import Deed


@contextmanager
def part(deed: Deed) -> Iterator[None]:
    """Let what is written inside be lost if it fails, and nothing else of the deed."""
    left = len(deed.at_commit)
    deed.connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        deed.connection.execute("ROLLBACK TO part")
        deed.connection.execute("RELEASE part")
        del deed.at_commit[left:]
        deed.forget_authors()
        raise
    deed.connection.execute("RELEASE part")
