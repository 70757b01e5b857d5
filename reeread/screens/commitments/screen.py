"""Who promised what, until when, and whether it was kept: met or broken, with the passage that shows it."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType, Keymap
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reeread.library import Library, listing
from reeread.library.commitments import commitments, decide, reopen, tag
from reeread.messages import JumpRequested
from reeread.model.annotation import Passage
from reeread.model.commitment import Fate
from reeread.model.promise import Commitment
from reeread.screens.board import Board
from reeread.screens.deeds import Place, declared
from reeread.text.display import line, safe
from reeread.widgets.lists.commitments import COLUMNS, CommitmentTable
from reeread.widgets.lists.table import TableHead

_LATEST = 1_000
"""Commitments that are read, at most."""
_SHOWN = (None, Fate.DUE, Fate.OPEN, Fate.BROKEN, Fate.MET)


class CommitmentsScreen(Board[Passage]):
    """Hands back the passage to read on at.

    Args:
        library: Whose commitments.
        keymap: The reader's own keys.
        shows: The passage that the reader came from: what a commitment is met or broken by.
        quote: Its text.
        hidden: The authors of those that are not shown.
    """

    NAME = "Commitments"
    MAIN = "commitments"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "decide('met')", "met", id="commitments.met"),
        Binding("x", "decide('broken')", "broken", id="commitments.broken"),
        Binding("r", "reopen", "open again", id="commitments.reopen"),
        Binding("p", "proof", "what shows it", id="commitments.proof"),
        Binding("f", "fate", "filter", id="commitments.filter"),
    ]

    def __init__(
        self,
        library: Library,
        keymap: Keymap | None = None,
        shows: Passage | None = None,
        quote: str = "",
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(library, keymap)
        self._shows = shows
        self._hidden = hidden
        self._quote = " ".join(quote.split())
        self._every: tuple[Commitment, ...] = ()
        self._only: Fate | None = None
        self._next = ""
        """The id of the commitment to go to once one is decided, which then stands elsewhere."""

    def parts(self) -> Iterator[Widget]:
        """Return what decides, the table, and what is under its cursor."""
        yield Static(self._by(), id="shows", markup=False)
        yield TableHead(COLUMNS, id="head")
        yield CommitmentTable(id=self.MAIN)
        yield Static("", id="commitment", markup=False)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        deeds = (*declared(cls, keymap), *declared(CommitmentTable, keymap))
        return (Place("commitments", deeds, f"#{cls.MAIN}"),)

    @property
    def table(self) -> CommitmentTable:
        """Return the table."""
        return self.query_one(CommitmentTable)

    def on_mount(self) -> None:
        """Read the commitments beside the screen."""
        self.table.empty = "Reading the commitments …"
        self.watch(self.table, "index", self._show_here)
        super().on_mount()

    def renew(self) -> None:
        """Read everything anew, beside the screen: each sentence is read for who and until when."""
        self.read_beside(self._read, self._take)

    def _read(self) -> tuple[str | None, tuple[Commitment, ...]]:
        """Return the name of the tag and the commitments."""
        shown: tuple[str, ...] = ()
        if self._hidden:
            shown = tuple(one for one in listing.authors(self.library) if one not in self._hidden)
            if not shown:
                return tag(self.library), ()
        return tag(self.library), commitments(self.library, latest=_LATEST, authors=shown)

    def _take(self, read: tuple[str | None, tuple[Commitment, ...]]) -> None:
        """Show what was read."""
        name, found = read
        self._every = found
        number = Counter(one.fate for one in found)
        self.counts = "   ".join(f"{number[fate]:,} {fate.value}" for fate in _SHOWN if fate is not None)
        if len(found) == _LATEST:
            self.counts += f"   of the {_LATEST:,} changed last"
        self.table.empty = (
            f"No commitment is {self._only.value}. f shows others."
            if found and self._only
            else f"No commitments yet. Tag a passage as {line(name)} while reading, and it stands here."
            if name
            else "The codebook has no tag for commitments any more."
        )
        self.table.commitments = tuple(one for one in found if self._only in (None, one.fate))
        ids = [one.annotation.id for one in self.table.commitments]
        if self._next in ids:
            self.table.index = ids.index(self._next)
        self._next = ""
        self._show_here()

    # What is shown

    def _by(self) -> Content:
        """Return the line that says which passage decides."""
        if self._shows is None:
            return Content.styled(
                "Open this board from a passage to say that it shows a promise kept or broken.",
                "$foreground-muted",
            )
        return Content.assemble(("Shown by  ", "$foreground-muted"), f"“{line(self._quote)}”")

    def _show_here(self) -> None:
        """Show the passage under the cursor whole, and what shows how it ended."""
        one = self.table.here
        self.query_one("#commitment", Static).update(self._whole(one) if one else "")
        self.words = self._said(one) if one else ""
        self.place = f"{min(self.table.index + 1, self.table.count()):,} of {self.table.count():,}"

    def _whole(self, one: Commitment) -> Content:
        """Return the passage, and below it the one that shows what became of it."""
        quote = Content(f"“{' '.join(safe(one.annotation.anchor.exact).split())}”")
        if (outcome := one.annotation.outcome) is None:
            return quote
        proof = " ".join(safe(outcome.shown.exact).split())
        return quote + Content.styled(f"\n{outcome.fate.value}: “{proof}”", "italic")

    def _said(self, one: Commitment) -> str:
        """Return state, deadline, author and briefing in words."""
        deadline = one.pledge.deadline
        until = (
            f"until {deadline.day or '?'}, as it says “{line(deadline.text)}”"
            if deadline
            else "no date given"
        )
        return f"{one.fate.value} · {until} · {line(one.annotation.author)} · {line(one.title)}"

    # The reader's hand

    def action_decide(self, fate: str) -> None:
        """Say that the commitment was met or broken, as the passage shows that the reader came from."""
        one = self.table.here
        if one is None:
            return
        if self._shows is None:
            self.say("Which passage shows it? Stand on it in the article, then open this board.")
            return
        with self.failures_shown():
            decide(self.library, one.annotation.id, Fate(fate), self._shows)
            after = self.table.commitments[self.table.index + 1 : self.table.index + 2]
            self._next = after[0].annotation.id if after else ""
            self.renew()
            self.say(f"Marked as {fate}. {self.undoes()}")

    def action_reopen(self) -> None:
        """Take back that the commitment was met or broken."""
        one = self.table.here
        if one is not None and one.annotation.outcome is not None:
            with self.failures_shown():
                reopen(self.library, one.annotation.id)
                self.renew()
                self.say(f"Open again. {self.undoes()}")

    def action_proof(self) -> None:
        """Read on at the passage that shows what became of the commitment."""
        one = self.table.here
        if one is None or one.annotation.outcome is None:
            self.say("Nobody has said yet what became of this one.")
            return
        shown = one.annotation.outcome.shown
        self.dismiss(Passage(shown.briefing, shown.span))

    def action_fate(self) -> None:
        """Show those that are due, then the open ones, the broken ones, the met ones, then all."""
        self._only = _SHOWN[(_SHOWN.index(self._only) + 1) % len(_SHOWN)]
        self._take_again()
        self.say(f"Those that are {self._only.value}." if self._only else "All commitments.")

    def _take_again(self) -> None:
        self._take((tag(self.library), self._every))

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Read on at the commitment."""
        request.stop()
        self.dismiss(request.passage)
