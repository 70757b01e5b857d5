"""`reeread extract`: the JSON lines that other programs read."""

from pathlib import Path

from tests.cli.conftest import Call

FIELDS = [
    "source", "title", "block", "start", "end", "text", "score", "highlight", "tags", "figures", "speaker", "likelihood",
]  # fmt: skip


def test_lines_have_the_fixed_fields_in_order(call: Call, seeds: tuple[Path, ...]) -> None:
    """Each line of each seed has exactly the fields of the contract, down to cues, figures and likelihood."""
    rows = call("extract", *seeds).rows
    assert {row["source"] for row in rows} == {str(seed) for seed in seeds}
    for row in rows:
        assert list(row) == FIELDS
        assert 0 <= row["score"] <= 1
        assert row["block"] != "furniture"
    tags = [tag for row in rows for tag in row["tags"]]
    assert {tuple(tag) for tag in tags} == {("tag", "score", "cues")}
    cues = [cue for tag in tags for cue in tag["cues"]]
    assert {tuple(cue) for cue in cues} == {("start", "end", "text", "rule", "negated", "quoted")}
    likely = [row["likelihood"] for row in rows if row["likelihood"]]
    assert {tuple(one) for one in likely} == {("term", "low", "high")}


def test_confidence_stands_behind_the_fixed_fields_where_it_is_said(call: Call, tmp_path: Path) -> None:
    """A sentence that says how sure its judgement is has one field more; likelihood keeps its own."""
    file = tmp_path / "note.txt"
    file.write_text("Summary\n\nWe have low confidence that it is likely to hold. Ships wait at the port.\n")
    first, second = call("extract", file).rows[-2:]
    assert list(first) == [*FIELDS, "confidence"]
    assert first["confidence"] == {"term": "low confidence", "level": "low"}
    assert first["likelihood"]["term"] == "likely"
    assert list(second) == FIELDS


def test_figures_have_the_fixed_fields(call: Call, seeds: tuple[Path, ...]) -> None:
    """A figure is an interval in a base unit; whole numbers are printed as such and offsets point to its text."""
    body = seeds[0].read_text("utf-8-sig")
    figures = [figure for row in call("extract", seeds[0]).rows for figure in row["figures"]]
    assert {tuple(one) for one in figures} == {("start", "end", "text", "low", "high", "unit", "approximate")}
    assert all(body[one["start"] : one["end"]] == one["text"] for one in figures)
    money = next(one for one in figures if one["unit"] == "USD")
    assert (money["low"], type(money["low"])) == (550_000_000_000, int)


def test_offsets_point_into_the_decoded_text(call: Call, tmp_path: Path) -> None:
    """For plain text body[start:end] is the text, with BOM, CR LF and characters beyond the first plane."""
    text = "Ports 🚢\r\n\r\nThe 港 reopened. It may close again.\r\n"
    file = tmp_path / "bom.txt"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    body = text.replace("\r\n", "\n")
    rows = call("extract", file).rows
    assert [row["text"] for row in rows][-2:] == ["The 港 reopened.", "It may close again."]
    assert all(body[row["start"] : row["end"]] == row["text"] for row in rows)


def test_standard_input_is_a_source(call: Call) -> None:
    """Without a path, and for -, text comes from standard input and the source is -."""
    for words in ((), ("-",)):
        rows = call("extract", *words, stdin=b"The port reopened on Monday.").rows
        assert [row["source"] for row in rows] == ["-"]


def test_a_file_that_fails_does_not_stop_the_rest(call: Call, tmp_path: Path) -> None:
    """The others are printed, the failure is said with its place, and the exit code is 1."""
    good = tmp_path / "good.txt"
    good.write_text("The port reopened on Monday.", encoding="utf-8")
    called = call("extract", tmp_path / "missing.txt", good)
    assert called.code == 1
    assert len(called.rows) == 1
    assert "missing.txt" in called.err


def test_a_folder_is_walked(call: Call, tmp_path: Path) -> None:
    """A folder stands for the documents in it, each once."""
    (tmp_path / "a.txt").write_text("The port reopened.", encoding="utf-8")
    (tmp_path / "b.md").write_text("The port closed.", encoding="utf-8")
    rows = call("extract", tmp_path, tmp_path / "a.txt").rows
    assert [Path(row["source"]).name for row in rows] == ["a.txt", "b.md"]


def test_what_is_too_large_is_refused(call: Call, tmp_path: Path) -> None:
    """--max-size takes sizes as people write them and refuses what is larger, naming the option."""
    file = tmp_path / "long.txt"
    file.write_text("The port reopened. " * 200, encoding="utf-8")
    called = call("extract", file, "--max-size", "1k")
    assert called.code == 1
    assert "--max-size" in called.err
    assert call("extract", file, "--max-size", "4 KiB").code == 0
    assert call("extract", file, "--max-size", "much").code == 2
