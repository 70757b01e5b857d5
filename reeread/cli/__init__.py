"""The command line: parse, call, print; one module for each family of commands."""

import os
import sys
from typing import NoReturn

DONE, INTERRUPTED = 0, 130

COMPLETION = "_REEREAD_COMPLETE"
"""The variable by which a shell asks what a line may go on with."""


def main() -> NoReturn:
    """Run the command that the program was called with and leave with its exit code."""
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; failures are said on standard error, never a traceback."""
    from reeread.cli import output

    try:
        output.prepare()
        try:
            code = _run(arguments)
        finally:
            _complain()
        output.finish()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from reeread.cli import failure

        return failure.told(error)
    return code


def _complain() -> None:
    """Say on standard error what is wrong with plug-ins: the command went on without them."""
    from reeread.plugins import complaints

    if found := complaints():
        from reeread.cli import failure

        for sentence in found:
            failure.say(f"reeread: {sentence}")


def _run(arguments: list[str]) -> int:
    """Open the reader where that is plainly asked for; let click understand everything else."""
    from reeread.cli.asked import plainly

    if COMPLETION not in os.environ and (plain := plainly(arguments)):
        from reeread.cli.reader import read

        return read(*plain)
    import click

    from reeread.cli.group import reeread

    try:
        code = reeread.main(arguments, prog_name="reeread", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else DONE
