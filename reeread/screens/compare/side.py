"""One of the articles side by side: a desk of its own, with all that can be done on one."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from reeread.library import Library
from reeread.library.drafts import Drafts
from reeread.screens.memory import Places
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.finding import Finding
from reeread.screens.reading.grading import Grading
from reeread.screens.reading.leaving import Leaving
from reeread.screens.reading.marking import Marking
from reeread.screens.reading.people import People
from reeread.screens.reading.returning import Returning
from reeread.widgets.articlehead import ArticleHead
from reeread.widgets.reader import Linked, Reader


class Side(Vertical, Leaving, Marking, Grading, Finding, Returning, People):
    """An article with its own cursor; what other articles beside it state, too, is marked."""

    class LibraryChanged(Message):
        """An undo may have touched anything, on other sides, too."""

    linked: var[tuple[Linked, ...]] = var(())
    derived: var[bool] = var(False)
    """Whether the title is not the article's own."""

    def __init__(self, library: Library, places: Places, drafts: Drafts, briefing: str) -> None:
        super().__init__()
        self.lay_out(library, places, drafts)
        self._first = briefing

    def compose(self) -> ComposeResult:
        """Lay out the title above the article."""
        yield ArticleHead().data_bind(Side.derived, shown=Desk.title_words)
        yield Reader().data_bind(
            Desk.article,
            Desk.annotations,
            Desk.highlights,
            Desk.codebook,
            Desk.author,
            People.initials,
            Side.linked,
        )

    def on_mount(self) -> None:
        """Show the article where it was read last."""
        self.open(self._first)

    def watch_article(self) -> None:
        """Say whether the title is the article's own."""
        super().watch_article()
        self.derived = self.article is not None and self.article.briefing.title_derived

    @property
    def article_pane(self) -> Widget:
        """Return this side: the find bar stands below the article."""
        return self

    @property
    def is_furnished(self) -> bool:
        """Return that nothing is waited for: the first paint is long over."""
        return True

    def renew(self) -> None:
        """Ask for every side to be read anew: this article may not even be there any more."""
        self.post_message(self.LibraryChanged())

    def read_anew(self) -> None:
        """Read everything anew after a deed that may have touched anything."""
        super().renew()
