"""The mouse: what a click, a double click, a drag points at."""

from textual import events
from textual.timer import Timer

from reeread.model.span import Span
from reeread.text.graphemes import snap, word_at
from reeread.widgets.reader.finding import Finding
from reeread.widgets.reader.painting import GUTTER
from reeread.widgets.reader.view import LineKind

_EDGE = 0.05  # seconds between two rows while a drag pulls at the edge


class Pointing(Finding):
    """Clicks move and select, drags select and scroll at the edges."""

    _pressed: int | None = None
    _dragged = False
    _pointer: tuple[int, int] = (0, 0)
    _edge_timer: Timer | None = None

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset of the grapheme drawn at a cell of the widget, or the nearest on its row.

        On a row without text it is the end of the text above. None when nothing is shown.
        """
        if not self._shown:
            return None
        for line in reversed(self._shown[: max(0, min(y, len(self._shown) - 1)) + 1]):
            if line.kind is LineKind.TEXT:
                beside = line is not self._shown[min(max(y, 0), len(self._shown) - 1)]
                cell = line.indent + line.row.width if beside else x - self.left - GUTTER
                offset = line.offset(cell)
                past = offset >= line.laid.piece.start + line.row.stop > line.span.start
                return snap(self._body, offset - 1) if past else offset
        return next((line.span.start for line in self._shown if line.kind is LineKind.TEXT), None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a drag may begin."""
        if event.button == 1:
            self._pressed, self._dragged = self.offset_at(*self._cell(event)), False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down."""
        if self._pressed is None:
            return
        self._pointer = self._cell(event)
        beyond = self._beyond()
        if beyond and self._edge_timer is None:
            self._edge_timer = self.set_interval(_EDGE, self._pull)
        elif not beyond:
            self._stop_pulling()
        self._drag()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        self.release_mouse()
        self._stop_pulling()
        self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Move to the sentence; twice selects the word, three times the sentence."""
        x, y = self._cell(event)
        if self._dragged or event.button != 1 or self._units is None:
            self._dragged = False
            return
        if 0 <= y < len(self._shown) and (note := self._shown[y].note) is not None:
            self.show(note.span)
            return
        offset = self.offset_at(x, y)
        if offset is None:
            return
        unit = self._units.at(offset)
        if event.chain == 2:
            self.select(word_at(self._body, offset))
        elif event.chain >= 3 and unit is not None:
            self.select(unit)
        else:
            self._stand(unit, reveal=False)
            if unit is not None and unit.holds(offset):
                self.cursor = offset

    @property
    def _body(self) -> str:
        return self.article.body if self.article is not None else ""

    def _cell(self, event: events.MouseEvent) -> tuple[int, int]:
        return event.x - self.gutter.left, event.y - self.gutter.top

    def _beyond(self) -> int:
        """Return -1 or 1 when the pointer pulls at the upper or lower edge, else 0.

        That is above or below the text; where the screen ends with the text, it is its first or last row.
        """
        y, region = self._pointer[1], self.content_region
        first = int(region.y <= 0)
        last = self._height - int(region.bottom >= self.screen.size.height)
        return -1 if y < first else int(y >= last)

    def _pull(self) -> None:
        """Scroll by a row while the pointer stays beyond the edge, and select what comes."""
        if by := self._beyond():
            self.scroll_rows(by)
            self._drag()

    def _drag(self) -> None:
        """Select from where the button went down to the pointer, whole graphemes."""
        x, y = self._pointer
        head = self.offset_at(x, min(max(y, 0), self._height - 1))
        if head is None or self._pressed is None or (head == self._pressed and not self._dragged):
            return
        self._dragged = True
        first, last = sorted((self._pressed, head))
        self.select(Span(first, snap(self._body, last + 1, forward=True)))

    def _stop_pulling(self) -> None:
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None
