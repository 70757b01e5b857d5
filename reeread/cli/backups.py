"""`reeread backup` and `restore`: copies of the library, and the way back to one."""

from pathlib import Path

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import file
from reeread.cli.tables import Column, show
from reeread.model.backup import KEPT, Contents, Difference
from reeread.text.display import line

_NAMED = 5
"""Titles that are shown of the briefings that would be gone."""


@click.command(
    "backup",
    cls=Command,
    examples=("reeread backup", "reeread backup stick --keep 30", "reeread backup --list"),
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--keep", type=click.IntRange(min=1), default=KEPT, show_default=True, help="Let the latest so many stay."
)
@click.option("--list", "as_list", is_flag=True, help="List the backups that are there, and make none.")
@click.pass_context
def backup_command(ctx: click.Context, folder: Path | None, keep: int, as_list: bool) -> None:
    """Copy the library, while others may work in it, and look whether the copy is whole.

    Without FOLDER the copy goes into the folder beside the library that has its name and .backups. Copies are made by
    themselves before a library is upgraded, before very much is deleted, and before one is restored.
    """
    from reeread.library import keeping

    library = file(ctx)
    if not as_list:
        made = keeping.back_up(library, folder, keep=keep)
        output.line(
            f"Backed up to {line(str(made.path))} ({made.size / 1e6:,.1f} MB), and looked through: it is whole."
        )
        return
    found = keeping.listed(folder or keeping.folder(library))
    if not found:
        failure.say(
            f"There are no backups in {folder or keeping.folder(library)}. `reeread backup` makes one."
        )
        return
    show(
        (Column("made"), Column("before"), Column("MB", number=True), Column("file", long=True)),
        ((one.made, one.why, f"{one.size / 1e6:,.1f}", str(one.path)) for one in found),
    )


@click.command("restore", cls=Command, examples=("reeread restore", "reeread restore stick/latest.db --yes"))
@click.argument("backup", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do it; without, it is only said what would change.")
@click.pass_context
def restore_command(ctx: click.Context, backup: Path | None, yes: bool) -> None:
    """Say what would change if a backup took the place of the library, and with --yes let it.

    Without BACKUP it is the latest in the folder beside the library. The library as it is now is kept as a backup first.
    """
    from reeread.library import keeping

    library = file(ctx)
    if backup is None:
        found = keeping.listed(keeping.folder(library))
        if not found:
            failure.say(f"There are no backups in {keeping.folder(library)}. Name one: reeread restore FILE.")
            ctx.exit(1)
        backup = found[0].path
    for sentence in _told(keeping.compare(library, backup)):
        output.line(sentence)
    if not yes:
        output.line(f"Nothing was changed. To do it: reeread restore {line(str(backup))} --yes")
        return
    kept = keeping.restore(library, backup)
    output.line(f"Restored {line(str(library))} from {line(str(backup))}.")
    if kept is not None:
        output.line(f"As it was before it is kept in {line(str(kept))}.")


def _told(change: Difference) -> list[str]:
    """Return what would change, a sentence each."""
    said = [f"The backup: {_contents(change.then)}"]
    if change.unreadable:
        return [*said, f"The library: it cannot be read. {change.unreadable}"]
    if change.now is not None:
        said.append(f"The library: {_contents(change.now)}")
    if change.briefings:
        named = "; ".join(f"“{line(title)}”" for title in change.briefings[:_NAMED])
        more = f" and {len(change.briefings) - _NAMED:,} more" if len(change.briefings) > _NAMED else ""
        number = len(change.briefings)
        said.append(f"Gone would be {number:,} briefing{'s' * (number > 1)}: {named}{more}.")
    if change.gone or change.other or change.back:
        said.append(
            f"Of the annotations {change.gone:,} would be gone, {change.other:,} as they were then, {change.back:,} back."
        )
    said.append(
        f"Done since, and unknown to the backup: {change.deeds:,} change{'s' * (change.deeds > 1)}."
        if change.deeds
        else "Nothing was done since."
    )
    return said


def _contents(held: Contents) -> str:
    last = f"last changed {held.latest[:16].replace('T', ' ')}" if held.latest else "nothing done yet"
    briefings = f"{held.briefings:,} briefing{'s' * (held.briefings != 1)}"
    return f"{briefings}, {held.annotations:,} annotation{'s' * (held.annotations != 1)}, {last}."
