"""`reeread add` and `remove`."""

from pathlib import Path

from tests.cli.conftest import Call


def test_a_failure_never_stops_the_rest(call: Call, tmp_path: Path) -> None:
    """Files, folders and standard input are added, each failure has its line, and the exit code is 1."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text("The port reopened.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    called = call("add", folder, tmp_path / "missing.txt", "-", stdin=b"Talks may resume.")
    assert called.code == 1
    assert sorted(Path(row["source"]).name for row in call("list", "--json").rows) == ["-", "one.txt"]
    assert len(called.err.splitlines()) == 2
    assert "empty.txt" in called.err and "missing.txt" in called.err
    assert called.out.startswith("2 added, 2 failed.")


def test_many_failures_are_summed_up_by_reason(call: Call, tmp_path: Path) -> None:
    """After the lines come the reasons with their counts, the most frequent first, each with an example."""
    for number in range(9):
        (tmp_path / f"empty{number}.txt").touch()
    for number in range(3):
        (tmp_path / f"binary{number}.txt").write_bytes(bytes(range(32)) * 100)
    called = call("add", *sorted(tmp_path.glob("*.txt")))
    assert called.code == 1 and called.out.startswith("0 added, 12 failed.")
    *lines, said, first, second = called.err.splitlines()
    assert len(lines) == 12 and "12 could not be added" in said
    assert first.split()[0] == "9" and "empty0.txt" in first
    assert second.split()[0] == "3" and "binary0.txt" in second


def test_the_same_again_changes_nothing(call: Call, tmp_path: Path) -> None:
    """A source that is there already is counted as unchanged."""
    file = tmp_path / "one.txt"
    file.write_text("The port reopened.", encoding="utf-8")
    assert call("add", file).code == 0
    assert call("add", file).out.startswith("0 added, 1 unchanged.")
    assert len(call("list", "--json").rows) == 1


def test_a_stack_gathers(call: Call, tmp_path: Path) -> None:
    """--stack puts what is added on a stack, and the list says so."""
    file = tmp_path / "one.txt"
    file.write_text("The port reopened.", encoding="utf-8")
    assert call("add", file, "--stack", "Ports").code == 0
    assert call("list", "--json").rows[0]["stacks"] == ["Ports"]


def test_an_empty_folder_says_so(call: Call, tmp_path: Path) -> None:
    """A folder without documents is a failure that names the folder."""
    folder = tmp_path / "nothing"
    folder.mkdir()
    called = call("add", folder)
    assert called.code == 1
    assert "nothing" in called.err


def test_removing_can_be_undone(ids: list[str], call: Call) -> None:
    """A briefing goes out of the list and comes back by undo."""
    called = call("remove", ids[1])
    assert called.code == 0 and "reeread undo" in called.out
    assert ids[1] not in [row["id"] for row in call("list", "--json").rows]
    assert call("undo").code == 0
    assert [row["id"] for row in call("list", "--json").rows] == ids


def test_a_language_without_cues_is_said(call: Call, tmp_path: Path) -> None:
    """`add` and `highlights` say that no tags are suggested; for German, which has a folder of cues, they do not."""
    french = tmp_path / "incendie.txt"
    french.write_text(
        "Le gouvernement a promis une aide pour les victimes du feu. La route est restée fermée mardi soir, et les"
        " habitants de trois villages voisins ne savent pas encore quand ils pourront rentrer chez eux.",
        encoding="utf-8",
    )
    german = tmp_path / "brand.txt"
    german.write_text(
        "Die Regierung hat den Opfern des Brandes am Dienstag eine Hilfe zugesagt. Die Straße ist noch gesperrt.",
        encoding="utf-8",
    )
    said = call("add", french, german).err.splitlines()
    assert len(said) == 1
    assert "incendie.txt" in said[0] and "tags are not suggested" in said[0]
    shown = call("highlights")
    assert "commitment" in shown.out
    assert shown.err.count("tags are not suggested") == 1


def test_a_copy_is_said_and_listed_under_the_first(call: Call, tmp_path: Path) -> None:
    """Adding names what a source is a copy of, and the list has a column for it where there are any."""
    wire = "Ports agree on a levy\n\nThe two ports of the coast signed an agreement on Monday after long talks.\n"
    (tmp_path / "a.txt").write_text("Rain is expected in the valley.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(wire, encoding="utf-8")
    assert "copy of" not in call("add", tmp_path / "a.txt", tmp_path / "b.txt").err + call("list").out
    (tmp_path / "c.txt").write_text(wire + "\nBy an agency.\n", encoding="utf-8")
    called = call("add", tmp_path / "c.txt")
    assert called.out.startswith("1 added (1 copy).")
    assert "c.txt: A copy of “Ports agree on a levy” (" in called.err
    first, second, third = call("list", "--json").rows
    assert [first["copy_of"], second["copy_of"], third["copy_of"]] == [None, None, second["id"]]
    head, *lines = call("list").out.splitlines()
    place = head.index("copy of")
    assert [line[place : place + 4].strip() for line in lines] == ["", "", second["id"][-4:]]


def test_a_changed_source_is_counted_as_a_new_version(call: Call, tmp_path: Path) -> None:
    """The line at the end tells it from a new briefing."""
    file = tmp_path / "one.txt"
    file.write_text("The port reopened.", encoding="utf-8")
    call("add", file)
    file.write_text("The port reopened on Monday.", encoding="utf-8")
    assert call("add", file).out.startswith("1 added (1 new version).")
    assert len(call("list", "--json").rows) == 1


def test_a_pattern_that_no_shell_replaced_is_replaced(call: Call, tmp_path: Path) -> None:
    """What fits it is added, in order; a file of just that name is that file; nothing that fits is a failure."""
    for name in ("b.txt", "a.txt", "c.md", "[a].txt"):
        (tmp_path / name).write_text(f"The port of {name} reopened.", encoding="utf-8")
    assert call("add", f"{tmp_path}/?.txt").code == 0
    assert call("add", tmp_path / "[a].txt").code == 0
    assert [Path(row["source"]).name for row in call("list", "--json").rows] == ["a.txt", "b.txt", "[a].txt"]
    called = call("add", f"{tmp_path}/*.pdf")
    assert called.code == 1 and "*.pdf: there is no such file" in called.err
