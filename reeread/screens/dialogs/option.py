"""One of several things to choose from, which tells by its sign whether it is the chosen one."""

from textual.widgets import RadioButton


class OneOf(RadioButton):
    """Textual's own radio button shows the same sign either way, and tells them apart by colour alone."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "○"

    def watch_value(self) -> None:
        """Show the sign of what it is now."""
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()
