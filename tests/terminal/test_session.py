"""A whole session in a real terminal, checked in the library afterwards."""

import os
from pathlib import Path

import pytest
from terminal.conftest import Run

from reeread.library import Library, history, reading, tagging

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
ARTICLE = """\
Magnets and the men who make them

A shortage of magnets may stop carmakers by May. The ministry signed an agreement on Monday.

Nobody outside the industry noticed. Prices rose by 7% in a week, a trader said.
"""
NOTE = "Who says so? 日本"


def library() -> Path:
    """Return the path of the library that the program was told of."""
    return Path(os.environ["REEREAD_DB"])


@SIZES
def test_a_whole_session(size: tuple[int, int], run: Run, tmp_path: Path) -> None:
    """Open, read, select, tag, note, find, undo, export and quit: the library and the file hold what was done."""
    source = tmp_path / "magnets.txt"
    source.write_text(ARTICLE, "utf-8")
    terminal = run(size, source.name)
    terminal.wait("A shortage of magnets", "Added 1 briefing", "sentence 1 of 5")
    terminal.press("j", "j")
    terminal.wait("sentence 3 of 5")
    terminal.press("r")
    terminal.wait("Tagged as risk")
    terminal.press("k", "v", "$", "c")
    terminal.wait("Tagged as commitment")
    terminal.press("Escape", "m")
    terminal.wait("Note", "save")
    terminal.write(NOTE)
    terminal.wait(NOTE)
    terminal.press("C-s")
    terminal.wait("Note saved", f"✎ {NOTE}")
    terminal.press("/")
    terminal.wait("find")
    terminal.write("prices")
    terminal.press("Enter")
    terminal.wait("match 1 of 1", "sentence 5 of 5")
    terminal.press("Escape", "f")
    terminal.wait("Tagged as confirmed")
    terminal.press("u")
    terminal.wait("does it again")
    terminal.press("e")
    terminal.wait("Format", "Scope", ".md")
    terminal.press("C-s")
    terminal.wait("Exported as markdown")
    terminal.press("q")
    assert terminal.left() == 0

    with Library.open(library(), "tester") as lib:
        (briefing,) = reading.briefings(lib)
        assert reading.raw(lib, briefing.id) == source.read_bytes()
        marks = {mark.anchor.exact: (set(mark.tags), mark.note) for mark in tagging.annotations(lib)}
        assert marks == {
            "A shortage of magnets may stop carmakers by May.": ({"commitment"}, NOTE),
            "The ministry signed an agreement on Monday.": ({"risk"}, ""),
        }
        assert [event.deed for event in history.events(lib)][::-1][:2] == ["add", "tag"]
    (written,) = tmp_path.glob("*.md")
    assert "A shortage of magnets may stop carmakers by May." in written.read_text("utf-8")
    assert NOTE in written.read_text("utf-8")


@SIZES
def test_reading_alone_changes_nothing(size: tuple[int, int], run: Run, seeded: Path) -> None:
    """After moving, finding, looking into dialogs and quitting the file's bytes are the same, with none beside it."""
    before = seeded.read_bytes()
    terminal = run(size)
    terminal.wait("Japan will allocate", "sentence 1 of")
    terminal.press("j", "Space", "G")
    terminal.wait("100%")
    terminal.press("g", "g", "]")
    terminal.wait_gone("100%")
    terminal.press("/")
    terminal.wait("find")
    terminal.write("rare earth")
    terminal.press("Enter", "n")
    terminal.wait("match 2 of")
    terminal.press("Escape", "?")
    terminal.wait("Keys", "everywhere")
    terminal.press("Escape")
    terminal.wait_gone("everywhere")
    terminal.press("q")
    assert terminal.left() == 0
    assert seeded.read_bytes() == before
    assert [path.name for path in seeded.parent.glob("library.db*")] == ["library.db"]


@SIZES
def test_another_sitting_goes_on_where_this_one_ended(size: tuple[int, int], run: Run, seeded: Path) -> None:
    """A tag and the place are there again when the program is started again."""
    first = run(size)
    first.wait("sentence 1 of")
    first.press("j", "j", "s")
    first.wait("Tagged as speculation", "sentence 3 of")
    first.press("q")
    assert first.left() == 0
    second = run(size)
    second.wait("sentence 3 of", "speculation ")
    second.press("u")
    second.wait("does it again")
    second.press("q")
    assert second.left() == 0
    with Library.open(seeded, "tester") as lib:
        assert tagging.annotations(lib) == ()
