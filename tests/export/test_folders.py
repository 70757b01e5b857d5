"""Exports of several files."""

from dataclasses import replace
from pathlib import Path

import pytest

from reeread.export.format import Page
from reeread.export.registry import formats
from reeread.export.writing import write_folder
from reeread.library.delivering import deliver
from reeread.model.errors import ReereadError
from tests.export.conftest import Maker


def test_a_folder_is_filled_and_filled_again(tmp_path: Path) -> None:
    """Files of an earlier writing are replaced, and what else lies in the folder stays."""
    target = tmp_path / "vault"
    write_folder(
        target, [Page("a.md", "reeread_id: 1\nold"), Page("deep/b.bin", b"reeread_id\x00")], "reeread_id"
    )
    (target / "mine.md").write_text("mine", encoding="utf-8")
    write_folder(target, [Page("a.md", "reeread_id: 1\nnew")], "reeread_id")
    assert (target / "a.md").read_text(encoding="utf-8").endswith("new")
    assert (target / "deep" / "b.bin").read_bytes() == b"reeread_id\x00"
    assert (target / "mine.md").read_text(encoding="utf-8") == "mine"


def test_a_strangers_file_is_never_replaced(tmp_path: Path) -> None:
    """Where a file of the same name is not ours, nothing at all is written."""
    (tmp_path / "b.md").write_text("my own notes", encoding="utf-8")
    with pytest.raises(ReereadError, match="none of ours"):
        write_folder(tmp_path, [Page("a.md", "reeread_id"), Page("b.md", "reeread_id")], "reeread_id")
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    """A file where the folder should be is named in the message."""
    (tmp_path / "vault").write_text("a file", encoding="utf-8")
    with pytest.raises(ReereadError, match="vault"):
        write_folder(tmp_path / "vault", [Page("a.md", "reeread_id")], "reeread_id")


def test_sources_without_a_day_and_with_long_names_leave(make: Maker, tmp_path: Path) -> None:
    """A date that is none is left out of a bibliography; titles of many bytes make names that a file system takes."""
    entries = []
    for number in (1, 2):
        entry = make.entry(body="a b", number=number, title="👩‍👩‍👧" * 60)
        briefing = entry.article.briefing._replace(published="yesterday")
        entries.append(replace(entry, article=entry.article._replace(briefing=briefing)))
    dossier = make.dossier(*entries)
    for name in ("csl", "bibtex"):
        assert "yesterday" not in "".join(map(str, formats()[name].write(dossier)))
    deliver(formats()["obsidian"], dossier, tmp_path / "vault")
    assert len(list((tmp_path / "vault").iterdir())) == 2
