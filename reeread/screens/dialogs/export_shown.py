"""The dialog that asks as what and where to the annotations of a table are exported."""

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, RadioSet, Static

from reeread.screens.dialogs.export import FIRST, ExportDialog
from reeread.screens.dialogs.option import OneOf
from reeread.text.display import line


class ExportShownDialog(ExportDialog):
    """Format and path; the scope is what the table shows."""

    def __init__(self, shown: str) -> None:
        super().__init__("", "annotations")
        self._shown = shown

    def parts(self) -> Iterator[Widget]:
        """Return the two fields."""
        yield Static(self._shown, id="export-shown", markup=False)
        yield Static("Format", classes="field-name", markup=False)
        choices = [
            OneOf(Content(f"{one.name:<10} {line(one.about)}"), value=one.name == FIRST)
            for one in self._formats
        ]
        yield RadioSet(*choices, id="export-format", compact=True)
        yield Static("File", classes="field-name", markup=False)
        yield Input(id="export-path")
        yield Static("", id="export-said", markup=False)

    @property
    def _whole(self) -> bool:
        return False
