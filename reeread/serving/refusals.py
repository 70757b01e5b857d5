"""Requests that were refused: counted, and told now and then."""

from collections import Counter
from collections.abc import Callable

PAUSE = 60.0
"""Seconds between two times that it is told, however many come."""

Later = Callable[[float, Callable[[], None]], object]


class Refusals:
    """Tells of the first at once, and of those that come after it together: a flood of them is a line a minute.

    Args:
        say: Is told how many were refused and why, in a sentence.
        later: Calls a function after some seconds, as an event loop does.
    """

    def __init__(self, say: Callable[[str], None], later: Later) -> None:
        self._say = say
        self._later = later
        self._untold: Counter[str] = Counter()
        self._is_quiet = False

    def count(self, why: str) -> None:
        """Count one more.

        Args:
            why: Completes "was refused", e.g. "without the token".
        """
        self._untold[why] += 1
        if not self._is_quiet:
            self._tell_and_wait()

    def tell(self) -> None:
        """Tell of those that nothing was told of yet, if there are any."""
        if number := self._untold.total():
            whys = ", ".join(
                f"{each:,} {why}" if len(self._untold) > 1 else why
                for why, each in self._untold.most_common()
            )
            self._say(f"{number:,} {'request was' if number == 1 else 'requests were'} refused: {whys}.")
            self._untold.clear()

    def _tell_and_wait(self) -> None:
        self._is_quiet = bool(self._untold)
        if self._is_quiet:
            self.tell()
            self._later(PAUSE, self._tell_and_wait)
