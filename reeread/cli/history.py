"""`reeread undo`, `redo` and `history`: the log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.since import Since
from reeread.cli.tables import Column, show
from reeread.model.event import Event

if TYPE_CHECKING:
    from reeread.library import Library


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


@click.command(
    "history",
    cls=Command,
    examples=(
        "reeread history",
        "reeread history --briefing 4e7a --since 2025-10-01",
        "reeread history --limit 5 --json",
    ),
)
@click.option("--briefing", metavar="ID", help="Only what was done to this briefing.")
@click.option(
    "--passage",
    metavar="ID|TEXT",
    help="Only to this annotation, or to what overlaps these words of the briefing.",
)
@click.option("--since", type=Since(), help="Only what was done since then.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, the newest.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, with all that was before and after."
)
@click.pass_context
def history_command(
    ctx: click.Context,
    briefing: str | None,
    passage: str | None,
    since: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List what was done, newest first: who did what to what, and what was before and after."""
    from reeread.library import history, passing, purging

    with library(ctx) as lib:
        about = purging.find(lib, briefing).id if briefing else None
        subjects = passing.subjects(lib, passage, about) if passage is not None else None
        found = history.each(
            lib,
            briefing=about if subjects is None else None,
            claims=True,
            subjects=subjects,
            since=since,
            limit=limit,
        )
        if as_json:
            from reeread.export.rows import event_row

            for event in found:
                output.json_line(event_row(event))
        else:
            _table(lib, found)


def _table(lib: "Library", found: Iterable[Event]) -> None:
    from reeread.library.changes import change
    from reeread.library.history import subject

    show(
        (
            Column("when (UTC)"),
            Column("author"),
            Column("did"),
            Column("to"),
            Column("which", long=True),
            Column("before → after", long=True),
        ),
        (
            (
                event.at[:19].replace("T", " "),
                event.author,
                event.deed,
                event.subject,
                "(erased for good)" if event.erased else subject(lib, event),
                change(event),
            )
            for event in found
        ),
    )
