"""Whole sessions in a real terminal, checked in the library and the exported file afterwards."""

import os
from pathlib import Path

import pytest
from terminal.conftest import Run

from reeread.library import Library, history, reading, tagging
from reeread.screens.reading.touring import steps

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
MAGNETS = """\
Magnets and the men who make them

A shortage of magnets may stop carmakers by May. The ministry signed an agreement on Monday.

China processes more than 90% of the world’s rare earths. Japan invests $550 billion in mines.
"""
MINES = """\
Rare earths and who digs them

China processes 70% of the world’s rare earths. Japan invests $550 billion in mines.
"""
SHORTAGE = "A shortage of magnets may stop carmakers by May."
NOTE = "Who says so? 日本"


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    """Return two files that do not agree."""
    magnets, mines = tmp_path / "magnets.txt", tmp_path / "mines.txt"
    magnets.write_text(MAGNETS, "utf-8")
    mines.write_text(MINES, "utf-8")
    return magnets, mines


def marks() -> dict[str, tuple[set[str], str]]:
    """Return tags and note of each passage in the library that the program was told of."""
    with Library.open(Path(os.environ["REEREAD_DB"]), "tester") as lib:
        return {mark.anchor.exact: (set(mark.tags), mark.note) for mark in tagging.annotations(lib)}


def deeds() -> list[str]:
    """Return what was done in that library, in order."""
    with Library.open(Path(os.environ["REEREAD_DB"]), "tester") as lib:
        return [event.deed for event in history.events(lib)][::-1]


@SIZES
def test_a_whole_session(size: tuple[int, int], run: Run, sources: tuple[Path, Path], tmp_path: Path) -> None:
    """Open, read, select, tag, note, compare, find, undo, export, quit: library and file hold what was done."""
    terminal = run(size, *(source.name for source in sources))
    terminal.wait(SHORTAGE, "Added 2 briefings", "sentence 1 of 5")

    terminal.press("o")
    terminal.wait("enter open")
    terminal.write("digs")
    terminal.wait("1 of 2")
    terminal.press("Enter")
    terminal.wait("China processes 70%", "sentence 1 of 3")
    terminal.press("o")
    terminal.wait("enter open")
    terminal.write("magnets")
    terminal.wait("1 of 2")
    terminal.press("Enter")
    terminal.wait(SHORTAGE, "sentence 1 of 5")

    terminal.press("j", "j")
    terminal.wait("sentence 3 of 5")
    terminal.press("r")
    terminal.wait("Tagged as risk")
    terminal.press("k")
    terminal.wait("sentence 2 of 5")
    terminal.press("v", "e", "e", "e", "c")
    terminal.wait("Tagged as commitment")
    terminal.press("m")
    terminal.wait("ctrl+s save")
    terminal.write(NOTE)
    terminal.wait(NOTE)
    terminal.press("C-s")
    terminal.wait("Note saved", f"✎ {NOTE}")

    terminal.press("|")
    terminal.wait("2 shared  ≠ 1", "Rare earths and who digs them")
    terminal.press("Enter")
    terminal.wait("2 shared claims · 1 in conflict", SHORTAGE, "China processes 70%")
    terminal.press(")")
    terminal.wait("in conflict · 1 source against 1", "“90%” in conflict with “70%”")
    terminal.press("Tab")
    terminal.wait("“70%” in conflict with “90%”")
    terminal.press("s")
    terminal.wait("Tagged as speculation")
    terminal.press("Tab")
    terminal.wait("“90%” in conflict with “70%”")
    terminal.press("Escape")
    terminal.wait_gone("China processes 70%")

    terminal.write("/invests")
    terminal.press("Enter")
    terminal.wait("match 1 of 1", "sentence 5 of 5", "r risk")
    terminal.press("f")
    terminal.wait("Tagged as confirmed")
    terminal.press("u")
    terminal.wait("Took back tagging")
    terminal.press("Escape")
    terminal.wait_gone("match 1 of 1")

    terminal.press("e")
    terminal.wait("Format", "Scope", "magnets-and-the-men-who-make-them.md")
    terminal.press("C-s")
    terminal.wait("Exported as markdown")
    terminal.press("q")
    assert terminal.left() == 0

    assert marks() == {
        "A shortage of magnets": ({"commitment"}, NOTE),
        "The ministry signed an agreement on Monday.": ({"risk"}, ""),
        "China processes 70% of the world’s rare earths.": ({"speculation"}, ""),
    }
    assert deeds() == ["add", "add", "tag", "tag", "note", "tag", "tag", "undo"]
    with Library.open(Path(os.environ["REEREAD_DB"]), "tester") as lib:
        assert {reading.raw(lib, one.id) for one in reading.briefings(lib)} == {
            source.read_bytes() for source in sources
        }
    (written,) = tmp_path.glob("*.md")
    summary = written.read_text("utf-8")
    assert "A shortage of magnets" in summary and NOTE in summary
    assert "The ministry signed an agreement on Monday." in summary
    assert "China processes 70%" not in summary


