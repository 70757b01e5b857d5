"""XLSX: one row for each passage, with the briefings and the codebook on sheets of their own."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.table import COLUMNS, COMPUTED, NUMBERS, rows
from reeread.extras import needed
from reeread.model.errors import ReereadError
from reeread.text import display

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Look
    from xlsxwriter.workbook import Workbook

_LONGEST = 32_767
"""Characters that a cell can hold, counted in UTF-16."""
_WIDTHS = {"quote": 80, "note": 40, "title": 40, "meaning": 60}
_BRIEFINGS = ("briefing", "title", "byline", "source", "published", "added", "characters", "passages")
_TAGS = ("tag", "key", "color", "meaning", "retired")


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[bytes]:
    """Yield the workbook; every text is a string cell, so that nothing is computed.

    A cell that a spreadsheet would compute if it were typed is marked as quoted, unless raw cells are asked for. Text
    beyond what a cell can hold ends in an ellipsis.

    Raises:
        ReereadError: XlsxWriter is not installed.
    """
    with needed("xlsx", "A workbook", ReereadError):
        from xlsxwriter.workbook import Workbook

    file = io.BytesIO()
    with Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": display.line(dossier.title), "comments": display.line(dossier.scope)})
        sheets = _Sheets(book, raw=options.raw_cells)
        sheets.add("passages", COLUMNS, rows(dossier), numbers=NUMBERS)
        sheets.add("briefings", _BRIEFINGS, _briefings(dossier), numbers=("characters", "passages"))
        sheets.add("codebook", _TAGS, _tags(dossier))
    file.seek(0)
    yield from iter(lambda: file.read(1 << 20), b"")


class _Sheets:
    """Writes tables into a workbook."""

    def __init__(self, book: "Workbook", *, raw: bool) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._quoted = (
            self._text if raw else book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        )
        self._number = book.add_format({"valign": "top"})

    def add(
        self, name: str, columns: Sequence[str], cells: Iterable[Sequence[str]], numbers: Sequence[str] = ()
    ) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS.get(heading, 14))
            sheet.write_string(0, column, heading, self._head)
        count = 0
        for count, row in enumerate(cells, 1):
            for column, cell in enumerate(row):
                if not cell:
                    continue
                if columns[column] in numbers:
                    sheet.write_number(count, column, int(cell), self._number)
                else:
                    sheet.write_string(count, column, _short(display.safe(cell)), self._look(cell))
        sheet.autofilter(0, 0, count, len(columns) - 1)

    def _look(self, cell: str) -> "Look":
        return self._quoted if cell.startswith(COMPUTED) else self._text


def _short(text: str) -> str:
    if len(text) <= _LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    return (
        text if len(units) <= 2 * _LONGEST else f"{units[: 2 * _LONGEST - 2].decode('utf-16-le', 'ignore')}…"
    )


def _briefings(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    for entry in dossier.entries:
        one = entry.article.briefing
        numbers = (str(one.characters), str(len(entry.annotations)))
        yield (one.id, one.title, one.byline, one.source, one.published, one.added, *numbers)


def _tags(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    for tag in dossier.tags:
        yield (tag.name, tag.key, tag.color, tag.meaning, "yes" if tag.retired else "")


FORMAT = Format(
    "xlsx",
    ".xlsx",
    Shape.BINARY,
    "A workbook with one row for each passage, the briefings and the codebook.",
    write,
    "Bodies, blocks, claims; text beyond 32,767 characters in a cell.",
)
