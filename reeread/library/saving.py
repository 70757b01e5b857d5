"""Searches that are kept under a name, to be run again; shared by all who use the library."""

from reeread.library.library import Library
from reeread.library.tagging import storable
from reeread.model.errors import AlreadyDone, NotFound, UsageError
from reeread.model.search import Saved
from reeread.store import searches

SIGN = "@"
"""What stands before a name where a query is asked for."""
_LONGEST = 80


def saved(lib: Library) -> tuple[Saved, ...]:
    """Return the searches in the order of their names."""
    with lib.store.reading() as connection:
        return tuple(searches.listed(connection))


def save(lib: Library, name: str, query: str) -> Saved:
    """Keep a query under a name; one that was kept under it before is replaced.

    Raises:
        UsageError: The name or the query is empty, or the name cannot be one.
        AlreadyDone: The query is kept under this name.
    """
    name, query = _usable(name), query.strip()
    if not query or query.startswith(SIGN):
        raise UsageError("There is no query to keep.", next_step="Write what is to be looked for.")
    storable(query)
    with lib.store.deed("search save", lib.author) as deed:
        known = searches.ids(deed.connection).get(name)
        state = {"author": lib.author, "name": name, "query": query, "made": deed.at}
        before = searches.state(deed.connection, known) if known else None
        if before and before["query"] == query:
            raise AlreadyDone(f"“{name}” looks for this already.")
        deed.change("search", searches, known or deed.new_id(), state)
    return Saved(name, query, lib.author, deed.at)


def rename(lib: Library, name: str, new: str) -> None:
    """Give a search another name.

    Raises:
        NotFound: None is called so.
        UsageError: The new name is another's, or cannot be one.
    """
    new = _usable(new)
    with lib.store.deed("search rename", lib.author) as deed:
        known = searches.ids(deed.connection)
        id = _id(known, name)
        if new in known and new != name.strip():
            raise UsageError(f"Another search is called “{new}”.", next_step="Remove that one first.")
        deed.change("search", searches, id, {"name": new})


def remove(lib: Library, name: str) -> None:
    """Take a search away.

    Raises:
        NotFound: None is called so.
    """
    with lib.store.deed("search remove", lib.author) as deed:
        deed.change("search", searches, _id(searches.ids(deed.connection), name), None)


def meant(lib: Library, query: str) -> str:
    """Return the query that is kept under a name that begins with "@"; any other text is a query itself.

    Raises:
        NotFound: No search is called so.
    """
    if not query.startswith(SIGN):
        return query
    kept = {one.name: one.query for one in saved(lib)}
    if (found := kept.get(query[1:].strip())) is None:
        raise _unknown(query[1:], kept)
    return found


def _id(known: dict[str, str], name: str) -> str:
    name = name.strip().removeprefix(SIGN)
    if name not in known:
        raise _unknown(name, known)
    return known[name]


def _unknown(name: str, known: dict[str, str]) -> NotFound:
    names = ", ".join(f"“{one}”" for one in sorted(known)) or "none yet"
    return NotFound(f"No search is called “{name.strip()}”.", next_step=f"There are {names}.")


def _usable(name: str) -> str:
    """Return a name as it is kept."""
    name = " ".join(name.split()).removeprefix(SIGN)
    if not name or len(name) > _LONGEST:
        raise UsageError(
            f"A search needs a name of at most {_LONGEST} characters.", next_step="Give it a short one."
        )
    storable(name)
    return name
