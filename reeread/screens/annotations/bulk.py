"""What is done to many annotations at once, each time with one undo."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from reeread.library import codebook, editing, listing
from reeread.library.editing import Changed
from reeread.model.errors import ReereadError
from reeread.screens.board import Board
from reeread.screens.dialogs.picked import Picked
from reeread.screens.dialogs.tags import TagDialog
from reeread.text.display import line
from reeread.widgets.lists.annotations import AnnotationTable


class Bulk(Board[Any]):
    """Retagging, deleting and exporting what is marked, or what is under the cursor, or what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "retag", "retag", id="annotations.retag"),
        Binding("d", "delete", "delete", id="annotations.delete"),
        Binding("e", "export", "export", id="annotations.export"),
    ]

    @property
    def table(self) -> AnnotationTable:
        """Return the table."""
        raise NotImplementedError

    def action_retag(self) -> None:
        """Let the reader choose which tags come on and which come off."""
        ids = self.table.chosen
        if not ids:
            return
        borne = [set(mark.tags) for mark in listing.page(self.library, ids)]
        every = set.intersection(*borne) if borne else set()
        some = set.union(*borne) - every if borne else set()
        dialog = TagDialog(self.library, every, some=some, name=f"Retag {_many(len(ids))}")
        self.app.push_screen(dialog, partial(self._retag, ids))

    def _retag(self, ids: tuple[str, ...], picked: Picked | None) -> None:
        """Put the tags on and take the others off."""
        if picked is None:
            self.renew()
            return
        for name in picked.new:
            with self.failures_shown():
                codebook.add_tag(self.library, name)
        words = " and ".join(
            part
            for part in (
                f"tagged {', '.join(picked.add)}" if picked.add else "",
                f"freed of {', '.join(picked.remove)}" if picked.remove else "",
            )
            if part
        )
        self._do(partial(editing.retag, self.library, ids, add=picked.add, remove=picked.remove), words)

    def action_delete(self) -> None:
        """Take annotations away."""
        if ids := self.table.chosen:
            self._do(partial(editing.delete, self.library, ids), "deleted")

    def _do(self, deed: Callable[[], Changed], done: str) -> None:
        """Do a deed beside the screen, since there may be very many."""
        self.say("Working …")
        self.run_worker(partial(self._doing, deed, done), thread=True, group="deed")

    def _doing(self, deed: Callable[[], Changed], done: str) -> None:
        """Do a deed in a thread, and say what came of it."""
        try:
            changed = deed()
        except ReereadError as error:
            self.app.call_from_thread(self._failed, str(error))
        else:
            self.app.call_from_thread(self._done, changed, done)

    def _failed(self, error: str) -> None:
        self.message = ""
        self.notify(line(error), severity="error", markup=False)

    def _done(self, changed: Changed, done: str) -> None:
        """Show the annotations as they are now, and say how that is taken back."""
        self.table.marked = frozenset()
        self.renew()
        foreign = f" {_many(changed.foreign)} of other people left as they are." if changed.foreign else ""
        if changed.changed:
            self.say(f"{_many(changed.changed)} {done}.{foreign} {self.undoes()}")
        else:
            self.say(f"Nothing changed.{foreign}")

    def action_export(self) -> None:
        """Let the reader choose format and file for what is shown, or marked."""
        from reeread.screens.dialogs.export_shown import ExportShownDialog

        ids = self.table.chosen if self.table.marked else tuple(self.table.row_ids())
        if not ids:
            self.say("Nothing is shown that could be exported.")
            return
        named = f"{_many(len(ids))} {'marked' if self.table.marked else 'shown'}"
        self.app.push_screen(ExportShownDialog(named), partial(self._wished, ids))

    def _wished(self, ids: tuple[str, ...], wish: Any) -> None:
        if wish is not None:
            self.run_worker(partial(self._export, ids, wish.format, wish.path), thread=True, group="deed")

    def _export(self, ids: tuple[str, ...], name: str, path: Path) -> None:
        """Write the file in a thread and say where it is."""
        from reeread.export import registry
        from reeread.library import delivering, exporting
        from reeread.screens.handover import handed_over

        try:
            dossier = exporting.chosen(self.library, ids)
            with handed_over(self.app, path) as (target, where):
                delivering.deliver(registry.formats()[name], dossier, target)
        except ReereadError as error:
            self.app.call_from_thread(self._failed, str(error))
        else:
            self.app.call_from_thread(self.say, f"{_many(len(ids))} exported as {name} to {where}.")


def _many(count: int) -> str:
    return f"{count:,} annotation{'' if count == 1 else 's'}"
