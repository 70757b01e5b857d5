"""Finding words in the article: every match lit, one key to each."""

import re
from array import array
from bisect import bisect_left, bisect_right

from reeread.model.briefing import Article
from reeread.model.errors import UsageError
from reeread.model.span import Span
from reeread.widgets.reader.painting import Matches
from reeread.widgets.reader.selecting import Selecting


class Finding(Selecting):
    """The matches of a pattern and the one the reader stands on."""

    _origin: int | None = None

    @property
    def match_number(self) -> int:
        """Return which match the reader stands on, from 1; 0 when on none."""
        matches, match = self.scene.matches, self.scene.match
        return (
            bisect_left(matches.starts, match.start) + 1 if matches is not None and match is not None else 0
        )

    def find(self, pattern: str, *, regex: bool = False) -> int:
        """Light every match, stand on the first from the cursor on and return how many there are.

        Capitals count only when the pattern has some. An empty pattern puts the lights out. Raises UsageError
        when a regular expression is none.
        """
        self.scene.matches = self.scene.match = None
        if not pattern or self.article is None:
            self._origin = None
            self.refresh()
            return 0
        if self._origin is None:
            self._origin = self._position()
        matches = _matches(self.article.body, pattern, regex=regex)
        self.scene.matches = matches
        if len(matches):
            self._stand_on(bisect_left(matches.starts, self._origin) % len(matches))
        self.refresh()
        return len(matches)

    def action_match(self, by: int) -> None:
        """Move to the next match, or the one before, and round at the ends."""
        matches = self.scene.matches
        if matches is None or not len(matches):
            return
        self._origin = None
        at = self.scene.match.start if self.scene.match is not None else self.cursor
        unit = self.scene.unit
        if unit is not None and not unit.holds(at):
            at = self.cursor - (by > 0)
        index = bisect_right(matches.starts, at) if by > 0 else bisect_left(matches.starts, at) - 1
        self._stand_on(index % len(matches))

    def watch_article(self, article: Article | None) -> None:
        """Forget what was found in another article."""
        self.scene.matches = self.scene.match = None
        self._origin = None
        super().watch_article(article)

    def _stand_on(self, index: int) -> None:
        """Move to a match."""
        matches = self.scene.matches
        if matches is None or self._units is None:
            return
        match = Span(matches.starts[index], matches.ends[index])
        if self._folded(match.start):
            self.furniture = True
        self.scene.match = match
        unit = self._units.at(match.start)
        self._stand(unit, reveal=False)
        self.cursor = match.start
        self.reveal(match)


def _matches(body: str, pattern: str, *, regex: bool) -> Matches:
    """Return all matches that are not empty."""
    capitals = any(letter.isupper() for letter in re.sub(r"\\.", "", pattern))
    flags = re.MULTILINE | (re.NOFLAG if capitals else re.IGNORECASE)
    try:
        compiled = re.compile(pattern if regex else re.escape(pattern), flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(f"“{pattern}” is no regular expression: {error}.") from error
    starts, ends = array("q"), array("q")
    for match in compiled.finditer(body):
        if match.end() > match.start():
            starts.append(match.start())
            ends.append(match.end())
    return Matches(starts, ends)
