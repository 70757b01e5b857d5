"""Whose marks are whose: each of the others who annotate has a sign."""

from collections.abc import Mapping, Sequence

from textual.reactive import var

from reeread.library import people
from reeread.model.annotation import Annotation
from reeread.screens.reading.desk import Desk


class People(Desk):
    """A desk that tells annotators apart; where all marks are the reader's own, nobody is asked for."""

    initials: var[Mapping[str, str]] = var({})
    """The sign of each of the others, by name; empty where only one person annotates."""

    def put_down(self, briefing: str) -> None:
        """Put a briefing on the desk, with the signs of those who marked it."""
        super().put_down(briefing)
        self.set_reactive(People.initials, self._signs(self.annotations))

    def watch_annotations(self) -> None:
        """Give a sign to whoever came with them."""
        super().watch_annotations()
        with self.failures_shown():
            self.initials = self._signs(self.annotations)

    def _signs(self, annotations: Sequence[Annotation]) -> Mapping[str, str]:
        own = self.library.author
        return people.signs(self.library) if any(one.author != own for one in annotations) else {}
