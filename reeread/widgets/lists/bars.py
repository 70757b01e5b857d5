"""Bars of block characters, a row each, in several charts one below the other."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style

from reeread.messages import BarChosen
from reeread.text.display import line
from reeread.widgets.ink import ink
from reeread.widgets.lists.cards import Cards

_BLOCK, _REST, _AXIS = "▇", "░", "│"
_VALUE = 8
"""Cells for a bar's number."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar that can be chosen by itself."""

    id: str
    name: str
    number: int
    letter: str = ""
    """What it begins with, so that colour is not the only sign."""
    color: str = ""
    """Hex, or "" for the colour of the accent."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart."""

    id: str
    label: str
    segments: tuple[Segment, ...]
    value: str = ""
    """What stands before the bar; the sum of its segments if empty."""

    @property
    def total(self) -> int:
        """Return the sum of the segments."""
        return sum(segment.number for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that are drawn to one scale."""

    id: str
    name: str
    bars: tuple[Bar, ...]
    empty: str = ""
    """What is said when there are no bars."""
    versus: bool = False
    """Whether the first segment goes left of an axis and the second right of it."""
    full: int = 0
    """What a bar over the whole width stands for; 0 for the largest of them."""

    @property
    def scale(self) -> int:
        """Return the number that fills the room."""
        if self.versus:
            return max((segment.number for bar in self.bars for segment in bar.segments), default=0)
        return self.full or max((bar.total for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the list: a chart's name, what it says when empty, a bar, or nothing."""

    chart: Chart | None = None
    bar: Bar | None = None
    said: str = ""


class BarList(Cards):
    """The cursor stands on a bar, and in it on a segment."""

    ROWS = 1
    GAP = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--name", "bars--here", "bars--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "its passages", id="list.choose", key_display="enter"),
        Binding("l,right", "segment(1)", "next part", id="bars.next"),
        Binding("h,left", "segment(-1)", "previous part", id="bars.previous", show=False),
        Binding(
            "tab,right_square_bracket", "chart(1)", "next chart", id="bars.next_chart", key_display="tab"
        ),
        Binding(
            "shift+tab,left_square_bracket",
            "chart(-1)",
            "previous chart",
            id="bars.previous_chart",
            show=False,
        ),
    ]

    charts: reactive[tuple[Chart, ...]] = reactive(())
    segment: reactive[int] = reactive(0)
    """Which part of the bar under the cursor is chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[_Row] = []

    def watch_charts(self, charts: tuple[Chart, ...]) -> None:
        """Lay the charts out one below the other, with the cursor on the first bar."""
        self._rows = []
        for chart in charts:
            if self._rows:
                self._rows.append(_Row())
            self._rows.append(_Row(chart))
            self._rows.extend(_Row(chart, bar) for bar in chart.bars)
            if not chart.bars:
                self._rows.append(_Row(said=chart.empty))
        self.renew()
        self._go_near(self.index, 1)

    def watch_index(self, old: int, new: int) -> None:
        """Keep to a part that the bar has."""
        super().watch_index(old, new)
        self.segment = max(0, min(self.segment, len(self.parts) - 1))
        if old != new:
            self._skip_empty()

    def watch_segment(self) -> None:
        """Show the other part."""
        self._painted.pop(self.index, None)
        self.refresh()

    def _skip_empty(self) -> None:
        """Move to a part that has something, if the present one has nothing."""
        parts = self.parts
        if parts and not parts[self.segment].number:
            self.segment = next((at for at, part in enumerate(parts) if part.number), 0)

    @property
    def here(self) -> tuple[Chart, Bar] | None:
        """Return the bar under the cursor with its chart."""
        row = self._rows[self.index] if self.index < len(self._rows) else _Row()
        return (row.chart, row.bar) if row.chart is not None and row.bar is not None else None

    @property
    def parts(self) -> tuple[Segment, ...]:
        """Return the segments of the bar under the cursor."""
        return self.here[1].segments if self.here else ()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def card(self, index: int, width: int) -> list[Content]:
        """Return a row."""
        row = self._rows[index]
        if row.bar is None or row.chart is None:
            name = (
                Content.styled(f" {row.chart.name}", self._style("bars--name")) if row.chart else Content("")
            )
            return [name if not row.said else Content.styled(f"   {row.said}", self._style("cards--quiet"))]
        labels = max(12, min(44, width // 3))
        label = Content(line(row.bar.label)).truncate(labels, ellipsis=True, pad=True)
        value = Content(f"{row.bar.value or f'{row.bar.total:,}':>{_VALUE}}")
        room = max(4, width - labels - _VALUE - 8)
        here = self.segment if index == self.index else -1
        drawn = self._versus(row.chart, row.bar, room, here) if row.chart.versus else None
        drawn = drawn or self._stacked(row.chart, row.bar, room, here)
        return [Content("   ") + label + value + Content("  ") + drawn]

    def _stacked(self, chart: Chart, bar: Bar, room: int, here: int) -> Content:
        """Return the segments one after the other."""
        parts = [
            self._drawn(segment, self._cells(segment.number, chart.scale, room), at, here)
            for at, segment in enumerate(bar.segments)
        ]
        drawn = Content("").join(parts)
        if chart.full:
            rest = _REST * max(0, room - drawn.cell_length)
            return drawn + Content.styled(rest, self._style("cards--quiet"))
        return drawn

    def _versus(self, chart: Chart, bar: Bar, room: int, here: int) -> Content:
        """Return the first segment left of the axis, its letter outside, and the second right of it."""
        half = (room - 1) // 2
        sides = [self._cells(segment.number, chart.scale, half) for segment in bar.segments[:2]]
        left = self._drawn(bar.segments[0], sides[0], 0, here)
        right = self._drawn(bar.segments[1], sides[1], 1, here, letter_last=True)
        axis = Content.styled(_AXIS, self._style("cards--quiet"))
        return Content(" " * (half - left.cell_length)) + left + axis + right

    def _drawn(
        self, segment: Segment, cells: int, at: int, here: int, *, letter_last: bool = False
    ) -> Content:
        """Return a segment: its letter and blocks.

        Args:
            segment: What is drawn.
            cells: How long it is.
            at: Which part of its bar it is.
            here: The part that is chosen, which stands out from the others; -1 in any bar but the cursor's.
            letter_last: Whether the letter stands after the blocks.
        """
        if not cells:
            return Content("")
        color = ink(self, segment.color) if segment.color else self._style("cards--accent")
        letter = Content.styled(segment.letter[:1], color)
        blocks = Content.styled(_BLOCK * (cells - len(segment.letter[:1])), color)
        if at == here:
            letter = letter.stylize(self._style("bars--here"))
        elif here >= 0:
            blocks = blocks.stylize(self._style("bars--other"))
        return blocks + letter if letter_last else letter + blocks

    def _cells(self, number: int, scale: int, room: int) -> int:
        """Return how long a segment is: at least a cell, if it is anything."""
        return max(1, room * number // scale) if number and scale else 0

    def _style(self, name: str) -> Style:
        return self.get_visual_style(name, partial=True)

    # The reader's hand

    def action_move(self, by: int) -> None:
        """Move the cursor by bars."""
        self._go_near(self.index + by, 1 if by > 0 else -1)

    def action_go(self, index: int) -> None:
        """Move the cursor to the first bar, or (-1) the last."""
        if self.count():
            self._go_near(index % self.count(), 1 if index == 0 else -1)

    def _go_near(self, index: int, by: int) -> None:
        """Move the cursor to the bar at a row, else the next in one direction, else the other."""
        bars = [at for at, row in enumerate(self._rows) if row.bar is not None]
        if not bars:
            return
        on = [at for at in bars if at >= index] if by > 0 else [at for at in reversed(bars) if at <= index]
        self.index = on[0] if on else (bars[-1] if by > 0 else bars[0])
        self.segment = max(0, min(self.segment, len(self.parts) - 1))
        self._skip_empty()

    def reveal(self) -> None:
        """Keep the name of a chart in sight with its first bar."""
        super().reveal()
        if self.index and self._rows[self.index - 1].bar is None and self.scroll_offset.y == self.index:
            self.scroll_to(y=self.index - 1, animate=False)

    def action_segment(self, by: int) -> None:
        """Move the cursor to another part of the bar that has something."""
        places = [at for at, part in enumerate(self.parts) if part.number]
        beyond = [at for at in places if (at - self.segment) * by > 0]
        if beyond:
            self.segment = beyond[0] if by > 0 else beyond[-1]

    def action_chart(self, by: int) -> None:
        """Move the cursor to the first bar of another chart."""
        firsts = [
            at
            for at, row in enumerate(self._rows)
            if row.bar is not None and (at == 0 or self._rows[at - 1].bar is None)
        ]
        beyond = (
            [at for at in firsts if at > self.index] if by > 0 else [at for at in firsts if at < self.index]
        )
        if firsts:
            self.index = (beyond or firsts)[0 if by > 0 else -1]

    def choose(self, index: int) -> None:
        """Ask for the passages of the part under the cursor."""
        if self.here is not None:
            chart, bar = self.here
            part = self.parts[self.segment].id if self.parts else ""
            self.post_message(BarChosen(chart.id, bar.id, part))

    def hint(self) -> str:
        """Return what is said while there is nothing."""
        return "Counting …"
