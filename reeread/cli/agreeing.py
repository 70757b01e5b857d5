"""`reeread agree`: how far the people who marked a library agree."""

from collections.abc import Sequence
from pathlib import Path

import click

from reeread.cli import output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.agreement import Agreement, Divided

_DIVIDED = 10
_BAR = 20


@click.command(
    "agree",
    cls=Command,
    examples=("reeread agree", "reeread agree --by pair --json", "reeread agree --svg agreement.svg"),
)
@click.option(
    "--by", type=click.Choice(["tag", "briefing", "pair"]), default="tag", help="What a line is about."
)
@click.option(
    "--briefing", "briefings", metavar="ID", multiple=True, help="Only this briefing; repeat for several."
)
@click.option("--stack", metavar="NAME", help="Only the briefings on this stack.")
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help="Only these people; repeat for each."
)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only this tag; repeat for several.")
@click.option("--divided", is_flag=True, help="List the sentences on which people differ, instead.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Draw it into this file, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def agree_command(
    ctx: click.Context,
    by: str,
    briefings: tuple[str, ...],
    stack: str | None,
    authors: tuple[str, ...],
    tags: tuple[str, ...],
    divided: bool,
    svg: Path | None,
    as_json: bool,
) -> None:
    """Say how far people agree: Krippendorff's alpha with its bounds, Cohen's kappa, and alpha on the text itself.

    A sentence counts if at least two people marked something in its briefing. Then come the sentences that divide them most.
    """
    from reeread.library import agreeing

    with library(ctx) as lib:
        found: tuple[Agreement, ...] = ()
        apart: tuple[Divided, ...] = ()
        if svg is not None or not divided:
            found = agreeing.agree(lib, by, briefings=briefings, stack=stack, authors=authors, tags=tags)
        if divided or not as_json:
            apart = agreeing.divided(lib, briefings=briefings, stack=stack, authors=authors, tags=tags)
    if as_json:
        from reeread.export.rows import agreement_row, divided_row

        for row in map(divided_row, apart) if divided else map(agreement_row, found):
            output.json_line(row)
    elif divided:
        _show_divided(apart)
    else:
        _show(by, found)
        if apart:
            output.line("")
            _show_divided(apart[:_DIVIDED])
    if svg is not None:
        from reeread.export.agreement_picture import picture
        from reeread.export.writing import write

        write(svg, picture(found))


def _show(by: str, found: Sequence[Agreement]) -> None:
    show(
        (
            Column(by, long=True),
            Column("alpha", number=True),
            Column("95 %"),
            Column("kappa", number=True),
            Column("on text", number=True),
            Column("sentences", number=True),
            Column("marked", number=True),
            Column(""),
        ),
        (
            (
                one.what,
                _number(one.alpha.value),
                f"{_number(one.alpha.low)} – {_number(one.alpha.high)}" if one.alpha.low is not None else "",
                _number(one.kappa),
                _number(one.spans),
                f"{one.units:,}",
                f"{one.marked:,}",
                "█" * round(_BAR * max(0.0, one.alpha.value or 0.0)),
            )
            for one in found
        ),
    )


def _show_divided(apart: Sequence[Divided]) -> None:
    show(
        (
            Column("differ on", number=True),
            Column("who marked what", long=True),
            Column("sentence", long=True),
        ),
        (
            (
                str(one.apart),
                "; ".join(f"{author}: {', '.join(tags) or 'nothing'}" for author, tags in one.tags.items()),
                one.text,
            )
            for one in apart
        ),
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
