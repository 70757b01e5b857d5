"""Whose annotations are shown: each author can be hidden, for this reader only and not in the library."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from reeread.screens.reading.sharing import Sharing
from reeread.text.display import line


class Hiding(Sharing):
    """A desk that shows the annotations of some authors and not of others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("W", "authors", "whose annotations show", id="authors", show=False),
    ]

    def action_authors(self) -> None:
        """Let the reader show or hide authors."""
        from reeread.screens.dialogs.authors import AuthorsDialog

        with self.failures_shown():
            self.app.push_screen(AuthorsDialog(self.library, self.places.hidden), self._show_authors)

    def _show_authors(self, hidden: frozenset[str] | None) -> None:
        """Show the annotations of all but these authors; None leaves it as it is."""
        if hidden is None or hidden == self.places.hidden:
            return
        self.places.hidden = hidden
        with self.failures_shown():
            self.renew()
        self.say_beside()
        names = ", ".join(line(one) for one in sorted(hidden))
        self.say(
            f"Hidden: {names}. {self.key_for('authors')} shows them."
            if hidden
            else "Everybody’s annotations show."
        )
