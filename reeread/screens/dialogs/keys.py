"""The help: every key, by the place where it works."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from reeread.screens.deeds import Place, shown
from reeread.screens.dialogs.chooser import Chooser, Row


class KeysDialog(Chooser[str]):
    """A list of keys to search in; choosing one leaves, as escape does."""

    NAME = "Keys"
    KEYS = "type to search   ↑↓ move   escape back"
    PLACEHOLDER = "what should happen, or where"

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = places

    def typed(self, text: str) -> None:
        """List the keys whose name, deed or place holds what was typed."""
        rows = list(self._fitting(text.casefold().strip()))
        self.show_rows(rows, "" if rows else "No key does that. ctrl+p lists every command.")

    def _fitting(self, wanted: str) -> Iterable[Row[str]]:
        """Return the rows, the first of each place under its name."""
        for place in self._places:
            named = place.name
            for deed in place.deeds:
                keys = shown(self.app, deed.keys)
                if wanted in f"{keys} {deed.does} {place.name}".casefold() or wanted == keys:
                    cells = (f"{named:<12}", "$foreground-muted"), (f"{keys:<16} ", "bold $accent"), deed.does
                    yield Row(Content.assemble(*cells), deed.does)
                    named = ""
