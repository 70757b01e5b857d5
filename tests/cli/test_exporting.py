"""`reeread export`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ONCE = "China controls 80%–90% of the global rare earth production"


@pytest.fixture(autouse=True)
def tagged(ids: list[str], call: Call) -> None:
    """Tag one passage."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "confirmed").code == 0


@pytest.mark.parametrize("name", ["markdown", "json", "csv"])
def test_text_goes_to_standard_output_or_a_file(name: str, call: Call, tmp_path: Path) -> None:
    """Without -o, and with -, text is printed; with -o the same is in the file and nothing is printed."""
    file = tmp_path / "export"
    printed = call("export", name, "-o", "-")
    written = call("export", name, "-o", file)
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert ONCE in printed.out
    text = file.read_bytes().decode()
    assert len(text) == len(printed.out) and ONCE in text


def test_filters_choose_passages_and_briefings(ids: list[str], call: Call) -> None:
    """Passages by tag, author and time; briefings by id; without passages of the kind nothing is left."""

    def exported(*words: str) -> tuple[int, int]:
        data = json.loads(call("export", "json", *words).out)
        return len(data["briefings"]), sum(len(one["annotations"]) for one in data["briefings"])

    assert exported() == (5, 1)
    assert exported("--tag", "confirmed") == (1, 1)
    assert exported("--tag", "risk") == (0, 0)
    assert exported("--briefing", ids[1], "--briefing", ids[0]) == (2, 1)
    assert exported("--author", "nobody") == (0, 0)
    assert exported("--since", "2020-01-01") == (1, 1)


def test_the_formats_say_what_they_are_for(call: Call) -> None:
    """--list needs no library: a line for each format, what it is for and what it cannot carry."""
    listed = call("--db", "nowhere.db", "export", "--list")
    assert listed.code == 0
    lines = listed.out.splitlines()
    assert "cannot carry" in lines[0]
    assert len(lines) > 15
    assert any(line.startswith("w3c ") and "an orphan has no position" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "begins"), [("xlsx", b"PK"), ("qdpx", b"PK"), ("taguette", b"SQLite format 3")]
)
def test_what_is_no_text_goes_to_a_file(name: str, begins: bytes, call: Call, tmp_path: Path) -> None:
    """A workbook, an archive and a database are written as a whole, with nothing beside them."""
    folder = tmp_path / "out"
    folder.mkdir()
    assert call("export", name, "-o", folder / "export").code == 0
    assert [path.name for path in folder.iterdir()] == ["export"]
    assert (folder / "export").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("cuneiform",), 2, "markdown"),
        ((), 2, "No format is named"),
        (("xlsx",), 2, "-o FILE.xlsx"),
        (("obsidian", "-o", "-"), 2, "-o FOLDER"),
        (("json", "--tag", "nonsense"), 1, "codebook"),
        (("json", "--stack", "nowhere"), 1, "stack"),
        (("json", "--briefing", "zzzz"), 1, "reeread list"),
        (("json", "-o", "."), 1, "folder"),
        (("json", "-o", "missing/export.json"), 1, "missing"),
    ],
)
def test_what_cannot_be_exported_is_said(words: tuple[str, ...], code: int, said: str, call: Call) -> None:
    """An unknown format is misuse; an unknown tag, stack or briefing and a bad place are failures with a reason."""
    called = call("export", *words)
    assert (called.code, said in called.err, called.out) == (code, True, "")


def test_the_title_can_be_given(call: Call) -> None:
    """--title names the summary."""
    assert call("export", "markdown", "--title", "Rare earths").out.startswith("# Rare earths\n")
