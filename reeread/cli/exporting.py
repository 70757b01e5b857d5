"""`reeread export`: what leaves, as a file or on standard output."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from reeread.cli import output, progress
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.since import AsOf, Since
from reeread.export.dossier import Entry, Spelling
from reeread.model.errors import UsageError


class FormatName(click.ParamType[str]):
    """The name of a format that can be written."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if there is such a format."""
        from reeread.export.registry import formats

        if value not in formats():
            self.fail(f"“{value}” is none of {', '.join(formats())}.", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the formats that begin so."""
        from click.shell_completion import CompletionItem

        from reeread.export.registry import formats

        return [CompletionItem(name) for name in formats() if name.startswith(incomplete)]


@click.command(
    "export",
    cls=Command,
    examples=(
        "reeread export markdown -o summary.md",
        "reeread export csv --tag risk --tag commitment > passages.csv",
        "reeread export json --since 2025-10-01 -o library.json",
        "reeread export html --template own.html.j2 -o report.html",
    ),
)
@click.argument("format", type=FormatName(), metavar="FORMAT", required=False)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="PATH",
    help="Write to this file, which is replaced as a whole, or into this folder; - for standard output.",
)
@click.option(
    "--briefing", "briefings", metavar="ID", multiple=True, help="Only this briefing; repeat for several."
)
@click.option("--stack", metavar="NAME", help="Only the briefings on this stack.")
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, help="Only passages with this tag; repeat for several."
)
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help="Only passages by this author; repeat for several.",
)
@click.option("--since", type=Since(), help="Only passages made or changed since then.")
@click.option(
    "--as-of", type=AsOf(), help="As the library was at the end of this day, or at this time (UTC)."
)
@click.option("--title", help="What the export is called.")
@click.option(
    "--raw-cells", is_flag=True, help="In tables, do not guard cells that a spreadsheet would compute."
)
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write by this template and not by the one that ships; `reeread templates copy` has one to begin with.",
)
@click.option("--list", "listing", is_flag=True, help="Say what each format is for and what it cannot carry.")
@click.pass_context
def export_command(
    ctx: click.Context,
    format: str | None,
    target: str | None,
    briefings: tuple[str, ...],
    stack: str | None,
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    since: str | None,
    as_of: str | None,
    title: str | None,
    raw_cells: bool,
    template: Path | None,
    listing: bool,
) -> None:
    """Write the annotated briefings: markdown to send on, csv for a spreadsheet, json for everything."""
    from reeread.export.registry import Options, Shape, formats
    from reeread.library.delivering import deliver
    from reeread.library.exporting import dossier

    if listing:
        _list()
        return
    if format is None:
        raise UsageError("No format is named.", next_step=f"There are {', '.join(formats())}.")
    chosen = formats()[format]
    if chosen.shape is not Shape.TEXT and target in (None, "-"):
        what = "FOLDER" if chosen.shape is Shape.FOLDER else f"FILE{chosen.extension}"
        raise UsageError(f"{format} is no text.", next_step=f"Name where it goes: -o {what}.")
    if template is not None and not chosen.templated:
        known = ", ".join(one.name for one in formats().values() if one.templated)
        raise UsageError(f"{format} has no template.", next_step=f"These have: {known}.")
    with library(ctx, as_of=as_of) as lib:
        gathered = dossier(
            lib,
            briefings=briefings,
            stack=stack,
            tags=tags,
            authors=authors,
            since=since,
            as_of=as_of or "",
            title=title or "",
        )
        options = Options(raw_cells=raw_cells, template=template)
        if target is None or target == "-":
            for piece in chosen.write(gathered, options):
                output.text(str(piece))
        else:
            with progress.told("Exporting") as tell:
                spell = gathered.spell and partial(_told, gathered.spell, len(gathered.entries), tell)
                told = replace(gathered, entries=_Told(gathered.entries, tell), spell=spell)
                deliver(chosen, told, Path(target), options)


class _Told(Collection[Entry]):
    """The entries of a dossier; whenever they are walked it is told how far."""

    def __init__(self, entries: Collection[Entry], tell: Callable[[int, int], bool]) -> None:
        self._entries, self._tell = entries, tell

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, entry: object) -> bool:
        return entry in self._entries

    def __iter__(self) -> Iterator[Entry]:
        for number, entry in enumerate(self._entries):
            self._tell(number, len(self._entries))
            yield entry


def _told(
    spell: Callable[[Spelling], Iterator[tuple[int, Sequence[str]]]],
    total: int,
    tell: Callable[[int, int], bool],
    spelling: Spelling,
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the text of briefings, and tell how far it is."""
    for done, pieces in spell(spelling):
        tell(done, total)
        yield done, pieces


def _list() -> None:
    """Print the formats."""
    from reeread.cli.tables import Column, show
    from reeread.export.registry import formats

    show(
        (Column("format"), Column("ends in"), Column("for", long=True), Column("cannot carry", long=True)),
        ((one.name, one.extension or "a folder", one.about, one.lacks) for one in formats().values()),
    )
