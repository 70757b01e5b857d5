"""`reeread settle`: the sentences on which people differ, and what a gold set is to say of them."""

from collections.abc import Sequence

import click

from reeread.cli import output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.agreement import GOLD, Dispute

QUOTE = "Nippon Export and Investment Insurance (NEXI)"


@click.command(
    "settle",
    cls=Command,
    writes=True,
    examples=(
        "reeread settle --open",
        "reeread settle --agreed",
        f'reeread settle 4e7a --quote "{QUOTE}" --like ben --reason "What it insures may fail."',
        f'reeread settle 4e7a --quote "{QUOTE}" --nothing --reason "A name, and no news."',
    ),
)
@click.argument("briefing", metavar="[ID]", required=False)
@click.option("--quote", help="A part of the sentence to settle, to the letter.")
@click.option(
    "--start", type=click.IntRange(min=0), help="Where the quote begins, when it stands several times."
)
@click.option("--as", "bears", metavar="TAG", multiple=True, help="What it bears; repeat for several.")
@click.option("--like", metavar="NAME", help="It bears what this person put on it.")
@click.option("--nothing", is_flag=True, help="It bears no tag.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.option("--agreed", is_flag=True, help="Take in every sentence that all who read it marked alike.")
@click.option(
    "--gold", default=GOLD, metavar="NAME", show_default=True, help="The gold set, e.g. gold/ports."
)
@click.option("--open", "only_open", is_flag=True, help="List only what is not settled yet.")
@click.option("--stack", metavar="NAME", help="Only the briefings on this stack.")
@click.option("--of", "authors", metavar="NAME", multiple=True, help="Only what these people said.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only where they differ in this tag.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def settle_command(
    ctx: click.Context,
    briefing: str | None,
    quote: str | None,
    start: int | None,
    bears: tuple[str, ...],
    like: str | None,
    nothing: bool,
    reason: str,
    agreed: bool,
    gold: str,
    only_open: bool,
    stack: str | None,
    authors: tuple[str, ...],
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """List the sentences on which people differ, or settle one into a gold set, with the reason.

    A gold set is what was decided, kept as annotations of an author whom nobody is: `reeread export json --author gold`.
    """
    from reeread.library import gold as settling

    decided = bool(bears) + (like is not None) + nothing
    if (quote is None) != (decided == 0) or decided > 1 or (quote is not None and briefing is None):
        raise click.UsageError(
            "To settle a sentence name it and say what holds: ID, --quote TEXT,"
            " --as TAG or --like NAME or --nothing, and --reason TEXT.",
            ctx,
        )
    if agreed and (quote is not None or tags):
        raise click.UsageError(
            "--agreed takes in whole sentences, all at once: it goes with neither --quote nor --tag.", ctx
        )
    chosen = (briefing,) if briefing else ()
    with library(ctx) as lib:
        if agreed:
            done = settling.settle_agreed(lib, gold, briefings=chosen, stack=stack, authors=authors)
            output.line(f"Taken into {gold}: {done:,} on which all agree.{_UNDO if done else ''}")
            return
        found = settling.disputes(lib, gold, briefings=chosen, stack=stack, authors=authors, tags=tags)
        if quote is not None and briefing is not None:
            from reeread.cli.quotes import passage

            one = settling.at(found, passage(lib, briefing, quote, start))
            borne = bears if like is None else settling.side(one, like)
            settling.settle(lib, one.passage, borne, reason, gold)
            output.line(f"Settled as {', '.join(borne) or 'nothing'}.{_UNDO}")
            return
    shown = [one for one in found if not only_open or one.decided is None]
    if as_json:
        from reeread.export.rows import dispute_row

        for row in map(dispute_row, shown):
            output.json_line(row)
    else:
        _show(shown)
        output.line("")
        output.line(f"{sum(one.decided is not None for one in found):,} of {len(found):,} settled.")


_UNDO = " `reeread undo` takes it back."


def _show(found: Sequence[Dispute]) -> None:
    show(
        (
            Column("differ on", number=True),
            Column("who marked what", long=True),
            Column("settled as", long=True),
            Column("sentence", long=True),
        ),
        (
            (
                str(one.divided.apart),
                "; ".join(
                    f"{author}: {', '.join(tags) or 'nothing'}" for author, tags in one.divided.tags.items()
                ),
                "" if one.decided is None else ", ".join(one.decided.tags) or "nothing",
                one.divided.text,
            )
            for one in found
        ),
    )
