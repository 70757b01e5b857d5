"""A bare Textual hello: the floor that a first paint is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("Hello from a bare app")


if __name__ == "__main__":
    Hello().run()
