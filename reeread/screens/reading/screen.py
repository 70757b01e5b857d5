"""The reading screen: how its panes are laid out, reached and described."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.screen import Screen
from textual.widget import MountError

from reeread.library import Library, reading, warm_up
from reeread.library.drafts import Drafts
from reeread.messages import JumpRequested, ModeChanged, PaneRequested
from reeread.model.errors import ReereadError
from reeread.screens.deeds import Place
from reeread.screens.memory import Memory
from reeread.screens.reading.adding import Adding
from reeread.screens.reading.anchoring import Anchoring
from reeread.screens.reading.beyond import Beyond
from reeread.screens.reading.comparing import Comparing
from reeread.screens.reading.contrasting import Contrasting
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.drafting import Drafting
from reeread.screens.reading.finding import Finding
from reeread.screens.reading.focusing import Focusing
from reeread.screens.reading.grading import Grading
from reeread.screens.reading.hiding import Hiding
from reeread.screens.reading.leaving import Leaving
from reeread.screens.reading.marking import Marking
from reeread.screens.reading.people import People
from reeread.screens.reading.returning import Returning
from reeread.screens.reading.sharing import Sharing
from reeread.screens.reading.touring import Touring
from reeread.screens.reading.triage import Sorting
from reeread.text.display import line
from reeread.widgets.reader import SELECTING_KEYS, Reader

PANES = ("article", "highlights", "briefings")
"""In the order in which tab moves on."""

_NOTICED = 12
"""Seconds for which it is shown how the library was opened."""

_OF_AN_ARTICLE = frozenset(
    {
        "find",
        "export",
        "pick_tag",
        "furniture",
        "pane",
        "search",
        "compare",
        "contrast",
        "focus_mode",
        "tour",
        "grade",
    }
)
"""What there is to do only while something is being read."""


class ReadingScreen(
    Screen[None],
    Leaving,
    Marking,
    Grading,
    Finding,
    Sorting,
    Contrasting,
    Anchoring,
    Hiding,
    People,
    Sharing,
    Beyond,
    Adding,
    Comparing,
    Returning,
    Focusing,
    Touring,
    Drafting,
):
    """Briefings, article and highlights: side by side, or one at a time where there is less room.

    The article is laid out and painted first; everything around it follows at once (`furnishing`).
    """

    AUTO_FOCUS = "Reader"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "pane(1)", "next pane", id="next_pane", show=False),
        Binding("shift+tab", "pane(-1)", "previous pane", id="previous_pane", show=False),
        Binding("escape", "back", "back", id="back", show=False),
        Binding("question_mark", "help", "keys", id="help"),
    ]

    pane: var[str] = var("article")
    """The pane in focus, and in a small terminal the only one."""

    def __init__(
        self, library: Library, memory: Memory, sources: Sequence[str] = (), *, tour: bool = False
    ) -> None:
        # Classes that are there from the start need no second look at every style before the first paint.
        width, height = self.app.size
        classes = (
            "-article",
            *self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS),
            *self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS),
        )
        super().__init__(classes=" ".join(classes))
        left = memory.places(library.path)
        drafts = Drafts(memory.path.with_name("drafts"), library.path, library.author, sealed=library.sealed)
        self.lay_out(library, left, drafts)
        self.memory = memory
        self._tour = tour
        self.set_reactive(Focusing.measure, memory.measure)
        self._sources = tuple(sources)
        self.keymap: Keymap = {}
        """The reader's own keys, by the names of the deeds."""
        self._first = reading.first(library, left.briefing)
        with suppress(ReereadError):  # said once there is a place to say it
            if self._first:
                self.put_down(self._first)
        if self.article is None:
            self.add_class("-nothing")

    def compose(self) -> ComposeResult:
        """Lay out the panes, of which only the article is filled before the first paint."""
        with Horizontal(id="panes"):
            yield Vertical(id="briefings-pane")
            with Vertical(id="article-pane"):
                yield Reader(id="article").data_bind(
                    Desk.article,
                    Desk.annotations,
                    Desk.highlights,
                    Desk.codebook,
                    Desk.author,
                    Focusing.measure,
                    Contrasting.linked,
                    People.initials,
                )
            yield Vertical(id="highlights-pane")

    def on_mount(self) -> None:
        """Read on where the reader was, and leave all that can wait until it shows."""
        if self.article is not None:
            self.read_on()
        elif self._first:
            self.open(self._first)
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Do what waited for the first paint."""
        from reeread.screens.reading.furnishing import furnish, own_keys

        with self.failures_shown():
            self.list_anew()
        try:
            await furnish(self)
        except MountError:
            if self.is_attached:
                raise
            return  # whoever leaves at once has left
        self.run_worker(partial(warm_up, self.library), thread=True, group="warming")
        self.keymap = own_keys(self)
        self.show_keys()
        if self.article is not None:
            self.read_closely(self.article)
        self.count_disputes()
        if self.library.notice:
            grave = self.library.read_only
            self.notify(
                line(self.library.notice),
                severity="warning" if grave else "information",
                timeout=_NOTICED,
                markup=False,
            )
        if self._sources:
            self.add(self._sources)
        elif self._tour:
            self.welcome()
        self.offer_drafts()
        self.follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now: without an article, or before the first paint, not all do."""
        if self.article is None and action in _OF_AN_ARTICLE:
            return False
        if action == "pane" and not self.is_furnished:
            return False
        return super().check_action(action, parameters)

    # Panes

    def action_pane(self, by: int) -> None:
        """Move on to another pane."""
        self._focus_pane(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    @on(PaneRequested)
    def _go_to_pane(self, request: PaneRequested) -> None:
        """Show the pane that was clicked."""
        request.stop()
        self._focus_pane(request.pane)

    def _focus_pane(self, pane: str) -> None:
        """Show a pane and give the focus to what it holds."""
        self.pane = pane
        self.query_one(f"#{pane}").focus()

    def watch_pane(self, pane: str) -> None:
        """Show the pane where only one has room."""
        if pane != "article":
            self.leave_alone()
        for name in PANES:
            self.set_class(name == pane, f"-{name}")

    def on_descendant_focus(self) -> None:
        """Name the pane in focus and its keys."""
        if self.focused is not None and self.focused.id in PANES:
            self.pane = self.focused.id
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Say in the title which pane shows where only one has room."""
        self.narrow = event.size.width < self.HORIZONTAL_BREAKPOINTS[-1][0]

    def show_keys(self) -> None:
        """Show the keys that work now, once there is a line for them."""
        if not self.is_furnished:
            return
        from reeread.screens.hints import hints

        typing = self.focused is not None and self.focused.id not in PANES
        tagging = self.article is not None and self.pane != "briefings" and not typing
        selecting = SELECTING_KEYS if self.reader.selecting and self.pane == "article" else None
        self.hints = hints(self, self.codebook if tagging else (), typing=typing, first=selecting)

    @on(ModeChanged)
    def _show_mode_keys(self) -> None:
        """Show the keys that work now."""
        self.show_keys()

    def watch_article(self) -> None:
        """Show what to do when there is nothing to read."""
        self.set_class(self.article is None, "-nothing")
        super().watch_article()
        self.show_keys()

    def action_back(self) -> None:
        """Put away what is in the way: adding, the find bar, the tour, another pane; then what is being read."""
        if self.stop_adding() or self.close_find() or self.leave_tour() or self.leave_alone():
            return
        if self.stop_placing():
            return
        if self.reader.has_focus:
            self.stop_reading()
        self.reader.focus()

    def action_help(self) -> None:
        """Show every key."""
        from reeread.screens.dialogs.keys import KeysDialog

        self.app.push_screen(KeysDialog(self.key_places()))

    def key_places(self) -> tuple[Place, ...]:
        """Return every key that works here by the place where it does."""
        from reeread.screens.reading.furnishing import key_places

        return key_places(self)

    # What is under the cursor

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Show the passage, and read on there unless the reader stays in the list."""
        request.stop()
        self.reader.leap()
        self.reader.show(request.passage.span)
        if not request.stay:
            self.reader.focus()

    def on_unmount(self) -> None:
        """Remember the place and let the library go."""
        self.leave()
        self.library.close()
