"""Finding words in everything that was read."""

from collections.abc import Callable

from reeread.library.library import Library
from reeread.model.search import Found
from reeread.store import search as words


def search(
    lib: Library,
    query: str,
    limit: int = 50,
    *,
    begun: bool = False,
    stop: Callable[[], bool] | None = None,
) -> tuple[Found, ...]:
    """Return the briefings that fit a query, best first, or newest first with `sort:newest`.

    Words must all be there, those in quotation marks together; `store.query.read` says what else can be asked.
    Case and accents do not count, and whatever is no part of that language is a word too, never a syntax error.
    With `begun` the last word may be just a beginning: it is being typed. Once `stop` says so, nothing more is
    looked for.
    """
    with lib.store.reading() as connection:
        return tuple(words.found(connection, query, limit, begun=begun, stop=stop))
