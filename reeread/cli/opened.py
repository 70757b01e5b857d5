"""The library that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from reeread import places
from reeread.cli import failure
from reeread.cli.asked import Asked
from reeread.cli.settings import author
from reeread.library import Library


def file(ctx: click.Context) -> Path:
    """Return the library file that this call is about, which need not exist."""
    return places.library_file(ctx.ensure_object(Asked).db)


@contextmanager
def library(ctx: click.Context, *, create: bool = False) -> Iterator[Library]:
    """Open the library for the command's author, and close it afterwards.

    What keeps it from being written, e.g. that a newer reeread wrote it, is said on standard error.
    """
    who = author(ctx.ensure_object(Asked).author)
    with Library.open(file(ctx), who, create=create) as opened:
        if opened.notice:
            failure.say(f"reeread: {opened.notice}")
        yield opened
