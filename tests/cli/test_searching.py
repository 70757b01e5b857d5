"""`reeread search`: searches that are kept under a name, and words that are lit."""

import pytest
from rich.console import Console

from reeread.cli import output, tables
from tests.cli.conftest import Call


def test_a_search_is_kept_listed_run_renamed_and_removed(ids: list[str], call: Call) -> None:
    """@NAME runs what --save kept; each change says that undo takes it back, and does."""
    plain = call("search", "rare earth*", "--json").rows
    kept = call("search", "rare earth*", "--save", "earths", "--json")
    assert kept.rows == plain and "reeread search @earths" in kept.err
    assert call("search", "@earths", "--json").rows == plain
    (row,) = call("search", "--saved", "--json").rows
    assert (row["name"], row["query"], set(row)) == (
        "earths",
        "rare earth*",
        {"name", "query", "author", "made"},
    )
    assert "“ore” now. `reeread undo`" in call("search", "--rename", "earths", "ore").out
    assert call("search", "--saved").out.splitlines()[1].startswith("ore ")
    assert "kept no longer" in call("search", "--remove", "ore").out
    assert "No searches are kept yet" in call("search", "--saved").err
    call("undo")
    assert call("search", "@ore", "--json").rows == plain


def test_what_is_wrong_is_said(ids: list[str], call: Call) -> None:
    """An unknown name is exit 1 with those that there are; no query, or a query and a deed, is exit 2."""
    unknown = call("search", "@nothing")
    assert unknown.code == 1 and "No search is called “nothing”" in unknown.err
    for words in ((), ("--save", "x"), ("x", "--saved"), ("--saved", "--remove", "x")):
        wrong = call("search", *words)
        assert wrong.code == 2 and "QUERY" in wrong.err


def test_words_are_lit_on_a_terminal(ids: list[str], call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody looks, what was looked for is bold and underlined; where nobody does, there are no styles."""
    assert "\x1b" not in call("search", "alliance").out
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(
        "rich.console.Console",
        lambda **named: Console(**named, force_terminal=True, width=200, color_system="standard"),
    )
    assert "\x1b[1;4mAlliance\x1b[0m" in call("search", "alliance").out
    assert tables.Lit("x").spans == ()
