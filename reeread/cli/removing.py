"""`reeread remove`: out of the lists, or out of the file for good."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reeread import places
from reeread.cli import failure, output
from reeread.cli.asked import Asked
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.model.errors import StoreError, UsageError

if TYPE_CHECKING:
    from reeread.library import Library
    from reeread.model.grave import Grave

_NAMED = 5
"""Annotations that are named of those that quote it."""


@click.command(
    "remove", cls=Command, writes=True, examples=("reeread remove 4e7a", "reeread remove 4e7a --purge --yes")
)
@click.argument("briefing", metavar="ID")
@click.option("--purge", is_flag=True, help="Erase it for good; nothing brings it back.")
@click.option(
    "--backups", "with_backups", is_flag=True, help="With --purge: delete the backups that hold it, too."
)
@click.option("--yes", is_flag=True, help="With --purge: do not ask.")
@click.pass_context
def remove_command(ctx: click.Context, briefing: str, purge: bool, with_backups: bool, yes: bool) -> None:
    """Take a briefing out of the library, with its annotations; undo brings it back.

    With --purge its text, everybody's annotations on it and all that the log tells of them are erased from the file,
    after a question. What is left is its id, and who erased it when.
    """
    from reeread.library.reading import find
    from reeread.library.removing import remove

    if not purge and (with_backups or yes):
        raise UsageError(
            "--backups and --yes go with --purge.", next_step="`reeread remove --help` says more."
        )
    with library(ctx) as lib:
        if purge:
            db = ctx.ensure_object(Asked).db
            _purge(lib, briefing, with_backups, yes, f"--db {shlex.quote(str(db))} " if db else "")
            return
        removed = remove(lib, find(lib, briefing).id)
    output.line(f"Removed “{removed.title}”. `reeread undo` brings it back.")


def _purge(lib: "Library", briefing: str, with_backups: bool, yes: bool, db: str) -> None:
    """Say what would be erased, ask, erase it, and say where it still is."""
    from reeread.library import purging
    from reeread.library.syncing import is_told

    grave = purging.find(lib, briefing)
    held = purging.holding(lib, grave.id)
    again = f"reeread {db}remove {grave.id} --purge"
    if not grave.erased:
        output.line(_outlook(grave))
        if quoting := purging.quoting(lib, grave.id):
            output.line(_quoting(quoting))
    if held:
        output.line(_backups(held, with_backups))
    if not yes:
        _ask(bool(grave.erased), with_backups and bool(held))
    if not grave.erased:
        purging.purge(lib, grave.id)
    _forget(lib.path, grave.id)
    try:
        purging.sweep(lib)
    except StoreError as error:
        left = "It is erased, but bytes of it may lie in the file or beside it until this is done again"
        raise StoreError(error.what, error.where, f"{left}: {again}") from error
    if grave.erased:
        output.line(
            f"It was erased by {grave.by} at {grave.erased[:16].replace('T', ' ')} UTC; nothing is left of it in the file."
        )
    else:
        output.line(f"Erased “{grave.title}” for good. Nothing brings it back.")
    if is_told(lib, grave.id):
        output.line(
            "The hub of this library still holds it, and so do the libraries of others: ask its owner."
        )
    if with_backups and held:
        made = purging.delete_backups(lib, held)
        output.line(f"Deleted {_number(held)}, and made one without it: {made}.")
    elif held:
        output.line(f"To delete {'it' if len(held) == 1 else 'them'}: {again} --backups")


def _ask(erased: bool, with_backups: bool) -> None:
    """Ask whether it shall be done; it is not, unless the answer is yes."""
    if erased and not with_backups:
        return  # there is nothing to lose
    if not _hears():
        raise UsageError(
            "What is erased for good needs a yes.", next_step="Add --yes, or call it in a terminal."
        )
    if not click.confirm("Delete these backups?" if erased else "Erase it for good?"):
        failure.say("Nothing was erased.")
        raise click.exceptions.Exit(1)


def _hears() -> bool:
    """Return whether somebody can answer."""
    return sys.stdin.isatty()


def _outlook(grave: "Grave") -> str:
    marks = f"{grave.annotations:,} annotation{'s' * (grave.annotations != 1)}"
    versions = f"{grave.versions:,} version{'s' * (grave.versions != 1)}"
    return f"“{grave.title}” ({grave.source}), {versions} of it and {marks} on it would be erased for good."


def _quoting(ids: Sequence[str]) -> str:
    number, more = f"{len(ids):,} note{'s' * (len(ids) != 1)}", "" if len(ids) <= _NAMED else " …"
    held = "quotes it and stays" if len(ids) == 1 else "quote it and stay"
    return f"{number} on other briefings {held}: annotation {', '.join(ids[:_NAMED])}{more}"


def _backups(found: Sequence[Path], gone: bool) -> str:
    named = ", ".join(shlex.quote(str(one)) for one in found)
    then = "deleted" if gone else "left as it is" if len(found) == 1 else "left as they are"
    return f"{_number(found)} with its text, which would be {then}: {named}. Backups in other folders are not looked at."


def _number(found: Sequence[Path]) -> str:
    return f"{len(found):,} backup{'s' * (len(found) != 1)}"


def _forget(path: Path, id: str) -> None:
    """Forget what lies outside of the library: the cursor's place, and notes that were being written."""
    from reeread.library import drafts
    from reeread.screens.memory import Memory

    memory = Memory.read(places.state_file())
    if memory.places(path).forget(id):
        memory.write()
    drafts.forget(memory.path.with_name("drafts"), id)
