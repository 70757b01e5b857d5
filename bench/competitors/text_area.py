"""A file in Textual's own TextArea, wrapped and for reading only."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Host(App[None]):
    """The widget with a cursor that does not blink, so that only keys change the screen."""

    def compose(self) -> ComposeResult:
        """Show the file."""
        area = TextArea(Path(sys.argv[1]).read_text("utf-8"), read_only=True, soft_wrap=True)
        area.cursor_blink = False
        yield area


if __name__ == "__main__":
    Host().run()
