"""The command line: parse, call, print; one module for each family of commands."""

import sys
from typing import NoReturn

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main() -> NoReturn:
    """Run the command that the program was called with and leave with its exit code."""
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; failures are said on standard error, never a traceback."""
    import click

    from reeread.cli import failure, output
    from reeread.cli.group import reeread

    try:
        output.prepare()
        code = reeread.main(arguments, prog_name="reeread", standalone_mode=False)
        output.finish()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        return failure.told(error)
    return code if isinstance(code, int) else DONE
