"""Fields that several people changed without knowing of each other: all values, the passage, and choosing one."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from reeread.library import Library, anchoring, editing, reading
from reeread.library.syncing import conflicts, settle
from reeread.model.annotation import AnchorState, Passage
from reeread.model.drift import Excerpt
from reeread.model.errors import NotFound
from reeread.model.shared import Conflict
from reeread.model.span import Span
from reeread.screens.conflicts.words import choice_words, conflict_words, counts_words
from reeread.screens.deeds import Place, declared
from reeread.screens.reading.following import Followed
from reeread.screens.scrolling import Scrolling
from reeread.text.display import line
from reeread.widgets.excerpt import ExcerptPane
from reeread.widgets.lists.conflicts import COLUMNS, ConflictTable
from reeread.widgets.lists.table import TableHead
from reeread.widgets.values import ValueList

_NONE = (
    "Nobody differs from anybody. Where two people change one thing without knowing of each other,"
    " both values are kept and listed here."
)


class ConflictsScreen(Scrolling[Passage], Followed):
    """Hands back where to read on.

    Args:
        library: Whose conflicts.
        keymap: The reader's own keys.
        briefing: The one that is open, with whose conflicts the cursor begins.
    """

    NAME = "Where people differ"
    MAIN = "conflicts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket", "value(1)", "next value", id="conflicts.next_value"),
        Binding(
            "left_square_bracket", "value(-1)", "previous value", id="conflicts.previous_value", show=False
        ),
        Binding("c", "choose_value", "let it stand", id="conflicts.choose"),
        Binding("a", "accept", "keep what shows", id="conflicts.accept"),
    ]

    def __init__(self, library: Library, keymap: Keymap | None = None, briefing: str = "") -> None:
        super().__init__(library, keymap)
        self._briefing = briefing
        self._is_read = False
        self._at = 0
        """Which value of the conflict under the cursor can be chosen."""
        self._about = ""
        """The conflict whose values are shown."""

    def parts(self) -> Iterator[Widget]:
        """Return the table, and below it the passage and the values."""
        yield TableHead(COLUMNS, id="head")
        yield ConflictTable(id=self.MAIN)
        with Horizontal(id="texts"):
            yield ExcerptPane(id="passage")
            with Vertical(id="values"):
                yield Static("", id="which", markup=False)
                yield ValueList()

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        deeds = (*declared(cls, keymap), *declared(ConflictTable, keymap))
        return (Place("where people differ", deeds, f"#{cls.MAIN}"),)

    @property
    def table(self) -> ConflictTable:
        """Return the table."""
        return self.query_one(ConflictTable)

    def on_mount(self) -> None:
        """Read the conflicts beside the screen."""
        self.table.empty = "Looking for where people differ …"
        self.watch(self.table, "index", self._show_here)
        super().on_mount()

    # What is shown

    def renew(self) -> None:
        """Read everything anew, beside the screen."""
        self.read_beside(self._read, self._take)

    def _read(self) -> tuple[tuple[Conflict, ...], dict[str, str]]:
        """Return the conflicts, and the titles of the briefings that they are about, by their ids."""
        found = conflicts(self.library)
        about = tuple({one.briefing for one in found if one.briefing})
        return found, {one.id: line(one.title) for one in reading.some(self.library, about)}

    def _take(self, read: tuple[tuple[Conflict, ...], dict[str, str]]) -> None:
        """Show what was read; at first, from the briefing on that is open."""
        found, titles = read
        self.counts = counts_words(len(found))
        self.table.empty = _NONE
        self.table.titles = titles
        self.table.conflicts = found
        if not self._is_read:
            self._is_read = True
            mine = (at for at, one in enumerate(found) if one.briefing == self._briefing)
            self.table.index = next(mine, 0)
        self._show_here()

    def _show_here(self) -> None:
        """Show the conflict under the cursor: its passage, and the values that people left."""
        one = self.table.here
        if one is None or one.id != self._about:
            self._about, self._at = one.id if one else "", 0
            self.below.scroll_home(animate=False)
        passage = self.query_one("#passage", ExcerptPane)
        passage.excerpt = self._excerpt(one) if one else None
        title = self.table.title(one) if one else ""
        about = line(one.about) if one else ""
        passage.head, passage.otherwise = title, about if about != title else ""
        self.words = conflict_words(one, title) if one else ""
        self.place = f"{min(self.table.index + 1, self.table.count()):,} of {self.table.count():,}"
        self._show_values()

    def _show_values(self) -> None:
        """Show the values, and which of them can be chosen."""
        one, which = self.table.here, self.query_one("#which", Static)
        if one is None:
            which.update("")
            self.query_one(ValueList).show((), 0)
            return
        which.update(f"{line(one.field)}: value {self._at + 1} of {len(one.choices)}")
        self.query_one(ValueList).show([choice_words(choice) for choice in one.choices], self._at)

    def _excerpt(self, one: Conflict) -> Excerpt | None:
        """Return the passage that a conflict is about, None where it is about none that stands anywhere."""
        span = self._span(one)
        if span is None or one.briefing is None:
            return None
        with self.failures_shown():
            return anchoring.excerpt(self.library, one.briefing, span)
        return None

    def _span(self, one: Conflict) -> Span | None:
        """Return where in its briefing the passage of a conflict stands."""
        if one.subject != "annotation":
            return None
        try:
            mark = editing.find(self.library, one.uuid)
        except NotFound:
            return None
        return None if mark.state is AnchorState.ORPHAN else mark.span

    # The reader's hand

    def action_value(self, by: int) -> None:
        """Go on to another value."""
        if (one := self.table.here) is not None:
            self._at = (self._at + by) % len(one.choices)
            self._show_values()
            self.query_one(ValueList).reveal(self._at)

    def action_choose_value(self) -> None:
        """Let the value behind the bar stand."""
        if self.table.here is not None:
            self._settle(self.table.here, self._at)

    def action_accept(self) -> None:
        """Let the value stand that shows anyway."""
        if self.table.here is not None:
            self._settle(self.table.here, 0)

    def _settle(self, one: Conflict, at: int) -> None:
        """Let one of the values stand, and say so."""
        choice = one.choices[at]
        with self.failures_shown():
            settle(self.library, one, choice)
            self.renew()
            self.say(f"It is “{line(choice.text)}” by {line(choice.author)} now. {self.undoes()}")

    @on(ConflictTable.Chosen)
    def _read_on(self, chosen: ConflictTable.Chosen) -> None:
        """Read on where the conflict is."""
        chosen.stop()
        one = chosen.conflict
        if one.briefing is None or not reading.some(self.library, (one.briefing,)):
            self.say("This is about no briefing that is in the list.")
            return
        self.dismiss(Passage(one.briefing, self._span(one) or Span(0, 0)))
