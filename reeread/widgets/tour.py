"""The panel of the tour: what to press now, and why."""

from textual.content import Content
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget


class TourPanel(Widget):
    """A few rows below the article; it takes no keys."""

    key: reactive[str] = reactive("", layout=True)
    """What to press now."""
    says: reactive[str] = reactive("", layout=True)
    place: reactive[str] = reactive("")
    """Which step of how many."""

    def render(self) -> VisualType:
        """Return the step in words, and below the key that leads on and the one that leaves."""
        return Content.assemble(
            ("Tour ", "bold $accent"),
            (f"{self.place}  ", "$foreground-muted"),
            self.says,
            "\n",
            (f" {self.key} ", "bold reverse"),
            " goes on   ",
            (" escape ", "bold reverse"),
            " leaves the tour",
        )
