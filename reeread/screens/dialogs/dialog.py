"""What all dialogs share: a box with a name, what it holds, and the keys that end it."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reeread import places
from reeread.screens.once import Once

Wish = TypeVar("Wish")


class Dialog(ModalScreen[Wish | None], Once[Wish | None]):
    """A box over the reading; escape leaves without a wish, and a wish that cannot be granted stays open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back", id="dialog.cancel")]
    CSS_PATH = places.shipped("styles") / "dialogs.tcss"
    NAME = ""
    KEYS = "escape back"
    """The keys that matter here, as the last line of the box says them."""

    _grant: Callable[[Wish | None], object] | None = None
    """What does as the wish says."""
    is_asking: bool = False
    """Whether it is being done: a failure of it is told here (`refuse`), where what was typed still stands."""
    _refused: bool = False

    def ask(self, app: App[object], grant: Callable[[Wish | None], object]) -> None:
        """Open the box, which stays open until what is wished for is done.

        Args:
            app: Over whose screen.
            grant: Does it, and tells a failure through `failing.tell`; called with None when the reader leaves.
        """

        def left(wish: Wish | None) -> None:
            if wish is None:
                grant(None)

        self._grant = grant
        app.push_screen(self, left)

    def dismiss(self, result: Wish | None = None) -> AwaitComplete:
        """Leave with a wish once it is granted; where it cannot be, all that was typed stays as it is."""
        if result is not None and self._grant is not None and self.is_active:
            self.is_asking, self._refused = True, False
            try:
                self._grant(result)
            finally:
                self.is_asking = False
            if self._refused:
                return AwaitComplete()
        return super().dismiss(result)

    def refuse(self, said: str) -> None:
        """Say in the box why its wish cannot be granted."""
        self._refused = True
        self.query_one("#dialog-failed", Static).update(said)
        self.add_class("-failed")
        self.query_one("#dialog").scroll_home(animate=False)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="dialog"):
            yield Static(self.NAME, id="dialog-name", markup=False)
            yield Static("", id="dialog-failed", markup=False)
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
