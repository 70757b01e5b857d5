"""Tables for people: shrunk to the terminal, as wide as they are anywhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from reeread.cli import output
from reeread.model.span import Span

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


@dataclass(frozen=True, slots=True)
class Lit:
    """A cell of which some stretches stand out, where there are styles."""

    text: str
    spans: Sequence[Span] = ()


def show(columns: Sequence[Column], rows: Iterable[Sequence[str | int | Lit]]) -> None:
    """Print a table; every cell is shown to the letter, dangerous characters as marks.

    A long one is printed page by page, as its rows come; each page is at least as wide as the first.
    """
    from rich.cells import cell_len

    every = iter(rows)
    least = [_NARROWEST if column.long else 0 for column in columns]
    page: list[tuple[Lit, ...]] = [tuple(Lit(column.name) for column in columns)]
    heading = True
    while True:
        page += [tuple(map(_cell, row)) for row in islice(every, _PAGE)]
        if not page:
            return
        widths = [
            max(before, *(cell_len(cell.text) for cell in cells))
            for before, cells in zip(least, zip(*page, strict=True), strict=True)
        ]
        if output.is_terminal():
            _shrunk(columns, page, widths if heading else least, heading)
        else:
            _plain(columns, page, widths)
        least = widths if heading else least
        page, heading = [], False


def _cell(cell: str | int | Lit) -> Lit:
    """Return a cell that is safe to show; what is shown has the offsets of what it was made from."""
    from reeread.text import display

    one = cell if isinstance(cell, Lit) else Lit(str(cell))
    return Lit(display.line(one.text), one.spans)


def _plain(columns: Sequence[Column], rows: Sequence[Sequence[Lit]], widths: Sequence[int]) -> None:
    """Print rows for a program, as wide as they are."""
    from rich.cells import cell_len

    for row in rows:
        cells = []
        for column, cell, width in zip(columns, row, widths, strict=True):
            left = " " * max(0, width - cell_len(cell.text))
            cells.append(f"{left}{cell.text}" if column.number else f"{cell.text}{left}")
        output.text("  ".join(cells).rstrip() + "\n")


def _shrunk(
    columns: Sequence[Column], rows: Sequence[Sequence[Lit]], widths: Sequence[int], heading: bool
) -> None:
    """Print rows for a person, in the width of the terminal; the first of them may be the heading."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), show_header=heading)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            Text(column.name),
            justify="right" if column.number else "left",
            no_wrap=not column.long,
            overflow="ellipsis",
            min_width=_NARROWEST if column.long else width,
        )
    for row in rows[heading:]:
        texts = [Text(cell.text, no_wrap=True, overflow="ellipsis") for cell in row]
        for text, cell in zip(texts, row, strict=True):
            for span in cell.spans:
                text.stylize("bold underline", span.start, span.end)
        table.add_row(*texts)
    Console(file=sys.stdout, highlight=False).print(table)
