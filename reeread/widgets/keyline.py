"""The last line: the keys of the pane in focus, each of which can be clicked."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reeread.model.keyhint import KeyHint
from reeread.widgets.ink import ink


class KeyLine(Widget):
    """As many hints as fit, in order; the last one always shows."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--does"}

    hints: reactive[tuple[KeyHint, ...]] = reactive(())

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: list[tuple[int, int, KeyHint]] = []

    def render(self) -> Content:
        """Return the line and remember where each hint stands."""
        self._places = []
        parts: list[Content] = []
        at = 0
        for hint in self._fitting():
            content = self._hint(hint)
            self._places.append((at, at + content.cell_length, hint))
            parts.append(content)
            at += content.cell_length + 2
        return Content("  ").join(parts)

    def _fitting(self) -> list[KeyHint]:
        """Return the hints for which there is room beside the last."""
        if not self.hints:
            return []
        *hints, last = self.hints
        room = self.content_size.width - self._hint(last).cell_length
        fitting = []
        for hint in hints:
            room -= self._hint(hint).cell_length + 2
            if room < 0:
                break
            fitting.append(hint)
        return [*fitting, last]

    def _hint(self, hint: KeyHint) -> Content:
        key = self.get_visual_style("keys--key", partial=True)
        does = self.get_visual_style("keys--does", partial=True)
        return Content.assemble(
            (hint.shown, f"bold {ink(self, hint.color)}" if hint.color else key), " ", (hint.does, does)
        )

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        x = event.get_content_offset_capture(self).x
        for start, end, hint in self._places:
            if start <= x < end:
                event.stop()
                self.app.simulate_key(hint.press)
