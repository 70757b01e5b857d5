"""The claims of the library in one table: found beside the screen, filtered, sorted, decided on."""

from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from reeread.library import Library, claiming, reading
from reeread.library.shelf import Shelf
from reeread.library.titles import Titles
from reeread.messages import JumpRequested, SortRequested
from reeread.model.annotation import Passage
from reeread.model.claim import Claim, Disputes
from reeread.model.errors import ReereadError
from reeread.screens.board import Board
from reeread.screens.claims.asked import SORTS, Asked, asked, columns, in_order
from reeread.screens.claims.ruling import Ruling
from reeread.screens.claims.words import cell_words, ruling_words
from reeread.screens.deeds import Place, declared
from reeread.screens.reading.words import disputes_words, short
from reeread.text.display import line, safe
from reeread.widgets.lists.claims import ClaimTable
from reeread.widgets.lists.table import TableHead

_EXAMPLE = "verdict:conflict  stack:October  briefing:forge  state:confirmed  words"
_TITLE = 72
"""Characters of a title that have room on one line of the smallest terminal."""
_COMPARED = 1_000
"""Briefings that are compared unless a stack is named: of a larger library those that were added last."""
_TELLING = 0.1
"""Seconds between two looks at how far the comparing is."""


class ClaimsScreen(Ruling, Board[Passage]):
    """Hands back the passage to read on at."""

    NAME = "Claims"
    MAIN = "claims"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="claims.filter"),
        Binding("s", "sort", "sort", id="claims.sort"),
        Binding("S", "reverse", "sort the other way round", id="claims.reverse", show=False),
    ]

    sort: var[str] = var("verdict")
    backwards: var[bool] = var(False)

    def __init__(self, library: Library, keymap: Keymap | None = None) -> None:
        super().__init__(library, keymap)
        self._typed = ""
        self._asked = Asked()
        self._claims: tuple[Claim, ...] = ()
        self._stacks: tuple[str, ...] = ()
        self._compared = self._all = 0
        """How many briefings are compared, and how many there are."""
        self._worker: Worker[None] | None = None
        self._stopping = False
        self._far = 0
        """How far the comparing is, in percent."""

    def parts(self) -> Iterator[Widget]:
        """Return the filter line, the table and what is under its cursor."""
        with Horizontal(id="filter-line"):
            yield Static("filter", id="filter-label", markup=False)
            yield Input("", placeholder=_EXAMPLE, id="filter")
        yield TableHead((), id="head").data_bind(ClaimsScreen.sort, ClaimsScreen.backwards)
        yield ClaimTable(id=self.MAIN)
        yield Static("", id="claim", markup=False)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        return (Place("claims", (*declared(cls, keymap), *declared(ClaimTable, keymap)), f"#{cls.MAIN}"),)

    @property
    def table(self) -> ClaimTable:
        """Return the table."""
        return self.query_one(ClaimTable)

    def on_mount(self) -> None:
        """Compare beside the screen."""
        self.query_one(Input).cursor_blink = False
        for part in ("index", "at", "marked"):
            self.watch(self.table, part, self._show_here)
        super().on_mount()

    def on_resize(self) -> None:
        """Name the columns that have room now."""
        self.call_after_refresh(self._show_here)

    # What is shown

    def renew(self) -> None:
        """Find the claims anew, beside the screen, and stay where the cursor is."""
        every = Shelf(self.library)
        self._stacks, self._all = every.stacks, len(every)
        self._asked = asked(self._typed, self._stacks)
        self._stopping, self._far = False, 0
        self.table.empty = "Comparing …"
        latest: tuple[str, ...] = ()
        if self._asked.stack is None and self._all > _COMPARED:
            latest = tuple(one.id for one in every[-_COMPARED:])
        self._compared = len(latest) or self._all
        find = partial(self._find, self._asked.stack, latest)
        self._worker = self.run_worker(find, thread=True, exclusive=True, group="claims")

    @property
    def comparing(self) -> bool:
        """Return whether claims are still being looked for."""
        return self._worker is not None and self._worker.is_running

    def _find(self, stack: str | None, latest: tuple[str, ...]) -> None:
        """Find the claims in a thread, tell how far it is, and hand them over."""
        worker, call, told = get_current_worker(), self.app.call_from_thread, monotonic()

        def tell(done: int, total: int) -> bool:
            nonlocal told
            if worker.is_cancelled or not self.is_attached:
                return False
            if monotonic() - told > _TELLING:
                told = monotonic()
                call(self._tell, round(100 * done / total))
            return not self._stopping

        try:
            found = claiming.claims(self.library, latest, stack=stack, dismissed=True, tell=tell)
        except ReereadError as error:
            if not worker.is_cancelled and self.is_attached:
                call(partial(self.notify, line(str(error)), severity="error", markup=False))
            return
        if not worker.is_cancelled and self.is_attached:
            call(self._take, found)

    def _tell(self, percent: int) -> None:
        """Say how far the comparing is."""
        if self.is_there:
            self._far = percent
            self.counts = f"Comparing {self._compared:,} briefings: {percent}%   esc stops"

    def _take(self, claims: tuple[Claim, ...]) -> None:
        """Show what was found."""
        if self.is_there:
            self._claims = claims
            self._worker = None
            self.table.titles = Titles(self.library)
            self._show()
            if self._stopping:
                self.say(f"Stopped at {self._far}%: these are the claims found so far.")

    def _show(self) -> None:
        """Show the claims that are asked for, and stay on the one under the cursor."""
        table, wanted = self.table, self._asked
        here, source = table.here, table.source
        claims = [one for one in self._claims if not wanted.unknown and wanted.wants(one, table.titles)]
        shown = in_order(claims, self.sort, backwards=self.backwards)
        table.empty = wanted.unknown or (
            "No claim is like that. Empty the filter to see all."
            if self._claims
            else "No two briefings state the same thing, as far as is known."
        )
        table.claims = shown
        sources = [one.source for claim in shown for one in (*claim.passages, *claim.lost)]
        table.sources = columns(shown, reading.ordered(self.library, sources))
        if source in table.sources:
            table.at = table.sources.index(source)
        if here is not None:
            table.index = _again(here, shown, table.index)
        elif shown and not table.passages(table.index, table.source):
            table.action_cell(1)
        self._show_here()

    def _show_here(self) -> None:
        """Show the passage under the cursor whole, what was decided, and which columns there are."""
        table, head = self.table, self.query_one(TableHead)
        head.columns, head.here = tuple(table.columns(table.scrollable_content_region.width)), table.source
        here, source = table.here, table.source
        self.query_one("#claim", Static).update(self._whole(here, source) if here else "")
        self.words = cell_words(here, source, table.titles) if here else ""
        if not self.comparing:
            every = [one for one in self._claims if one.holds]
            disputed = disputes_words(Disputes.among(every))
            stack = f"   stack {line(self._asked.stack)}" if self._asked.stack else ""
            if not stack and self._compared < self._all:
                stack = f"   of the {self._compared:,} briefings added last"
            self.counts = f"{table.count():,} of {len(self._claims):,} claims{disputed}{stack}"
        marked = f"{len(table.marked):,} marked   " if table.marked else ""
        row = f"{min(table.index + 1, table.count()):,} of {table.count():,}"
        column = f" · {table.at + 1:,} of {len(table.sources):,}" if table.sources else ""
        self.place = f"{marked}{row}{column}"

    def _whole(self, claim: Claim, source: str) -> Content:
        """Return the passages of the cell with their briefing, and what somebody decided on the claim."""
        title = Content.styled(short(self.table.titles.get(source, ""), _TITLE), "bold")
        quotes = [f"“{' '.join(safe(one.text).split())}”" for one in claim.passages if one.source == source]
        quotes += [
            f"? “{' '.join(safe(one.text).split())}” no longer stands there."
            for one in claim.lost
            if one.source == source
        ]
        said = Content("\n".join(quotes) or "says nothing of this, as far as is known.")
        ruled = ruling_words(claim)
        decided = Content.styled(f"{ruled[:1].upper()}{ruled[1:]}\n", "italic") if ruled else Content("")
        return decided + title + Content("\n") + said

    # The reader's hand

    def action_filter(self) -> None:
        """Write in the filter line."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        """Filter by what is typed; another stack is compared anew."""
        event.stop()
        if event.value == self._typed:
            return
        self._typed, self.message = event.value, ""
        before, self._asked = self._asked, asked(event.value, self._stacks)
        if self._asked.stack != before.stack:
            self.renew()
        else:
            self._show()

    @on(Input.Submitted)
    def _typed_all(self, event: Input.Submitted) -> None:
        """Go on in the table."""
        event.stop()
        self.table.focus()

    def on_key(self, event: events.Key) -> None:
        """Go down from the filter line into the table."""
        if event.key == "down" and isinstance(self.focused, Input):
            event.stop()
            self.table.focus()

    def action_back(self) -> None:
        """Leave the filter line, then the marks; stop the comparing; then leave the screen."""
        if isinstance(self.focused, Input):
            self.table.focus()
        elif self.table.marked:
            self.table.marked = frozenset()
        elif self.comparing and not self._stopping:
            self._stopping = True
            self.say("Stopping …")
        else:
            self.dismiss(None)

    def action_sort(self) -> None:
        """Sort by the next order."""
        self._sort(SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)])
        self.say(f"Sorted by {self.sort}.")

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._sort(self.sort)

    @on(SortRequested)
    def _clicked(self, request: SortRequested) -> None:
        """Sort by the column that was clicked."""
        request.stop()
        self._sort(request.sort)

    def _sort(self, sort: str) -> None:
        """Sort by a column, or by the same one the other way round."""
        self.backwards = not self.backwards if sort == self.sort else False
        self.sort = sort
        self._show()

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Read on at the passage."""
        request.stop()
        self.dismiss(request.passage)


def _again(claim: Claim, shown: tuple[Claim, ...], otherwise: int) -> int:
    """Return where a claim stands now, by its id or else by its passages, which a decision leaves as they are."""
    places = {(one.source, one.start, one.value) for one in claim.passages}
    for at, one in enumerate(shown):
        if one.id == claim.id:
            return at
    for at, one in enumerate(shown):
        if places & {(passage.source, passage.start, passage.value) for passage in one.passages}:
            return at
    return max(0, min(otherwise, len(shown) - 1))
