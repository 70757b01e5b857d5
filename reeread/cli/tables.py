"""Tables for people: shrunk to the terminal, as wide as they are anywhere else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reeread.cli import output

ANY_WIDTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how it behaves."""

    name: str
    number: bool = False
    """Whether its cells are numbers, which stand at the right."""
    long: bool = False
    """Whether it gives way, with an ellipsis, when the terminal is narrow."""


def show(columns: Sequence[Column], rows: Iterable[Sequence[str | int]]) -> None:
    """Print a table; every cell is shown to the letter, dangerous characters as marks."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from reeread.text import display

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(
            Text(column.name),
            justify="right" if column.number else "left",
            no_wrap=not column.long,
            overflow="ellipsis",
            min_width=12 if column.long else None,
        )
    for row in rows:
        table.add_row(*(Text(display.line(str(cell)), no_wrap=True, overflow="ellipsis") for cell in row))
    if output.is_terminal():
        Console(file=sys.stdout, highlight=False).print(table)
        return
    plain = Console(file=sys.stdout, width=ANY_WIDTH, color_system=None, highlight=False)
    with plain.capture() as captured:
        plain.print(table)
    for line in captured.get().splitlines():
        output.text(line.rstrip() + "\n")
