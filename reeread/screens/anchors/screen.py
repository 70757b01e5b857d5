"""Annotations whose source changed under them: old and new text side by side, and settling where they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal
from textual.widget import Widget

from reeread.library import Library, anchoring, editing
from reeread.library.editing import Changed
from reeread.messages import JumpRequested
from reeread.model.annotation import AnchorState, Passage
from reeread.model.drift import UNSETTLED, Drift
from reeread.model.span import Span
from reeread.screens.anchors.words import counts_words, done_words, drift_words, now_words, was_words
from reeread.screens.board import Board
from reeread.screens.deeds import Place, declared
from reeread.widgets.excerpt import ExcerptPane
from reeread.widgets.lists.drifts import COLUMNS, DriftTable
from reeread.widgets.lists.table import TableHead

_SHOWN = (None, *UNSETTLED)


class Placing(NamedTuple):
    """What the reader leaves for: a passage to read on at, and the annotation to put somewhere there, if one is."""

    passage: Passage
    annotation: str = ""
    """The annotation's id."""


class AnchorsScreen(Board[Placing]):
    """Hands back where to read on.

    Args:
        library: Whose annotations.
        keymap: The reader's own keys.
        briefing: The one that is open, whose annotations the cursor begins with.
    """

    NAME = "Moved passages"
    MAIN = "drifts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "accept", id="anchors.accept"),
        Binding("M", "accept_moved", "accept all moved", id="anchors.accept_moved"),
        Binding("right_square_bracket", "place(1)", "next place", id="anchors.next_place"),
        Binding(
            "left_square_bracket", "place(-1)", "previous place", id="anchors.previous_place", show=False
        ),
        Binding("c", "choose_place", "choose", id="anchors.choose"),
        Binding("s", "select", "select in article", id="anchors.select"),
        Binding("d", "detach", "detach", id="anchors.detach"),
        Binding("f", "only", "filter", id="anchors.filter"),
    ]

    def __init__(self, library: Library, keymap: Keymap | None = None, briefing: str = "") -> None:
        super().__init__(library, keymap)
        self._briefing = briefing
        self._every: tuple[Drift, ...] | None = None
        self._only: AnchorState | None = None
        self._places: dict[str, Sequence[Span]] = {}
        self._at = -1
        """Which place of the annotation under the cursor is shown; -1 for the one where it stands."""

    def parts(self) -> Iterator[Widget]:
        """Return the table, and below it the old text and the new one."""
        yield TableHead(COLUMNS, id="head")
        yield DriftTable(id=self.MAIN)
        with Horizontal(id="texts"):
            yield ExcerptPane(id="was")
            yield ExcerptPane(id="now")

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        deeds = (*declared(cls, keymap), *declared(DriftTable, keymap))
        return (Place("moved passages", deeds, f"#{cls.MAIN}"),)

    @property
    def table(self) -> DriftTable:
        """Return the table."""
        return self.query_one(DriftTable)

    def on_mount(self) -> None:
        """Read the annotations beside the screen."""
        self.table.empty = "Looking for what moved …"
        self.watch(self.table, "index", self._show_here)
        self.watch(self.table, "marked", self._show_place)
        super().on_mount()

    # What is shown

    def renew(self) -> None:
        """Read everything anew, beside the screen."""
        self._places.clear()
        self.read_beside(partial(anchoring.drifts, self.library), self._take)

    def _take(self, found: tuple[Drift, ...]) -> None:
        """Show what was read; at first, from the briefing on that is open."""
        first, self._every = self._every is None, found
        self.counts = counts_words(Counter(one.annotation.state for one in found))
        self.table.empty = (
            f"Nothing is {self._only.value} here. {self.key_for('anchors.filter')} shows others."
            if found and self._only
            else "Every annotation stands where it was made. When a source comes in changed, what moved is listed here."
        )
        self.table.drifts = tuple(one for one in found if self._only in (None, one.annotation.state))
        if first:
            mine = (
                at for at, one in enumerate(self.table.drifts) if one.annotation.briefing == self._briefing
            )
            self.table.index = next(mine, 0)
        self._show_here()

    def _show_here(self) -> None:
        """Show the annotation under the cursor: where it stood, and where it stands."""
        self._at = -1
        one = self.table.here
        was, now = self.query_one("#was", ExcerptPane), self.query_one("#now", ExcerptPane)
        was.excerpt, now.excerpt = (one.was, one.now) if one else (None, None)
        was.head, was.otherwise = was_words(one)
        now.head, now.otherwise = now_words(one, self.key_for("anchors.next_place"))
        self.words = drift_words(one) if one else ""
        self._show_place()

    def _show_place(self) -> None:
        """Say which row it is, and how many are marked."""
        marked = f"{len(self.table.marked):,} marked   " if self.table.marked else ""
        self.place = f"{marked}{min(self.table.index + 1, self.table.count()):,} of {self.table.count():,}"

    # The reader's hand

    def action_accept(self) -> None:
        """Let what is marked, or the annotation under the cursor, stand where it was found."""
        self._settle(partial(anchoring.accept, self.library, self.table.chosen), "Accepted")

    def action_accept_moved(self) -> None:
        """Let all of one's own that moved stand where they were found."""
        moved = [
            one.annotation.id
            for one in self._every or ()
            if one.annotation.state is AnchorState.MOVED and one.annotation.author == self.library.author
        ]
        self._settle(partial(anchoring.accept, self.library, moved), "Accepted")

    def action_detach(self) -> None:
        """Take what is marked, or the annotation under the cursor, off the place where it was found."""
        self._settle(partial(anchoring.detach, self.library, self.table.chosen), "Detached")

    def _settle(self, deed: "partial[Changed]", said: str) -> None:
        """Do a deed, say what came of it, and go on."""
        with self.failures_shown():
            done = deed()
            self.table.marked = frozenset()
            self.renew()
            self.say(done_words(said, done, self.undoes()))

    def action_place(self, by: int) -> None:
        """Show the next place where the annotation may stand, or the one before."""
        if (one := self.table.here) is None:
            return
        with self.failures_shown():
            spans = self._spans(one)
            if not spans:
                self.say(
                    f"Nothing like it stands in the text. {self.key_for('anchors.select')} selects a passage there."
                )
                return
            self._at = (self._at + by) % len(spans) if self._at >= 0 or by > 0 else len(spans) - 1
            now = self.query_one("#now", ExcerptPane)
            now.excerpt = anchoring.excerpt(self.library, one.annotation.briefing, spans[self._at])
            now.head = f"Place {self._at + 1} of {len(spans)}: {self.key_for('anchors.choose')} chooses it"

    def _spans(self, one: Drift) -> Sequence[Span]:
        """Return the places where an annotation may stand, looked for once."""
        id = one.annotation.id
        if id not in self._places:
            self._places[id] = anchoring.places(self.library, id)
        return self._places[id]

    def action_choose_place(self) -> None:
        """Let the annotation under the cursor stand at the place that is shown."""
        if (one := self.table.here) is None:
            return
        if self._at < 0:
            self.say(f"{self.key_for('anchors.next_place')} shows where it may stand.")
            return
        with self.failures_shown():
            editing.move(self.library, one.annotation.id, self._spans(one)[self._at])
            self.renew()
            self.say(f"Put there. {self.undoes()}")

    def action_select(self) -> None:
        """Go to the article to select the passage where the annotation is to stand."""
        if (one := self.table.here) is not None:
            shown = one.now.span if one.now else Span(0, 0)
            self.dismiss(Placing(Passage(one.annotation.briefing, shown), one.annotation.id))

    def action_only(self) -> None:
        """Show those that moved, then those for review, then the orphans, then all."""
        self._only = _SHOWN[(_SHOWN.index(self._only) + 1) % len(_SHOWN)]
        self._take(self._every or ())
        self.say(f"Those that are {self._only.value}." if self._only else "All of them.")

    def action_back(self) -> None:
        """Take the marks off, then go back to the reading."""
        if self.table.marked:
            self.table.marked = frozenset()
        else:
            self.dismiss(None)

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Read on where the annotation stands; an orphan stands nowhere."""
        request.stop()
        one = self.table.here
        if one is not None and one.now is None:
            self.say("It stands nowhere in the text as it is now.")
        else:
            self.dismiss(Placing(request.passage))
