"""A column of cards of equal height of which only the visible rows are ever made."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

_KEPT = 512
"""Painted cards remembered before all are forgotten: more than any terminal shows at once."""


class Cards(ScrollView, can_focus=True):
    """A list whose length costs nothing: heights are equal, so a row is found by division.

    A kind of list says how many cards there are (`count`), what stands on one (`card`), what
    happens when one is chosen (`choose`), and what an empty list says (`hint`).
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cards--cursor",
        "cards--quiet",
        "cards--strong",
        "cards--accent",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "next", id="list.next", show=False),
        Binding("up,k", "move(-1)", "previous", id="list.previous", show=False),
        Binding("pagedown,space", "turn(1)", "page down", id="list.page_down", show=False),
        Binding("pageup,b", "turn(-1)", "page up", id="list.page_up", show=False),
        Binding("home,g", "go(0)", "first", id="list.first", show=False),
        Binding("end,G", "go(-1)", "last", id="list.last", show=False),
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]
    ROWS = 3
    """Rows of one card, the blank one below it included."""
    GAP = 1
    """Blank rows below a card."""

    index: reactive[int] = reactive(0, repaint=False)
    """The card under the cursor."""
    empty: reactive[str] = reactive("", init=False)
    """What the list says when nothing is in it, unless a kind of list knows better."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painted: dict[int, list[Strip]] = {}

    # What a kind of list says of itself

    def count(self) -> int:
        """Return how many cards there are."""
        raise NotImplementedError

    def card(self, index: int, width: int) -> list[Content]:
        """Return the lines of a card, none wider than the width."""
        raise NotImplementedError

    def choose(self, index: int) -> None:
        """Ask for what the card stands for."""
        raise NotImplementedError

    def moved(self, index: int) -> None:
        """Hear that the reader moved the cursor onto a card."""

    def hint(self) -> str:
        """Return what an empty list says."""
        return self.empty

    def watch_empty(self) -> None:
        """Say it, though nothing else may have changed."""
        self.renew()

    # Painting

    def renew(self) -> None:
        """Forget what was painted: the cards, the width or the look changed."""
        self._painted.clear()
        self.index = max(0, min(self.index, self.count() - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, self.count() * self.ROWS)
        self.refresh()

    def repaint(self, index: int) -> None:
        """Paint one card anew, and nothing else."""
        self._painted.pop(index, None)
        area = self.scrollable_content_region
        y = self.gutter.top + index * self.ROWS - self.scroll_offset.y
        rows = Region(self.gutter.left, y, area.width, self.ROWS)
        if shown := rows.intersection(Region(self.gutter.left, self.gutter.top, area.width, area.height)):
            self.refresh(shown)

    def on_resize(self) -> None:
        """Make the cards anew for the width."""
        self.renew()
        self.call_after_refresh(self.reveal)

    def notify_style_update(self) -> None:
        """Make the cards anew in the new colours."""
        super().notify_style_update()
        self._painted.clear()

    def watch_index(self, old: int, new: int) -> None:
        """Repaint the two cards concerned and keep the cursor in sight."""
        self.repaint(old)
        self.repaint(new)
        self.reveal()

    def watch_has_focus(self, focused: bool) -> None:
        """Repaint the cursor, which is quieter in a list out of focus."""
        super().watch_has_focus(focused)
        self._painted.clear()

    def reveal(self) -> None:
        """Scroll, if need be, so that the whole card under the cursor shows."""
        top, height = self.index * self.ROWS, self.scrollable_content_region.height
        if not height:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + self.ROWS > self.scroll_offset.y + height:
            self.scroll_to(y=max(0, min(top, top + self.ROWS - height)), animate=False)

    def render_line(self, y: int) -> Strip:
        """Return one row of the list."""
        width = self.scrollable_content_region.width
        index, row = divmod(y + self.scroll_offset.y, self.ROWS)
        if index < self.count():
            return self._strips(index, width)[row]
        if not self.count():
            lines = Content(self.hint()).wrap(max(1, width - 2))
            if 0 < y <= len(lines):
                return self._strip(Content(" ") + lines[y - 1], width, "cards--quiet")
        return Strip.blank(width, self.rich_style)

    def _strips(self, index: int, width: int) -> list[Strip]:
        """Return the painted rows of a card."""
        if (strips := self._painted.get(index)) is None:
            if len(self._painted) >= _KEPT:
                self._painted.clear()
            styles = ("cards--cursor",) if index == self.index else ()
            lines = self.card(index, width)[: self.ROWS - self.GAP]
            strips = [self._strip(line, width, *styles) for line in lines]
            while len(strips) < self.ROWS - self.GAP:
                strips.append(self._strip(Content(" "), width, *styles))
            strips.extend([Strip.blank(width, self.rich_style)] * self.GAP)
            self._painted[index] = strips
        return strips

    def _strip(self, line: Content, width: int, *classes: str) -> Strip:
        """Return a line as a strip of exactly the width."""
        style = self.get_visual_style(*classes) if classes else self.visual_style
        if any(self.get_component_styles(name).text_style.reverse for name in classes):
            style += Style(reverse=True)  # which Textual leaves out
        line = line.truncate(width, ellipsis=True, pad=True)
        strips = Visual.to_strips(self, line, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width)

    # The reader's hand

    def action_move(self, by: int) -> None:
        """Move the cursor by cards."""
        self.action_go(max(0, min(self.index + by, self.count() - 1)))

    def action_turn(self, by: int) -> None:
        """Move the cursor by pages."""
        self.action_move(by * max(1, self.scrollable_content_region.height // self.ROWS))

    def action_go(self, index: int) -> None:
        """Move the cursor to a card; -1 is the last."""
        if self.count():
            self.index = index % self.count()
            self.moved(self.index)

    def action_choose(self) -> None:
        """Choose the card under the cursor."""
        if self.count():
            self.choose(self.index)

    def on_click(self, event: events.Click) -> None:
        """Choose the card that was clicked."""
        event.stop()
        index = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self.ROWS
        if 0 <= index < self.count():
            self.index = index
            self.choose(index)
