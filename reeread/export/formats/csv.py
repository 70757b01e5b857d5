"""CSV: one row for each passage, for a spreadsheet."""

import csv
from collections.abc import Iterator, Sequence

from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.lines import Line
from reeread.export.table import COLUMNS, COMPUTED, rows
from reeread.text import display

_OPENERS = frozenset(COMPUTED)


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield rows as RFC 4180 has them, lines ending in CR LF.

    Unless raw cells are asked for, a cell that a spreadsheet would compute begins with an apostrophe, and
    control characters are shown as marks.
    """
    line = Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for cells in rows(dossier):
        writer.writerow(cells if options.raw_cells else _all_guarded(cells))
        yield line.text


def _all_guarded(cells: Sequence[str]) -> list[str]:
    """Return the cells of a row guarded; most rows are plain throughout, which is seen at once."""
    whole = "".join(cells)
    if whole.isascii() and whole.isprintable():
        return [f"'{cell}" if cell[:1] in _OPENERS else cell for cell in cells]
    return [guarded(cell) for cell in cells]


def guarded(cell: str) -> str:
    """Return a cell that is text for every spreadsheet and harmless in a terminal."""
    return display.safe(f"'{cell}" if cell.startswith(COMPUTED) else cell)


FORMAT = Format(
    "csv",
    ".csv",
    Shape.TEXT,
    "One row for each passage, for a spreadsheet.",
    write,
    "Bodies, blocks, the meanings of tags, claims; a passage of an orphan has its old place.",
)
