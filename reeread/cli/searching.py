"""`reeread search`: words in everything that was read, and the searches that are kept under a name."""

from collections.abc import Sequence
from shlex import quote

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, Lit, show
from reeread.library import Library
from reeread.model.search import Found


@click.command(
    "search",
    cls=Command,
    examples=(
        'reeread search "rare earth"',
        "reeread search 'alliance OR agree* tag:risk after:2025-10 sort:newest'",
        "reeread search China --json",
        "reeread search 'tariff* tag:risk' --save tariffs",
        "reeread search --saved",
    ),
    writes=True,
)
@click.argument("query", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@click.option(
    "--save", metavar="NAME", help="Keep the query under this name, and run it: @NAME runs it again."
)
@click.option("--saved", is_flag=True, help="List the searches that are kept.")
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Give a search that is kept another name.")
@click.option("--remove", metavar="NAME", help="Keep a search no longer.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def search_command(
    ctx: click.Context,
    query: str | None,
    limit: int,
    save: str | None,
    saved: bool,
    rename: tuple[str, str] | None,
    remove: str | None,
    as_json: bool,
) -> None:
    """Search the text of all briefings.

    Words, "phrases", beginnings*, OR, NOT, NEAR, tag:, author:, source:, stack:, before:, after:, in:title and
    sort:newest; docs/commands.md says more. @NAME is the search that is kept under a name.
    """
    from reeread.library import reading, saving
    from reeread.library.searching import search

    asked = [one for one in (query is not None, saved, rename is not None, remove is not None) if one]
    if len(asked) != 1 or (save is not None and query is None):
        raise click.UsageError("Give a QUERY, or one of --saved, --rename and --remove.", ctx)
    with library(ctx) as lib:
        if query is None:
            _kept(lib, rename, remove, as_json)
            return
        meant = saving.meant(lib, query)
        if save is not None:
            name = saving.save(lib, save, meant).name
            failure.say(
                f"Kept as “{name}”: `reeread search {quote(f'@{name}')}` runs it again, `reeread undo` takes it back."
            )
        found, total = search(lib, meant, limit), reading.total(lib)
        ids = reading.short_ids(lib, (hit.briefing for hit in found))
    if as_json:
        for hit in found:
            output.json_line(
                {"briefing": hit.briefing, "start": hit.start, "end": hit.end, "snippet": hit.snippet}
            )
    elif found:
        _table(found, ids)
    else:
        failure.say(f"Nothing in {total:,} briefings matches “{meant}”.")


def _table(found: Sequence[Found], ids: dict[str, str]) -> None:
    """Print a line for each briefing, with the words lit that were looked for."""
    show(
        (
            Column("id"),
            Column("title", long=True),
            Column("start", number=True),
            Column("passage", long=True),
        ),
        ((ids[hit.briefing], hit.title, hit.start, Lit(hit.snippet, hit.lit)) for hit in found),
    )


def _kept(lib: Library, rename: tuple[str, str] | None, remove: str | None, as_json: bool) -> None:
    """List the searches that are kept, or change one."""
    from reeread.library import saving

    if rename is not None:
        saving.rename(lib, *rename)
        output.line(f"“{rename[0]}” is called “{rename[1]}” now. `reeread undo` takes it back.")
    elif remove is not None:
        saving.remove(lib, remove)
        output.line(f"“{remove}” is kept no longer. `reeread undo` takes it back.")
    elif as_json:
        for one in saving.saved(lib):
            output.json_line({"name": one.name, "query": one.query, "author": one.author, "made": one.made})
    elif kept := saving.saved(lib):
        show(
            (Column("name"), Column("query", long=True), Column("author"), Column("kept since")),
            ((one.name, one.query, one.author, one.made[:10]) for one in kept),
        )
    else:
        failure.say("No searches are kept yet: `reeread search QUERY --save NAME` keeps one.")
