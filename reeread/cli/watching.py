"""`reeread watch`: a folder whose documents come in as they appear."""

import time
from pathlib import Path

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.source_options import source_options


@click.command(
    "watch",
    cls=Command,
    writes=True,
    examples=("reeread watch --once --stack inbox notes/",),
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--stack", metavar="NAME", help="Put the briefings on this stack.")
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=2.0,
    show_default=True,
    help="How often to look.",
)
@click.option("--once", is_flag=True, help="Add what is there and end.")
@source_options
@click.pass_context
def watch_command(
    ctx: click.Context,
    folder: Path,
    stack: str | None,
    every: float,
    once: bool,
    encoding: str | None,
    format: str | None,
    max_size: int,
) -> None:
    """Add the documents in a folder, and go on adding what appears there.

    A line says what came in; what is still being written waits until it is whole. ctrl+c ends it.
    """
    from reeread.library.watching import watch

    def wait() -> bool:
        if not once:
            time.sleep(every)
        return not once

    how = {"stack": stack, "encoding": encoding, "format": format, "max_size": max_size}
    failed = False
    with library(ctx, create=True) as lib:
        try:
            for outcome in watch(lib, folder, wait, **how):
                if outcome.error:
                    failed = True
                    failure.say(f"reeread: {outcome.error}")
                elif outcome.briefing and outcome.status == "added":
                    output.line(f"Added “{outcome.briefing.title}” ({outcome.source}).")
                    output.finish()
                for warning in outcome.warnings:
                    failure.say(f"{outcome.source}: {warning}")
        except KeyboardInterrupt:
            click.echo(err=True)  # the terminal has shown ^C
    ctx.exit(int(failed))
