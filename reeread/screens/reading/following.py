"""Following what others do in the library while it is open here: what is shown is read anew, and nothing moves."""

from typing import ClassVar

from reeread.library import codebook, reading, suggesting
from reeread.library.news import Ear, News
from reeread.model.errors import NotFound, ReereadError
from reeread.screens.failing import tell
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.marks import with_decisions
from reeread.text.display import line


class Following(Desk):
    """A desk that hears of other readers, and lets the desks beside it and the board above it know."""

    LOOKS: ClassVar[float] = 0.5
    """Seconds between two looks."""

    _ear: Ear | None = None
    _lost: str = ""
    """What is wrong with the library, as it was told last."""

    def follow(self) -> None:
        """Begin to look."""
        with self.failures_shown():
            self._ear = Ear(self.library)
            self.set_interval(self.LOOKS, self.look)

    def look(self) -> None:
        """Show what others did since the last look; say once when the library's file is lost."""
        if self._ear is None or any(one.group == "adding" and one.is_running for one in self.workers):
            return
        try:
            news = self._ear.hear()
            if news is not None:
                self._tell(news)
        except ReereadError as error:
            if self.is_attached and str(error) != self._lost:
                self._lost = str(error)
                tell(self, error)
        else:
            self._lost = ""

    def _tell(self, news: News) -> None:
        """Let every desk and board that is open read anew what it shows of it."""
        for screen in self.app.screen_stack:
            for desk in screen.walk_children(Desk, with_self=True):
                _take(desk, news)
            if isinstance(screen, Followed):
                screen.renew()
        if news.authors == (self.library.author,) or self.opened not in news.briefings:
            return
        who = line(", ".join(news.authors))
        if not reading.some(self.library, (self.opened,)):
            how = (
                "erased this briefing for good"
                if reading.erased(self.library, self.opened)
                else "took this briefing out"
            )
            self.notify(
                f"{who} {how}: what you still see is not in the library any more.",
                severity="warning",
                markup=False,
            )
        elif not self.message:
            self.say(f"{who} worked on this article, too.")


class Followed:
    """A board that reads what it shows anew when others worked: quick to do, with the cursor where it is."""

    def renew(self) -> None:
        """Read everything anew."""
        raise NotImplementedError


def _take(desk: Desk, news: News) -> None:
    """Read anew what a desk shows of what was touched."""
    library = desk.library
    if news.tags:
        desk.codebook = codebook.tags(library)
    if news.all or news.briefings:
        desk.list_anew()
    if desk.opened and (news.all or news.tags or desk.opened in news.briefings):
        try:
            desk.annotations = desk.marks(desk.opened)
            desk.highlights = with_decisions(desk.highlights, suggesting.decided(library, desk.opened))
        except NotFound:  # it was taken out elsewhere, and is read to its end here
            return
