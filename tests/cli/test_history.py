"""`reeread history`: who did what, what was before and after, and only what is asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from reeread.cli import tables
from tests.cli.conftest import Call


def changes(call: Call, *options: str) -> list[str]:
    """Return what the table says of before and after, newest first."""
    told = call("history", *options)
    assert told.code == 0
    _, *rows = told.out.splitlines()
    return [row.rsplit("  ", 1)[1] for row in rows]


def test_the_table_tells_before_and_after(call: Call, ids: list[str]) -> None:
    """In short words, for tags, notes, grades, stacks, the codebook, and what was erased."""
    quote = ("--quote", "China controls")
    call("tag", ids[0], *quote, "--as", "risk")
    call("tag", ids[0], *quote, "--as", "confirmed", "--note", "Said twice.")
    call("grade", ids[0], "B")
    call("codebook", "edit", "risk", "--name", "danger")
    call("untag", ids[0], *quote, "--as", "danger")
    assert changes(call, "--limit", "5") == [
        "danger, confirmed → confirmed",
        "risk → danger",
        "— → grade B",
        "danger → danger, confirmed; — → “Said twice.”",
        "— → danger",
    ]
    call("remove", ids[0], "--purge", "--yes")
    assert "(erased for good)" in call("history", "--limit", "1").out
    assert len(call("history", "--briefing", ids[0], "--json").rows) == 6


def test_a_passage_has_a_history(call: Call, ids: list[str]) -> None:
    """Words of a briefing find what overlaps them, an annotation's id finds it, there or gone."""
    call("tag", ids[0], "--quote", "China controls 80%–90%", "--as", "risk")
    (mark,) = call("annotations", "--json").rows
    call("tag", ids[0], "--quote", "moved to build", "--as", "risk")
    call("untag", ids[0], "--quote", "China controls 80%–90%")
    short = mark["id"][-12:]
    words = ("--briefing", ids[0], "--passage", "controls 80%–90% of the")
    for asked in (words, ("--passage", mark["id"]), ("--passage", short)):
        assert [row["deed"] for row in call("history", "--json", *asked).rows] == ["untag", "tag"]
    assert call("history", "--passage", "controls").code == 2
    assert "stands in no version" in call("history", "--briefing", ids[0], "--passage", "Never said").err
    assert call("history", "--passage", "0" * 8 + mark["id"][8:]).code == 1


def test_decisions_on_claims_are_of_its_briefings(call: Call, ids: list[str]) -> None:
    """What was decided on a claim is told for each of its briefings and for its passages there, and for no other."""
    claim = next(row for row in call("claims", "--json").rows if "China" in row["claim"])
    call("claims", "--dismiss", claim["id"])
    sources = {one["source"] for one in claim["passages"]}
    for id in ids:
        deeds = [row["deed"] for row in call("history", "--briefing", id, "--json").rows]
        assert ("claim dismiss" in deeds) == (id in sources)
    first = claim["passages"][0]
    asked = ("--briefing", first["source"], "--passage", first["text"])
    assert [row["deed"] for row in call("history", "--json", *asked).rows] == ["claim dismiss"]
    assert changes(call, "--limit", "1") == ["— → dismissed; — → " + claim["verdict"]]


def test_only_what_was_done_since(call: Call, ids: list[str]) -> None:
    """`--since` takes what it takes elsewhere."""
    then = datetime.now(UTC).isoformat()
    call("tag", ids[0], "--quote", "China controls", "--as", "risk")
    assert [row["deed"] for row in call("history", "--json", "--since", then).rows] == ["tag"]
    assert call("history", "--json", "--since", "2999-01-01").rows == []
    assert call("history", "--since", "soon").code == 2


def test_a_long_table_is_printed_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a page are printed before those of the next are asked for, in columns as wide, below one heading."""
    seen: list[int] = []
    written: list[str] = []
    monkeypatch.setattr(tables.output, "text", written.append)

    def rows() -> Iterator[tuple[int, str]]:
        for number in range(2 * tables._PAGE + 1):
            seen.append(len(written))
            yield number, "x"

    tables.show((tables.Column("number"), tables.Column("what")), rows())
    assert seen[tables._PAGE - 1] == 0 and seen[tables._PAGE] > 0 and seen[-1] == 2 * tables._PAGE + 1
    assert written[0].split() == ["number", "what"] and len(written) == 2 * tables._PAGE + 2
    assert {line.index("x") for line in written[1:]} == {written[0].index("what")}
