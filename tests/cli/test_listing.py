"""`reeread list`, `show`, `search` and `highlights`."""

import os
from pathlib import Path

from reeread.library import Library, suggesting
from tests.cli.conftest import Call
from tests.conftest import AUTHOR


def test_list_has_the_fixed_fields(ids: list[str], call: Call) -> None:
    """`list --json` has one line for each briefing, in the order of adding."""
    rows = call("list", "--json").rows
    assert {tuple(row) for row in rows} == {
        ("id", "title", "source", "published", "stacks", "sentences", "annotations", "grade", "copy_of")
    }
    assert [Path(row["source"]).name[:3] for row in rows] == ["000", "001", "002", "003", "004"]
    assert [row["published"] for row in rows][2] == "2025-10-29"


def test_the_table_names_ids_that_work(ids: list[str], call: Call) -> None:
    """The short ids of the table are taken by the other commands, and its lines are not cut."""
    lines = call("list").out.splitlines()[1:]
    assert len(lines) == 5
    for full, line in zip(ids, lines, strict=True):
        assert call("show", line.split()[0], "--json").rows[0]["id"] == full
    assert "Japan and the USA strengthen cooperation and conclude agreements on rare earths" in lines[1]


def test_show_has_body_and_blocks(ids: list[str], call: Call, seeds: tuple[Path, ...]) -> None:
    """`show --json` adds the body, to the letter, and blocks that lie inside it."""
    for one, seed in zip(ids, seeds, strict=True):
        row = call("show", one, "--json").rows[0]
        assert row["body"] == seed.read_text("utf-8-sig")
        assert row["blocks"]
        assert all(0 <= block["start"] < block["end"] <= len(row["body"]) for block in row["blocks"])


def test_show_folds_furniture(ids: list[str], call: Call) -> None:
    """Page furniture is a count of lines unless it is asked for."""
    folded, whole = call("show", ids[2]).out, call("show", ids[2], "--furniture").out
    assert "of page furniture" in folded
    assert "of page furniture" not in whole and len(whole) > len(folded)


def test_raw_is_what_came_in(ids: list[str], seeds: tuple[Path, ...], call: Call) -> None:
    """`show --raw` prints the bytes of the source."""
    assert call("show", ids[1], "--raw").out == seeds[1].read_bytes().decode()
    assert call("show", ids[1], "--raw", "--json").code == 2


def test_text_from_outside_cannot_drive_a_terminal(call: Call, tmp_path: Path) -> None:
    """Escape sequences, C1 and bidi controls in names, titles and texts come out as marks or JSON escapes."""
    hostile = "\x1b]0;owned\x07\x9b2J\u202e"
    file = tmp_path / f"{hostile}.txt"
    file.write_text(
        f"Title {hostile} of it\n\nThe port {hostile} reopened [bold]on Monday[/bold].\n", encoding="utf-8"
    )
    assert call("add", file).code == 0
    one = call("list", "--json").rows[0]["id"]
    quote = f"The port {hostile} reopened"
    assert call("tag", one, "--quote", quote, "--as", "risk", "--note", hostile).code == 0
    words: list[tuple[str, ...]] = [
        ("list",),
        ("show", one),
        ("annotations",),
        ("highlights",),
        ("search", "port"),
        ("history",),
    ]
    words += [(*command, "--json") for command in words]
    words += [("export", name) for name in ("markdown", "csv", "json")] + [("extract", str(file))]
    for command in words:
        called = call(*command)
        assert called.code == 0, called.err
        assert not set(called.out + called.err) & set("\x1b\x07\x9b\u202e"), command
    assert call("annotations", "--json").rows[0]["note"] == hostile
    assert "[bold]on Monday[/bold]" in call("show", one).out


def test_search_points_at_its_finds(ids: list[str], call: Call) -> None:
    """`search --json` has the fixed fields, and the places hold the words."""
    rows = call("search", "Takaichi", "--json").rows
    assert {tuple(row) for row in rows} == {("briefing", "start", "end", "snippet")}
    bodies = {one: call("show", one, "--json").rows[0]["body"] for one in ids}
    assert all(bodies[row["briefing"]][row["start"] : row["end"]].lower() == "takaichi" for row in rows)
    assert "Takaichi" in call("search", "Takaichi").out
    nothing = call("search", "xylophone")
    assert (nothing.code, nothing.out) == (0, "") and "xylophone" in nothing.err


