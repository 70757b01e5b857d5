"""`reeread` without a command: the reader."""

import os
import sys
from pathlib import Path

import click

from reeread.cli import failure
from reeread.cli.group import Asked, Command
from reeread.cli.opened import file
from reeread.cli.settings import author
from reeread.model.errors import UsageError


@click.command("open", cls=Command, writes=True, add_help_option=False)
@click.argument("sources", metavar="[PATH|URL]...", nargs=-1)
@click.pass_context
def open_command(ctx: click.Context, sources: tuple[str, ...]) -> None:
    """Add what is named and open the reader."""
    path = file(ctx)
    who = author(ctx.ensure_object(Asked).author)
    stdin = sys.stdin.buffer.read() if "-" in sources else None
    if not _has_terminal():
        raise UsageError(
            "the reader needs a terminal.", next_step="`reeread list` and `reeread show` do without."
        )
    if stdin is not None or (not path.exists() and not sources):
        _add(path, who, stdin)
    from reeread.app import ReereadApp

    app = ReereadApp(path, who, tuple(source for source in sources if source != "-"))
    app.run()
    ctx.exit(app.return_code or 0)


def _has_terminal() -> bool:
    """Return whether there are keys and a screen, after taking the keys back from a pipe that text came through."""
    if not sys.stdout.isatty():
        return False
    if sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True


def _add(path: Path, who: str, stdin: bytes | None) -> None:
    """Add what came through a pipe; with nothing named and no library yet, the five seeds."""
    from reeread import places
    from reeread.library import Library
    from reeread.library.adding import add

    sources = (
        ["-"] if stdin is not None else [str(seed) for seed in sorted(places.shipped("seeds").glob("*.txt"))]
    )
    with Library.open(path, who, create=True) as lib:
        for outcome in add(lib, sources, stdin=stdin):
            if outcome.error:
                failure.say(f"reeread: {outcome.error}")
