"""Tables for people."""

import re
import sys

import pytest

from reeread.cli.tables import Column, show

COLUMNS = (Column("id"), Column("title", long=True), Column("passages", number=True))
ROWS = (
    ("4e7a", "A title [bold]that is long[/bold] and goes on beyond the edge of any narrow terminal", 7),
    ("b", "短い", 12),
)


def test_anywhere_but_on_a_terminal_a_table_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is cut, nothing trails, numbers stand at the right, and brackets are only brackets."""
    show(COLUMNS, ROWS)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "title", "passages"]
    assert ROWS[0][1] in lines[1]
    assert [line for line in lines if line != line.rstrip()] == []
    assert lines[1].endswith("       7") and lines[2].endswith("      12")


def test_on_a_narrow_terminal_long_cells_give_way(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line fits, long cells end in an ellipsis, and ids and numbers stay whole."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    show(COLUMNS, ROWS)
    lines = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out).splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 40 for line in lines)
    assert "4e7a" in lines[1] and "…" in lines[1] and lines[1].rstrip().endswith("7")
