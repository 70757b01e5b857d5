"""Stacks as lists show them, and what stands in them."""

from collections.abc import Iterator

from reeread.model.stack import Stack
from reeread.store.engine import Connection


def listed(connection: Connection) -> Iterator[Stack]:
    """Yield the stacks that hold briefings, in the order of their names."""
    rows = connection.execute(
        """
        SELECT stacks.name, count(*), sum(briefings.triage = 'new'), sum(briefings.triage = 'later'),
               sum(briefings.triage = 'done'),
               sum((SELECT count(*) FROM annotations WHERE briefing_id = briefings.id)),
               sum(versions.characters)
        FROM stacks JOIN stack_briefings ON stack_id = stacks.id
        JOIN briefings ON briefings.id = stack_briefings.briefing_id
        JOIN versions ON versions.id = briefings.version_id
        WHERE briefings.removed IS NULL GROUP BY stacks.id ORDER BY stacks.name
        """
    )
    for row in rows:
        yield Stack(*row)


def names(connection: Connection) -> list[str]:
    """Return the names of the stacks that hold briefings, in alphabetical order."""
    rows = connection.execute(
        "SELECT name FROM stacks WHERE EXISTS (SELECT 1 FROM stack_briefings WHERE stack_id = stacks.id) ORDER BY name"
    )
    return [name for (name,) in rows]


def members(connection: Connection, name: str) -> list[str]:
    """Return the ids of the briefings in a stack, in the order of adding; empty when there is no such stack."""
    rows = connection.execute(
        "SELECT briefings.uuid FROM briefings JOIN stack_briefings ON briefing_id = briefings.id"
        " JOIN stacks ON stacks.id = stack_id WHERE stacks.name = ? AND removed IS NULL ORDER BY briefings.id",
        (name,),
    )
    return [uuid for (uuid,) in rows]
