"""The reading screen: how its panes are laid out, reached and described."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from reeread import places
from reeread.library import Library, warm_up
from reeread.messages import JumpRequested, PaneRequested, PassageChanged
from reeread.model.briefing import Article
from reeread.model.extraction import Highlight
from reeread.screens.bindings import Place, declared, hints, tagging
from reeread.screens.keymap import checked, keys_from
from reeread.screens.memory import Places
from reeread.screens.reading.adding import Adding
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.finding import Finding
from reeread.screens.reading.leaving import Leaving
from reeread.screens.reading.marking import Marking
from reeread.screens.reading.words import counts_words, passage_words, place_words
from reeread.text.display import line
from reeread.widgets.counts import TagCounts
from reeread.widgets.find import FindBar
from reeread.widgets.heading import Heading
from reeread.widgets.keyline import KeyLine
from reeread.widgets.lists import BriefingList, HighlightList
from reeread.widgets.reader import Reader
from reeread.widgets.status import StatusLine
from reeread.widgets.title import TitleLine

PANES = ("article", "highlights", "briefings")
"""In the order in which tab moves on."""

_WELCOME = """\
Nothing to read yet.

Press o and name a file or a folder, or leave with q and run
  reeread add FILE…

Text and Markdown files can be read; each becomes a briefing
with its highlights beside it."""

_TOO_SMALL = "reeread needs at least 40 columns and 10 rows. Make the window larger, or the letters smaller."


class ReadingScreen(Marking, Finding, Adding, Leaving):
    """Briefings, article and highlights: side by side, or one at a time where there is less room."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "open", id="open"),
        Binding("slash", "find", "find", id="find"),
        Binding("backslash", "search", "search", id="search"),
        Binding("e", "export", "export", id="export"),
        Binding("u", "undo", "undo", id="undo"),
        Binding("ctrl+r", "redo", "redo", id="redo", show=False),
        Binding("t", "pick_tag", "tag by name", id="pick_tag", show=False),
        Binding("H", "furniture", "show page furniture", id="furniture", show=False),
        Binding("tab", "pane(1)", "next pane", id="next_pane", show=False),
        Binding("shift+tab", "pane(-1)", "previous pane", id="previous_pane", show=False),
        Binding("escape", "back", "back", id="back", show=False),
        Binding("question_mark", "help", "keys", id="help"),
    ]

    pane: reactive[str] = reactive("article")
    """The pane in focus, and in a small terminal the only one."""

    def __init__(self, library: Library, left: Places, sources: Sequence[str] = ()) -> None:
        super().__init__(library, left)
        self._sources = tuple(sources)
        self._starts: list[int] = []
        self.keymap: Keymap = {}
        """The reader's own keys, by the names of the deeds."""

    def compose(self) -> ComposeResult:
        """Lay out the panes and bind them to what lies on the desk."""
        yield TitleLine(id="title").data_bind(ReadingScreen.pane)
        with Horizontal(id="panes"):
            with Vertical(id="briefings-pane", classes="pane"):
                yield Heading("BRIEFINGS", id="briefings-heading")
                yield BriefingList(id="briefings").data_bind(Desk.briefings, Desk.opened)
                yield Heading("TAGS HERE", id="tags-heading")
                yield TagCounts(id="counts").data_bind(Desk.annotations, Desk.codebook)
            with Vertical(id="article-pane", classes="pane"):
                yield Reader(id="article").data_bind(
                    Desk.article, Desk.annotations, Desk.highlights, Desk.codebook
                )
                yield Static(_WELCOME, id="welcome", markup=False)
            with Vertical(id="highlights-pane", classes="pane"):
                yield Heading("HIGHLIGHTS", id="highlights-heading")
                yield HighlightList(id="highlights").data_bind(
                    Desk.highlights, Desk.annotations, Desk.codebook, Desk.passage, briefing=Desk.opened
                )
        yield StatusLine(id="status")
        yield KeyLine(id="keys")
        yield Static(_TOO_SMALL, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Open what was read last, and leave all that can wait until it shows."""
        self.watch_briefings()
        ids = [one.id for one in self.briefings]
        if ids:
            self.open(self.places.briefing if self.places.briefing in ids else ids[0])
        self.reader.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Do what waited for the first paint."""
        self.run_worker(partial(warm_up, self.library), thread=True, group="warming")
        self._take_own_keys()
        if self._sources:
            self.add(self._sources)

    def _take_own_keys(self) -> None:
        """Use the keys of the settings file, and say which of them cannot be used."""
        asked = keys_from(places.config_file())
        everywhere = (*declared(ReadingScreen, {}), *declared(type(self.app), {}))
        panes = [declared(one, {}) for one in (Reader, BriefingList, HighlightList)]
        remapped = checked(asked, [(*tagging(self.codebook), *pane, *everywhere) for pane in panes])
        self.keymap = remapped.keymap
        self.app.set_keymap(self.keymap)
        for complaint in remapped.complaints:
            self.notify(line(complaint), severity="warning", markup=False)
        self.show_keys()

    def key_places(self) -> tuple[Place, ...]:
        """Return every key of this screen by the place where it works."""
        everywhere = (*declared(ReadingScreen, self.keymap), *declared(type(self.app), self.keymap))
        return (
            Place("article", (*tagging(self.codebook), *declared(Reader, self.keymap))),
            Place("highlights", declared(HighlightList, self.keymap)),
            Place("briefings", declared(BriefingList, self.keymap)),
            Place("find bar", declared(FindBar, self.keymap)),
            Place("everywhere", everywhere),
        )

    # Panes

    def action_pane(self, by: int) -> None:
        """Move on to another pane."""
        self.pane = PANES[(PANES.index(self.pane) + by) % len(PANES)]
        self._focus_pane()

    @on(PaneRequested)
    def _go_to_pane(self, request: PaneRequested) -> None:
        """Show the pane that was clicked."""
        request.stop()
        self.pane = request.pane
        self._focus_pane()

    def _focus_pane(self) -> None:
        """Give the focus to what the pane holds."""
        self.query_one(f"#{self.pane}").focus()

    def watch_pane(self, pane: str) -> None:
        """Show the pane where only one has room."""
        for name in PANES:
            self.set_class(name == pane, f"-{name}")

    def on_descendant_focus(self) -> None:
        """Name the pane in focus and its keys."""
        if isinstance(self.focused, Widget) and self.focused.id in PANES:
            self.pane = self.focused.id
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that work now."""
        with_tags = self.pane != "briefings" and self.article is not None
        self.query_one(KeyLine).hints = hints(self, self.codebook if with_tags else ())

    def action_back(self) -> None:
        """Put away what is in the way: adding, the find bar, another pane."""
        if not (self.stop_adding() or self.close_find()):
            self.reader.focus()

    def action_furniture(self) -> None:
        """Show page junk, or fold it again."""
        self.reader.furniture = not self.reader.furniture
        self.say("Page furniture shown." if self.reader.furniture else "Page furniture folded.")

    def action_help(self) -> None:
        """Show every key."""
        from reeread.screens.dialogs.keys import KeysDialog

        self.app.push_screen(KeysDialog(self.key_places()))

    # What is under the cursor

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Show the passage, and read on there unless the reader stays in the list."""
        request.stop()
        self.reader.show(request.passage.span)
        if not request.stay:
            self.reader.focus()

    @on(PassageChanged)
    def _moved(self, change: PassageChanged) -> None:
        """Say what is under the cursor now."""
        change.stop()
        status = self.query_one(StatusLine)
        if change.passage != self.passage:
            status.message = ""
        self.passage = change.passage
        self.count_match()
        status.words = passage_words(change.annotations, change.highlight, self.library.author)
        self._say_place()

    def _say_place(self) -> None:
        """Say where in the article the cursor is."""
        place = ""
        if self.article is not None and self.passage is not None:
            place = place_words(self.passage.span.start, self._starts, len(self.article.body))
        self.query_one(StatusLine).place = place

    def watch_article(self, article: Article | None) -> None:
        """Name the article, or say what to do without one."""
        self.set_class(article is None, "-nothing")
        self.query_one(TitleLine).shown = article.briefing.title if article else ""
        self._say_place()
        self.show_keys()

    def watch_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Count sentences and key ones."""
        self._starts = [one.start for one in highlights]
        keys = sum(one.key for one in highlights)
        self.query_one("#highlights-heading", Heading).count = (
            f"{keys} of {len(highlights)}" if highlights else ""
        )
        self._say_place()

    def watch_briefings(self) -> None:
        """Count briefings and passages."""
        passages = sum(one.annotations for one in self.briefings)
        self.query_one(TitleLine).counts = counts_words(len(self.briefings), passages)
        self.query_one("#briefings-heading", Heading).count = f"{len(self.briefings):,}"

    def on_resize(self, event: Any) -> None:
        """Say in the title which pane shows where only one has room."""
        self.query_one(TitleLine).panes = event.size.width < 120

    def on_unmount(self) -> None:
        """Remember the place and let the library go."""
        self.leave()
        self.library.close()
