"""Finding words in the article and everywhere, and copying what was found."""

from textual import on
from textual.containers import Vertical

from reeread.messages import CopyRequested, FindRequested
from reeread.model.annotation import Passage
from reeread.model.errors import ReereadError
from reeread.screens.reading.citation import citation
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import match_words
from reeread.text.display import line
from reeread.widgets.find import FindBar


class Finding(Desk):
    """What the reader looks for."""

    async def action_find(self) -> None:
        """Open the bar that finds in the article."""
        if self.article is None:
            return
        if not self.query(FindBar):
            await self.query_one("#article-pane", Vertical).mount(FindBar(id="find"))
        self.query_one(FindBar).ask()

    @on(FindRequested)
    def _find(self, request: FindRequested) -> None:
        """Show the matches of what is typed and say which one is seen."""
        request.stop()
        bar = self.query_one(FindBar)
        try:
            found = self.reader.find(request.pattern, regex=request.regex)
        except ReereadError as error:
            bar.count = line(error.what)
        else:
            bar.count = match_words(self.reader.match_number, found, request.pattern)
        if request.done:
            self.reader.focus()

    def count_match(self) -> None:
        """Say in the find bar which match the cursor stands on now."""
        matches = self.reader.scene.matches
        for bar in self.query(FindBar):
            if matches is not None:
                bar.count = match_words(self.reader.match_number, len(matches), bar.pattern)

    def close_find(self) -> bool:
        """Put the find bar away and forget its matches; return whether there was one."""
        bars = self.query(FindBar)
        if not bars:
            return False
        bars.remove()
        self.reader.find("")
        self.reader.focus()
        return True

    def action_search(self) -> None:
        """Search all that was ever read."""
        from reeread.screens.dialogs.search import SearchDialog

        self.app.push_screen(SearchDialog(self.library), self._go)

    def _go(self, passage: Passage | None) -> None:
        """Open what was found."""
        if passage is not None:
            self.open(passage.briefing, passage.span)
            self.reader.focus()

    @on(CopyRequested)
    def _copy(self, request: CopyRequested) -> None:
        """Put the passage with its source on the clipboard of the terminal."""
        request.stop()
        if self.article is not None:
            self.app.copy_to_clipboard(citation(self.article, request.passage.span))
            self.say("Copied with its source, if the terminal allows it (OSC 52).")
