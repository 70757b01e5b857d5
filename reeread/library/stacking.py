"""Briefings gathered in stacks."""

from collections.abc import Iterable

from reeread.library.library import Library
from reeread.model.errors import NotFound, UsageError
from reeread.model.stack import Stack
from reeread.store import briefings as rows
from reeread.store import stacks as shelves
from reeread.store.deed import Deed


def stacks(lib: Library) -> tuple[Stack, ...]:
    """Return the stacks in the order of their names, with what stands in them."""
    with lib.store.reading() as connection:
        return tuple(shelves.listed(connection))


def gather(lib: Library, briefings: Iterable[str], stack: str) -> int:
    """Let briefings stand in a stack too, which is made if there is none; return how many did not yet.

    Args:
        lib: The library.
        briefings: Their whole ids.
        stack: The stack's name.

    Raises:
        NotFound: The library holds no such briefing.
        UsageError: The name cannot be a stack's.
    """
    wanted = name(stack)
    with lib.store.deed("stack", lib.author) as deed:
        return sum(_change(deed, one, wanted, None) for one in briefings)


def take_out(lib: Library, briefings: Iterable[str], stack: str) -> int:
    """Let briefings stand in a stack no longer, and return how many did; one that is empty is gone.

    Raises:
        NotFound: The library holds no such briefing or stack.
    """
    with lib.store.deed("unstack", lib.author) as deed:
        _known(deed, stack)
        return sum(_change(deed, one, None, stack) for one in briefings)


def rename(lib: Library, stack: str, new_name: str) -> Stack:
    """Call a stack otherwise, and return it.

    Raises:
        NotFound: There is no such stack.
        UsageError: The new name cannot be a stack's, or another has it.
    """
    wanted = name(new_name)
    with lib.store.deed("stack rename", lib.author) as deed:
        members = _known(deed, stack)
        if wanted != stack:
            if shelves.members(deed.connection, wanted):
                raise UsageError(
                    f"There is a stack “{wanted}” already.", next_step="Gather the briefings in that one."
                )
            for one in members:
                _change(deed, one, wanted, stack)
        return next(found for found in shelves.listed(deed.connection) if found.name == wanted)


def remove(lib: Library, stack: str) -> int:
    """Take a stack away and return how many briefings stood in it; they stay in the library.

    Raises:
        NotFound: There is no such stack.
    """
    with lib.store.deed("stack remove", lib.author) as deed:
        return sum(_change(deed, one, None, stack) for one in _known(deed, stack))


def name(stack: str) -> str:
    """Return what a stack is called, without white space around it.

    Raises:
        UsageError: It is empty or holds what cannot be seen.
    """
    if not stack.strip() or not stack.isprintable():
        raise UsageError(f"{stack!r} is no name for a stack.", next_step="Use letters, digits and spaces.")
    return stack.strip()


def _change(deed: Deed, briefing: str, put: str | None, taken: str | None) -> bool:
    """Put a briefing into a stack and take it out of another, and return whether that changed anything."""
    state = rows.state(deed.connection, briefing)
    if state is None:
        raise NotFound(f"No briefing has the id {briefing}.", next_step="reeread list shows the ids.")
    standing = {*state["stacks"], *([put] if put else [])} - {taken}
    return deed.change("briefing", rows, briefing, {"stacks": sorted(standing)})


def _known(deed: Deed, stack: str) -> list[str]:
    """Return the ids of the briefings in a stack."""
    members = shelves.members(deed.connection, stack)
    if not members:
        names = ", ".join(f"“{one.name}”" for one in shelves.listed(deed.connection))
        there = f"there are {names}." if names else "`reeread add --stack NAME` makes one."
        raise NotFound(f"No stack is called “{stack}”:", next_step=there)
    return members
