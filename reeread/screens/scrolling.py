"""A board with a text below its table that may be longer than there is room for."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from reeread.screens.board import Board

Result = TypeVar("Result")


class Scrolling(Board[Result]):
    """The keys that scroll an article by half a page scroll that text; the cursor stays in the table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "below(1)", "text below: on", id="below.on", show=False),
        Binding("ctrl+u", "below(-1)", "text below: back", id="below.back", show=False),
    ]

    @property
    def below(self) -> VerticalScroll:
        """Return what holds the text."""
        return self.query_one(VerticalScroll)

    def action_below(self, by: int) -> None:
        """Scroll the text by half of what shows of it."""
        self.below.scroll_relative(y=by * max(1, self.below.size.height // 2), animate=False, immediate=True)
