"""Finding words in the article: every match lit, one key to each."""

from collections.abc import Iterator
from time import perf_counter

from textual.timer import Timer

from reeread.messages import MatchChanged, MatchRequested
from reeread.model.briefing import Article
from reeread.text.matches import Matches, pattern_for
from reeread.widgets.reader.bordering import Bordering

_PATIENCE = 0.06  # seconds that a key may wait for matches
_SLICE, _PAUSE = 0.01, 0.02


class Finding(Bordering):
    """The matches of a pattern and the one the reader stands on."""

    _origin: int | None = None
    _search: Iterator[None] | None = None
    _search_timer: Timer | None = None

    @property
    def match_number(self) -> int:
        """Return which of the known matches the reader stands on, from 1; 0 when on none."""
        matches, match = self.scene.matches, self.scene.match
        return matches.index(match.start) + 1 if matches is not None and match is not None else 0

    @property
    def found_all(self) -> bool:
        """Return whether the whole article has been looked at."""
        return self.scene.matches is None or self.scene.matches.complete

    def find(self, pattern: str, *, regex: bool = False) -> int:
        """Light every match, stand on the first from the cursor on and return how many are known so far.

        All are known at once unless the article is large; then MatchChanged says how many, as they are found.
        Capitals count only when the pattern has some; a space stands for any white space. An empty pattern puts
        the lights out. Raises UsageError when a regular expression is none.
        """
        self._forget()
        self.refresh()
        if not pattern or self.article is None:
            self._origin = None
            return 0
        compiled = pattern_for(pattern, regex=regex)
        if self._origin is None:
            self._origin = self._position()
        matches = self.scene.matches = Matches(self.article.body, compiled, self._origin)
        self._search = matches.steps()
        self._look(_PATIENCE, enough=False)
        if len(matches):
            self._stand_on(matches.index(self._origin) % len(matches))
        if not matches.complete:
            self._search_timer = self.set_interval(_PAUSE, self._look_on)
        return len(matches)

    def action_match(self, by: int) -> None:
        """Move to the next match, or the one before, and round at the ends."""
        matches, unit = self.scene.matches, self.scene.unit
        if matches is None or unit is None:
            self.post_message(MatchRequested(by))
            return
        self._look(_PATIENCE, enough=True)
        if not len(matches):
            return
        self._origin = None
        self.leap()
        match = self.scene.match
        if match is not None and match.overlaps(unit):
            index = matches.index(match.start) + by
        else:  # the cursor has left the match
            index = matches.index(unit.start if by < 0 else unit.end) - (by < 0)
        self._stand_on(index % len(matches))

    def watch_article(self, article: Article | None) -> None:
        """Forget what was found in another article."""
        self._forget()
        self._origin = None
        super().watch_article(article)

    def _forget(self) -> None:
        """Put the lights out."""
        self.scene.matches = self.scene.match = self._search = None
        if self._search_timer is not None:
            self._search_timer.stop()
            self._search_timer = None

    def _look(self, seconds: float, *, enough: bool) -> None:
        """Look for more matches for a while; with `enough`, only until there is one."""
        until, matches = perf_counter() + seconds, self.scene.matches
        if self._search is None or matches is None or (enough and len(matches)):
            return
        for _ in self._search:
            if perf_counter() > until or (enough and len(matches)):
                return
        self._search = None

    def _look_on(self) -> None:
        """Look for more matches while there is nothing else to do, and say what is known."""
        matches = self.scene.matches
        if matches is None:
            return
        before = len(matches)
        self._look(_SLICE, enough=False)
        if matches.complete and self._search_timer is not None:
            self._search_timer.stop()
            self._search_timer = None
        if matches.complete or len(matches) != before:
            if not before and len(matches) and self._origin is not None:
                self._stand_on(matches.index(self._origin) % len(matches))
            self.repaint(*matches.over(self.window()))
            self._tell()

    def _stand_on(self, index: int) -> None:
        """Move to a match."""
        matches = self.scene.matches
        if matches is None or self._units is None:
            return
        match = matches.at(index)
        if self._folded(match.start):
            self.furniture = True
        if self.scene.match is not None:
            self.repaint(self.scene.match)
        self._stand(self._units.at(match.start), reveal=False)
        self.scene.match, self.cursor = match, match.start
        self.reveal(match)
        self.repaint(match)
        self._tell()

    def _tell(self) -> None:
        """Tell the screen on which match of how many the reader stands."""
        if (matches := self.scene.matches) is not None:
            self.post_message(MatchChanged(self.match_number, len(matches), complete=matches.complete))
