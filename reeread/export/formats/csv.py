"""CSV: one row for each passage, for a spreadsheet."""

from collections.abc import Iterator, Sequence

from reeread.export.dossier import Dossier, Entry, Form, Spelling
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.lines import csv_text
from reeread.export.table import COLUMNS, COMPUTED, ESTIMATED, rows_of
from reeread.text import display


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield rows as RFC 4180 has them, lines ending in CR LF.

    Unless raw cells are asked for, a cell that a spreadsheet would compute begins with an apostrophe, and
    control characters are shown as marks.
    """
    yield csv_text([COLUMNS])
    yield from dossier.spelled(_RAW if options.raw_cells else _GUARDED)


def _compose(entry: Entry) -> str:
    return csv_text([*map(guarded, cells)] for cells in rows_of(entry))


def _compose_raw(entry: Entry) -> str:
    return csv_text(rows_of(entry))


def _composed(entry: Entry | None, head: str, passages: Sequence[str]) -> str:
    """Return rows whose cells are quoted and guarded already, but for control characters."""
    if not display.harmless("\n".join((head, *passages))):
        head, passages = display.safe(head), [*map(display.safe, passages)]
    return _composed_raw(entry, head, passages)


def _composed_raw(entry: Entry | None, head: str, passages: Sequence[str]) -> str:
    return f"{head}{(_NOTHING + head).join(passages)}{_NOTHING}" if passages else ""


def guarded(cell: str) -> str:
    """Return a cell that is text for every spreadsheet and harmless in a terminal."""
    return display.safe(f"'{cell}" if cell.startswith(COMPUTED) else cell)


_NOTHING = "," * ESTIMATED + "\r\n"
"""The end of the row of a passage that says nothing of how likely or how sure it is."""

_SPELLED = COLUMNS[:-ESTIMATED]

_GUARDED = Spelling(Form.CSV, _SPELLED, _compose, _composed, computed="".join(COMPUTED))

_RAW = Spelling(Form.CSV, _SPELLED, _compose_raw, _composed_raw)

FORMAT = Format(
    "csv",
    ".csv",
    Shape.TEXT,
    "One row for each passage, for a spreadsheet.",
    write,
    "Bodies, blocks, the meanings of tags, claims; a passage of an orphan has its old place.",
)