@SIZES
def test_a_session_by_mouse(size: tuple[int, int], run: Run, sources: tuple[Path, Path]) -> None:
    """Clicks move, double clicks and dragging select, keys in the last line can be clicked."""
    terminal = run(size, *(source.name for source in sources))
    terminal.wait(SHORTAGE, "Added 2 briefings", "sentence 1 of 5")
    terminal.click(terminal.place("The ministry"))
    terminal.wait("sentence 3 of 5")
    terminal.click(terminal.place("r risk  c commitment"))
    terminal.wait("Tagged as risk")
    terminal.click(terminal.place("shortage of"), times=2)
    terminal.wait("sentence 2 of 5")
    terminal.press("s")
    terminal.wait("Tagged as speculation")
    column, row = terminal.place("China processes")
    terminal.drag((column, row), (column + len("China processes") - 1, row))
    terminal.wait("sentence 4 of 5")
    terminal.press("f")
    terminal.wait("Tagged as confirmed")
    terminal.click(terminal.place("? keys"))
    terminal.wait("type to search")
    terminal.press("Escape")
    terminal.wait_gone("type to search")
    terminal.press("q")
    assert terminal.left() == 0
    assert marks() == {
        "The ministry signed an agreement on Monday.": ({"risk"}, ""),
        "shortage": ({"speculation"}, ""),
        "China processes": ({"confirmed"}, ""),
    }


def test_a_window_that_changes_its_size(run: Run, sources: tuple[Path, Path]) -> None:
    """Through every size, one too small and dialogs among them, the sentence stays the same and is tagged at last."""
    terminal = run((160, 50), *(source.name for source in sources))
    terminal.wait("Added 2 briefings", "HIGHLIGHTS", "sentence 1 of 5")
    terminal.press("j")
    terminal.wait("sentence 2 of 5")
    terminal.resize((80, 24))
    terminal.wait_gone("HIGHLIGHTS")
    terminal.wait(SHORTAGE, "sentence 2 of 5")
    terminal.press("m")
    terminal.wait("ctrl+s save")
    terminal.resize((30, 12))
    terminal.wait("“A shortage of")
    terminal.write("Narrow.")
    terminal.resize((160, 50))
    terminal.wait("Narrow.", "ctrl+s save", "HIGHLIGHTS")
    terminal.press("C-s")
    terminal.wait("Note saved", "✎ Narrow.", "sentence 2 of 5")
    terminal.resize((30, 8))
    terminal.wait("needs at least 40")
    terminal.resize((160, 50))
    terminal.wait("HIGHLIGHTS", "sentence 2 of 5")
    terminal.press("|")
    terminal.wait("≠ 1")
    terminal.press("Enter")
    terminal.wait("2 shared claims")
    terminal.resize((80, 24))
    terminal.wait_gone("│")
    terminal.wait(SHORTAGE, "China processes 70%", "sentence 2 of 5")
    terminal.press("Escape")
    terminal.wait_gone("China processes 70%")
    terminal.press("s")
    terminal.wait("Tagged as speculation")
    terminal.press("q")
    assert terminal.left() == 0
    assert marks() == {SHORTAGE: ({"speculation"}, "Narrow.")}


