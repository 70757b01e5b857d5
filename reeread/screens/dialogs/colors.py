"""The dialog that chooses a colour: those that colour-blind eyes tell apart, or any other in hex."""

import re
from collections.abc import Mapping

from textual.content import Content

from reeread.screens.dialogs.chooser import Chooser, Row

_HEX = re.compile(r"#?[0-9A-Fa-f]{6}")
_NAMES = {
    "#E69F00": "orange",
    "#56B4E9": "sky blue",
    "#CC79A7": "pink",
    "#009E73": "green",
    "#0072B2": "blue",
    "#D55E00": "vermilion",
    "#F0E442": "yellow",
    "#999999": "grey",
}
"""What Okabe and Ito call their colours."""


class ColorDialog(Chooser[str]):
    """Hands back a colour in hex.

    Args:
        tag: Whose colour it is to be, in words safe to show.
        palette: Colours to offer.
        used: The names of the tags that have a colour already, by the colour.
    """

    KEYS = "↑↓ move   enter take it   escape back"
    PLACEHOLDER = "a colour’s name, or hex like #E69F00"

    def __init__(self, tag: str, palette: tuple[str, ...], used: Mapping[str, str]) -> None:
        super().__init__()
        self.NAME = f"Colour of {tag}"
        self._palette = palette
        self._used = used

    def typed(self, text: str) -> None:
        """List the colours whose name or hex holds what was typed, and what was typed if it is hex."""
        wanted = text.strip().casefold()
        colors = [one for one in self._palette if wanted in f"{_NAMES.get(one, '')} {one}".casefold()]
        typed = f"#{text.strip().lstrip('#').upper()}"
        if _HEX.fullmatch(text.strip()) and typed not in colors:
            colors.append(typed)
        rows = [Row(self._shown(one), one) for one in colors]
        self.show_rows(rows, "" if rows else "Six hex digits make a colour: #E69F00.")

    def _shown(self, color: str) -> Content:
        """Return a colour as a row: painted, named, and who has it."""
        used = self._used.get(color, "")
        return Content.assemble(
            ("████", color),
            f"  {_NAMES.get(color, ''):<10} {color}",
            (f"  {used}" if used else "", "$foreground-muted"),
        )
