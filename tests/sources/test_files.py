"""Files and folders: what is taken, what is refused and how it is said."""

import io
import os
from pathlib import Path

import pytest

from reeread.model.errors import SourceError
from reeread.sources import load, walk


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    """Documents below a folder come sorted; hidden ones, links to folders and other files do not."""
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "picture.png", "noending"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in walk(tmp_path)]
    assert found == ["a.md", "b.txt", "sub/c.TXT"]


def test_a_file_named_outright_is_taken(tmp_path: Path) -> None:
    """A path that is no folder is yielded whatever it is called, so that its absence can be said."""
    assert list(walk(tmp_path / "none.xyz")) == [tmp_path / "none.xyz"]


def test_load_gives_the_bytes(tmp_path: Path) -> None:
    """The bytes come as they are."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\r\n\0")
    assert load(str(path)) == b"\xff\r\n\0"


def test_load_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" is standard input, and the limit holds for it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"abcd")))
    assert load("-", max_size=4) == b"abcd"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"abcde")))
    with pytest.raises(SourceError, match="--max-size"):
        load("-", max_size=4)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A missing file, a folder, a large file, a bad name: each error names the place and what is wrong."""
    large = tmp_path / "large.txt"
    large.write_bytes(b"12345")
    for source, size, said in [
        (str(tmp_path / "none"), 9, "no such file"),
        (str(tmp_path), 9, "is a folder"),
        (str(large), 4, "--max-size"),
        ("a\0b", 9, "cannot be read"),
        (os.devnull, 9, "no ordinary file"),
    ]:
        with pytest.raises(SourceError, match=said) as caught:
            load(source, max_size=size)
        assert caught.value.where == source