@SIZES
def test_reading_alone_changes_nothing(size: tuple[int, int], run: Run, seeded: Path) -> None:
    """After a look at everything the library's bytes are the same, with no file beside it; the tour is left at once."""
    before = seeded.read_bytes()
    terminal = run(size)
    terminal.wait("Japan will allocate", "Tour 1 of", "sentence 1 of")
    terminal.press("Escape")
    terminal.wait_gone("Tour")
    terminal.press("j", "Space", "G")
    terminal.wait_for(r"sentence (\d+) of \1\b")
    terminal.press("g", "g")
    terminal.wait("sentence 1 of")
    terminal.press("]")
    terminal.wait_gone("sentence 1 of")
    terminal.press("/")
    terminal.wait("alt+r")
    terminal.write("rare earth")
    terminal.wait("match 2 of 9")
    terminal.press("Enter", "n")
    terminal.wait("match 3 of 9")
    terminal.press("Escape")
    terminal.wait_gone("match 3 of 9")
    for key, shows in (
        ("?", "type to search"),
        ("o", "enter open"),
        ("@", "No annotations yet"),
        ("#", "Numbers"),
    ):
        terminal.press(key)
        terminal.wait(shows)
        terminal.press("Escape")
        terminal.wait_gone(shows)
    terminal.press("q")
    assert terminal.left() == 0
    assert seeded.read_bytes() == before
    assert [path.name for path in seeded.parent.glob("library.db*")] == ["library.db"]


@SIZES
def test_another_sitting_goes_on_where_this_one_ended(size: tuple[int, int], run: Run, seeded: Path) -> None:
    """A tag and the place are there again when the program is started again, and the tour that was left is not."""
    first = run(size)
    first.wait("Tour 1 of", "sentence 1 of")
    first.press("Escape")
    first.wait_gone("Tour")
    first.press("j", "j")
    first.wait("sentence 3 of")
    first.press("s")
    first.wait("Tagged as speculation")
    first.press("q")
    assert first.left() == 0
    second = run(size)
    second.wait("sentence 3 of", "speculation ")
    second.press("u")
    shown = second.wait("Took back tagging")
    assert "Tour" not in shown
    second.press("q")
    assert second.left() == 0
    assert marks() == {}


def test_the_tour_is_left_at_any_moment(run: Run, seeded: Path) -> None:
    """From each step, escape gives the reading back, and after the last key the tour is over."""
    keys = {"tag": "r", "next_sentence": "j", "next_highlight": "]", "undo": "u", "select": "v", "help": "?"}
    led_on = [keys[step.deed] for step in steps()]
    terminal = run((80, 24))
    for taken in range(len(led_on)):
        terminal.wait("Tour 1 of")
        for number, key in enumerate(led_on[:taken]):
            terminal.wait(f"Tour {number + 1} of")
            terminal.press(key)
        terminal.wait(f"Tour {taken + 1} of")
        if taken and led_on[taken - 1] == "v":
            terminal.press("Escape")
            terminal.wait("Tour")
        terminal.press("Escape")
        terminal.wait_gone("Tour")
        terminal.press("G")
        terminal.wait_for(r"sentence (\d+) of \1\b")
        terminal.press("g", "g")
        terminal.wait("sentence 1 of")
        terminal.press("F1")
    for number, key in enumerate(led_on):
        terminal.wait(f"Tour {number + 1} of")
        terminal.press(key)
    terminal.wait("type to search")
    terminal.press("Escape")
    terminal.wait_gone("type to search")
    assert "Tour" not in terminal.text()
    terminal.press("q")
    assert terminal.left() == 0
    assert "tag" in deeds()


def test_two_readers_of_one_library_see_each_other(run: Run, sources: tuple[Path, Path]) -> None:
    """What is tagged in one terminal shows in another that nobody touches."""
    one = run((80, 24), *(source.name for source in sources))
    one.wait(SHORTAGE, "Added 2 briefings", "sentence 1 of 5")
    two = run((80, 24))
    two.wait(SHORTAGE, "sentence 1 of 5")
    one.press("j", "m")
    one.wait("ctrl+s save")
    one.write("Says who?")
    one.press("C-s")
    one.wait("✎ Says who?")
    two.wait("✎ Says who?", "sentence 1 of 5")
    two.press("q")
    assert two.left() == 0
    one.press("q")
    assert one.left() == 0
