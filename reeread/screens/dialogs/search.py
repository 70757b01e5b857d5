"""The dialog that searches everything that was ever read, while one types, and keeps searches under a name."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input
from textual.worker import get_current_worker

from reeread.library import Library, saving, searching
from reeread.model.annotation import Passage
from reeread.model.errors import ReereadError
from reeread.model.search import Found, Saved
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.screens.dialogs.line import LineDialog
from reeread.text.display import line

_SHOWN = 50


class SearchDialog(Chooser[Passage | Saved]):
    """Hands back the passage to read on at; a search that is kept is put into the field when it is chosen."""

    NAME = "Search everything"
    KEYS = "↑↓ move   enter read there   ctrl+s keep the search   ctrl+x keep it no longer   escape back"
    PLACEHOLDER = "words, “a phrase”, beginning*, OR, -not, tag:risk, after:2025-10-01"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep the search", id="search.keep", priority=True),
        Binding("ctrl+x", "drop", "keep it no longer", id="search.drop", priority=True),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._saved: Sequence[Saved] = ()

    def typed(self, text: str) -> None:
        """Search beside the typing; an older search that is still under way is forgotten."""
        if text.strip():
            self._saved = ()
            self.run_worker(partial(self._search, text), thread=True, exclusive=True, group="search")
        else:
            self.workers.cancel_group(self, "search")
            self._offer("Type what you remember.")

    def _offer(self, said: str) -> None:
        """Show the searches that are kept."""
        self._saved = saving.saved(self._library)
        self.show_rows([Row(_kept(one), one) for one in self._saved], said)

    def choose(self, choice: Passage | Saved) -> None:
        """Read at the passage, or run the search that is kept."""
        if isinstance(choice, Saved):
            field = self.query_one(Input)
            field.value = choice.query
            field.cursor_position = len(field.value)
        else:
            super().choose(choice)

    def action_keep(self) -> None:
        """Keep what is in the field under a name."""
        if not (query := self.query_one(Input).value.strip()):
            self.say("Type what is to be looked for, then keep it.")
            return

        def named(name: str | None) -> None:
            if name is not None:
                self._do(lambda: saving.save(self._library, name, query), f"Kept as “{line(name.strip())}”.")

        self.app.push_screen(LineDialog("Keep this search as", about=query), named)

    def action_drop(self) -> None:
        """Keep the search under the cursor no longer."""
        if self._saved:
            name = self._saved[self.highlighted].name
            if self._do(lambda: saving.remove(self._library, name), ""):
                self._offer(f"“{line(name)}” is kept no longer.")

    def _do(self, deed: Callable[[], object], said: str) -> bool:
        """Do a deed and say what came of it; return whether it was done."""
        try:
            deed()
        except ReereadError as error:
            self.say(line(str(error)))
            return False
        self.say(said)
        return True

    def _search(self, query: str) -> None:
        """Search in a thread, until something else is typed."""
        worker = get_current_worker()

        def stop() -> bool:
            return worker.is_cancelled

        try:
            meant = saving.meant(self._library, query)
            found, said = searching.search(self._library, meant, limit=_SHOWN, begun=True, stop=stop), ""
        except ReereadError as error:
            found, said = (), line(str(error))
        if worker.is_cancelled:
            return
        self.app.call_from_thread(self._show, query, found, said)

    def _show(self, query: str, found: Sequence[Found], said: str) -> None:
        """Show what was found, unless something else was typed meanwhile."""
        if not self.is_active or self.query_one(Input).value != query:
            return
        rows: list[Row[Passage | Saved]] = [
            Row(_shown(one), Passage(one.briefing, one.span)) for one in found
        ]
        more = " or more" if len(rows) == _SHOWN else ""
        self.show_rows(rows, said or (f"{len(rows)}{more} found" if rows else "Nothing found."))


def _shown(found: Found) -> Content:
    """Return a place as two lines: the words, those lit that were looked for, and the title."""
    words = Content(line(found.snippet))
    for span in found.lit:
        words = words.stylize("bold underline", span.start, span.end)
    return Content.assemble(words, "\n", (line(found.title), "$foreground-muted"))


def _kept(saved: Saved) -> Content:
    """Return a search that is kept: its name, and what it looks for."""
    return Content.assemble((line(saved.name), "bold"), f"  {line(saved.query)}")
