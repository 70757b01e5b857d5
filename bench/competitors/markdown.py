"""A file in Textual's own Markdown widget."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown


class Host(App[None]):
    """The widget, scrolled by the keys of its container."""

    def compose(self) -> ComposeResult:
        """Show the file."""
        with VerticalScroll(can_focus=True):
            yield Markdown(Path(sys.argv[1]).read_text("utf-8"))


if __name__ == "__main__":
    Host().run()
