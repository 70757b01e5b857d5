"""Erasing briefings for good, which nothing takes back."""

from collections.abc import Sequence
from pathlib import Path

from reeread.library import keeping, minds
from reeread.library.history import PURGE
from reeread.library.library import Library
from reeread.model.errors import AlreadyDone, Ambiguous, NotFound
from reeread.model.grave import Grave
from reeread.store import backups, briefings, purging


def find(lib: Library, id: str) -> Grave:
    """Return the briefing of an id, whole or shortened: listed, taken out, or erased already.

    Raises:
        NotFound: No id is like that.
        Ambiguous: Several are; the message names them.
    """
    with lib.store.reading() as connection:
        found = purging.graves(connection, id)
    if not found:
        raise NotFound(f"No briefing has the id {id}.", next_step="reeread list shows the ids.")
    if len(found) > 1:
        shown = ", ".join(sorted(one.id for one in found)[:5]) + (" …" if len(found) > 5 else "")
        raise Ambiguous(f"Several briefings have an id like {id}: {shown}.", next_step="Give more of it.")
    return found[0]


def holding(lib: Library, briefing: str) -> tuple[Path, ...]:
    """Return the backups beside the library that hold a briefing, or cannot be read and may hold it."""
    return backups.holding(lib.path, briefing)


def quoting(lib: Library, briefing: str) -> tuple[str, ...]:
    """Return the ids of annotations on other briefings whose notes quote a briefing, four words in a row: they stay."""
    with lib.store.reading() as connection:
        return tuple(purging.quoting(connection, briefing))


def purge(lib: Library, briefing: str) -> None:
    """Erase a briefing with everybody's annotations on it, and all that the log tells of them.

    It is out of the library when this returns or fails; its bytes are out of the file only once `sweep` was done.

    Args:
        lib: The library.
        briefing: Its whole id; it may have been taken out before.

    Raises:
        AlreadyDone: It was erased before.
    """
    with lib.store.deed(PURGE, lib.author) as deed:
        if briefings.erased(deed.connection, briefing):
            raise AlreadyDone("This briefing is erased already.")
        purging.erase(deed, briefing)
    lib.forget()


def sweep(lib: Library) -> None:
    """Write the library anew without what was erased, and forget what plug-ins said.

    Raises:
        StoreError: There is no room, or another program reads all the time: it can be done later.
    """
    purging.sweep(lib.store)
    minds.forget()


def delete_backups(lib: Library, found: Sequence[Path]) -> Path:
    """Delete backups, and make one of the library as it is now, so that there is one; return it.

    Raises:
        StoreError: One cannot be deleted, or none can be made.
    """
    made = keeping.back_up(lib.path).path
    for one in found:
        backups.delete(one)
    return made
