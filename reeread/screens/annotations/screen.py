"""All annotations of the library in one table: filtered, sorted, marked, changed, exported."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input, Static

from reeread.library import Library, codebook, listing, reading
from reeread.library.shelf import Shelf
from reeread.library.titles import Titles
from reeread.messages import JumpRequested, SortRequested
from reeread.model.annotation import AnchorState, Annotation, Passage
from reeread.model.asked import Asked
from reeread.model.errors import ReereadError
from reeread.screens.annotations.bulk import Bulk
from reeread.screens.annotations.pages import Pages
from reeread.screens.annotations.words import Known, Wanted, Words, wanted
from reeread.screens.board import Board
from reeread.screens.deeds import Place, declared
from reeread.screens.reading.following import Followed
from reeread.text.display import line, safe
from reeread.widgets.lists.annotations import COLUMNS, AnnotationTable
from reeread.widgets.lists.table import TableHead

_SORTS = tuple(column.sort for column in COLUMNS if column.sort)
_FIRST = 200
"""Annotations that show while the others are still looked for."""
_EXAMPLE = "tag:risk  author:ana  briefing:forge  state:review  stack:October  since:2026-05-01  words"


class AnnotationsScreen(Bulk, Board[Passage], Followed):
    """Hands back the passage to read on at.

    Args:
        library: Whose annotations.
        keymap: The reader's own keys.
        words: What the filter says at first.
        only: The ids of those that alone are shown.
        briefing: The id of the briefing of which alone they are shown.
        named: What those are that alone are shown.
        hidden: The authors of those that are not shown.
    """

    NAME = "Annotations"
    MAIN = "annotations"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="annotations.filter"),
        Binding("s", "sort", "sort", id="annotations.sort"),
        Binding("S", "reverse", "sort the other way round", id="annotations.reverse", show=False),
    ]

    sort: var[str] = var("place")
    backwards: var[bool] = var(False)

    def __init__(
        self,
        library: Library,
        keymap: Keymap | None = None,
        *,
        words: str = "",
        only: Sequence[str] | None = None,
        briefing: str = "",
        named: str = "",
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(library, keymap)
        self._typed = words
        self._only = None if only is None else tuple(only)
        self._briefing = briefing
        self._named = named
        self._hidden = hidden
        self._all = 0
        self._known: Known | None = None
        """What the filter can name; None until it is read."""
        self._looking = self._outdated = False

    def parts(self) -> Iterator[Widget]:
        """Return the filter line, the table and what is under its cursor."""
        with Horizontal(id="filter-line"):
            yield Static("filter", id="filter-label", markup=False)
            yield Static(line(self._named), id="filter-named", markup=False)
            yield Input(self._typed, placeholder=_EXAMPLE, id="filter")
        yield TableHead(COLUMNS, id="head").data_bind(AnnotationsScreen.sort, AnnotationsScreen.backwards)
        yield AnnotationTable(id=self.MAIN)
        yield Static("", id="annotation", markup=False)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        return (
            Place(
                "annotations", (*declared(cls, keymap), *declared(AnnotationTable, keymap)), f"#{cls.MAIN}"
            ),
        )

    @property
    def table(self) -> AnnotationTable:
        """Return the table."""
        return self.query_one(AnnotationTable)

    def on_mount(self) -> None:
        """Show everything, or what was asked for."""
        self.query_one(Input).cursor_blink = False
        self.watch(self.table, "index", self._show_here)
        self.watch(self.table, "marked", self._count)
        super().on_mount()

    # What is shown

    def renew(self) -> None:
        """Read everything anew, beside the screen, and stay where the cursor is."""
        self._known = None
        self._look_again()

    def look(self) -> None:
        """Look for what the filter asks for, beside the typing."""
        self._look_again()

    def _look_again(self) -> None:
        """Look now, or as soon as the search that is under way is over: two at a time would slow each other."""
        self._outdated = True
        if not self._looking:
            self._looking, self._outdated = True, False
            look = partial(self._look, self._known, self._typed, self.sort, self.backwards)
            self.run_worker(look, thread=True, group="looking")

    def _look(self, known: Known | None, typed: str, sort: str, backwards: bool) -> None:
        """Look in a thread."""
        rows: Sequence[int] = ()
        try:
            known = known or self._knowledge()
            asked = wanted(Words.of(typed), known)
            said = asked.unknown
            named = reading.named(self.library, asked.briefings)
            if asked.briefings and not named:
                said = "No briefing is like that."
            if not said:
                look = partial(
                    listing.rows, self.library, self._asked(asked, named, sort, backwards), stop=self._stops
                )
                if not backwards and len(rows := look(limit=_FIRST)) == _FIRST and self.is_attached:
                    self.app.call_from_thread(self._looked_at_first, known, rows)
                rows = look() if backwards or len(rows) == _FIRST else rows
        except ReereadError as error:
            said = str(error)
        if self.is_attached:
            self.app.call_from_thread(self._looked, known, rows, said)

    def _knowledge(self) -> Known:
        """Return what the library has that a filter can name."""
        shelf = Shelf(self.library, hidden=self._hidden)
        tags = codebook.tags(self.library)
        authors = tuple(one for one in listing.authors(self.library) if one not in self._hidden)
        return Known(tags, authors, shelf.stacks, shelf.passages)

    def _stops(self) -> bool:
        """Return whether what is being looked for is no longer wanted."""
        return self._outdated or not self.is_attached

    def _asked(self, asked: Wanted, named: tuple[str, ...], sort: str, backwards: bool) -> Asked:
        """Return what the library is asked for."""
        authors, only = asked.authors, self._only
        if self._hidden:
            shown = authors or listing.authors(self.library)
            authors = tuple(one for one in shown if one not in self._hidden)
            only = only if authors else ()  # to ask for no author would be to ask for all
        return Asked(
            tags=asked.tags,
            authors=authors,
            briefings=(self._briefing,) if self._briefing else named,
            stacks=asked.stacks or None,
            states=asked.states,
            since=asked.since,
            text=asked.text,
            sort=sort,
            backwards=backwards,
            among=only,
        )

    def _looked_at_first(self, known: Known, rows: Sequence[int]) -> None:
        """Show the first of very many, while the others are still looked for.

        Not where the cursor stands further down, or something is marked: both would be lost with the rows.
        """
        if self.is_there and not self._outdated and not self.table.index and not self.table.marked:
            if known is not self._known:
                self._know(known)
            self._show(rows, "")

    def _looked(self, known: Known | None, rows: Sequence[int], said: str) -> None:
        """Show what was found, unless something else is asked for by now."""
        self._looking = False
        if not self.is_there:
            return
        if self._outdated:
            self._look_again()
        elif known is not None:
            if known is not self._known:
                self._know(known)
            self._show(rows, said)
        else:
            self.notify(line(said), severity="error", markup=False)

    def _know(self, known: Known) -> None:
        """Take over what the library has that a filter can name."""
        self._known = known
        self.table.codebook = tuple(known.tags)
        self.table.titles = Titles(self.library)
        self._all = known.annotations

    def _show(self, rows: Sequence[int], said: str) -> None:
        """Show what was found."""
        table = self.table
        table.empty = said or (
            "No annotation is like that. Empty the filter to see all."
            if self._all
            else "No annotations yet. Tag a passage while reading, and it stands here."
        )
        before = table.here.id if table.here else ""
        table.annotations = pages = Pages(self.library, rows)
        if table.index < len(rows) and table.row_id(table.index) != before:
            table.index = pages.place(before) or 0
        self._count()
        self._show_here()

    def _count(self) -> None:
        """Say how many of all are shown, and how many are marked."""
        self.counts = f"{self.table.count():,} of {self._all:,} annotations"
        marked = f"{len(self.table.marked):,} marked   " if self.table.marked else ""
        self.place = f"{marked}{min(self.table.index + 1, self.table.count()):,} of {self.table.count():,}"

    def _show_here(self) -> None:
        """Show the passage under the cursor whole, with its note."""
        mark = self.table.here
        self.query_one("#annotation", Static).update(self._whole(mark) if mark else "")
        self.words = self._said(mark) if mark else ""
        self._count()

    def _whole(self, mark: Annotation) -> Content:
        """Return passage and note."""
        quote = Content(f"“{' '.join(safe(mark.anchor.exact).split())}”")
        note = Content.styled(f"\n✎ {safe(mark.note)}", "italic") if mark.note else Content("")
        return quote + note

    def _said(self, mark: Annotation) -> str:
        """Return tags, briefing and state of an annotation in words."""
        tags = line(mark.label)
        title = line(self.table.titles.get(mark.briefing, ""))
        grade = f"credibility {mark.grade.words} · " if mark.grade else ""
        state = "" if mark.state is AnchorState.ANCHORED else f"{mark.state.value} · "
        return f"{tags} · {grade}{state}{line(mark.author)} · {mark.modified[:10]} · {title}"

    # The reader's hand

    def action_filter(self) -> None:
        """Write in the filter line."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        """Filter by what is typed."""
        event.stop()
        if event.value != self._typed:
            self._typed, self.message = event.value, ""
            self.look()

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
        """Leave the filter line, then the marks, then the filter, then the screen."""
        if isinstance(self.focused, Input):
            self.table.focus()
        elif self.table.marked:
            self.table.marked = frozenset()
        else:
            self.dismiss(None)

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sort(_SORTS[(_SORTS.index(self.sort) + 1) % len(_SORTS)])

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
        self.look()

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Read on at the passage."""
        request.stop()
        self.dismiss(request.passage)
