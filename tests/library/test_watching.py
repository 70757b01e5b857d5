"""A watched folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reeread.library import Library
from reeread.library.watching import watch
from reeread.model.errors import SourceError


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder with one document."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "first.txt").write_text("The port reopened.", "utf-8")
    return folder


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    """Return an empty library."""
    with Library.open(tmp_path / "watch.db", "tester", create=True) as opened:
        yield opened


def taken(lib: Library, folder: Path, *between: Callable[[], object]) -> list[tuple[str, str]]:
    """Return what a watch took: names and what became of them, with something done before each further look."""
    deeds = iter(between)

    def wait() -> bool:
        deed = next(deeds, None)
        if deed is not None:
            deed()
        return deed is not None

    return [(Path(one.source).name, one.status) for one in watch(lib, folder, wait)]


def nothing() -> None:
    """Let a look pass."""


def test_what_appears_is_added_once_it_has_settled(lib: Library, inbox: Path) -> None:
    """What is there comes in at once, what appears later when two looks found it the same, and nothing twice."""
    new = inbox / "below" / "new.md"

    def begin() -> None:
        new.parent.mkdir()
        new.write_text("# Half", "utf-8")

    def go_on() -> None:
        new.write_text("# Half a page\n\nTalks may resume.", "utf-8")

    found = taken(lib, inbox, nothing, begin, go_on, nothing, nothing, nothing)
    assert found == [("first.txt", "added"), ("new.md", "added")]


def test_a_change_is_a_new_version(lib: Library, inbox: Path) -> None:
    """A document that changes is taken again; one that was only touched is unchanged."""
    first = inbox / "first.txt"

    def change() -> None:
        first.write_text("The port reopened on Monday.", "utf-8")

    def touch() -> None:
        os.utime(first, ns=(1, 1))

    found = taken(lib, inbox, change, nothing, touch, nothing)
    assert found == [("first.txt", "added"), ("first.txt", "added"), ("first.txt", "unchanged")]


def test_what_cannot_be_read_is_tried_again_when_it_changed(lib: Library, inbox: Path) -> None:
    """An empty file fails once, not at every look, and comes in when it has text."""
    empty = inbox / "empty.txt"
    empty.touch()

    def fill() -> None:
        empty.write_text("Now it says something.", "utf-8")

    found = taken(lib, inbox, nothing, nothing, fill, nothing)
    assert found == [("empty.txt", "failed"), ("first.txt", "added"), ("empty.txt", "added")]


def test_a_folder_that_goes_away_is_said(lib: Library, inbox: Path) -> None:
    """The watch ends with a message that names the folder."""

    def remove() -> None:
        (inbox / "first.txt").unlink()
        inbox.rmdir()

    with pytest.raises(SourceError, match="inbox"):
        taken(lib, inbox, remove)
