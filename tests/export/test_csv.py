"""Rows for a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest

from reeread.export.dossier import Entry
from reeread.export.format import DEFAULTS, Options
from reeread.export.formats.csv import guarded
from reeread.export.registry import formats
from reeread.export.table import COLUMNS
from reeread.model.grades import Credibility, Reliability
from tests.export.conftest import Maker

BODY = 'The port, "reopened"; on\nMonday.\tIt is likely to stay open. =SUM(A1) 港 👨‍👩‍👧'


def test_rows_are_read_back_to_the_letter(make: Maker) -> None:
    """Commas, quotation marks, newlines and any script survive; offsets are those of the body; lines end in CR LF."""
    entry = make.entry(
        (BODY[:36], ("risk", "confirmed"), "a\nb"),
        ("It is likely to stay open.", ("speculation",), ""),
        body=BODY,
    )
    text = _written(make, entry)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["quote"], rows[0]["tags"], rows[0]["note"]) == (BODY[:36], "risk; confirmed", "a\nb")
    assert BODY[int(rows[1]["start"]) : int(rows[1]["end"])] == rows[1]["quote"]
    assert rows[1]["likelihood"] == "55–80%"
    assert text.replace("a\nb", "").replace("on\nM", "").count("\n") == text.count("\r\n") == 3


def test_the_two_grades_have_a_column_each(make: Maker) -> None:
    """How far the source is relied on and the passage believed stand apart; nothing where nobody said."""
    plain = make.entry((BODY[:36], ("risk",), ""), (BODY[37:], (), "x"), body=BODY)
    first, second = plain.annotations
    article = plain.article._replace(briefing=plain.article.briefing._replace(grade=Reliability.C))
    graded = replace(plain, article=article, annotations=(first._replace(grade=Credibility(4)), second))
    rows = list(csv.DictReader(io.StringIO(_written(make, graded), newline="")))
    assert [(row["reliability"], row["credibility"]) for row in rows] == [("C", "4"), ("C", "")]
    row = next(csv.DictReader(io.StringIO(_written(make, plain), newline="")))
    assert (row["reliability"], row["credibility"]) == ("", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str, make: Maker) -> None:
    """A cell that a spreadsheet would compute begins with an apostrophe, in every column from outside."""
    hostile = f"{start}cmd|'/c calc'!A1"
    entry = make.entry(
        (hostile, ("risk",), hostile), body=hostile, title=hostile, source=hostile, author=hostile
    )
    guardless = {cell[:1] for cell in _rows(make, entry)[1]} & set("=+-@\t\r\n＝＋－＠")
    assert guardless == set()
    assert guarded(hostile).startswith("'")
    assert _rows(make, entry, Options(raw_cells=True))[1][COLUMNS.index("quote")] == hostile


def test_cells_cannot_drive_a_terminal(make: Maker) -> None:
    """Control characters are marks, unless raw cells are asked for."""
    entry = make.entry(("a\x1b[2J\u202eb", ("risk",), ""), body="a\x1b[2J\u202eb")
    assert "\x1b" not in _written(make, entry) and "␛" in _written(make, entry)
    assert "\x1b[2J\u202e" in _written(make, entry, Options(raw_cells=True))


def _written(make: Maker, entry: Entry, options: Options = DEFAULTS) -> str:
    return "".join(formats()["csv"].write(make.dossier(entry), options))


def _rows(make: Maker, entry: Entry, options: Options = DEFAULTS) -> list[list[str]]:
    return list(csv.reader(io.StringIO(_written(make, entry, options), newline="")))
