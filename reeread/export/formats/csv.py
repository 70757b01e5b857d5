"""CSV: one row for each passage, for a spreadsheet."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from reeread.export.dossier import Dossier, Entry, Spelling
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.likely import ASKED, NOTHING, STANDING, Estimate, Estimates
from reeread.export.lines import csv_text
from reeread.export.table import COLUMNS, COMPUTED, estimated, rows_of
from reeread.model.annotation import Plain, Told
from reeread.model.briefing import Head
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


_FIELDS = "start", "end", "exact", "tags", "note", "author", "created", "modified", "id", "grade"


def _head(head: Head, cell: Callable[[str], str]) -> str:
    """Return what stands before each annotation of a briefing."""
    return f"{head.id},{cell(head.title)},{cell(head.source)},{cell(head.published)},{head.grade},"


def _rows(
    annotations: Sequence[Plain], told: Told, estimates: Estimates, inside: Callable[[str], str]
) -> list[str]:
    """Return what `rows_of` says of annotations, each as text without its head and the end of its line."""
    tags, authors, names = told
    quiet, silent = estimates.quiet, estimates.silent
    return [
        f'{start},{end},"{inside(exact) if _QUOTE in exact or exact[0] in _COMPUTED else exact}",'
        f"{tags[bearing]},{note and _QUOTE + inside(note) + _QUOTE},{authors[author]},"
        f"{created},{modified},{state},{id},{grade or ''}"
        f"{_NOTHING if quiet and state in STANDING and (silent or ASKED not in names[bearing]) else _end(estimates.said(start, end, exact, names[bearing], state), inside)}"
        for _, state, start, end, exact, bearing, note, author, created, modified, id, grade in annotations
    ]


def _end(estimate: Estimate, inside: Callable[[str], str]) -> str:
    """Return the end of the row of a passage: how likely and how sure it is."""
    if estimate is NOTHING:
        return _NOTHING
    return "".join(f',"{inside(cell)}"' if cell else "," for cell in estimated(estimate))


def _spelled(head: Head, annotations: Sequence[Plain], told: Told, estimates: Estimates) -> str:
    rows = _rows(annotations, told, estimates, _inside_guarded)
    if not display.harmless("\n".join(rows)):
        rows = [display.safe(row) for row in rows]
    return _lines(display.safe(_head(head, _cell_guarded)), rows)


def _spelled_raw(head: Head, annotations: Sequence[Plain], told: Told, estimates: Estimates) -> str:
    return _lines(_head(head, _cell), _rows(annotations, told, estimates, _inside))


def _lines(head: str, rows: Sequence[str]) -> str:
    """Return rows as lines, each behind the same head."""
    return f"{head}{f'{_END}{head}'.join(rows)}{_END}" if rows else ""


def _inside(cell: str) -> str:
    """Return what stands between the quotation marks of a cell."""
    return cell.replace(_QUOTE, _QUOTE * 2)


def _inside_guarded(cell: str) -> str:
    return f"'{_inside(cell)}" if cell[:1] in _COMPUTED else _inside(cell)


def guarded(cell: str) -> str:
    """Return a cell that is text for every spreadsheet and harmless in a terminal."""
    return display.safe(f"'{cell}" if cell.startswith(COMPUTED) else cell)


_QUOTE = '"'
_END = "\r\n"

_COMPUTED = frozenset(COMPUTED)


@lru_cache
def _cell(text: str) -> str:
    """Return a cell that comes again and again."""
    return f'"{_inside(text)}"' if text else ""


@lru_cache
def _cell_guarded(text: str) -> str:
    return f'"{_inside_guarded(text)}"' if text else ""


def _tags(tags: tuple[str, ...]) -> str:
    return _cell("; ".join(tags))


def _tags_guarded(tags: tuple[str, ...]) -> str:
    return _cell_guarded("; ".join(tags))


_NOTHING = "," * len(estimated(NOTHING))

_RAW = Spelling(_compose_raw, _FIELDS, _tags, _cell, rows=_spelled_raw)
_GUARDED = Spelling(_compose, _FIELDS, _tags_guarded, _cell_guarded, rows=_spelled)

FORMAT = Format(
    "csv",
    ".csv",
    Shape.TEXT,
    "One row for each passage, for a spreadsheet.",
    write,
    "Bodies, blocks, the meanings of tags, claims; a passage of an orphan has its old place.",
)
