"""Going back to where one was before a leap, in this article or another, and on again."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reeread.messages import Leapt
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.trail import Trail


class Returning(Desk):
    """The way back, as in a browser; it is forgotten when the program is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o,alt+left", "back_to", "back to where you were", id="go_back", show=False),
        Binding("alt+right", "on_to", "on again", id="go_on", show=False),
    ]

    _trail: Trail | None = None

    @property
    def trail(self) -> Trail:
        """Return the places that the reader leapt from."""
        if self._trail is None:
            self._trail = Trail()
        return self._trail

    @on(Leapt)
    def _leapt(self, leap: Leapt) -> None:
        """Keep the place that is left."""
        leap.stop()
        self.trail.leave(leap.passage)

    def open(self, briefing: str, span: Span | None = None) -> None:
        """Put a briefing on the desk, and keep the place that is left for it."""
        if self.passage is not None and self.passage.briefing == self.opened:
            self.trail.leave(self.passage)
        super().open(briefing, span)

    def action_back_to(self) -> None:
        """Go back to where the reader was before the last leap."""
        place = self.trail.back(self.passage) if self.passage is not None else None
        self._go_to(place, "There is no earlier place to go back to.")

    def action_on_to(self) -> None:
        """Go on again to where the last way back began."""
        place = self.trail.on(self.passage) if self.passage is not None else None
        self._go_to(place, "There is no later place to go on to.")

    def _go_to(self, place: Passage | None, otherwise: str) -> None:
        """Stand on a place, in its article."""
        if place is None:
            self.say(otherwise)
        elif place.briefing == self.opened:
            self.reader.show(place.span)
        else:
            super().open(place.briefing, place.span)
