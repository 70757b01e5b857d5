"""The bar that says how far long work is."""

import io
import sys
from collections.abc import Iterator

import pyte
import pytest

from reeread.cli import failure, progress


class _Terminal(io.TextIOWrapper):
    """Bytes beneath text, as standard error is."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def getvalue(self) -> str:
        """Return what was written."""
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_a_bar_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer than a moment shows a bar with its name, and work always goes on."""
    monkeypatch.setattr(sys, "stderr", _Terminal())
    monkeypatch.setattr(progress, "_SOON", -1)
    with progress.told("Comparing") as tell:
        assert all(tell(done, 4) for done in range(5))
    assert "Comparing" in sys.stderr.getvalue()  # type: ignore[attr-defined]


def test_what_is_done_at_once_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar that would only flash is not drawn."""
    monkeypatch.setattr(sys, "stderr", _Terminal())
    monkeypatch.setattr(progress, "_SOON", 1e9)
    with progress.told("Comparing") as tell:
        assert tell(1, 2)
    assert "Comparing" not in sys.stderr.getvalue()  # type: ignore[attr-defined]


def test_no_terminal_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a pipe nothing is drawn, and everything is yielded."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(progress, "_SOON", -1)
    with progress.told("Comparing") as tell:
        assert tell(1, 2)
    assert list(progress.tracked("Adding", iter("abc"), 3)) == ["a", "b", "c"]
    assert sys.stderr.getvalue() == ""


def test_what_is_said_meanwhile_has_lines_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure stands above the bar, whole, and nothing of the bar stays behind."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", _Terminal())

    def work() -> Iterator[int]:
        for number in range(3):
            failure.say(f"reeread: {number}.txt: nothing to import.")
            yield number

    terminal = sys.stderr
    assert list(progress.tracked("Adding", work(), 3)) == [0, 1, 2]
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(terminal.getvalue().replace("\n", "\r\n"))  # type: ignore[attr-defined]
    shown = [line.rstrip() for line in screen.display]
    assert shown[:3] == [f"reeread: {number}.txt: nothing to import." for number in range(3)]
    assert not any(shown[3:])
