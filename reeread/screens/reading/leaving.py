"""Writing out what was marked."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from reeread.model.errors import ReereadError
from reeread.screens.reading.desk import Desk
from reeread.text.display import line


class Leaving(Desk):
    """What leaves the desk."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "export", "export", id="export")]

    def action_export(self) -> None:
        """Let the reader choose format, scope and file."""
        from reeread.screens.dialogs.export import ExportDialog, Wish

        def wished(wish: Wish | None) -> None:
            if wish is not None:
                self.run_worker(partial(self._export, wish.format, wish.briefings, wish.path), thread=True)

        title = self.article.briefing.title if self.article else ""
        self.app.push_screen(ExportDialog(self.opened, title), wished)

    def _export(self, name: str, briefings: tuple[str, ...], path: Path) -> None:
        """Write the file in a thread and say where it is."""
        from reeread.export import registry
        from reeread.library import delivering, exporting
        from reeread.screens.handover import handed_over

        try:
            dossier = exporting.dossier(self.library, briefings=briefings)
            with handed_over(self.app, path) as (target, where):
                delivering.deliver(registry.formats()[name], dossier, target)
        except ReereadError as error:
            self.app.call_from_thread(partial(self.notify, line(str(error)), severity="error", markup=False))
        else:
            self.app.call_from_thread(self.say, f"Exported as {name} to {where}.")
