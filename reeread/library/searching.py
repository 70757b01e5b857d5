"""Finding words in everything that was read."""

from reeread.library.library import Library
from reeread.model.search import Found
from reeread.store import search as words


def search(lib: Library, query: str, limit: int = 50, *, begun: bool = False) -> tuple[Found, ...]:
    """Return the briefings that hold every word of a query, best first.

    Words in quotation marks must stand together. Case and accents do not count, and whatever else is typed
    is a word too, never a syntax error. With `begun` the last word may be just a beginning: it is being typed.
    """
    with lib.store.reading() as connection:
        return tuple(words.found(connection, query, limit, begun=begun))
