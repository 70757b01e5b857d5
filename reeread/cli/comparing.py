"""`reeread compare`: claims across files as JSON lines, without a library."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.progress import told
from reeread.cli.source_options import documents, source_options
from reeread.model.errors import ReereadError


@click.command(
    "compare",
    cls=Command,
    examples=(
        "reeread compare wire.txt statement.txt blog.md",
        "reeread compare morning/ > claims.jsonl",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@source_options
@click.pass_context
def compare_command(
    ctx: click.Context, paths: tuple[str, ...], encoding: str | None, format: str | None, max_size: int
) -> None:
    """Print what several files claim of the same thing, and whether they agree, as JSON lines.

    Needs no library. Offsets count code points of each body; copies of one text count as one origin.
    """
    from reeread.export.rows import claim_row
    from reeread.extract.claims import Document, compare
    from reeread.sources.files import load
    from reeread.sources.registry import parse_all

    read, failed = [], False
    for source in documents(paths):
        try:
            raw = load(source, max_size=max_size)
            for part in parse_all(raw, source, format=format, encoding=encoding):
                if part.parsed is not None:
                    read.append(Document(part.named(source), part.parsed.body, part.parsed.blocks))
                elif part.error is not None:
                    failure.told(part.error)
                    failed = True
        except (ReereadError, OSError) as error:
            failure.told(error)
            failed = True
    if len(read) < 2:
        if not failed:
            there = "There is only one document" if read else "There are no documents"
            failure.say(f"reeread: {there} to compare. Name two files or more, or a folder of them.")
        ctx.exit(1)
    with told("Comparing") as tell:
        found = compare(read, tell=tell)
    if not found:
        failure.say("No claims are shared here.")
    for claim in found:
        output.json_line(claim_row(claim))
    ctx.exit(failed)
