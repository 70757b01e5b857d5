"""Briefings in a row, as lists are handed them: read when they are looked at."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import overload

from reeread.model.briefing import Briefing
from reeread.model.selection import Selection


class Briefings(Sequence[Briefing]):
    """The briefings of a selection."""

    @abstractmethod
    def place(self, id: str) -> int | None:
        """Return where a briefing stands, from 0; None where it does not."""

    @abstractmethod
    def chosen(self, selection: Selection) -> "Briefings":
        """Return the briefings of another selection of the same library."""

    @abstractmethod
    def changed(self, briefing: Briefing) -> "Briefings":
        """Return the same list with one briefing as it is now."""

    @property
    @abstractmethod
    def passages(self) -> int:
        """Return how many annotations there are in the library, of briefings that are listed."""

    @property
    @abstractmethod
    def stacks(self) -> tuple[str, ...]:
        """Return the names of the stacks that hold briefings, in alphabetical order."""


class _None(Briefings):
    """No briefings."""

    passages, stacks = 0, ()

    def __len__(self) -> int:
        return 0

    @overload
    def __getitem__(self, index: int) -> Briefing: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Briefing, ...]: ...

    def __getitem__(self, index: int | slice) -> Briefing | tuple[Briefing, ...]:
        return ()[index]

    def place(self, id: str) -> int | None:
        return None

    def chosen(self, selection: Selection) -> Briefings:
        return self

    def changed(self, briefing: Briefing) -> Briefings:
        return self


NONE: Briefings = _None()
"""What a list holds before a library is opened."""
