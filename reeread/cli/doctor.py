"""`reeread doctor`: what is wrong around the program, and what the terminal can do."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reeread import places
from reeread.cli import checkup, failure, output
from reeread.cli.checkup import Finding, State
from reeread.cli.group import Command
from reeread.cli.opened import file
from reeread.cli.tables import Column, show
from reeread.model.errors import LibraryMissing, ReereadError

OTHER_SAMPLES = {"CJK": ("語", 2), "combining": ("e\u0301", 1), "Thai": ("ที่", 1)}
"""What else is drawn in cells that terminals might count otherwise; nothing can stand in for these."""


@click.command(
    "doctor",
    cls=Command,
    examples=(
        "reeread doctor",
        "reeread doctor --json",
        "reeread doctor --fix",
        "reeread doctor --salvage saved.db",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--save", is_flag=True, help="Remember how wide this terminal draws emoji, for the reader.")
@click.option(
    "--salvage",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Make a new library FILE of all that can still be read of a damaged one, and do nothing else.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended in the library, after a backup.")
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool, save: bool, fix: bool, salvage: Path | None) -> None:
    """Look whether everything is in order; exit code 1 when something is wrong.

    Looked at are the program and its packages, the library and the places of its files, the settings, and the
    terminal: its colours, its encoding, and, by asking it, how wide it draws emoji. Nothing is written without --fix or
    --save. --fix makes a backup first; it never takes out what anybody wrote. --salvage does not touch the damaged library.
    """
    if salvage is not None:
        findings: tuple[Finding, ...] = tuple(_salvaged(file(ctx), salvage))
    else:
        findings = (*(_mended(file(ctx)) if fix else ()), *_findings(ctx, save=save))
    if as_json:
        for one in findings:
            output.json_line(
                {"topic": one.topic, "state": one.state.value, "what": one.what, "next": one.next_step}
            )
    else:
        rows = ((one.state.value, one.topic, one.what, one.next_step) for one in findings)
        show(
            (Column("state"), Column("what"), Column("found", long=True), Column("what to do", long=True)),
            rows,
        )
    if wrong := sum(one.state is State.WRONG for one in findings):
        failure.say(f"reeread: {wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
        ctx.exit(1)


def _mended(library: Path) -> Iterator[Finding]:
    """Mend the library, and yield what was done."""
    from reeread.library import checking

    try:
        mended = checking.mend(library)
    except LibraryMissing:
        return
    except ReereadError as error:
        yield Finding("mended", State.WRONG, f"Nothing could be mended. {error.what}", error.next_step)
        return
    for done in mended.done:
        yield Finding("mended", State.GOOD, done)
    for left in mended.left:
        yield Finding(
            "mended", State.WRONG, f"This could not be mended: {left}.", "`reeread restore` may help."
        )
    if mended.backup is not None:
        yield Finding("mended", State.GOOD, f"as it was before: {mended.backup.path}")
    else:
        yield Finding("mended", State.GOOD, "there was nothing to mend")


def _salvaged(library: Path, target: Path) -> Iterator[Finding]:
    """Save what can be read of a library, and yield what came of it.

    Raises:
        ReereadError: Nothing could be saved.
    """
    from reeread.library import checking

    saved = checking.salvage(library, target)
    yield Finding(
        "damage", State.NOTE, f"{saved.damaged:,} of {saved.pages:,} pages cannot be read as a whole."
    )
    for what in saved.restored:
        yield Finding("saved", State.GOOD, what)
    for what in saved.lost:
        yield Finding("lost", State.NOTE, what)
    rows = ", ".join(f"{number:,} {table}" for table, number in saved.rows.items())
    yield Finding("saved", State.GOOD, f"{target}: {rows}")
    yield from checkup.library(target)


def _findings(ctx: click.Context, *, save: bool) -> Iterator[Finding]:
    """Yield all that was looked at."""
    library = file(ctx)
    yield from checkup.program()
    yield from checkup.library(library)
    yield from checkup.backups(library)
    yield from checkup.folders(library)
    yield from checkup.settings(places.config_file())
    yield from checkup.terminal(os.environ, here=sys.stdin.isatty())
    yield from checkup.signs(os.environ)
    yield from _widths(save=save)
    yield from checkup.extras()
    yield from checkup.plugins()


def _widths(*, save: bool) -> Iterator[Finding]:
    """Measure the terminal, remember what was found if that is asked, and yield it."""
    from reeread.cli.probe import widths
    from reeread.screens.memory import Memory
    from reeread.screens.terminals import emoji_setting, identity, wrong_emoji
    from reeread.text.emoji import SAMPLES

    wanted = dict.fromkeys(SAMPLES, 2) | {name: cells for name, (_, cells) in OTHER_SAMPLES.items()}
    samples = {**SAMPLES, **{name: sample for name, (sample, _) in OTHER_SAMPLES.items()}}
    found = widths(samples) if sys.stdin.isatty() else None
    memory = Memory.read(places.state_file())
    wrong = [name for name in SAMPLES if found is not None and found[name] != wanted[name]]
    if save and found is not None:
        memory.terminals[identity(os.environ)] = wrong
        memory.write()
    setting = emoji_setting(places.config_file())
    replaced = set(wrong) <= wrong_emoji(setting, memory.terminals, os.environ)
    yield from checkup.widths(found, wanted, replaced)
    if save:
        done = "remembered for " + identity(os.environ) if found is not None else "nothing to remember"
        yield Finding("saved", State.GOOD if found is not None else State.NOTE, done)
