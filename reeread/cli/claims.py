"""`reeread claims`: what several briefings of the library state of the same thing."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.claim import Claim


@click.command(
    "claims",
    cls=Command,
    examples=("reeread claims", "reeread claims 4e7a", "reeread claims --json > claims.jsonl"),
)
@click.argument("briefings", metavar="[ID]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def claims_command(ctx: click.Context, briefings: tuple[str, ...], as_json: bool) -> None:
    """Print what briefings claim of the same thing, and whether they agree.

    Of several briefings, the claims among them; of one, those that it shares with any other; without an ID, those
    of the whole library. Copies of one text count as one origin.
    """
    from reeread.library import reading
    from reeread.library.claiming import claims

    with library(ctx) as lib:
        ids = reading.short_ids(lib)
        found = claims(lib, [reading.find(lib, one).id for one in briefings])
    if as_json:
        from reeread.export.rows import claim_row

        for claim in found:
            output.json_line(claim_row(claim))
    elif found:
        _table(found, ids)
    else:
        failure.say("No claims are shared here.")


def _table(found: tuple[Claim, ...], ids: dict[str, str]) -> None:
    """Print a line for each claim, with what each briefing says."""
    show(
        (
            Column("verdict"),
            Column("claim", long=True),
            Column("sources"),
            Column("origins", number=True),
            Column("said", long=True),
        ),
        (
            (
                f"{claim.verdict.sign} {claim.verdict}",
                claim.label,
                " against ".join(str(len(side)) for side in claim.sides),
                claim.origins,
                _said(claim, ids),
            )
            for claim in found
        ),
    )


def _said(claim: Claim, ids: dict[str, str]) -> str:
    """Return the figures as printed, each with the briefings that print it."""
    printed: dict[str, dict[str, None]] = {}
    for passage in claim.passages:
        printed.setdefault(passage.value, {})[ids[passage.source]] = None
    return " · ".join(f"{value} ({', '.join(sources)})" for value, sources in printed.items())
