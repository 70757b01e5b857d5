"""`reeread annotations`: tagged and noted passages."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.since import AsOf, Since
from reeread.cli.tables import Column, show
from reeread.model.annotation import Annotation


@click.command(
    "annotations",
    cls=Command,
    examples=(
        "reeread annotations --tag risk",
        "reeread annotations --briefing 4e7a --since 2025-10-01 --json",
        "reeread annotations --text year --sort modified",
    ),
)
@click.option(
    "--briefing", "briefings", metavar="ID", multiple=True, help="Only of this briefing; repeat for several."
)
@click.option("--stack", metavar="NAME", help="Only of the briefings on this stack.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only with this tag; repeat for several.")
@click.option(
    "--author", "authors", metavar="NAME", multiple=True, help="Only by this author; repeat for several."
)
@click.option("--since", type=Since(), help="Only made or changed since then.")
@click.option("--text", default="", help="Only with all these words in quote or note.")
@click.option(
    "--state",
    "states",
    type=click.Choice(["anchored", "moved", "review", "orphan"]),
    multiple=True,
    help="Only in this state of their anchor; repeat for several.",
)
@click.option(
    "--sort", type=click.Choice(["place", "modified", "tag"]), default="place", help="In which order."
)
@click.option(
    "--as-of", type=AsOf(), help="As the library was at the end of this day, or at this time (UTC)."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def annotations_command(
    ctx: click.Context,
    briefings: tuple[str, ...],
    stack: str | None,
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    since: str | None,
    text: str,
    states: tuple[str, ...],
    sort: str,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List annotations, in the order of briefings and text unless asked otherwise."""
    from reeread.library import reading, tagging
    from reeread.model.annotation import AnchorState

    with library(ctx, as_of=as_of) as lib:
        found = tagging.annotations(
            lib,
            briefings=[reading.find(lib, one).id for one in briefings],
            tags=tags,
            authors=authors,
            since=since,
            stack=stack,
            states=[AnchorState(state) for state in states],
            text=text,
            sort=sort,
        )
        ids = {} if as_json else reading.short_ids(lib, (one.briefing for one in found))
    if as_json:
        from reeread.export.rows import annotation_row

        for annotation in found:
            output.json_line(annotation_row(annotation))
    elif found:
        _table(found, ids)
    else:
        failure.say("No annotations here: in the reader a tag's key makes one, here `reeread tag`.")


def _table(found: tuple[Annotation, ...], ids: dict[str, str]) -> None:
    """Print a line for each annotation."""
    show(
        (
            Column("briefing"),
            Column("start", number=True),
            Column("tags"),
            Column("quote", long=True),
            Column("note", long=True),
            Column("author"),
            Column("modified"),
            Column("grade", number=True),
        ),
        (
            (
                ids[one.briefing],
                one.anchor.start,
                ", ".join(one.tags),
                one.anchor.exact,
                one.note,
                one.author,
                one.modified[:10],
                one.grade.value if one.grade else "",
            )
            for one in found
        ),
    )
