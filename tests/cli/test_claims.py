"""`reeread claims`."""

from pathlib import Path

from tests.cli.conftest import Call

SHARE = "China controls"


def test_claims_have_the_fixed_fields(ids: list[str], call: Call) -> None:
    """`claims --json` has the fields of `compare`, and its sources are ids whose bodies hold the passages."""
    rows = call("claims", "--json").rows
    assert rows and {tuple(row) for row in rows} == {("claim", "verdict", "origins", "passages")}
    fields = ("source", "start", "end", "text", "value", "low", "high", "unit")
    bodies = {one: call("show", one, "--json").rows[0]["body"] for one in ids}
    for row in rows:
        assert row["verdict"] in ("agree", "tension", "conflict")
        for place in row["passages"]:
            assert tuple(place) == fields
            assert bodies[place["source"]][place["start"] : place["end"]] == place["text"]


def test_claims_are_those_of_compare(ids: list[str], call: Call, seeds: tuple[Path, ...]) -> None:
    """The whole library says what `compare` says of the files that it was made from."""
    compared = [(row["claim"], row["verdict"], row["origins"]) for row in call("compare", *seeds).rows]
    assert [
        (row["claim"], row["verdict"], row["origins"]) for row in call("claims", "--json").rows
    ] == compared


def test_ids_choose(ids: list[str], call: Call) -> None:
    """Two ids give the claims between them; one gives those that it shares with any other."""
    between = call("claims", ids[0], ids[4][-6:], "--json").rows
    assert [row["claim"].startswith(SHARE) for row in between] == [True]
    assert {place["source"] for row in between for place in row["passages"]} == {ids[0], ids[4]}
    own = call("claims", ids[0], "--json").rows
    assert len(between) < len(own) < len(call("claims", "--json").rows)
    assert all(ids[0] in {place["source"] for place in row["passages"]} for row in own)


def test_the_table_says_it_in_words(ids: list[str], call: Call) -> None:
    """A line has sign and verdict, the sides, the origins, and each figure with the briefings that print it."""
    lines = call("claims").out.splitlines()
    assert lines[0].split() == ["verdict", "claim", "sources", "origins", "said"]
    (line,) = [one for one in lines if one.startswith("≈ tension")]
    assert SHARE in line and "1 against 1" in line
    assert line.endswith(f"80%–90% ({ids[0][-4:]}) · 90+% ({ids[4][-4:]})")


def test_nothing_shared_is_said(call: Call, tmp_path: Path) -> None:
    """A library whose briefings share nothing says so on standard error, with exit code 0."""
    (tmp_path / "port.txt").write_text("The port reopened on Monday.\n", "utf-8")
    assert call("add", tmp_path / "port.txt").code == 0
    called = call("claims")
    assert (called.code, called.out) == (0, "") and "No claims" in called.err


def test_an_unknown_id_is_said(ids: list[str], call: Call) -> None:
    """An id that nothing has ends with exit code 1."""
    assert call("claims", "zzzz").code == 1
