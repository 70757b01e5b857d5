"""The dialog that puts a briefing beside another: those that share most with it first."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input
from textual.worker import get_current_worker

from reeread.library import Library, claiming, reading
from reeread.library.claiming import Shared
from reeread.library.readings import LONGEST
from reeread.library.shelf import Shelf
from reeread.model.briefing import Briefing
from reeread.model.errors import ReereadError
from reeread.model.selection import Selection
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.screens.dialogs.numbered import NumberedField
from reeread.text.display import line

_COMPARED = 200
"""Briefings that are compared at most; those added last come first."""
_STEP = 20
"""Briefings compared between two looks at the list."""
_SHOWN = 200
_NUMBERED = 9
"""Rows that a digit chooses, once they move no more."""


class BesideDialog(Chooser[str]):
    """Briefings to choose from; how many claims each shares is counted beside the choosing.

    Rows move only as long as the reader has neither typed nor moved. Enter before all are counted waits for the
    best; a second enter takes what stands first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"row({n})", f"row {n}", id=f"beside.row_{n}", priority=True)
        for n in range(1, _NUMBERED + 1)
    ]
    NAME = "Beside which?"
    KEYS = "↑↓ move   enter put beside   1–9 row   escape back"
    PLACEHOLDER = "words of a title"

    def __init__(self, library: Library, briefing: str, shown: Collection[str] = ()) -> None:
        super().__init__()
        self._library = library
        self._briefing = briefing
        self._wanted = Selection(without=tuple({briefing, *shown}))
        self._others = Shelf(library, self._wanted)
        self._shared: dict[str, Shared] = {}
        first, last = self._others[:_SHOWN], self._others[-_COMPARED:]
        self._order = list(dict.fromkeys((*first, *last)))
        """Those that are listed while nothing is typed, and those that are compared."""
        self._counting, self._waiting = True, False

    def on_mount(self) -> None:
        """List the briefings and begin to compare them."""
        super().on_mount()
        self.run_worker(self._count, thread=True)

    def typed(self, text: str) -> None:
        """List the briefings whose title, byline or source hold every word typed."""
        fitting: Sequence[Briefing] = self._order
        if text.strip():
            found = reading.listed(self._library, self._wanted._replace(text=text))
            fitting = sorted(islice(found, _SHOWN + 1), key=self._rank)
        count = len(fitting) if text.strip() else len(self._others)
        more = " or more" if text.strip() and count > _SHOWN else ""
        said = (
            "Comparing…"
            if self._counting
            else f"{min(count, _SHOWN) if more else count:,}{more} of {len(self._others):,}"
        )
        numbered = 0 if text.strip() or self._counting else _NUMBERED
        rows = [
            Row(self._row(one, str(at) if at <= numbered else " "), one.id)
            for at, one in enumerate(fitting[:_SHOWN], start=1)
        ]
        self.show_rows(rows, said)

    @property
    def untouched(self) -> bool:
        """Return whether the reader has neither typed nor moved."""
        return not self.query_one(Input).value and not self.highlighted

    def _count(self) -> None:
        """Count in a thread what each briefing shares."""
        worker = get_current_worker()
        ids = [one.id for one in reversed(self._others[-_COMPARED:]) if one.characters <= LONGEST]
        counted: dict[str, Shared] = {}
        try:
            for one in claiming.shared(self._library, self._briefing, ids):
                if worker.is_cancelled:
                    return
                counted[one.briefing] = one
                if not len(counted) % _STEP:
                    self.app.call_from_thread(self._take, dict(counted), done=False)
        except ReereadError:
            pass  # one that was removed meanwhile: the others are in the list all the same
        if not worker.is_cancelled and self.is_attached:
            self.app.call_from_thread(self._take, counted, done=True)

    def _take(self, counted: dict[str, Shared], *, done: bool) -> None:
        """Show what is known by now; choose, if the reader waits for that."""
        if not self.is_there:
            return
        self._shared, self._counting = counted, not done
        at = self.highlighted
        if self.untouched:
            self._order.sort(key=self._rank)
        self.typed(self.query_one(Input).value)
        if at:
            self.action_move(at)
        if done and self._waiting and self.rows:
            self.dismiss(self.rows[0].choice)

    @on(Input.Submitted)
    def _wait(self, event: Input.Submitted) -> None:
        """Wait for the best if the reader asks for it before it is known."""
        if self._counting and self.untouched and not self._waiting:
            event.prevent_default().stop()
            self._waiting = True

    def field(self) -> Input:
        """Return the field in which one types."""
        return NumberedField(placeholder=self.PLACEHOLDER, id="chooser-typed")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now: digits choose only while nothing is typed."""
        if action == "row" and self.is_mounted:
            return not self.query_one(Input).value
        return super().check_action(action, parameters)

    def action_row(self, number: int) -> None:
        """Choose a row by its number, once it has one."""
        if not self._counting and number <= len(self.rows):
            self.dismiss(self.rows[number - 1].choice)

    def _rank(self, briefing: Briefing) -> int:
        """Return what sorts those first that share most, as far as that is known."""
        one = self._shared.get(briefing.id)
        return -one.count if one is not None else 0

    def _row(self, briefing: Briefing, number: str) -> Content:
        """Return a briefing with its number and what it shares."""
        one = self._shared.get(briefing.id)
        facts = f"{one.count:>4} shared" if one is not None and one.count else " " * 11
        signs = "  ".join(
            f"{sign} {count}"
            for sign, count in (("≠", one.conflict), ("≈", one.tension))
            if count
        ) if one is not None else ""  # fmt: skip
        derived = "(derived) " if briefing.title_derived else ""
        return Content.assemble(
            (f"{number} ", "bold"),
            (f"{facts}  {signs:<10}", "$foreground-muted"),
            (derived, "$foreground-muted"),
            line(briefing.title),
        )
