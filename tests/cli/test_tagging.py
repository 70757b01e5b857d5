"""`reeread tag`, `untag`, `annotations`, `codebook`, `undo`, `redo` and `history`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

ONCE = "China controls 80%–90% of the global rare earth production"


def test_tagging_writes_a_whole_annotation(ids: list[str], call: Call) -> None:
    """A tag and a note arrive with their anchor, author and times, in the fixed fields."""
    called = call(
        "tag", ids[0], "--quote", ONCE, "--as", "confirmed", "--as", "risk", "--note", "Which\nyear?"
    )
    assert called.out == f"Tagged “{ONCE}” as confirmed, risk. `reeread undo` takes it back.\n"
    row = call("annotations", "--json").rows[0]
    body = call("show", ids[0], "--json").rows[0]["body"]
    assert list(row) == [
        "id", "briefing", "start", "end", "exact", "prefix", "suffix",
        "tags", "note", "author", "created", "modified", "state", "grade", "outcome",
    ]  # fmt: skip
    assert body[row["start"] : row["end"]] == row["exact"] == ONCE
    assert (set(row["tags"]), row["note"]) == ({"confirmed", "risk"}, "Which\nyear?")
    assert (row["author"], row["state"]) == ("tester", "anchored")


def test_a_quote_that_stands_twice_wants_a_place(ids: list[str], call: Call) -> None:
    """Several places: exit code 1 and all of them named; --start chooses one, and a wrong start is refused."""
    body = call("show", ids[0], "--json").rows[0]["body"]
    first = body.index("rare earth")
    second = body.index("rare earth", first + 1)
    called = call("tag", ids[0], "--quote", "rare earth", "--as", "risk")
    assert called.code == 1
    assert f"{first}, {second}" in called.err and "--start" in called.err
    assert call("tag", ids[0], "--quote", "rare earth", "--as", "risk", "--start", first + 1).code == 1
    assert call("annotations", "--json").rows == []
    assert call("tag", ids[0], "--quote", "rare earth", "--as", "risk", "--start", second).code == 0
    assert call("annotations", "--json").rows[0]["start"] == second


def test_a_quote_that_stands_nowhere_shows_the_nearest(ids: list[str], call: Call) -> None:
    """A misquoted passage: exit code 1 and the passage that was probably meant, in whole words."""
    called = call("tag", ids[0], "--quote", "China controlls 80-90% of the global", "--as", "risk")
    assert called.code == 1
    assert "“China controls 80%–90% of the global" in called.err
    assert call("tag", ids[0], "--quote", "xylophone orchestra", "--as", "risk").code == 1


def test_untag_takes_off_what_was_put_on(ids: list[str], call: Call) -> None:
    """One tag or all go; of several places the one that is tagged is meant; nothing to take is exit code 1."""
    for tag in ("risk", "confirmed"):
        assert call("tag", ids[0], "--quote", "rare earth", "--as", tag, "--start", 130).code == 0
    assert call("untag", ids[0], "--quote", "rare earth", "--as", "risk").code == 0
    assert call("annotations", "--json").rows[0]["tags"] == ["confirmed"]
    assert call("untag", ids[0], "--quote", "rare earth", "--as", "risk", "--start", 130).code == 1
    assert call("untag", ids[0], "--quote", "rare earth").code == 0
    assert call("annotations", "--json").rows == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--as", "nonsense"), 1, "codebook"),
        ((), 2, "--as"),
        (("--as", "risk", "--start", "-1"), 2, "--start"),
    ],
)
def test_what_cannot_be_tagged_is_said(
    words: tuple[str, ...], code: int, said: str, ids: list[str], call: Call
) -> None:
    """An unknown tag, no tag at all and an impossible place leave the library alone and say why."""
    called = call("tag", ids[0], "--quote", ONCE, *words)
    assert (called.code, said in called.err) == (code, True)
    assert call("annotations", "--json").rows == []


def test_annotations_are_filtered(ids: list[str], call: Call) -> None:
    """By briefing, tag, author and time, each repeated for several."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "risk").code == 0
    assert call("tag", ids[4], "--quote", "is likely to", "--as", "speculation", "--author", "ana").code == 0
    cases = (
        (("--tag", "risk"), 1), (("--tag", "risk", "--tag", "speculation"), 2), (("--author", "ana"), 1),
        (("--briefing", ids[4]), 1), (("--briefing", ids[1]), 0), (("--since", "2020-01-01"), 2),
        (("--since", "9999-01-01T00:00+02:00"), 0),
    )  # fmt: skip
    for words, count in cases:
        assert len(call("annotations", "--json", *words).rows) == count, words
    assert len(call("annotations").out.splitlines()) == 3
    assert call("annotations", "--since", "yesterday").code == 2


