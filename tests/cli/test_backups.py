"""`reeread backup` and `restore`."""

from pathlib import Path

from tests.cli.conftest import Call


def test_a_backup_is_made_listed_and_brought_back(call: Call, ids: list[str], seeded: Path) -> None:
    """Without --yes it is only said what would change."""
    none = call("backup", "--list")
    assert (none.code, none.out) == (0, "") and "There are no backups" in none.err
    assert call("restore").code == 1
    made = call("backup")
    assert made.code == 0 and "it is whole" in made.out
    assert "annotations" not in call("backup", "--list").out
    call("remove", ids[0])
    told = call("restore")
    assert (told.code, len(call("list", "--json").rows)) == (0, 4)
    assert (
        "Done since, and unknown to the backup: 1 change." in told.out and "Nothing was changed" in told.out
    )
    done = call("restore", "--yes")
    assert done.code == 0 and "As it was before" in done.out
    assert [row["id"] for row in call("list", "--json").rows] == ids
    assert "restore" in call("backup", "--list").out


def test_backups_go_where_they_are_told(call: Call, ids: list[str], tmp_path: Path) -> None:
    """A folder may be named, and how many stay in it; a file is no folder."""
    folder = tmp_path / "stick"
    for _ in range(3):
        assert call("backup", folder, "--keep", 2).code == 0
    assert len(list(folder.iterdir())) == 2
    assert call("restore", next(folder.iterdir())).code == 0
    (tmp_path / "file").write_text("")
    assert call("backup", tmp_path / "file").code == 2
    assert call("restore", tmp_path / "file").code == 1
