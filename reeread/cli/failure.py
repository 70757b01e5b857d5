"""What a failed command says: what, where and what to do next."""

import os
import sys

import click

from reeread.model.errors import ReereadError

TRACE = "REEREAD_TRACEBACK"


def told(error: Exception) -> int:
    """Say on standard error what failed and return the exit code."""
    if isinstance(error, BrokenPipeError):
        _silence()
        return 1
    if os.environ.get(TRACE):
        raise error
    if isinstance(error, click.UsageError) and error.ctx is not None:
        for line in error.ctx.get_usage().splitlines():
            say(line)
        say(f"`{error.ctx.command_path} --help` shows an example.")
    if isinstance(error, click.ClickException):
        say(f"reeread: {error.format_message()}")
        return error.exit_code
    if isinstance(error, ReereadError):
        say(f"reeread: {error}")
        return error.exit_code
    if isinstance(error, OSError):
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        say(f"reeread: {place}{error.strerror or error}")
        return 1
    kind = type(error).__name__
    say(f"reeread: a fault in the program itself, {kind}: {error}. {TRACE}=1 shows where; please report it.")
    return 1


def say(message: str) -> None:
    """Write one line to standard error, whatever the message was made from."""
    from reeread.text.display import line

    sys.stderr.write(f"{line(message)}\n")  # a bar that is drawn hears of it here, and makes room
    sys.stderr.flush()


def _silence() -> None:
    """Point standard output at nothing, so that nobody complains while the program ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.__stdout__.fileno() if sys.__stdout__ else 1)
