"""`reeread` without a command: the reader."""

import click

from reeread.cli.asked import Asked
from reeread.cli.group import Command
from reeread.cli.reader import read


@click.command("open", cls=Command, writes=True, add_help_option=False)
@click.argument("sources", metavar="[PATH|URL]...", nargs=-1)
@click.pass_context
def open_command(ctx: click.Context, sources: tuple[str, ...]) -> None:
    """Add what is named and open the reader."""
    ctx.exit(read(ctx.ensure_object(Asked), sources))
