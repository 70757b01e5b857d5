"""`reeread tag` and `untag`: tags and notes from scripts."""

import click

from reeread.cli import output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.model.errors import NotFound

QUOTE = "China controls 80%–90% of the global rare earth production"


@click.command(
    "tag",
    cls=Command,
    writes=True,
    examples=(
        f'reeread tag 4e7a --quote "{QUOTE}" --as confirmed',
        'reeread tag 4e7a --quote "rare earth" --start 130 --as risk --as commitment --note "Check the date."',
    ),
)
@click.argument("briefing", metavar="ID")
@click.option("--quote", required=True, help="The passage, to the letter.")
@click.option("--as", "tags", metavar="TAG", multiple=True, help="A tag of the codebook; repeat for several.")
@click.option("--note", help="A note on the passage; it replaces an earlier one.")
@click.option(
    "--start", type=click.IntRange(min=0), help="Where the quote begins, when it stands several times."
)
@click.pass_context
def tag_command(
    ctx: click.Context, briefing: str, quote: str, tags: tuple[str, ...], note: str | None, start: int | None
) -> None:
    """Tag a passage, or write a note on it."""
    from reeread.cli.quotes import passage
    from reeread.library.tagging import tag

    if not tags and note is None:
        raise click.UsageError("Say what to do with the passage: --as TAG, --note TEXT or both.", ctx)
    with library(ctx) as lib:
        tag(lib, passage(lib, briefing, quote, start), tags, note)
    deed = f"Tagged “{short(quote)}” as {', '.join(tags)}" if tags else f"Noted on “{short(quote)}”"
    output.line(f"{deed}. `reeread undo` takes it back.")


@click.command(
    "untag", cls=Command, writes=True, examples=(f'reeread untag 4e7a --quote "{QUOTE}" --as confirmed',)
)
@click.argument("briefing", metavar="ID")
@click.option("--quote", required=True, help="The passage, to the letter.")
@click.option("--as", "tags", metavar="TAG", multiple=True, help="Only this tag; without it, all of them.")
@click.option(
    "--start", type=click.IntRange(min=0), help="Where the quote begins, when it stands several times."
)
@click.pass_context
def untag_command(
    ctx: click.Context, briefing: str, quote: str, tags: tuple[str, ...], start: int | None
) -> None:
    """Take your tags off a passage; a note stays."""
    from reeread.cli.quotes import passage
    from reeread.library.reading import find
    from reeread.library.tagging import annotations, untag

    with library(ctx) as lib:
        own = {one.span: one.tags for one in annotations(lib, find(lib, briefing).id, authors=(lib.author,))}
        found = passage(lib, briefing, quote, start, own)
        if not set(own.get(found.span, ())) & set(tags or own.get(found.span, ())):
            what = " or ".join(tags) or "any tag"
            raise NotFound(f"“{short(quote)}” does not carry {what} of {lib.author}.")
        untag(lib, found, tags or None)
    what = ", ".join(tags) if tags else "All tags"
    output.line(f"{what} taken off “{short(quote)}”. `reeread undo` puts them back.")


def short(quote: str) -> str:
    """Return the beginning of a quote, for a message."""
    return quote if len(quote) <= 60 else quote[:59].rstrip() + "…"
