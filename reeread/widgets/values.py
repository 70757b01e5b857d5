"""Values that several people left, one below the other."""

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class ValueList(VerticalScroll, can_focus=False):
    """Each value is as high as what it says; a bar stands before the one that can be chosen, and its beginning is in sight."""

    ALLOW_SELECT = False

    def show(self, values: Sequence[Content], at: int) -> None:
        """Show values that are already safe to show, with the bar before one of them.

        Args:
            values: What stands in the rows.
            at: Which of them can be chosen.
        """
        rows = list(self.query_children(Static))
        if more := [Static("", markup=False) for _ in values[len(rows) :]]:
            self.mount_all(more)
        for place, row in enumerate((*rows, *more)):
            row.display = place < len(values)
            row.set_class(place == at, "-here")
            row.update(values[place] if row.display else "")

    def reveal(self, at: int) -> None:
        """Bring the beginning of a value into sight, as far as it is not."""
        rows = list(self.query_children(Static))
        if at == 0:
            self.scroll_home(animate=False, immediate=True)
        else:
            self.scroll_to_widget(rows[at], animate=False, immediate=True, top=True)