def test_undo_and_redo_walk_through_the_log(ids: list[str], call: Call) -> None:
    """A tag is taken back and done again, the log keeps all three, and an empty log is exit code 1."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "risk").code == 0
    assert "reeread redo" in call("undo").out
    assert call("annotations", "--json").rows == []
    assert "reeread undo" in call("redo").out
    assert len(call("annotations", "--json").rows) == 1
    assert [row["deed"] for row in call("history", "--limit", 3, "--json").rows] == ["redo", "undo", "tag"]
    assert ONCE in call("history", "--briefing", ids[0]).out
    assert call("redo").code == 1
    assert call("undo", "--author", "nobody").code == 1


def test_the_codebook_is_listed_and_changed(ids: list[str], call: Call) -> None:
    """Four tags at first; one is added with a free key and edited; a key that the reader uses is refused."""
    assert [row["name"] for row in call("codebook", "list", "--json").rows] == [
        "risk", "commitment", "speculation", "confirmed",
    ]  # fmt: skip
    assert call("codebook", "add", "sanction", "--key", "z").code == 0
    assert call("codebook", "edit", "sanction", "--meaning", "A measure.", "--name", "measure").code == 0
    row = call("codebook", "list", "--json").rows[-1]
    assert (row["name"], row["key"], row["meaning"]) == ("measure", "z", "A measure.")
    assert "measure" in call("codebook", "list").out
    refused = call("codebook", "add", "jump", "--key", "j")
    assert refused.code != 0 and "free" in refused.err
    assert call("codebook", "edit", "risk").code == 2


def test_an_unknown_tag_is_told_with_the_codebook(ids: list[str], call: Call) -> None:
    """A filter by a tag that is not there says which are, instead of finding nothing."""
    called = call("annotations", "--tag", "rsik")
    assert (called.code, "risk, commitment" in called.err) == (1, True)


def test_annotations_are_searched_and_sorted(ids: list[str], call: Call) -> None:
    """By words of quote or note, by state, in the order asked for."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "confirmed", "--note", "Which year?").code == 0
    assert call("tag", ids[4], "--quote", "is likely to", "--as", "speculation").code == 0
    assert [row["exact"] for row in call("annotations", "--text", "YEAR", "--json").rows] == [ONCE]
    assert call("annotations", "--state", "orphan", "--json").rows == []
    assert [row["tags"] for row in call("annotations", "--sort", "tag", "--json").rows] == [
        ["speculation"],
        ["confirmed"],
    ]


def test_tags_are_merged_removed_and_retired(ids: list[str], call: Call) -> None:
    """Each says what it did; what passages bear is removed only by force; undo brings it back."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "risk").code == 0
    refused = call("codebook", "remove", "risk")
    assert (refused.code, "1 annotation in 1 briefing bears" in refused.err) == (2, True)
    assert "1 passage" in call("codebook", "merge", "risk", "confirmed").out
    assert [row["tags"] for row in call("annotations", "--json").rows] == [["confirmed"]]
    assert call("codebook", "remove", "confirmed", "--force").code == 0
    assert call("annotations", "--json").rows == []
    assert call("undo").out.startswith("Took back removing the tag “confirmed”.")
    assert call("codebook", "retire", "confirmed").code == 0
    assert "confirmed (retired)" in call("codebook", "list").out
    assert call("tag", ids[0], "--quote", "rare earth", "--start", "130", "--as", "confirmed").code == 2
    assert call("codebook", "restore", "confirmed").code == 0
    assert "speculation, commitment" in call("codebook", "order", "speculation").out
    assert call("codebook", "merge", "rsik", "confirmed").code == 1


def test_a_codebook_goes_from_library_to_library(ids: list[str], call: Call, tmp_path: Path) -> None:
    """Exported to a file, as TOML or JSON, and imported into another library, also from standard input."""
    assert call("codebook", "add", "sanction", "--key", "z").code == 0
    file, other = tmp_path / "tags.JSON", tmp_path / "other.db"
    assert call("codebook", "export", "-o", file).code == 0
    assert file.read_text().startswith('{"tags"')
    assert call("add", "-", "--db", other, stdin=b"One. Two.").code == 0
    assert call("codebook", "import", file, "--db", other).out.startswith("1 added, 4 unchanged.")
    toml = call("codebook", "export").out
    assert toml == call("codebook", "export", "--db", other).out
    again = call("codebook", "import", "-", "--db", other, stdin=toml.replace('"z"', '"r"').encode())
    assert again.out == "5 unchanged.\n" and "sanction comes without its key" in again.err
    assert call("codebook", "import", tmp_path / "none.toml").code == 1
