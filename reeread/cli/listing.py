"""`reeread list`, `show` and `search`: what is in the library."""

import click

from reeread.cli import failure, output
from reeread.cli.asked import Asked
from reeread.cli.group import Command
from reeread.cli.opened import file, library
from reeread.cli.since import AsOf
from reeread.cli.tables import Column, show
from reeread.model.body import BlockKind
from reeread.model.briefing import Article, Briefing
from reeread.model.errors import UsageError


@click.command(
    "list",
    cls=Command,
    examples=("reeread list", "reeread list --state new --sort minutes", "reeread list --json"),
)
@click.option("--stack", metavar="NAME", help="Only the briefings on this stack.")
@click.option("--state", type=click.Choice(["new", "later", "done"]), help="Only new ones, put off, or done.")
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, help="Only with such a passage; repeat for several."
)
@click.option("--text", default="", help="Only with all these words in title, source or byline.")
@click.option(
    "--sort",
    type=click.Choice(["added", "title", "published", "minutes", "annotations"]),
    default="added",
    help="In which order.",
)
@click.option(
    "--as-of", type=AsOf(), help="As the library was at the end of this day, or at this time (UTC)."
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_command(
    ctx: click.Context,
    stack: str | None,
    state: str | None,
    tags: tuple[str, ...],
    text: str,
    sort: str,
    as_of: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the briefings, in the order of adding unless asked otherwise."""
    from itertools import islice

    from reeread.library import reading
    from reeread.model.briefing import Triage
    from reeread.model.selection import Selection

    if not ctx.ensure_object(Asked).db and not (path := file(ctx)).exists():
        failure.say(
            f"No briefings yet: {path} comes with the first `reeread add FILE...`; `reeread` opens five examples."
        )
        return
    with library(ctx, as_of=as_of) as lib:
        wanted = Selection(stack, Triage(state) if state else None, tags, text, sort=sort)
        read = islice(reading.listed(lib, wanted), limit)
        if as_json:
            from reeread.export.rows import briefing_row

            for briefing in read:
                output.json_line(briefing_row(briefing))
            return
        found, total = tuple(read), reading.total(lib)
        ids = reading.short_ids(
            lib, (one for briefing in found for one in (briefing.id, briefing.copy_of) if one)
        )
    if found:
        _table(found, ids)
    elif as_of and not total:
        failure.say("There were no briefings then.")
    elif total:
        failure.say("No briefing is like that: `reeread list` shows them all.")
    else:
        failure.say("No briefings yet: `reeread add FILE...` brings some in.")


def _table(found: tuple[Briefing, ...], ids: dict[str, str]) -> None:
    """Print a line for each briefing; what is a copy of which where there are any."""
    copies = any(briefing.copy_of for briefing in found)
    show(
        (
            Column("id"),
            Column("title", long=True),
            Column("published"),
            Column("min", number=True),
            Column("passages", number=True),
            Column("state"),
            Column("grade"),
            *((Column("copy of"),) if copies else ()),
            Column("stacks"),
            Column("source", long=True),
        ),
        (
            (
                ids[briefing.id],
                briefing.title,
                briefing.published[:10],
                briefing.minutes,
                briefing.annotations,
                briefing.state.value,
                briefing.grade.value if briefing.grade else "",
                *((ids.get(briefing.copy_of, ""),) if copies else ()),
                ", ".join(briefing.stacks),
                briefing.source,
            )
            for briefing in found
        ),
    )


@click.command(
    "show",
    cls=Command,
    examples=(
        "reeread show 4e7a",
        "reeread show 4e7a --plain",
        "reeread show 4e7a --json",
        "reeread show 4e7a --raw > original.txt",
    ),
)
@click.argument("briefing", metavar="ID")
@click.option(
    "--plain", is_flag=True, help="For screen readers: line by line, headings, tags and notes in words."
)
@click.option("--raw", is_flag=True, help="The bytes as they came in.")
@click.option("--furniture", is_flag=True, help="Page furniture too, not only how much there is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with body and blocks.")
@click.pass_context
def show_command(
    ctx: click.Context, briefing: str, plain: bool, raw: bool, furniture: bool, as_json: bool
) -> None:
    """Print one briefing."""
    from reeread.library import reading, tagging

    if plain + raw + as_json > 1:
        raise click.UsageError("--plain, --raw and --json exclude each other.", ctx)
    if raw and output.is_terminal():
        raise UsageError(
            "the bytes could drive this terminal.",
            next_step=f"Write them to a file: reeread show {briefing} --raw > FILE",
        )
    with library(ctx) as lib:
        found = reading.find(lib, briefing)
        if raw:
            output.raw(reading.raw(lib, found.id))
            return
        article = reading.article(lib, found.id)
        reading.check_text(lib, found.id)
        marks = tagging.annotations(lib, found.id) if plain else ()
    if plain:
        from reeread.cli.spoken import spoken

        for one in spoken(article, marks):
            output.line(one)
    elif as_json:
        from reeread.export.rows import article_row

        output.json_line(article_row(article))
    else:
        _print(article, furniture)


def _print(article: Article, furniture: bool) -> None:
    """Print a briefing's head and its blocks, a blank line between them."""
    from reeread.text import display

    briefing = article.briefing
    output.line(f"{briefing.title} (derived)" if briefing.title_derived else briefing.title)
    output.line(
        " · ".join(
            part
            for part in (
                briefing.byline,
                briefing.published[:10] or "no date",
                f"{briefing.characters:,} characters",
                f"{briefing.minutes} min",
                briefing.source,
            )
            if part
        )
    )
    for block in article.blocks:
        text = block.span.within(article.body)
        if block.kind is BlockKind.FURNITURE and not furniture:
            lines = text.count("\n") + 1
            text = f"⋯ {lines} line{'s' * (lines > 1)} of page furniture"
        output.text(f"\n{display.safe(text)}\n")
