"""One line that says in words what is under the cursor, or what just happened."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget


class StatusLine(Widget):
    """Words at the left (a message goes before them), the place in the article at the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--message", "status--place"}

    words: reactive[str] = reactive("")
    """What is under the cursor; already safe to show."""
    place: reactive[str] = reactive("")
    """Where the cursor is, e.g. "sentence 4 of 65  31%"."""
    message: reactive[str] = reactive("")
    """What just happened; already safe to show. Empty: the words show again."""
    beside: reactive[tuple[str, ...]] = reactive(())
    """What stands before the place, in ever fewer words: the most that leave half of the line."""

    def render(self) -> Content:
        """Return the line; the place is never cut, the words are."""
        half = self.content_size.width // 2
        fits = (one for one in self.beside if len(one) + len(self.place) + 4 <= half)
        beside = next(fits, self.beside[-1] if self.beside else "")
        place = "   ".join(one for one in (beside, self.place) if one)
        room = max(0, self.content_size.width - len(place) - 2)
        said = Content.styled(self.message or self.words, self._style("message") if self.message else "")
        left = said.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(left, "  ", (place, self._style("place")))

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"status--{part}", partial=True)
