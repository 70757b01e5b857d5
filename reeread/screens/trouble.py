"""The screen for a library that cannot be opened: what, where, and what next."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from reeread import places
from reeread.model.errors import ReereadError
from reeread.text.display import line


class TroubleScreen(Screen[None]):
    """A failure told to a person, who can still leave in peace."""

    CSS_PATH = places.shipped("styles") / "trouble.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit", "quit", id="trouble.quit")]

    def __init__(self, error: ReereadError, library: Path) -> None:
        super().__init__()
        self._error = error
        self._library = library

    def compose(self) -> ComposeResult:
        """Lay out the message."""
        with Vertical(id="trouble"):
            yield Static("The library cannot be opened", id="trouble-name", markup=False)
            yield Static(line(self._error.what), id="trouble-what", markup=False)
            yield Static(line(self._error.where), id="trouble-where", markup=False)
            yield Static(line(self._error.next_step), id="trouble-next", markup=False)
            yield Static(line(self._way_back()), id="trouble-back", markup=False)
            yield Static(
                "q leaves. reeread --db PATH opens another library.", id="trouble-keys", markup=False
            )

    def _way_back(self) -> str:
        """Return which backup there is, in a sentence; empty for none, or where there is no library to bring back."""
        from reeread.library import keeping

        try:
            found = keeping.listed(keeping.folder(self._library))
        except OSError:
            return ""
        return (
            f"The latest backup is of {found[0].made}: `reeread restore` shows what it holds."
            if found
            else ""
        )
