"""The dialog that searches everything that was ever read, while one types."""

from collections.abc import Sequence
from functools import partial

from textual.content import Content
from textual.widgets import Input
from textual.worker import get_current_worker

from reeread.library import Library, searching
from reeread.model.annotation import Passage
from reeread.model.errors import ReereadError
from reeread.model.search import Found
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line

_SHOWN = 50


class SearchDialog(Chooser[Passage]):
    """Hands back the passage to read on at."""

    NAME = "Search everything"
    KEYS = "↑↓ move   enter read there   escape back"
    PLACEHOLDER = "words, “a phrase”, beginning*, OR, -not, tag:risk, after:2025-10-01"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library

    def typed(self, text: str) -> None:
        """Search beside the typing; an older search that is still under way is forgotten."""
        if text.strip():
            self.run_worker(partial(self._search, text), thread=True, exclusive=True, group="search")
        else:
            self.workers.cancel_group(self, "search")
            self.show_rows((), "Type what you remember.")

    def _search(self, query: str) -> None:
        """Search in a thread, until something else is typed."""
        worker = get_current_worker()

        def stop() -> bool:
            return worker.is_cancelled

        try:
            found, said = searching.search(self._library, query, limit=_SHOWN, begun=True, stop=stop), ""
        except ReereadError as error:
            found, said = (), line(str(error))
        if worker.is_cancelled:
            return
        self.app.call_from_thread(self._show, query, found, said)

    def _show(self, query: str, found: Sequence[Found], said: str) -> None:
        """Show what was found, unless something else was typed meanwhile."""
        if not self.is_active or self.query_one(Input).value != query:
            return
        rows = [Row(self._shown(one), Passage(one.briefing, one.span)) for one in found]
        more = " or more" if len(rows) == _SHOWN else ""
        self.show_rows(rows, said or (f"{len(rows)}{more} found" if rows else "Nothing found."))

    def _shown(self, found: Found) -> Content:
        """Return a place as two lines: the words, and the title."""
        return Content.assemble(line(found.snippet), "\n", (line(found.title), "$foreground-muted"))
