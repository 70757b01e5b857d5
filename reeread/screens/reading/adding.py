"""Opening another briefing, and adding files to the library without stopping the reading."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reeread.messages import OpenRequested
from reeread.screens.reading.desk import Desk


class Adding(Desk):
    """What comes onto the desk."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "open", "open", id="open")]

    @on(OpenRequested)
    def _open(self, request: OpenRequested) -> None:
        """Read the briefing that was chosen."""
        request.stop()
        self.open(request.briefing)
        self.reader.focus()

    def action_open(self) -> None:
        """Let the reader choose a briefing or name a file."""
        from reeread.screens.dialogs.opening import AddPath, OpenBriefing, OpenDialog

        def chosen(choice: OpenBriefing | AddPath | None) -> None:
            match choice:
                case OpenBriefing(briefing):
                    self.open(briefing)
                    self.reader.focus()
                case AddPath(path):
                    self.add([path])

        self.app.push_screen(OpenDialog(self.library), chosen)

    def add(self, sources: Sequence[str]) -> None:
        """Add sources beside the reading; the first that was added is opened."""
        from reeread.screens.reading.arriving import (
            Arrival,
        )  # the importers are not needed for the first paint

        self.run_worker(Arrival(self, sources).run, thread=True, group="adding")

    def stop_adding(self) -> bool:
        """Cancel what is being added; return whether there was something."""
        running = [one for one in self.workers if one.group == "adding" and one.is_running]
        for worker in running:
            worker.cancel()
        return bool(running)
