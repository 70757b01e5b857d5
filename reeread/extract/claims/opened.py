"""What briefings state, one after the other, of which only those asked for last lie open in memory."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from reeread.extract.claims.statement import Statements

_FIGURES = 12_000
"""Of the readings that lie open; one takes two to four kilobytes."""


class Opened(Sequence[Statements]):
    """Readings by their numbers, fetched when they are asked for."""

    def __init__(self, count: int, fetch: Callable[[int], Statements]) -> None:
        self._count, self._fetch = count, fetch
        self._open: OrderedDict[int, Statements] = OrderedDict()
        self._figures = 0

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Statements: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Statements]: ...

    def __getitem__(self, at: int | slice) -> Statements | Sequence[Statements]:
        if isinstance(at, slice):
            return [self[number] for number in range(self._count)[at]]
        if (known := self._open.get(at)) is not None:
            self._open.move_to_end(at)
            return known
        reading = self._open[at] = self._fetch(at)
        self._figures += len(reading.figures)
        while self._figures > _FIGURES and len(self._open) > 2:
            self._figures -= len(self._open.popitem(last=False)[1].figures)
        return reading
