"""A new password, from whoever sits at the terminal or from standard input, and never from the command line."""

import sys

import click

from reeread.model.errors import UsageError


def new(who: str) -> str:
    """Return a password for somebody: asked for twice at a terminal, else the first line of standard input.

    Raises:
        UsageError: There is none, or one that no server takes.
    """
    from reeread.text.display import line

    if sys.stdin.isatty():
        asked = f"Password for {line(who)}"
        given = click.prompt(asked, default="", show_default=False, hide_input=True, confirmation_prompt=True)
    else:
        try:
            given = sys.stdin.buffer.readline().decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise _refused("not UTF-8") from None
    if not given:
        raise _refused("empty")
    if "\0" in given:
        raise _refused("one with a NUL in it")
    return str(given)


def _refused(how: str) -> UsageError:
    return UsageError(
        f"A password may not be {how}: nothing was changed.",
        next_step="Give another one, at the terminal or as the first line of standard input.",
    )
