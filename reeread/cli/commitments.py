"""`reeread commitments`: who promised what, until when, and whether it was kept."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.commitment import Fate
from reeread.model.promise import Commitment


@click.command(
    "commitments",
    cls=Command,
    examples=("reeread commitments", "reeread commitments --state due", "reeread commitments 4e7a --json"),
)
@click.argument("briefings", metavar="[ID]...", nargs=-1)
@click.option(
    "--state",
    "states",
    type=click.Choice([fate.value for fate in Fate]),
    multiple=True,
    help="Only those that stand so; repeat for several.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def commitments_command(
    ctx: click.Context, briefings: tuple[str, ...], states: tuple[str, ...], as_json: bool
) -> None:
    """List the passages tagged as commitments, of briefings or of all: who, what, until when.

    A commitment is open, or due once its day is over; in the reader a person says that it was met or broken, with the
    passage that shows it.
    """
    from reeread.library import reading
    from reeread.library.commitments import commitments

    with library(ctx) as lib:
        chosen = [reading.find(lib, one).id for one in briefings]
        found = [one for one in commitments(lib, chosen) if not states or one.fate.value in states]
        ids = reading.short_ids(lib, (one.annotation.briefing for one in found))
    if as_json:
        from reeread.export.rows import commitment_row

        for one in found:
            output.json_line(commitment_row(one))
    elif found:
        _table(found, ids)
    else:
        failure.say("No commitments here: tag passages as commitment, and they are listed.")


def _table(found: list[Commitment], ids: dict[str, str]) -> None:
    """Print a line for each commitment."""
    show(
        (
            Column("state"),
            Column("until"),
            Column("who", long=True),
            Column("promise", long=True),
            Column("briefing"),
            Column("start", number=True),
        ),
        (
            (
                one.fate.value,
                one.day or (f"“{one.pledge.deadline.text}”" if one.pledge.deadline else ""),
                one.pledge.actor,
                one.pledge.promise,
                ids[one.annotation.briefing],
                one.annotation.anchor.start,
            )
            for one in found
        ),
    )
