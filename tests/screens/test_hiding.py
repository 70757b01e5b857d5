"""Whose annotations show: authors are told apart, and each can be hidden for this reader only."""

import hashlib
import shutil
from pathlib import Path

import pytest
from screens.boards import board, marked
from screens.reading_app import SMALL, WIDE, Opened, desk, press, settled, shown
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.library import Library, tagging
from reeread.screens.annotations import AnnotationsScreen
from reeread.screens.commitments import CommitmentsScreen
from reeread.screens.compare import CompareScreen
from reeread.screens.memory import Memory
from reeread.widgets.reader.gutter import LETTERS


@pytest.fixture
def library(library: Path) -> Path:
    """Return the library with annotations of ana, who reads, and of ben."""
    marked(library)
    marked(library, "ben", words=("Japan",))
    return library


def gutters(pilot: Pilot[None]) -> list[str]:
    """Return the letters beside each row of the article."""
    reader = desk(pilot).reader
    return [
        reader.render_line(y).text[reader.left : reader.left + LETTERS] for y in range(reader.size.height)
    ]


async def hide_ben(pilot: Pilot[None]) -> None:
    """Hide ben, by name."""
    await press(pilot, "W", "b", "e", "n", "enter", "escape")


def authors(pilot: Pilot[None]) -> set[str]:
    """Return whose annotations the reader shows."""
    return {one.author for one in desk(pilot).annotations}


def counted(library: Path, *names: str) -> int:
    """Return how many annotations some people made."""
    with Library.open(library, "ana") as lib:
        return len(tagging.annotations(lib, authors=names))


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_authors_are_listed_with_their_counts(
    size: tuple[int, int], opened: Opened, library: Path
) -> None:
    """The dialog has everybody who annotated, with how many annotations, and says who reads."""
    async with opened(size) as pilot:
        await press(pilot, "W")
        rows = [row for row in shown(pilot).splitlines() if "shows " in row]
        for name in ("ana (you)", "ben"):
            (row,) = [row for row in rows if name in row]
            assert f" {counted(library, name.split()[0])} " in row


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_who_is_hidden_is_nowhere(size: tuple[int, int], opened: Opened, library: Path) -> None:
    """A hidden author is not in the reader, the lists, the title and the table, and the status line says so."""
    async with opened(size) as pilot:
        assert authors(pilot) == {"ana", "ben"}
        await hide_ben(pilot)
        screen = desk(pilot)
        assert authors(pilot) == {"ana"}
        assert screen.briefings.passages == counted(library, "ana")
        assert sum(one.annotations for one in screen.briefings) == counted(library, "ana")
        assert f"{counted(library, 'ana')} passages" in screen.counts
        await press(pilot, "j")
        assert "1 author hidden" in shown(pilot) or "1 hidden" in shown(pilot)
        await press(pilot, "@")
        table = board(pilot)
        assert isinstance(table, AnnotationsScreen)
        assert table.table.count() == counted(library, "ana")


async def test_who_is_hidden_can_be_shown_again(opened: Opened, library: Path) -> None:
    """What was hidden comes back as it was, and nothing more is said of it."""
    async with opened() as pilot:
        before = desk(pilot).annotations, desk(pilot).counts
        await hide_ben(pilot)
        await hide_ben(pilot)
        assert (desk(pilot).annotations, desk(pilot).counts) == before
        assert desk(pilot).beside == ()


async def test_nobody_hides_their_own(opened: Opened) -> None:
    """The one who reads always sees what they mark themselves."""
    async with opened() as pilot:
        await press(pilot, "W", "a", "n", "a", "enter", "escape")
        assert "ana" in authors(pilot)


async def test_it_is_remembered_outside_the_library(opened: Opened, library: Path, state: Path) -> None:
    """The library is byte for byte as it was, and the next sitting hides the same."""
    before = hashlib.sha256(library.read_bytes()).digest()
    async with opened() as pilot:
        await hide_ben(pilot)
    assert hashlib.sha256(library.read_bytes()).digest() == before
    assert Memory.read(state).places(library).hidden == {"ben"}
    async with opened() as pilot:
        assert authors(pilot) == {"ana"}
        assert "1 author hidden" in shown(pilot)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_marks_of_others_bear_a_sign_that_the_dialog_explains(
    size: tuple[int, int], opened: Opened
) -> None:
    """In the gutter and on the cards a sign stands before the letters of ben's marks, beside his name in the dialog."""
    async with opened(size) as pilot:
        desk(pilot).reader.show(next(one.span for one in desk(pilot).annotations if one.author == "ben"))
        await settled(pilot)
        assert any("BR" in gutter for gutter in gutters(pilot))
        await press(pilot, "tab")
        assert "▌BR" in shown(pilot)
        await press(pilot, "W")
        rows = [row for row in shown(pilot).splitlines() if "shows " in row]
        assert any("shows   B  ben " in row for row in rows)
        assert any("shows      ana (you)" in row for row in rows)


async def test_without_others_nobody_bears_a_sign(opened: Opened) -> None:
    """Once the only other one is hidden, the gutter is that of a library with one author."""
    async with opened() as pilot:
        await hide_ben(pilot)
        assert desk(pilot).initials == {}
        assert not any("B" in gutter for gutter in gutters(pilot))


async def test_one_author_alone_bears_no_sign(seeded: Path, tmp_path: Path, state: Path) -> None:
    """Whoever reads what one other person marked sees no sign, until they mark something themselves."""
    path = tmp_path / "one.db"
    shutil.copy(seeded, path)
    marked(path, "ben")
    app = ReereadApp(path, "ana", state=state)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert authors(pilot) == {"ben"} and desk(pilot).initials == {}
        await press(pilot, "j", "f")
        assert desk(pilot).initials == {"ben": "B"}


async def test_who_is_hidden_is_not_among_the_commitments(opened: Opened, library: Path) -> None:
    """The board of commitments leaves out those of somebody who is hidden, and is empty where all are."""
    with Library.open(library, "ben") as lib:
        (first, *_) = tagging.annotations(lib, authors=["ben"])
        tagging.tag(lib, first.passage, ["commitment"])
    async with opened() as pilot:
        await press(pilot, "C")
        table = board(pilot)
        assert isinstance(table, CommitmentsScreen)
        assert [one.annotation.author for one in table.table.commitments] == ["ben"]
        await press(pilot, "q")
        await hide_ben(pilot)
        await press(pilot, "C")
        assert "No commitments yet" in shown(pilot)


async def test_who_is_hidden_is_not_side_by_side(opened: Opened) -> None:
    """Articles side by side leave out whoever is hidden, and say that somebody is; else they tell people apart."""
    async with opened() as pilot:
        await press(pilot, "|", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        for side in screen.sides:
            assert {one.author for one in side.annotations} == {"ana", "ben"}
            assert side.reader.initials == {"ben": "B"}
        await press(pilot, "q")
        await hide_ben(pilot)
        await press(pilot, "|", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CompareScreen)
        assert all({one.author for one in side.annotations} == {"ana"} for side in screen.sides)
        assert "1 author hidden" in shown(pilot)
