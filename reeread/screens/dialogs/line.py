"""The dialog that asks for one line: a name, a key."""

from collections.abc import Callable, Iterator

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from reeread.screens.dialogs.dialog import Dialog
from reeread.text.display import line


class LineDialog(Dialog[str]):
    """Hands back what was typed.

    Args:
        name: What the box is called.
        value: What stands in the field at first.
        about: A sentence below the field.
        wrong: Says what is wrong with what was typed, or "" when it can be used.
    """

    KEYS = "enter take it   escape back"

    def __init__(
        self, name: str, value: str = "", *, about: str = "", wrong: Callable[[str], str] | None = None
    ) -> None:
        super().__init__()
        self.NAME = name
        self._value = value
        self._about = about
        self._wrong = wrong or (lambda typed: "")

    def parts(self) -> Iterator[Widget]:
        """Return the field and what is said of it."""
        yield Input(self._value, id="line-typed")
        yield Static(line(self._about), id="line-about", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Hand the line back, unless something is wrong with it."""
        event.stop()
        if said := self._wrong(event.value):
            self.query_one("#line-about", Static).update(line(said))
        else:
            self.dismiss(event.value)
