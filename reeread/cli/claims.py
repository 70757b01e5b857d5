"""`reeread claims`: what several briefings of the library state of the same thing, and what people decided on it."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.progress import told
from reeread.cli.ruling import Deed
from reeread.cli.tables import Column, show
from reeread.model.claim import Claim
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict

_SHORTEST = 8
"""A claim's id is shown with so many characters, its last ones."""


@click.command(
    "claims",
    cls=Command,
    writes=True,
    examples=(
        "reeread claims",
        "reeread claims 4e7a --json",
        "reeread claims --confirm 5d1f03aa",
        'reeread claims --retract 5d1f03aa --reason "The ministry took the figure back." --date 2025-11-02',
        "reeread claims --merge 5d1f03aa --merge 90cc41b2",
    ),
)
@click.argument("briefings", metavar="[ID]...", nargs=-1)
@click.option("--stack", metavar="NAME", help="Only the briefings on this stack.")
@click.option("--dismissed", is_flag=True, help="Also claims that somebody dismissed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--confirm", metavar="CLAIM", help="Let the claim stand with its verdict, whatever is computed later."
)
@click.option(
    "--verdict",
    type=click.Choice([one.value for one in Verdict]),
    help="Confirm it with this verdict instead.",
)
@click.option("--dismiss", metavar="CLAIM", help="Let the claim be none.")
@click.option("--retract", metavar="CLAIM", help="Let the claim hold no longer; needs --reason.")
@click.option("--reason", default="", help="Why it is retracted.")
@click.option("--date", default="", metavar="DATE", help="Since when it holds no longer.  [default: today]")
@click.option("--reopen", metavar="CLAIM", help="Take back what was decided on the claim.")
@click.option(
    "--merge",
    metavar="CLAIM",
    multiple=True,
    help="Let this claim and others be one, called as the first; repeat it.",
)
@click.option(
    "--split", metavar="CLAIM", help="Take the passages of a briefing out of the claim; needs --from."
)
@click.option("--from", "source", default="", metavar="ID", help="The briefing to take out of it.")
@click.pass_context
def claims_command(
    ctx: click.Context,
    briefings: tuple[str, ...],
    stack: str | None,
    dismissed: bool,
    as_json: bool,
    confirm: str | None,
    verdict: str | None,
    dismiss: str | None,
    retract: str | None,
    reason: str,
    date: str,
    reopen: str | None,
    merge: tuple[str, ...],
    split: str | None,
    source: str,
) -> None:
    """Print what briefings claim of the same thing, and whether they agree.

    Of several briefings, the claims among them; of one, those that it shares with any other; without an ID, those
    of the whole library. Copies of one text count as one origin. The last column is the claim's id: by it a claim
    is confirmed, dismissed, retracted, merged or split, which no later run overturns and `reeread undo` takes back.
    """
    from reeread.library import reading
    from reeread.library.claiming import claims

    deeds = {"confirm": confirm, "dismiss": dismiss, "retract": retract, "reopen": reopen, "split": split}
    named = {name: (claim,) for name, claim in deeds.items() if claim} | ({"merge": merge} if merge else {})
    if len(named) > 1:
        raise click.UsageError(f"One deed at a time, not {' and '.join(f'--{one}' for one in named)}.", ctx)
    with library(ctx) as lib:
        chosen = [reading.find(lib, one).id for one in briefings]
        with told("Comparing") as tell:
            found = claims(lib, chosen, stack=stack, dismissed=dismissed or bool(named), tell=tell)
        for name, which in named.items():
            said = Deed(name, which, verdict, reason, date, source).do(lib, found)
            output.line(f"{said} `reeread undo` takes it back.")
            return
        ids = reading.short_ids(lib, (passage.source for claim in found for passage in claim.passages))
    if as_json:
        from reeread.export.rows import settled_row

        for claim in found:
            output.json_line(settled_row(claim))
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
            Column("decided", long=True),
            Column("id"),
        ),
        (
            (
                f"{claim.verdict.sign} {claim.verdict}",
                claim.label,
                " against ".join(str(len(side)) for side in claim.sides),
                claim.origins,
                _said(claim, ids),
                _decided(claim),
                claim.id[-_SHORTEST:],
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


def _decided(claim: Claim) -> str:
    """Return what somebody made of a claim, in words."""
    ruling = claim.ruling
    if ruling is None:
        return ""
    said = {Standing.OPEN: "put together"}.get(ruling.standing, ruling.standing.value)
    parts = [f"{said} by {ruling.author}"]
    if ruling.date:
        parts.append(f"{ruling.date}: {ruling.reason}")
    if ruling.joined:
        parts.append(f"{ruling.joined} since")
    if claim.unsure:
        parts.append("for review")
    return ", ".join(parts)
