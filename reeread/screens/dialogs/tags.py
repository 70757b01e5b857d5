"""The tag picker: every tag of the codebook with its meaning."""

from collections.abc import Sequence

from textual.content import Content

from reeread.model.tag import Tag
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line

_NAME = 14
"""Cells for a tag's name."""


class TagDialog(Chooser[str]):
    """Hands back the name of a tag; those on the passage bear a tick and come off when chosen."""

    NAME = "Tag the passage"
    KEYS = "↑↓ move   enter put on or take off   escape back"

    def __init__(self, codebook: Sequence[Tag], given: set[str]) -> None:
        super().__init__()
        self._codebook = [tag for tag in codebook if not tag.retired or tag.name in given]
        self._given = given

    def typed(self, text: str) -> None:
        """List the tags whose name or meaning holds what was typed, names first."""
        wanted = text.casefold()
        named = [tag for tag in self._codebook if wanted in tag.name.casefold()]
        meant = [tag for tag in self._codebook if tag not in named and wanted in tag.meaning.casefold()]
        rows = [Row(self._shown(tag), tag.name) for tag in (*named, *meant)]
        self.show_rows(rows, "" if rows else "No tag fits. reeread codebook add NAME makes a new one.")

    def _shown(self, tag: Tag) -> Content:
        """Return a tag as a row: tick, letter, name, and what it means."""
        name = Content(line(tag.name)).truncate(_NAME, ellipsis=True, pad=True)
        return Content.assemble(
            "✓ " if tag.name in self._given else "  ",
            (f"{tag.letter} ", f"bold {tag.color}"),
            (name.plain, "bold"),
            f"  {line(tag.meaning)}",
        )
