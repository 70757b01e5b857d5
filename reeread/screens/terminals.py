"""What is known of the terminal: which emoji it draws in another width, and what to show instead."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

EMOJI = ("auto", "narrow", "wide")
"""What `[screen] emoji` in the settings can be: as measured, always replaced, never replaced."""

_KNOWN = {"tmux 3.3a": frozenset({"presentation", "skin", "keycap"})}
"""What was measured before the program was given away."""


class Narrow(LineFilter):
    """Draws emoji of some kinds as what takes the same cells in any terminal."""

    def __init__(self, kinds: Collection[str]) -> None:
        super().__init__(enabled=bool(kinds))
        self._kinds = kinds
        self._narrowed = lru_cache(maxsize=4096)(self._replaced)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other text of the same widths."""
        return [
            segment
            if segment.text.isascii()
            else Segment(self._narrowed(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def _replaced(self, text: str) -> str:
        from reeread.text.emoji import narrowed  # few terminals need it

        return narrowed(text, self._kinds)


def identity(environment: Mapping[str, str]) -> str:
    """Return what a terminal calls itself, e.g. "tmux 3.3a" or "xterm-kitty"."""
    program = environment.get("TERM_PROGRAM", "")
    version = environment.get("TERM_PROGRAM_VERSION", "")
    return f"{program} {version}".strip() or environment.get("TERM", "")


def wrong_emoji(
    setting: str, measured: Mapping[str, Collection[str]], environment: Mapping[str, str]
) -> frozenset[str]:
    """Return the kinds of emoji to replace.

    Args:
        setting: One of EMOJI.
        measured: For terminals by their identity, what `reeread doctor --save` found.
        environment: The process's.
    """
    if setting != "auto":
        from reeread.text.emoji import SAMPLES

        return frozenset(SAMPLES if setting == "narrow" else ())
    terminal = identity(environment)
    return frozenset(measured.get(terminal, _KNOWN.get(terminal, ())))


def emoji_setting(path: Path) -> str:
    """Return `[screen] emoji` of the settings file; "auto" when it is not there or makes no sense."""
    if not path.exists():
        return EMOJI[0]
    import tomllib  # only for those who have settings

    try:
        screen = tomllib.loads(path.read_text("utf-8")).get("screen", {})
    except (OSError, ValueError):
        return EMOJI[0]  # the reader is told of it when the keys are read
    asked = screen.get("emoji") if isinstance(screen, Mapping) else None
    return asked if isinstance(asked, str) and asked in EMOJI else EMOJI[0]
