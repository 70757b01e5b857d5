"""The dialog in which a note is written."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static, TextArea

from reeread.screens.dialogs.dialog import Dialog
from reeread.text.display import line


class NoteDialog(Dialog[str]):
    """Hands back the text of the note; an empty one takes the note away. Nothing is lost by one escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", id="note.save", priority=True)]
    NAME = "Note"
    KEYS = "ctrl+s save   escape back"

    def __init__(self, quote: str, note: str) -> None:
        super().__init__()
        self._quote = quote
        self._note = note
        self._warned = False

    def parts(self) -> Iterator[Widget]:
        """Return the passage and the field."""
        yield Static(f"“{line(self._quote)}”", id="note-quote", markup=False)
        yield TextArea(self._note, id="note-text", soft_wrap=True, show_line_numbers=False)
        yield Static("", id="note-said", markup=False)

    def on_mount(self) -> None:
        """Write on where the note ends."""
        super().on_mount()
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Hand the text back."""
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        """Leave; with changes only after a second escape."""
        if self._warned or self.query_one(TextArea).text == self._note:
            self.dismiss(None)
            return
        self._warned = True
        self.query_one("#note-said", Static).update(
            "The note has changed: ctrl+s saves it, escape again drops the changes."
        )

    def on_text_area_changed(self) -> None:
        """Ask again after more was written."""
        if self._warned:
            self._warned = False
            self.query_one("#note-said", Static).update("")
