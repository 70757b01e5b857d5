"""What a reader has done with a briefing: it is new, put off for later, or done."""

from collections.abc import Iterable

from reeread.library.library import Library
from reeread.model.briefing import Briefing, Triage
from reeread.store import briefings as rows


def set_state(lib: Library, briefing: str, state: Triage) -> Briefing:
    """Mark a briefing as new, later or done and return it; what it is already leaves no trace.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.deed("triage", lib.author) as deed:
        rows.current(deed.connection, briefing)
        deed.change("briefing", rows, briefing, {"state": Triage(state).value})
        return rows.one(deed.connection, briefing)


def set_states(lib: Library, briefings: Iterable[str], state: Triage) -> int:
    """Mark briefings as new, later or done: one deed; return how many were not so yet.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.deed("triage", lib.author) as deed:
        changed = 0
        for briefing in briefings:
            rows.current(deed.connection, briefing)
            changed += deed.change("briefing", rows, briefing, {"state": Triage(state).value})
        return changed
