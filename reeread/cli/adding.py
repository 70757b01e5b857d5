"""`reeread add`: briefings in."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.progress import tracked
from reeread.cli.source_options import crew_options, one_crew, source_options
from reeread.library import Library
from reeread.library.preparing import Outcome
from reeread.model.errors import NotFound, ReereadError

_FEW = 10
"""Failures, and copies, whose lines are enough by themselves."""


@click.command(
    "add",
    cls=Command,
    writes=True,
    examples=(
        "reeread add report.txt notes/",
        "reeread add --stack today - < report.txt",
        "reeread add morning/ --cluster tcp://scheduler.example:8786",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--stack", metavar="NAME", help="Put the briefings on this stack.")
@click.option(
    "--allow-private", is_flag=True, help="Fetch addresses on private networks and this machine too."
)
@crew_options
@source_options
@click.pass_context
def add_command(
    ctx: click.Context,
    sources: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    stack: str | None,
    encoding: str | None,
    format: str | None,
    max_size: int,
    allow_private: bool,
) -> None:
    """Add files, folders, web addresses and standard input (-) to the library.

    Text, Markdown, HTML, MHTML, PDF, DOCX, EPUB, mail, mailboxes and feeds are read; each message of a mailbox and each
    entry of a feed becomes a briefing.

    A source that fails is said so and never stops the rest; then the exit code is 1.
    """
    from reeread.library.adding import add, expand

    one_crew(ctx, jobs, cluster)
    stdin = sys.stdin.buffer.read(max_size + 1) if "-" in sources else None
    with library(ctx, create=True) as lib:
        names = expand(sources)
        if not names:
            raise NotFound(
                "there are no documents here.", ", ".join(sources), "reeread add --help says what is read."
            )
        outcomes = add(
            lib,
            names,
            encoding=encoding,
            format=format,
            max_size=max_size,
            stack=stack,
            stdin=stdin,
            private=allow_private,
            jobs=jobs,
            cluster=cluster,
        )
        counts = _tell(lib, outcomes, len(names))
    _sum_up(counts)
    ctx.exit(bool(counts["failed"]))


def _tell(lib: Library, outcomes: Iterable[Outcome], total: int) -> Counter[str]:
    """Say each failure and warning as it comes, and return how many were added, unchanged and failed.

    Of those that were added, how many are new versions and how many copies.
    """
    from reeread.library.reading import find

    counts = Counter[str]()
    errors: list[ReereadError] = []
    for outcome in tracked("Adding", outcomes, total):
        counts[outcome.status] += 1
        if outcome.error:
            errors.append(outcome.error)
            failure.say(f"reeread: {outcome.error}")
        for warning in outcome.warnings:
            failure.say(f"{outcome.source}: {warning}")
        counts["new version"] += outcome.revised
        if outcome.status == "added" and outcome.briefing and outcome.briefing.copy_of:
            counts["copy"] += 1
            if counts["copy"] <= _FEW:
                first = find(lib, outcome.briefing.copy_of)
                failure.say(
                    f"{outcome.source}: A copy of “{first.title}” ({first.source}): both are one origin."
                )
    _say_reasons(errors)
    return counts


def _say_reasons(errors: Sequence[ReereadError]) -> None:
    """Sum up failures by their reasons, the most frequent first, where there are too many lines to count."""
    if len(errors) <= _FEW:
        return
    first: dict[str, ReereadError] = {}
    for error in errors:
        first.setdefault(error.what, error)
    failure.say(f"reeread: {len(errors):,} could not be added:")
    for reason, count in Counter(error.what for error in errors).most_common():
        failure.say(f"{count:>7,}  {reason}  E.g. {first[reason].where}")


def _sum_up(counts: Counter[str]) -> None:
    """Say what came of it in one line."""
    kinds = (("new version", "new versions"), ("copy", "copies"))
    of_these = [
        f"{counts[one]} {one if counts[one] == 1 else several}" for one, several in kinds if counts[one]
    ]
    parts = [f"{counts['added']} added" + (f" ({', '.join(of_these)})" if of_these else "")] + [
        f"{counts[status]} {status}" for status in ("unchanged", "failed") if counts[status]
    ]
    hint = " `reeread list` shows them, `reeread undo` takes the last one out." if counts["added"] else ""
    output.line(", ".join(parts) + "." + hint)
