"""`reeread settle`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

ONE = "China controls 80%–90% of the global rare earth production"


@pytest.fixture
def two(ids: list[str], call: Call) -> str:
    """Have two people mark a briefing, apart on two sentences and alike on one, and return its id."""
    for author, tag in (("ann", "confirmed"), ("ben", "risk")):
        assert call("tag", ids[0], "--quote", ONE, "--as", tag, "--author", author).code == 0
        called = call("tag", ids[0], "--quote", "The Japanese government", "--as", "risk", "--author", author)
        assert called.code == 0
    assert call("tag", ids[0], "--quote", "NEXI", "--as", "risk", "--author", "ben").code == 0
    return ids[0]


def test_disagreements_are_listed_and_settled(two: str, call: Call) -> None:
    """The list has both sides and how many are settled; one side is taken with a reason, and undo takes that back."""
    assert call("settle").out.splitlines()[-1] == "0 of 2 settled."
    done = call("settle", two, "--quote", "China controls", "--like", "ben", "--reason", "A dependence.")
    assert (done.code, done.out) == (0, "Settled as risk. `reeread undo` takes it back.\n")
    rows = call("settle", "--json").rows
    (settled,) = [row for row in rows if row["settled"]]
    assert settled["tags"] == {"ann": ["confirmed"], "ben": ["risk"]}
    assert (settled["settled"]["tags"], settled["settled"]["reason"]) == (["risk"], "A dependence.")
    assert [row["settled"] for row in call("settle", "--open", "--json").rows] == [None]
    assert call("settle", "--of", "ann").code == 1
    assert call("undo").code == 0
    assert call("settle").out.splitlines()[-1] == "0 of 2 settled."


def test_own_tags_or_none_and_what_all_agree_on(two: str, call: Call, tmp_path: Path) -> None:
    """The gold set that results is exported alone and comes into an empty library as it was."""
    one, other = (
        ("--quote", "China controls", "--reason", "Both."),
        ("--quote", "NEXI", "--reason", "A name."),
    )
    assert call("settle", two, *one, "--as", "confirmed", "--as", "risk").code == 0
    assert call("settle", two, *other, "--nothing").out.startswith("Settled as nothing.")
    assert call("settle", "--agreed").out.startswith("Taken into gold: 1 on which all agree.")
    assert call("settle", "--agreed").out == "Taken into gold: 0 on which all agree.\n"
    file = tmp_path / "gold.json"
    assert call("export", "json", "--author", "gold", "-o", file).code == 0
    names = ("exact", "start", "tags", "note", "author")
    here = [
        {name: row[name] for name in names}
        for row in call("annotations", "--json").rows
        if row["author"] == "gold"
    ]
    assert len(here) == 3
    elsewhere = ("--db", tmp_path / "other.db")
    assert call("merge", file, "--yes", *elsewhere).code == 0
    there = [{name: row[name] for name in names} for row in call("annotations", "--json", *elsewhere).rows]
    assert there == here


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("--quote", "NEXI", "--reason", "So."), 2, "say what holds", id="nothing-decided"),
        pytest.param(("--as", "risk"), 2, "say what holds", id="no-sentence"),
        pytest.param(
            ("--quote", "NEXI", "--nothing", "--like", "ben"), 2, "say what holds", id="two-answers"
        ),
        pytest.param(("--agreed", "--tag", "risk"), 2, "all at once", id="agreed-by-tag"),
        pytest.param(("--quote", "NEXI", "--nothing"), 2, "for a reason", id="no-reason"),
        pytest.param(
            ("--quote", "NEXI", "--like", "cleo", "--reason", "So."), 1, "did not read it", id="stranger"
        ),
        pytest.param(
            ("--quote", "The Japanese government", "--nothing", "--reason", "So."),
            1,
            "do not differ",
            id="agreed",
        ),
        pytest.param(("--gold", "ben"), 2, "no name of a gold set", id="a-person"),
    ],
)
def test_what_cannot_be_settled_is_told(
    two: str, call: Call, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """A sentence, an answer and a reason are needed; the message says what is lacking, and nothing is written."""
    called = call("settle", two, *arguments)
    assert called.code == code and said in " ".join(called.err.split())
    assert {row["author"] for row in call("annotations", "--json").rows} == {"ann", "ben"}
