"""Putting another article beside the one that is read."""

from typing import ClassVar

from textual.binding import Binding, BindingType, Keymap

from reeread.screens.reading.desk import Desk


class Comparing(Desk):
    """The way to articles side by side, and back to the one that was in focus there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("vertical_line", "compare", "compare", id="compare")]

    keymap: Keymap

    def action_compare(self) -> None:
        """Let the reader choose what to put beside the article; what shares most with it stands first."""
        from reeread.screens.compare.choosing import BesideDialog

        if len(self.briefings) < 2:
            self.say(f"There is no other briefing. {self.key_for('open')} adds one.")
            return
        self.app.push_screen(BesideDialog(self.library, self.opened), self._put_beside)

    def _put_beside(self, briefing: str | None) -> None:
        """Show both."""
        from reeread.screens.compare import CompareScreen

        if briefing is not None:
            self.leave()
            # The place is kept there from now on, whatever this desk knew of it.
            self.passage = None
            both = (self.opened, briefing)
            screen = CompareScreen(self.library, self.places, self.drafts, both, self.keymap)
            self.app.push_screen(screen, self._read_on_here)

    def _read_on_here(self, briefing: str | None) -> None:
        """Read on where the reader was, with all that was done meanwhile."""
        from reeread.library import reading

        self.passage = None
        self.renew()
        if briefing and reading.some(self.library, (briefing,)):
            self.open(briefing)
        self.reader.focus()
