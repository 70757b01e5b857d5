"""A table of which only the visible rows are ever made, and the line of headings over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reeread.messages import SortRequested
from reeread.widgets.lists.cards import Cards

_GAP = 2
"""Cells between columns."""
_EDGE = 1
"""Cells left and right of a row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what sorting by it is called, and how wide it is."""

    id: str
    name: str
    width: int = 0
    """In cells; 0 for a share of what the others leave."""
    share: int = 1
    right: bool = False
    """Whether its cells stand at the right, as numbers do."""
    least: int = 0
    """It shows only in tables of at least so many cells."""
    sort: str = ""
    """What rows can be sorted by with it, "" for nothing."""


def fitted(columns: Sequence[Column], width: int) -> list[tuple[Column, int]]:
    """Return the columns that show in a table of this width, each with its cells."""
    shown = [column for column in columns if column.least <= width]
    shares = sum(column.share for column in shown if not column.width)
    room = width - 2 * _EDGE - _GAP * (len(shown) - 1) - sum(column.width for column in shown)
    cells = []
    for column in shown:
        own = column.width or max(1, room * column.share // max(1, shares))
        cells.append((column, own))
    spare = width - 2 * _EDGE - _GAP * (len(shown) - 1) - sum(own for _, own in cells)
    widest = next((at for at, (column, _) in enumerate(cells) if not column.width), None)
    if widest is not None and spare > 0:
        cells[widest] = (cells[widest][0], cells[widest][1] + spare)
    return cells


def row_of(cells: Sequence[tuple[Column, int, Content]]) -> Content:
    """Return cells side by side, each cut or filled to its width."""
    parts = []
    for column, width, cell in cells:
        cut = cell.truncate(width, ellipsis=True)
        room = max(0, width - cut.cell_length)
        parts.append(Content(" " * room) + cut if column.right else cut + Content(" " * room))
    return Content(" " * _EDGE) + Content(" " * _GAP).join(parts)


class Table(Cards):
    """Rows of one line; those that are marked bear a tick, and bulk deeds are about them.

    A kind of table says what stands in a cell (`cell`) and what a row is known by (`row_id`).
    """

    ROWS = 1
    GAP = 0
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark", id="table.mark"),
        Binding("A", "mark_all", "mark all shown", id="table.mark_all", show=False),
    ]

    marked: reactive[frozenset[str]] = reactive(frozenset())
    """What the marked rows are known by."""

    def columns(self, width: int) -> Sequence[Column]:
        """Return the columns of a table of this width."""
        return self.COLUMNS

    def cell(self, index: int, column: Column) -> Content:
        """Return what stands in a cell."""
        raise NotImplementedError

    def row_id(self, index: int) -> str:
        """Return what a row is known by."""
        raise NotImplementedError

    def row_ids(self) -> Sequence[str]:
        """Return what all rows are known by, in order."""
        raise NotImplementedError

    def card(self, index: int, width: int) -> list[Content]:
        """Return the row."""
        return [
            row_of(
                [
                    (column, own, self.cell(index, column))
                    for column, own in fitted(self.columns(width), width)
                ]
            )
        ]

    def watch_marked(self) -> None:
        """Show the ticks."""
        self._painted.clear()
        self.refresh()

    def tick(self, index: int) -> Content:
        """Return the tick of a marked row, or nothing."""
        marked = self.row_id(index) in self.marked
        return (
            Content.styled("✓", self.get_visual_style("cards--accent", partial=True))
            if marked
            else Content("")
        )

    def action_mark(self) -> None:
        """Mark the row, or take its mark off, and move on."""
        if self.count():
            self.marked = self.marked ^ {self.row_id(self.index)}
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark every row that is shown, or, when all are, take all marks off."""
        shown = frozenset(self.row_ids())
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return what the marked rows are known by, or without marks the row under the cursor."""
        if self.marked:
            return tuple(row for row in self.row_ids() if row in self.marked)
        return (self.row_id(self.index),) if self.count() else ()


class TableHead(Widget):
    """The names of the columns; the one that sorts bears an arrow, and each that can is clicked to sort."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--sorted"}

    sort: reactive[str] = reactive("")
    backwards: reactive[bool] = reactive(False)
    columns: reactive[tuple[Column, ...]] = reactive(())
    here: reactive[str] = reactive("")
    """The id of the column that the cursor is in, "" where there is no such thing."""

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(TableHead.columns, tuple(columns))
        self._places: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Return the line; where the columns stand is remembered for the mouse."""
        here = self.get_visual_style("head--sorted", partial=True)
        cells, self._places, at = [], [], _EDGE
        for column, width in fitted(self.columns, self.content_size.width - 1):
            cells.append((column, width, self._heading(column, here)))
            self._places.append((at, at + width, column.sort))
            at += width + _GAP
        return row_of(cells)

    def _heading(self, column: Column, here: Style) -> Content:
        """Return the name of a column, with its arrow."""
        if column.sort and column.sort == self.sort:
            return Content.styled(f"{column.name} {'▲' if self.backwards else '▼'}", here)
        return Content.styled(column.name, here) if column.id == self.here else Content(column.name)

    def on_click(self, event: events.Click) -> None:
        """Ask to sort by the column that was clicked."""
        x = event.get_content_offset_capture(self).x
        for start, end, sort in self._places:
            if sort and start <= x < end:
                event.stop()
                self.post_message(SortRequested(sort))
