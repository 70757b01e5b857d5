"""Tables for people: shrunk to the terminal, as wide as they are anywhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from reeread.cli import output

ANY_WIDTH = 1_000_000

_PAGE = 1000
"""Rows that are laid out together."""
_NARROWEST = 12
"""Cells that a column keeps that gives way."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how it behaves."""

    name: str
    number: bool = False
    """Whether its cells are numbers, which stand at the right."""
    long: bool = False
    """Whether it gives way, with an ellipsis, when the terminal is narrow."""


def show(columns: Sequence[Column], rows: Iterable[Sequence[str | int]]) -> None:
    """Print a table; every cell is shown to the letter, dangerous characters as marks.

    A long one is printed page by page, as its rows come; each page is at least as wide as the first.
    """
    from rich.cells import cell_len

    from reeread.text import display

    every = iter(rows)
    widths: Sequence[int] | None = None
    while (
        page := [tuple(display.line(str(cell)) for cell in row) for row in islice(every, _PAGE)]
    ) or not widths:
        _page(columns, page, widths)
        if widths is None:
            widths = [
                max(map(cell_len, cells)) for cells in zip([one.name for one in columns], *page, strict=True)
            ]


def _page(columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[int] | None) -> None:
    """Print some rows; the first ones, for which no widths are given, below their headings."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), show_header=widths is None
    )
    for place, column in enumerate(columns):
        table.add_column(
            Text(column.name),
            justify="right" if column.number else "left",
            no_wrap=not column.long,
            overflow="ellipsis",
            min_width=_NARROWEST if column.long else widths[place] if widths else None,
        )
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in row))
    if output.is_terminal():
        Console(file=sys.stdout, highlight=False).print(table)
        return
    plain = Console(file=sys.stdout, width=ANY_WIDTH, color_system=None, highlight=False)
    with plain.capture() as captured:
        plain.print(table)
    for line in captured.get().splitlines():
        output.text(line.rstrip() + "\n")
