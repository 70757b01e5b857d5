"""Exports on disk: whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reeread.export.writing import write
from reeread.model.errors import ReereadError


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """New text stands under the name, with the permissions that the file had, and nothing lies beside it."""
    file = tmp_path / "summary.md"
    write(file, ["a\r\n", "é\n"])
    assert file.read_bytes() == "a\r\né\n".encode()
    file.chmod(0o640)
    write(file, ["b"])
    assert file.read_text(encoding="utf-8") == "b"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    """When writing breaks off, the old text stands and the draft is gone."""
    file = tmp_path / "summary.md"
    file.write_text("old", encoding="utf-8")

    def breaking() -> Iterator[str]:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(file, breaking())
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link is refused, and what it points to is untouched; so are folders and devices."""
    target = tmp_path / "target.txt"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (link, dangling, tmp_path, Path("/dev/null")):
        with pytest.raises(ReereadError, match="Name a file"):
            write(path, ["new"])
    assert target.read_text(encoding="utf-8") == "old"
    assert link.is_symlink() and not (tmp_path / "nowhere").exists()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there is named in the message."""
    with pytest.raises(ReereadError, match="missing"):
        write(tmp_path / "missing" / "summary.md", ["new"])


def test_a_large_text_is_whole(tmp_path: Path) -> None:
    """What goes to the disk while more is written is there to the last byte."""
    file = tmp_path / "large.json"
    write(file, (bytes([place % 256]) * 2**20 for place in range(70)))
    said = file.read_bytes()
    assert len(said) == 70 * 2**20
    assert all(said[place * 2**20] == said[(place + 1) * 2**20 - 1] == place for place in range(70))
    assert list(tmp_path.iterdir()) == [file]
