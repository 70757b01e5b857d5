"""`reeread claims`."""

from pathlib import Path

from tests.cli.conftest import Call

SHARE = "China controls"


def test_claims_have_the_fixed_fields(ids: list[str], call: Call) -> None:
    """`claims --json` has the fields of `compare` and two more; its sources are ids whose bodies hold the passages."""
    rows = call("claims", "--json").rows
    fixed = ("claim", "verdict", "origins", "passages")
    assert rows and {tuple(row) for row in rows} == {(*fixed, "id", "decision")}
    assert {row["decision"] for row in rows} == {None}
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
    assert lines[0].split() == ["verdict", "claim", "sources", "origins", "said", "decided", "id"]
    (line,) = [one for one in lines if one.startswith("≈ tension")]
    assert SHARE in line and "1 against 1" in line
    assert f"80%–90% ({ids[0][-4:]}) · 90+% ({ids[4][-4:]})" in line
    shown = {row["id"] for row in call("claims", "--json").rows}
    assert {one.split()[-1] for one in lines[1:]} == shown


def test_nothing_shared_is_said(call: Call, tmp_path: Path) -> None:
    """A library whose briefings share nothing says so on standard error, with exit code 0."""
    (tmp_path / "port.txt").write_text("The port reopened on Monday.\n", "utf-8")
    assert call("add", tmp_path / "port.txt").code == 0
    called = call("claims")
    assert (called.code, called.out) == (0, "") and "No claims" in called.err


def test_an_unknown_id_is_said(ids: list[str], call: Call) -> None:
    """An id that nothing has ends with exit code 1."""
    assert call("claims", "zzzz").code == 1


def test_decisions_show_and_are_taken_back(ids: list[str], call: Call) -> None:
    """What is decided by a claim's id shows in the table and in the JSON, until it is undone."""
    tension = next(row for row in call("claims", "--json").rows if row["verdict"] == "tension")
    said = call("claims", "--confirm", tension["id"], "--verdict", "conflict", "--author", "ann")
    assert said.out == f"Confirmed “{tension['claim']}” as conflict. `reeread undo` takes it back.\n"
    (row,) = [one for one in call("claims", "--json").rows if one["decision"]]
    assert (row["verdict"], row["decision"]["standing"], row["decision"]["author"]) == (
        "conflict",
        "confirmed",
        "ann",
    )
    assert row["passages"] == tension["passages"]
    assert "confirmed by ann" in call("claims").out
    for options in (["--reason", "Withdrawn.", "--date", "2026-01-31"], ["--reason", "Withdrawn."]):
        assert call("claims", "--retract", row["id"], *options).code == 0
    (row,) = [one for one in call("claims", "--json").rows if one["decision"]]
    assert row["decision"]["standing"] == "retracted" and row["decision"]["reason"] == "Withdrawn."
    assert call("claims", "--reopen", row["id"]).code == 0
    assert call("undo").out.startswith("Took back reopening the claim")


def test_a_dismissed_claim_shows_only_when_asked_for(ids: list[str], call: Call) -> None:
    """It is gone from the claims, and `--dismissed` has it with the decision."""
    every = call("claims", "--json").rows
    assert call("claims", "--dismiss", every[0]["id"]).code == 0
    assert [row["claim"] for row in call("claims", "--json").rows] == [row["claim"] for row in every[1:]]
    (row,) = [one for one in call("claims", "--json", "--dismissed").rows if one["decision"]]
    assert row["claim"] == every[0]["claim"] and row["decision"]["standing"] == "dismissed"


def test_claims_are_merged_and_split_by_their_ids(ids: list[str], call: Call) -> None:
    """Two become one, and a briefing comes out of it again; what is asked wrongly is refused."""
    first, second, *_ = call("claims", "--json").rows
    merged = call("claims", "--merge", first["id"], "--merge", second["id"])
    assert merged.out.startswith(f"Merged 2 claims into “{first['claim']}”.")
    (row,) = [one for one in call("claims", "--json").rows if one["decision"]]
    assert len(row["passages"]) == len(first["passages"]) + len(second["passages"])
    out = row["passages"][0]["source"]
    assert call("claims", "--split", row["id"], "--from", out).out.startswith("Took “")
    after = {one["id"]: one for one in call("claims", "--json").rows}.get(row["id"])
    assert after is None or out not in {place["source"] for place in after["passages"]}
    for wrong, code in (
        (["--split", second["id"]], 1),
        (["--confirm", "zzzz"], 1),
        (["--merge", call("claims", "--json").rows[0]["id"]], 2),
        (["--dismiss", "a", "--confirm", "b"], 2),
    ):
        assert call("claims", *wrong).code == code


def test_a_stack_has_claims_of_its_own(ids: list[str], call: Call, seeds: tuple[Path, ...]) -> None:
    """Only briefings on the stack are compared; a stack that is not there is said."""
    assert call("add", "--stack", "two", seeds[0], seeds[4]).code == 0
    (row,) = call("claims", "--stack", "two", "--json").rows
    assert row["claim"].startswith(SHARE)
    assert call("claims", "--stack", "three").code == 1
