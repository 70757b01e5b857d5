"""The bar that says how far long work is."""

import io
import sys

import pytest

from reeread.cli import progress


class _Terminal(io.StringIO):
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
