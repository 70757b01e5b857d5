"""The small line over a pane: what it holds and how much of it."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_NAME = 4
"""Cells below which a name says nothing."""


class Heading(Widget):
    """A name at the left, which gives way, a count at the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--count"}

    count: reactive[str] = reactive("")

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name_shown = name

    def render(self) -> Content:
        """Return the line."""
        width = self.content_size.width
        count = Content.styled(self.count, self.get_visual_style("heading--count", partial=True))
        count = count.truncate(width, ellipsis=True)
        room = max(0, width - count.cell_length)
        name = (
            Content(self._name_shown).truncate(max(0, room - 1), ellipsis=True)
            if room > _NAME
            else Content("")
        )
        return name + Content(" " * (room - name.cell_length)) + count
