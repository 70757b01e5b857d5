"""The dialog that opens a briefing, or names a file or folder to add."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from textual import events
from textual.content import Content
from textual.widgets import Input

from reeread.library import Library, reading
from reeread.model.briefing import Briefing
from reeread.model.selection import Selection
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.screens.dialogs.paths import typed_path
from reeread.text.display import line

_TITLES_ONLY = "words of a title"
_SHOWN = 200
"""Rows listed at most; typing narrows them down."""


@dataclass(frozen=True, slots=True)
class OpenBriefing:
    """The reader wants to read a briefing of the library."""

    briefing: str


@dataclass(frozen=True, slots=True)
class AddPath:
    """The reader wants to add a file or a folder."""

    path: str


class OpenDialog(Chooser[OpenBriefing | AddPath]):
    """What looks like a path is completed as one; anything else filters the briefings.

    In a browser there are only the briefings: the files here are not the visitor's.
    """

    NAME = "Open"
    KEYS = "↑↓ move   enter open or add   tab complete a path   escape back"
    PLACEHOLDER = "words of a title, or a path to add: ./ ~/ /"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._all = reading.total(library)

    def field(self) -> Input:
        """Return the field, which asks for a path only where there are paths."""
        field = super().field()
        if self.app.is_web:
            field.placeholder = _TITLES_ONLY
        return field

    def typed(self, text: str) -> None:
        """List the briefings or the paths that fit."""
        if _is_path(text) and not self.app.is_web:
            self.show_rows(*self._paths(text))
        else:
            self.show_rows(*self._titles(text))

    def on_key(self, event: events.Key) -> None:
        """Complete the path under the cursor."""
        field = self.query_one(Input)
        choice = self.rows[self.highlighted].choice if self.rows else None
        if event.key == "tab" and isinstance(choice, AddPath):
            event.prevent_default().stop()
            field.value = choice.path + ("/" if typed_path(choice.path).is_dir() else "")
            field.cursor_position = len(field.value)

    def _titles(self, text: str) -> tuple[list[Row[OpenBriefing | AddPath]], str]:
        """Return the briefings whose title, byline or source hold every word typed."""
        fitting = tuple(islice(reading.listed(self._library, Selection(text=text)), _SHOWN + 1))
        rows: list[Row[OpenBriefing | AddPath]] = [
            Row(_briefing(one), OpenBriefing(one.id)) for one in fitting[:_SHOWN]
        ]
        if not self._all:
            more = "" if self.app.is_web else " Name a file or a folder: ./ ~/ /"
            return rows, f"The library is empty.{more}"
        if len(fitting) <= _SHOWN:
            return rows, f"{len(fitting):,} of {self._all:,}"
        return (
            rows,
            f"{_SHOWN:,} or more of {self._all:,}" if text.strip() else f"{self._all:,} of {self._all:,}",
        )

    def _paths(self, text: str) -> tuple[list[Row[OpenBriefing | AddPath]], str]:
        """Return the path itself, if it exists, and those that begin as it does."""
        asked = typed_path(text)
        folder, begun = (asked, "") if text.endswith("/") else (asked.parent, asked.name)
        stem = text[: len(text) - len(begun)]
        try:
            inside = sorted(folder.iterdir(), key=lambda path: (not path.is_dir(), path.name))
        except OSError:
            return [], f"There is no folder {line(str(folder))}."
        found = [path for path in inside if path.name.startswith(begun) and _is_shown(path, begun)]
        rows: list[Row[OpenBriefing | AddPath]] = []
        if not begun and asked.is_dir():
            rows.append(Row(Content("everything in this folder"), AddPath(text)))
        rows.extend(Row(_path(path), AddPath(stem + path.name)) for path in found[:_SHOWN])
        return rows, "enter adds it to the library" if rows else "Nothing is called so."


def _is_path(text: str) -> bool:
    """Return whether what was typed is meant as a path."""
    return text.startswith(("/", "~", "./", "../")) or "/" in text


def _is_shown(path: Path, begun: str) -> bool:
    """Return whether a path is listed: hidden ones only when asked for."""
    return not path.name.startswith(".") or begun.startswith(".")


def _briefing(briefing: Briefing) -> Content:
    """Return a briefing as a row."""
    derived = "(derived) " if briefing.title_derived else ""
    facts = f"{briefing.minutes:>4} min  {briefing.annotations:>4} ▪  "
    return Content.assemble(
        (facts, "$foreground-muted"), (derived, "$foreground-muted"), line(briefing.title)
    )


def _path(path: Path) -> Content:
    """Return a path as a row."""
    return Content(line(path.name) + ("/" if path.is_dir() else ""))
