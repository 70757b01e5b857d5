"""The dialog that asks into which tag others are merged."""

from collections.abc import Sequence

from textual.content import Content

from reeread.model.tag import Tag
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line
from reeread.widgets.ink import ink


class MergeDialog(Chooser[str]):
    """Hands back the name of the tag that stays."""

    KEYS = "↑↓ move   enter merge into this   escape back"
    PLACEHOLDER = "the tag that stays"

    def __init__(self, merged: str, tags: Sequence[Tag]) -> None:
        super().__init__()
        self.NAME = f"Merge {merged} into"
        self._tags = tags

    def typed(self, text: str) -> None:
        """List the tags whose name holds what was typed."""
        wanted = text.strip().casefold()
        fitting = [tag for tag in self._tags if wanted in tag.name.casefold()]
        rows = [Row(self._shown(tag), tag.name) for tag in fitting]
        self.show_rows(rows, "" if rows else "No other tag is like that.")

    def _shown(self, tag: Tag) -> Content:
        """Return a tag as a row."""
        return Content.assemble(
            (f"{tag.letter} ", f"bold {ink(self, tag.color)}"),
            (line(tag.name), "bold"),
            (f"  {line(tag.meaning)}", "$foreground-muted"),
        )
