"""`reeread agree`."""

from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from tests.cli.conftest import Call

ONE = "China controls 80%–90% of the global rare earth production"


@pytest.fixture
def two(ids: list[str], call: Call) -> None:
    """Have two people mark a briefing."""
    for author, tag in (("ann", "confirmed"), ("ben", "risk")):
        assert call("tag", ids[0], "--quote", ONE, "--as", tag, "--author", author).code == 0
    assert call("tag", ids[0], "--quote", "NEXI", "--as", "risk", "--author", "ben").code == 0


@pytest.mark.usefixtures("two")
def test_a_table_and_lines_of_json(call: Call, tmp_path: Path) -> None:
    """The table has a line for each tag and the sentences that divide people; JSON has the figures; the picture is an SVG."""
    picture = tmp_path / "agreement.svg"
    table = call("agree", "--svg", picture)
    assert table.code == 0
    assert table.out.splitlines()[0].split()[:3] == ["tag", "alpha", "95"]
    assert "ann: confirmed; ben: risk" in table.out
    rows = call("agree", "--by", "pair", "--json").rows
    assert [row["what"] for row in rows] == ["ann and ben"]
    assert rows[0].keys() == {"what", "units", "marked", "alpha", "low", "high", "kappa", "alpha_on_text"}
    apart = call("agree", "--divided", "--json").rows
    assert {"ann": [], "ben": ["risk"]} in [row["tags"] for row in apart]
    assert parse(picture).getroot().tag.endswith("svg")


def test_one_reader_is_told(call: Call, ids: list[str]) -> None:
    """Without a second reader the command says so and ends with 1."""
    assert call("tag", ids[0], "--quote", ONE, "--as", "risk").code == 0
    called = call("agree")
    assert called.code == 1 and "two people" in called.err
