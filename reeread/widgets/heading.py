"""The small line over a pane: what it holds and how much of it."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Heading(Widget):
    """A name at the left, a count at the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--count"}

    count: reactive[str] = reactive("")

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name_shown = name

    def render(self) -> Content:
        """Return the line."""
        room = max(0, self.content_size.width - len(self._name_shown) - len(self.count))
        count = (self.count, self.get_visual_style("heading--count", partial=True))
        return Content.assemble(self._name_shown, " " * room, count)
