"""What all dialogs share: a box with a name, what it holds, and the keys that end it."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reeread import places
from reeread.screens.once import Once

Wish = TypeVar("Wish")


class Dialog(ModalScreen[Wish | None], Once[Wish | None]):
    """A box over the reading; escape leaves without a wish."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back", id="dialog.cancel")]
    CSS_PATH = places.shipped("styles") / "dialogs.tcss"
    NAME = ""
    KEYS = "escape back"
    """The keys that matter here, as the last line of the box says them."""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="dialog"):
            yield Static(self.NAME, id="dialog-name", markup=False)
            yield from self.parts()
            yield Static(self.KEYS, id="dialog-keys", markup=False)

    def parts(self) -> Iterator[Widget]:
        """Return what the box holds."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Keep cursors still: nothing moves that the reader did not move."""
        for field in self.query(Input):
            field.cursor_blink = False

    def action_cancel(self) -> None:
        """Leave without a wish."""
        self.dismiss(None)
