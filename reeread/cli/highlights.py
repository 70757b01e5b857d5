"""`reeread highlights`: the key sentences with what they suggest."""

from collections.abc import Sequence

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.library import Library
from reeread.model.briefing import Briefing
from reeread.model.extraction import Decision, Highlight


@click.command(
    "highlights",
    cls=Command,
    examples=("reeread highlights", "reeread highlights 4e7a --json", "reeread highlights --stats"),
)
@click.argument("briefings", metavar="[ID]...", nargs=-1)
@click.option("--stats", is_flag=True, help="How often each rule and method was right, instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def highlights_command(ctx: click.Context, briefings: tuple[str, ...], stats: bool, as_json: bool) -> None:
    """Print the highlights of briefings, or of all; dismissed ones are left out.

    With --stats: what everybody made of the suggestions, by method and by rule.
    """
    from reeread.library import reading
    from reeread.library.suggesting import NO_CUES

    with library(ctx) as lib:
        if stats:
            from reeread.cli.trust import tell

            tell(lib, {reading.find(lib, one).id for one in briefings}, as_json)
            return
        chosen = [reading.find(lib, one) for one in briefings] or reading.briefings(lib)
        found = [(briefing, highlight) for briefing in chosen for highlight in _standing(lib, briefing)]
        silent = _silent(lib, chosen, found)
        ids = reading.short_ids(lib, (briefing.id for briefing in (*(one for one, _ in found), *silent)))
    if as_json:
        _lines(found)
    elif found:
        _table(found, ids)
    else:
        failure.say("No highlights here.")
    for briefing in silent:
        failure.say(f"{ids[briefing.id]} {briefing.title}: {NO_CUES}")


def _silent(
    lib: Library, chosen: Sequence[Briefing], found: Sequence[tuple[Briefing, Highlight]]
) -> list[Briefing]:
    """Return the briefings in a language for which no tags are suggested."""
    from reeread.library import reading
    from reeread.library.suggesting import suggests_tags

    tagged = {briefing.id for briefing, one in found if one.suggested}
    return [
        one for one in chosen if one.id not in tagged and not suggests_tags(reading.article(lib, one.id).body)
    ]


def _standing(lib: Library, briefing: Briefing) -> list[Highlight]:
    """Return the highlights of a briefing that nobody dismissed."""
    from reeread.library.suggesting import highlights

    return [one for one in highlights(lib, briefing.id) if one.decision is not Decision.DISMISSED]


def _lines(found: list[tuple[Briefing, Highlight]]) -> None:
    """Print each as a line of JSON: the briefing, then as `extract` does."""
    from reeread.export.rows import highlight_row

    for briefing, highlight in found:
        start = {"briefing": briefing.id, "source": briefing.source, "title": briefing.title}
        output.json_line(start | highlight_row(highlight))


def _table(found: list[tuple[Briefing, Highlight]], ids: dict[str, str]) -> None:
    """Print a line for each highlight."""
    show(
        (
            Column("id"),
            Column("start", number=True),
            Column("score", number=True),
            Column("suggested"),
            Column("likelihood"),
            Column("sentence", long=True),
        ),
        (
            (
                ids[briefing.id],
                one.start,
                f"{one.score:.2f}",
                ", ".join(one.suggested),
                one.likelihood.percents if one.likelihood else "",
                one.text,
            )
            for briefing, one in found
        ),
    )
