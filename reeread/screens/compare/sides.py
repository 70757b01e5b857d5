"""Articles beside or below each other: which there are, which has the keys, and how they come and go."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from reeread.library import Library, reading
from reeread.library.drafts import Drafts
from reeread.screens.compare.side import Side
from reeread.screens.memory import Places
from reeread.screens.once import Once
from reeread.widgets.reader import Reader

MOST = 3
"""Articles that have room side by side."""
_BESIDE = 50
"""Columns that an article needs; where there are fewer, articles stand one below the other."""
_BELOW = 6
"""Rows that an article needs; where there are fewer, only the one in focus shows."""
_LINES = 3
"""Rows above and below the articles."""


class Sides(Once[str]):
    """Two or three articles; hands back the id of the one to read on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+right,ctrl+down", "side(1)", "next article", id="next_article", key_display="tab"),
        Binding(
            "shift+tab,ctrl+left,ctrl+up", "side(-1)", "previous article", id="previous_article", show=False
        ),
        Binding("vertical_line", "compare", "compare", id="compare"),
        Binding("ctrl+w", "put_away", "put this article away", id="put_away", show=False),
        Binding("escape,q", "back", "back", id="back", key_display="esc"),
    ]

    def __init__(self, library: Library, places: Places, drafts: Drafts, briefings: Sequence[str]) -> None:
        super().__init__()
        self.library = library
        self.places = places
        self.drafts = drafts
        self.briefings = tuple(briefings)
        """The articles to begin with."""

    def on_mount(self) -> None:
        """Follow what happens on each side."""
        for side in self.sides:
            self.follow(side)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Return the articles in the order in which they stand."""
        return tuple(self.query(Side))

    @property
    def side(self) -> Side:
        """Return the article that has the keys, or had them last."""
        return next((side for side in self.sides if side.has_class("-here")), self.sides[0])

    @property
    def reader(self) -> Reader:
        """Return the reader that has the keys."""
        return self.side.reader

    def follow(self, side: Side) -> None:
        """Take note of a side that has come."""
        self.watch(side, "annotations", lambda: self._marked(side), init=False)
        self._arrange()

    def regroup(self) -> None:
        """Take note that other articles stand side by side than before."""
        raise NotImplementedError

    def mark_focus(self) -> None:
        """Let the article in focus be the one that has the keys."""
        if self.focused is not None:
            for side in self.sides:
                side.set_class(side in self.focused.ancestors, "-here")

    def _arrange(self) -> None:
        """Put the articles beside or below each other, as there is room."""
        count, (width, height) = len(self.sides), self.app.size
        below = width < count * _BESIDE
        self.set_class(below, "-below")
        self.set_class(below and height < _LINES + count * _BELOW, "-alone")

    def on_resize(self, _: events.Resize) -> None:
        """Arrange the articles anew."""
        self._arrange()

    def action_side(self, by: int) -> None:
        """Move on to another article."""
        sides = self.sides
        sides[(sides.index(self.side) + by) % len(sides)].reader.focus()

    async def action_put_away(self) -> None:
        """Put the article in focus away; with only one left, go back to reading that one."""
        side, rest = self.side, [one for one in self.sides if one is not self.side]
        rest[0].reader.focus()
        if len(rest) < 2:
            self.dismiss(rest[0].opened)
            return
        await side.remove()
        self._arrange()
        self.regroup()

    def action_back(self) -> None:
        """Put the find bar away, else go back to reading the article in focus."""
        if self.side.close_find():
            return
        self.dismiss(self.side.opened)

    def action_compare(self) -> None:
        """Let the reader choose one article more."""
        from reeread.screens.compare.choosing import BesideDialog

        shown = {side.opened for side in self.sides}
        others = reading.total(self.library) > len(shown)
        if len(self.sides) == MOST or not others:
            self.side.say(
                f"{MOST} articles is all there is room for. {self.side.key_for('put_away')} puts one away."
                if others
                else "There is no other briefing."
            )
            return

        def chosen(briefing: str | None) -> None:
            if briefing is not None:
                self.call_later(self._put_beside, briefing)

        self.app.push_screen(BesideDialog(self.library, self.side.opened, shown), chosen)

    async def _put_beside(self, briefing: str) -> None:
        """Show one article more."""
        side = Side(self.library, self.places, self.drafts, briefing)
        await self.query_one("#sides").mount(side)
        self.follow(side)

    @on(Side.LibraryChanged)
    def _read_anew(self, changed: Side.LibraryChanged) -> None:
        """Let every side show what an undo has changed; an article that is gone takes its side with it."""
        changed.stop()
        known = {one.id for one in reading.some(self.library, [side.opened for side in self.sides])}
        if gone := [side for side in self.sides if side.opened not in known]:
            rest = [side for side in self.sides if side not in gone]
            self.dismiss(rest[0].opened if rest else "")
            return
        for side in self.sides:
            side.read_anew()

    def _marked(self, side: Side) -> None:
        """Show annotations wherever the same article is open."""
        for other in self.sides:
            if other is not side and other.opened == side.opened and side.opened:
                other.annotations = side.annotations
