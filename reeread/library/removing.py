"""Taking briefings out of the library."""

from reeread.library.library import Library
from reeread.model.briefing import Briefing
from reeread.store import briefings


def remove(lib: Library, briefing: str) -> Briefing:
    """Take a briefing, with all that stands on it, out of the lists, and return it; undo brings it back.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.deed("remove", lib.author) as deed:
        gone = briefings.one(deed.connection, briefing)
        deed.change("briefing", briefings, briefing, None)
        return gone
