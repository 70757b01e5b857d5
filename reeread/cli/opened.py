"""The library that a command works on."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from reeread import places
from reeread.cli import failure
from reeread.cli.asked import Asked
from reeread.cli.settings import author
from reeread.library import Library
from reeread.model.errors import LibraryMissing


def file(ctx: click.Context) -> Path:
    """Return the library file that this call is about, which need not exist."""
    return places.library_file(ctx.ensure_object(Asked).db)


@contextmanager
def library(ctx: click.Context, *, create: bool = False) -> Iterator[Library]:
    """Open the library for the command's author, and close it afterwards.

    What keeps it from being written, e.g. that a newer reeread wrote it, is said on standard error.
    """
    asked = ctx.ensure_object(Asked)
    who = author(asked.author)
    try:
        opened = Library.open(file(ctx), who, create=create)
    except LibraryMissing as error:
        named = f"--db {shlex.quote(str(asked.db))} " if asked.db else ""
        raise LibraryMissing(error.what, error.where, f"Make it with: reeread {named}add FILE") from error
    with opened:
        if opened.notice:
            failure.say(f"reeread: {opened.notice}")
        yield opened
