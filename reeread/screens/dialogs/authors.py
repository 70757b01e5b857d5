"""The dialog that lists who made annotations, and shows or hides each."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Input, OptionList

from reeread.library import Library, glance, people
from reeread.model.numbers import AuthorNumbers
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line

_NAME = 32
"""Cells of a name."""


class AuthorsDialog(Chooser[frozenset[str]]):
    """Enter shows or hides the author under the cursor, and the dialog stays; escape hands back who is hidden.

    Args:
        library: Whose authors.
        hidden: Those who are hidden now.

    Raises:
        StoreError: The library cannot be read.
    """

    NAME = "Whose annotations show"
    KEYS = "↑↓ move   enter show or hide   escape done"

    def __init__(self, library: Library, hidden: frozenset[str]) -> None:
        super().__init__()
        self._own = library.author
        self._hidden = hidden
        self._authors = glance.tallied(library)
        self._signs = people.signs(library)

    def typed(self, text: str) -> None:
        """List the authors whose name holds what was typed."""
        wanted = text.strip().casefold()
        self.show_rows([*self._listed(wanted)], "You always see your own annotations.")

    def choose(self, choice: frozenset[str]) -> None:
        """Show or hide an author, and stay."""
        at = self.highlighted
        self._hidden ^= choice - {self._own}
        self.typed(self.query_one(Input).value)
        self.query_one(OptionList).highlighted = at

    def action_cancel(self) -> None:
        """Hand back who is hidden."""
        self.dismiss(self._hidden)

    def _listed(self, wanted: str) -> Iterator[Row[frozenset[str]]]:
        known = {one.author for one in self._authors}
        gone = [AuthorNumbers(one, 0, 0, ()) for one in sorted(self._hidden - known)]
        for one in (*self._authors, *gone):
            if wanted in one.author.casefold():
                yield Row(self._row(one), frozenset({one.author}))

    def _row(self, one: AuthorNumbers) -> Content:
        sign = "hidden" if one.author in self._hidden else "shows "
        you = " (you)" if one.author == self._own else ""
        name = Content(f"{line(one.author)}{you}").truncate(_NAME, ellipsis=True, pad=True)
        initial = (self._signs.get(one.author, " "), "underline") if self._signs else ""
        return Content.assemble(f"{sign}  ", initial, "  " * bool(initial), name, f" {one.annotations:>7,}")
