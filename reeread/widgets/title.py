"""The first line: what is being read and how much there is; in a small terminal, which pane shows."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reeread.messages import PaneRequested
from reeread.text.display import line

_PANES = ("briefings", "article", "highlights")


class TitleLine(Widget):
    """Wide: program, title, counts. Small: title and the three panes, the present one marked."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--program", "title--counts", "title--pane", "title--here"}

    shown: reactive[str] = reactive("")
    """The title of the open briefing."""
    counts: reactive[str] = reactive("")
    pane: reactive[str] = reactive("article")
    narrow: reactive[bool] = reactive(False)
    """Whether to say which pane shows and how to reach the others."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Return the line; the title gives way when space is short."""
        right = self._panes() if self.narrow else Content.styled(self.counts, self._style("counts"))
        room = max(0, self.content_size.width - right.cell_length - 2)
        program = "" if self.narrow else "reeread"
        between = "  " if program and self.shown else ""
        left = Content.assemble((program, self._style("program")), between, line(self.shown))
        left = left.truncate(room, ellipsis=True, pad=True)
        self._places = self._found(room + 2) if self.narrow else []
        return Content.assemble(left, "  ", right)

    def _panes(self) -> Content:
        """Return the names of the panes with the present one marked, and the key that moves on."""
        parts = [(f" {pane} ", self._style("here" if pane == self.pane else "pane")) for pane in _PANES]
        return Content.assemble(*parts, (" tab ▸", self._style("pane")))

    def _found(self, start: int) -> list[tuple[int, int, str]]:
        """Return where each pane's name stands on the line."""
        found = []
        for pane in _PANES:
            found.append((start, start + len(pane) + 2, pane))
            start += len(pane) + 2
        return found

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"title--{part}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the pane whose name was clicked."""
        x = event.get_content_offset_capture(self).x
        for start, end, pane in self._places:
            if start <= x < end:
                event.stop()
                self.post_message(PaneRequested(pane))
