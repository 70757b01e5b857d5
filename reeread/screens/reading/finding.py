"""Finding words in the article and everywhere, and copying what was found."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reeread.messages import (
    CopyRequested,
    FindRequested,
    MatchChanged,
    MatchRequested,
    PassageChanged,
)
from reeread.model.annotation import Passage
from reeread.model.errors import ReereadError
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import match_words
from reeread.text.display import line

_COPIED = "Copied with its source."


class Finding(Desk):
    """What the reader looks for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "find", id="find"),
        Binding("backslash", "search", "search", id="search"),
    ]

    _matches = 0
    """How many are known."""
    _all_found = True
    _last: FindRequested | None = None
    """What was looked for last."""

    def action_find(self) -> None:
        """Open the bar that finds in the article."""
        self.call_later(self._open_bar)  # binding data needs the screen, not the app, to be at work

    async def _open_bar(self) -> None:
        """Mount the bar, unless it is there, and let the reader type."""
        from reeread.widgets.find import FindBar  # with its text field, which reading does without

        if not self.query(FindBar):
            bar = FindBar(id="find").data_bind(count=Desk.found)
            await self.article_pane.mount(bar)
        self.query_one(FindBar).ask()

    @on(FindRequested)
    def _find(self, request: FindRequested) -> None:
        """Show the matches of what is typed and say which one is seen."""
        request.stop()
        if request.pattern:
            self._last = request
        try:
            self._matches = self.reader.find(request.pattern, regex=request.regex)
        except ReereadError as error:
            self._matches, self.found = 0, line(error.what)
        else:
            self._all_found = self.reader.found_all
            self.found = self._match_words() if request.pattern else ""
        if request.done:
            self.reader.focus()

    @on(MatchRequested)
    def _find_again(self, request: MatchRequested) -> None:
        """Look for the last pattern again, if there was one."""
        request.stop()
        if self._last is None:
            self.say(f"Nothing was looked for yet. {self.key_for('find')} finds.")
        elif self.article is not None:
            self.call_later(self._open_again, self._last, request.by)

    async def _open_again(self, last: FindRequested, by: int) -> None:
        """Put the bar back with what was looked for, and go to a match; the keys stay the article's."""
        from reeread.widgets.find import FindBar

        if not self.query(FindBar):
            bar = FindBar(last.pattern, regex=last.regex, id="find").data_bind(count=Desk.found)
            await self.article_pane.mount(bar)
            self._find(FindRequested(last.pattern, regex=last.regex))
            if by < 0:
                self.reader.action_match(by)

    @on(PassageChanged)
    def _count_match(self) -> None:
        """Say in the find bar which match the cursor stands on now."""
        if self._matches:
            self.found = self._match_words()

    @on(MatchChanged)
    def _count_on(self, change: MatchChanged) -> None:
        """Say in the find bar how many matches are known by now."""
        change.stop()
        if self.query("#find"):
            self._matches, self._all_found = change.count, change.complete
            self.found = self._match_words()

    def _match_words(self) -> str:
        """Return which match of how many shows."""
        return match_words(self.reader.match_number, self._matches, complete=self._all_found)

    def close_find(self) -> bool:
        """Put the find bar away and forget its matches; return whether there was one."""
        bars = self.query("#find")
        if not bars:
            return False
        bars.remove()
        self._matches, self.found = self.reader.find(""), ""
        self.reader.focus()
        return True

    def action_search(self) -> None:
        """Search all that was ever read."""
        from reeread.screens.dialogs.search import SearchDialog

        self.app.push_screen(SearchDialog(self.library), self._go)

    def _go(self, passage: object) -> None:
        """Open what was found."""
        if isinstance(passage, Passage):
            self.open(passage.briefing, passage.span)
            self.reader.focus()

    @on(CopyRequested)
    def _copy(self, request: CopyRequested) -> None:
        """Put the passage with its source on the clipboard of the terminal; asked again, show it.

        A terminal does not say whether it took the text.
        """
        request.stop()
        from reeread.screens.reading.citation import citation

        if self.article is None:
            return
        text = citation(self.article, request.passage.span)
        if text == self.app.clipboard and self.message.startswith(_COPIED):
            from reeread.screens.dialogs.copied import CopiedDialog

            self.app.push_screen(CopiedDialog(text))
        else:
            self.app.copy_to_clipboard(text)
            self.say(f"{_COPIED} {self.key_for('copy')} again shows it, if your terminal did not take it.")
