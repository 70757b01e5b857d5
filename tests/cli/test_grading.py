"""`reeread grade`: sources by letters, passages by digits."""

import pytest

from tests.cli.conftest import Call

QUOTE = "China controls 80%–90% of the global rare earth production"


def test_sources_and_passages_are_graded_apart(ids: list[str], call: Call) -> None:
    """A letter grades the briefing's source, a digit the quoted passage; lists and JSON say which; none takes it off."""
    assert "as B, usually reliable. `reeread undo`" in call("grade", ids[0], "b").out
    graded = call("grade", ids[0], "--quote", QUOTE, "2")
    assert graded.out == f"Graded “{QUOTE}” as 2, probably true. `reeread undo` takes it back.\n"
    assert [row["grade"] for row in call("list", "--json").rows] == ["B", None, None, None, None]
    (row,) = call("annotations", "--json").rows
    assert (row["grade"], row["tags"], row["exact"]) == (2, [], QUOTE)
    assert " B " in call("list").out.splitlines()[1] and call("annotations").out.splitlines()[1].endswith(
        " 2"
    )
    assert "Source: " in (plain := call("show", ids[0], "--plain").out)
    assert ", graded B, usually reliable\n" in plain
    assert f"[grade, credibility 2, probably true] {QUOTE} [end grade]" in plain
    assert "Took the grade off the source" in call("grade", ids[0], "none").out
    assert call("grade", ids[0], "None", "--quote", QUOTE).code == 0
    assert call("annotations", "--json").rows == [] and call("list", "--json").rows[0]["grade"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2",), "name it with --quote"),
        (("G",), "from A to F"),
        (("B", "--quote", QUOTE), "leave --quote out"),
        (("7", "--quote", QUOTE), "from 1 to 6"),
    ],
)
def test_what_is_no_grade_is_said(words: tuple[str, ...], said: str, ids: list[str], call: Call) -> None:
    """A grade of the other scale, or of none, changes nothing and says what to do."""
    called = call("grade", ids[0], *words)
    assert called.code == 2 and said in called.err
    assert call("annotations", "--json").rows == [] and call("list", "--json").rows[0]["grade"] is None
