"""The dialog in which a note is written."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from reeread.screens.dialogs.dialog import Dialog
from reeread.text.display import line

Keep = Callable[[str, bool], bool]
"""Keeps a text outside the library, in the place of what was kept before; the flag says that more is to come."""
_REST = 1.0
"""Seconds without a key after which what was written is kept, whatever becomes of the program."""


class NoteDialog(Dialog[str]):
    """Hands back the text of the note; an empty one takes the note away. Nothing is lost by one escape.

    Args:
        quote: The passage.
        note: Its note.
        keep: Keeps what is being written; "" lets go of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", "save", id="note.save", priority=True)]
    NAME = "Note"
    KEYS = "ctrl+s save   escape back"

    def __init__(self, quote: str, note: str, keep: Keep | None = None) -> None:
        super().__init__()
        self._quote = quote
        self._note = self._text = note
        self._keep = keep
        self._resting: Timer | None = None
        self._warned = False
        self._unfinished = True

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

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave, unless what was written cannot be kept."""
        left = super().dismiss(result)
        self._unfinished = self._refused if result is not None else False
        return left

    def keep_draft(self) -> bool:
        """Keep what is being written, because the program ends, and return whether it is kept."""
        if self._unfinished and self._keep is not None and self._text != self._note:
            return self._keep(self._text, False)
        return False

    def on_unmount(self) -> None:
        """Keep what was neither saved nor dropped: whoever closes the program from outside drops nothing."""
        self.keep_draft()

    def _rest(self) -> None:
        """Keep what was written so far."""
        if self._unfinished and self._keep is not None:
            self._keep(self._text, True)

    def action_cancel(self) -> None:
        """Leave; with changes only after a second escape."""
        if self._warned or self.query_one(TextArea).text == self._note:
            if self._keep is not None:
                self._keep("", False)
            self.dismiss(None)
            return
        self._warned = True
        self.query_one("#note-said", Static).update(
            "The note has changed: ctrl+s saves it, escape again drops the changes."
        )

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Ask again after more was written, and keep it before long."""
        self._text = event.text_area.text
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._rest)
        if self._warned:
            self._warned = False
            self.query_one("#note-said", Static).update("")