def test_stats_tell_how_often_rules_were_right(call: Call, ids: list[str], seeded: Path) -> None:
    """With nothing decided it says which keys decide; afterwards a line for each method and each of its rules."""
    told = call("highlights", "--stats")
    assert (told.code, told.out) == (0, "") and "a and x do" in told.err
    with Library.open(seeded, AUTHOR) as lib:
        sentence = next(one for one in suggesting.highlights(lib, ids[1]) if one.tags)
        suggesting.dismiss(lib, ids[1], sentence)
    rows = call("highlights", "--stats", ids[1], "--json").rows
    assert rows[0] == {
        "method": sentence.tags[0].method, "model": None, "rule": None, "tag": None,
        "accepted": 0, "corrected": 0, "dismissed": len(sentence.tags),
    }  # fmt: skip
    assert {row["rule"] for row in rows[1:]} == {
        cue.rule for one in sentence.tags for cue in one.cues if not cue.negated
    }
    assert len(call("highlights", "--stats").out.splitlines()) == len(rows) + 1
    assert call("highlights", "--stats", ids[0]).out == ""


def test_highlights_are_the_briefing_and_an_extract(
    ids: list[str], call: Call, seeds: tuple[Path, ...]
) -> None:
    """`highlights --json` begins with the briefing and goes on as `extract`; the table has a line for each."""
    rows = call("highlights", ids[0], "--json").rows
    assert rows and {row["briefing"] for row in rows} == {ids[0]}
    assert list(rows[0])[1:] == list(call("extract", seeds[0]).rows[0])
    assert len(call("highlights", ids[0]).out.splitlines()) == len(rows) + 1
    assert len(call("highlights", "--json").rows) > len(rows)


def test_looking_changes_nothing(ids: list[str], call: Call, seeded: Path) -> None:
    """Listing, showing, searching and exporting leave the library file byte for byte as it was."""
    before = seeded.read_bytes()
    for words in (
        ["list"],
        ["show", ids[0]],
        ["search", "China"],
        ["highlights"],
        ["annotations"],
        ["history"],
    ):
        assert call(*words).code == 0
    for name in ("markdown", "csv", "json"):
        assert call("export", name).code == 0
    assert seeded.read_bytes() == before
    assert [name for name in os.listdir(seeded.parent) if name.startswith(seeded.name)] == [seeded.name]  # noqa: PTH208


def test_an_unknown_id_is_said(ids: list[str], call: Call) -> None:
    """An id that nothing has ends with exit code 1 and the command that lists them."""
    called = call("show", "zzzz")
    assert called.code == 1 and "reeread list" in called.err


def test_the_list_is_filtered_and_sorted(ids: list[str], call: Call) -> None:
    """By tag, words and state; what fits nothing says so, on an empty and on a full library."""
    assert call("tag", ids[2], "--quote", "However", "--as", "risk").code in (0, 1)
    assert [row["id"] for row in call("list", "--text", "FORGE alliance", "--json").rows] == [ids[4]]
    assert call("list", "--sort", "published", "--json").rows[0]["id"] == ids[2]
    assert len(call("list", "--state", "new", "--json").rows) == 5
    nothing = call("list", "--state", "done")
    assert (nothing.out, "No briefing is like that" in nothing.err) == ("", True)
    assert call("list", "--state", "lost").code == 2


def test_a_missing_library_is_named_in_the_advice(call: Call, tmp_path: Path) -> None:
    """Who names a library that is not there is told how to make just that one."""
    called = call("--db", tmp_path / "my lib.db", "list")
    assert called.code == 1
    assert f"reeread --db '{tmp_path / 'my lib.db'}' add FILE" in called.err
    assert "--db" not in call("annotations").err


def test_plain_says_everything_in_words(ids: list[str], call: Call) -> None:
    """Headings, tags and notes are words on lines of text; page furniture and boxes are not there."""
    quote = "For Japan and the U.S., that creates a strategic vulnerability"
    assert (
        call("tag", ids[2], "--quote", quote, "--as", "risk", "--as", "speculation", "--note", "If.").code
        == 0
    )
    assert (
        call("tag", ids[2], "--quote", "Japan and the U.S.,", "--as", "confirmed", "--author", "bob").code
        == 0
    )
    out = call("show", ids[2], "--plain").out
    assert out.startswith("Title: Japan’s $550 Billion Investment")
    assert "\nBy: Christopher Stanley\nPublished: 2025-10-29\n" in out
    assert "\nMarked: 2 passages: risk 1, speculation 1, confirmed 1\n" in out
    assert "\nHeading level 2: Why rare earths matter\n" in out
    assert (
        "[risk, speculation by tester] For [confirmed by bob] Japan and the U.S., [end confirmed] that creates"
        " a strategic vulnerability [end risk, speculation. Note: If.]: if China" in out
    )
    assert "Leave a Reply" not in out and "furniture" not in out
    assert call("show", ids[2], "--plain", "--json").code == 2
