"""`reeread extract`: sentences of files as JSON lines, without a library."""

import sys

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.source_options import documents, source_options
from reeread.model.errors import ReereadError, SourceError


@click.command(
    "extract",
    cls=Command,
    examples=(
        "reeread extract report.txt",
        "reeread extract - < report.txt",
        "reeread extract notes/ > sentences.jsonl",
        "reeread extract --no-learned report.txt",
    ),
)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@source_options
@click.option(
    "--no-learned", "learned", flag_value=False, default=True, help="Rules alone, without the second opinion."
)
@click.pass_context
def extract_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    encoding: str | None,
    format: str | None,
    max_size: int,
    learned: bool,
) -> None:
    """Print each sentence with its suggested tags, as JSON lines.

    Needs no library. Without a PATH it reads standard input. Offsets count code points of the body.
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("Nothing to read: name a file, or hand text to standard input.", ctx)
    failed = False
    for source in documents(paths or ("-",)):
        try:
            failed |= _print(source, encoding, format, max_size, learned)
        except (ReereadError, OSError) as error:
            failure.told(error)
            failed = True
    ctx.exit(failed)


def _print(source: str, encoding: str | None, format: str | None, max_size: int, learned: bool) -> bool:
    """Print the sentences of one file, of each briefing in it, and return whether one of them failed."""
    failed = False
    from reeread.export.rows import highlight_row
    from reeread.extract import extract
    from reeread.library.suggesting import without_library
    from reeread.sources.files import load
    from reeread.sources.registry import parse_all

    for part in parse_all(load(source, max_size=max_size), source, format=format, encoding=encoding):
        if part.parsed is None:
            failed = True
            failure.told(part.error or SourceError("nothing to import.", part.named(source)))
            continue
        start = {"source": part.named(source), "title": part.parsed.meta.title}
        parsed = part.parsed
        found = extract(parsed.body, parsed.blocks, learned=learned, published=parsed.meta.published)
        for highlight in without_library(found):
            output.json_line(start | highlight_row(highlight))
    return failed
