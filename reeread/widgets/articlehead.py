"""The line over one of several articles: its title."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class ArticleHead(Widget):
    """A title, cut where there is no room, and whether it is the article's own."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"articlehead--derived"}

    shown: reactive[str] = reactive("")
    """The title; already safe to show."""
    derived: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """Return the line."""
        after = " (derived title)" if self.derived else ""
        room = max(1, self.content_size.width - len(after))
        title = Content(self.shown).truncate(room, ellipsis=True)
        return Content.assemble(title, (after, self.get_visual_style("articlehead--derived", partial=True)))
