"""The places that the reader leapt from, and the way back to them."""

from reeread.model.annotation import Passage

_KEPT = 100


class Trail:
    """Where the reader was before, the latest last, and where a way back has left, the next last."""

    def __init__(self) -> None:
        self.behind: list[Passage] = []
        self.ahead: list[Passage] = []

    def leave(self, passage: Passage) -> None:
        """Keep a place that the reader leaps from; what was ahead is given up."""
        self.ahead.clear()
        if self.behind[-1:] != [passage]:
            self.behind.append(passage)
            del self.behind[:-_KEPT]

    def back(self, present: Passage) -> Passage | None:
        """Return the place before, to go to from the present one; None where there is none."""
        while self.behind:
            if (before := self.behind.pop()) != present:
                self.ahead.append(present)
                return before
        return None

    def on(self, present: Passage) -> Passage | None:
        """Return the place that a way back has left; None where there is none."""
        if not self.ahead:
            return None
        self.behind.append(present)
        return self.ahead.pop()
