"""The dialog that asks what to export, as what, and where to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, RadioSet, Static

from reeread.export.format import Format, Shape
from reeread.export.registry import formats
from reeread.screens.dialogs.dialog import Dialog
from reeread.screens.dialogs.option import OneOf
from reeread.screens.dialogs.paths import typed_path
from reeread.text.display import line

FIRST = "markdown"
"""The format that is chosen at first: the one to send to a colleague."""

_FOR_PEOPLE = (FIRST, "html", "csv", "xlsx", "json")
"""The formats that most want, before those of single programs."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to write, and where."""

    format: str
    briefings: tuple[str, ...]
    """Ids of briefings; empty for the whole library."""
    path: Path


class ExportDialog(Dialog[Wish]):
    """Format, scope, path; the path follows the first two until it is changed by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "export", "export", id="export.write", priority=True)
    ]
    NAME = "Export"
    KEYS = "tab next   ↑↓ space choose   ctrl+s export   escape back"

    def __init__(self, briefing: str, title: str) -> None:
        super().__init__()
        self._briefing = briefing
        self._title = title
        known = {
            name: one
            for name, one in formats().items()
            if not (self.app.is_web and one.shape is Shape.FOLDER)
        }
        names = [
            *(name for name in _FOR_PEOPLE if name in known),
            *(name for name in known if name not in _FOR_PEOPLE),
        ]
        self._formats = [known[name] for name in names]
        self._suggested = ""
        self._replace = ""
        """The path of a file that exists and that the reader was warned of."""

    def parts(self) -> Iterator[Widget]:
        """Return the three fields."""
        yield Static("Format", classes="field-name -first", markup=False)
        choices = [
            OneOf(Content(f"{one.name:<10} {line(one.about)}"), value=one.name == FIRST)
            for one in self._formats
        ]
        yield RadioSet(*choices, id="export-format", compact=True)
        yield Static("Scope", classes="field-name", markup=False)
        this = OneOf(
            Content(f"this briefing: {line(self._title)}"),  # a string would be read as markup
            value=bool(self._briefing),
            disabled=not self._briefing,
        )
        yield RadioSet(
            this, OneOf("the whole library", value=not self._briefing), id="export-scope", compact=True
        )
        yield Static("File", classes="field-name", markup=False)
        yield Input(id="export-path")
        yield Static("", id="export-said", markup=False)

    def on_mount(self) -> None:
        """Suggest a file."""
        super().on_mount()
        self._suggest()
        self.query_one("#export-format").focus()

    @property
    def _format(self) -> Format:
        return self._formats[max(0, self.query_one("#export-format", RadioSet).pressed_index)]

    @property
    def _whole(self) -> bool:
        return self.query_one("#export-scope", RadioSet).pressed_index == 1

    @on(RadioSet.Changed)
    def _changed(self, event: RadioSet.Changed) -> None:
        """Let the suggested file follow."""
        event.stop()
        self._suggest()

    def _suggest(self) -> None:
        """Put the suggested path into the field unless the reader wrote another."""
        field = self.query_one(Input)
        if field.value == self._suggested:
            stem = "reeread" if self._whole else _stem(self._title)
            self._suggested = f"{stem}{self._format.extension}"
            field.value = self._suggested

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Export."""
        event.stop()
        self.action_export()

    def action_export(self) -> None:
        """Hand the wish back; a file that exists is replaced only when asked twice."""
        typed = self.query_one(Input).value.strip()
        path = Path(typed) if self.app.is_web else typed_path(typed)
        said = ""
        if self.app.is_web:
            said = self._unfit(typed)
        elif not typed:
            said = "Name a folder." if self._format.shape is Shape.FOLDER else "Name a file."
        elif path.is_dir() and self._format.shape is not Shape.FOLDER:
            said = f"That is a folder; name a file in it: {line(typed)}"
        elif not path.parent.is_dir():
            said = f"There is no folder {line(str(path.parent))}."
        elif path.exists() and self._replace != typed:
            self._replace = typed
            what = "folder. Once more writes into it" if path.is_dir() else "file. Once more replaces it"
            said = f"There is such a {what}: {line(typed)}"
        if said:
            self.query_one("#export-said", Static).update(said)
        else:
            self.dismiss(Wish(self._format.name, () if self._whole else (self._briefing,), path))

    def _unfit(self, typed: str) -> str:
        """Return what is wrong with the name of a file that the browser will keep."""
        if not typed or typed != PureWindowsPath(typed).name:  # of both kinds of slashes
            return "Name a file, without a folder: your browser keeps it."
        if not typed.endswith(self._format.extension):
            return f"Such a file ends in {self._format.extension}."
        return ""


def _stem(title: str) -> str:
    """Return a file name made of the first words of a title."""
    words = "".join(char if char.isalnum() else " " for char in title.lower()).split()
    return "-".join(words)[:40].rstrip("-") or "briefing"
