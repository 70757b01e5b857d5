"""`reeread undo`, `redo` and `history`: the log."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show


@click.command("undo", cls=Command, writes=True, examples=("reeread undo",))
@click.pass_context
def undo_command(ctx: click.Context) -> None:
    """Take back the last change; exit code 1 when there is none."""
    from reeread.library.history import undo

    with library(ctx) as lib:
        undone = undo(lib)
    if undone is None:
        failure.say("There is nothing to undo.")
        ctx.exit(1)
    output.line(f"{undone.text} `reeread redo` does it again.")


@click.command("redo", cls=Command, writes=True, examples=("reeread redo",))
@click.pass_context
def redo_command(ctx: click.Context) -> None:
    """Do again what was undone last; exit code 1 when there is nothing."""
    from reeread.library.history import redo

    with library(ctx) as lib:
        redone = redo(lib)
    if redone is None:
        failure.say("There is nothing to redo.")
        ctx.exit(1)
    output.line(f"{redone.text} `reeread undo` takes it back.")


@click.command("history", cls=Command, examples=("reeread history", "reeread history --limit 5 --json"))
@click.option("--briefing", metavar="ID", help="Only what was done to this briefing.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the newest.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, with what was before and after."
)
@click.pass_context
def history_command(ctx: click.Context, briefing: str | None, limit: int | None, as_json: bool) -> None:
    """List what was done, newest first."""
    from reeread.library import history, reading

    with library(ctx) as lib:
        about = reading.find(lib, briefing).id if briefing else None
        found = history.events(lib, briefing=about, limit=limit)
        words = () if as_json else history.subjects(lib, found)
    if as_json:
        from reeread.export.rows import event_row

        for event in found:
            output.json_line(event_row(event))
        return
    show(
        (Column("when (UTC)"), Column("author"), Column("did"), Column("to"), Column("which", long=True)),
        (
            (event.at[:19].replace("T", " "), event.author, event.deed, event.subject, about)
            for event, about in zip(found, words, strict=True)
        ),
    )
