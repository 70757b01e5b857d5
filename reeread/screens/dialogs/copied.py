"""The dialog that shows a copied passage where the terminal takes nothing from programs."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from reeread.screens.dialogs.dialog import Dialog
from reeread.text.display import line


class CopiedDialog(Dialog[None]):
    """The words with their source, without a frame, to be selected by the terminal's own means."""

    NAME = "Copy it by hand"
    KEYS = "hold shift (option on a Mac) and drag over the words   escape back"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def parts(self) -> Iterator[Widget]:
        """Return the words."""
        yield Static(line(self._text), id="copied", markup=False)
