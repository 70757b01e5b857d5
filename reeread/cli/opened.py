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
def library(ctx: click.Context, *, create: bool = False, as_of: str | None = None) -> Iterator[Library]:
    """Open the library for the command's author, as it is or as it was at a moment, and close it afterwards.

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
        if as_of is None:
            yield opened
            return
        from reeread.library import past

        failure.say(f"reeread: The library as it was at {as_of[:19].replace('T', ' ')} UTC.")
        with past.as_of(opened, as_of) as then:
            yield then
