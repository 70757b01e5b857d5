"""What briefings state, read once for each version and kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, overload
from weakref import WeakKeyDictionary

from reeread.extract.claims import Document, read
from reeread.extract.claims.statement import Statements
from reeread.library.library import Library
from reeread.library.reading import article

LONGEST = 1_000_000
"""Code points; a longer briefing, which would take a minute to read, is passed over."""

_KEPT_CHARACTERS = 2 * 2**20
"""What a briefing states takes about a hundred times the memory of its text."""


class Readings:
    """Those of one library; those read last are kept."""

    _by_library: ClassVar[WeakKeyDictionary[Library, "Readings"]] = WeakKeyDictionary()

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Statements] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def of(cls, lib: Library) -> "Readings":
        """Return those of a library."""
        return cls._by_library.setdefault(lib, cls())

    def all(self, lib: Library, briefings: Sequence[str]) -> list[Statements]:
        """Return what the present versions of briefings state, each numbered by its place.

        Raises:
            NotFound: The library holds no such briefing.
        """
        return [self.read(lib, briefing, number) for number, briefing in enumerate(briefings)]

    def read(self, lib: Library, briefing: str, number: int) -> Statements:
        """Return what the present version of a briefing states, with its place in a comparison.

        Raises:
            NotFound: The library holds no such briefing.
        """
        present = article(lib, briefing)
        key = (briefing, present.version)
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
        if known is None:
            blocks = present.blocks if len(present.body) <= LONGEST else ()
            known = read(Document(briefing, present.body, tuple(blocks)))
            with self._lock:
                self._keep(key, known)
        return _numbered(known, number)

    def _keep(self, key: tuple[str, str], reading: Statements) -> None:
        self._kept[key] = reading
        kept = sum(len(one.body) for one in self._kept.values())
        while kept > _KEPT_CHARACTERS and len(self._kept) > 1:
            kept -= len(self._kept.popitem(last=False)[1].body)


class InOrder(Sequence[Statements]):
    """What briefings state, each numbered by its place, read when it is asked for; those asked for last are kept."""

    def __init__(self, lib: Library, briefings: Sequence[str]) -> None:
        self._lib, self._briefings = lib, briefings
        self._kept: OrderedDict[int, Statements] = OrderedDict()
        self._characters = 0

    def __len__(self) -> int:
        return len(self._briefings)

    @overload
    def __getitem__(self, at: int) -> Statements: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Statements]: ...

    def __getitem__(self, at: int | slice) -> Statements | Sequence[Statements]:
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        if (known := self._kept.get(at)) is not None:
            self._kept.move_to_end(at)
            return known
        reading = Readings.of(self._lib).read(self._lib, self._briefings[at], at)
        self._kept[at] = reading
        self._characters += len(reading.body)
        while self._characters > _KEPT_CHARACTERS and len(self._kept) > 2:
            self._characters -= len(self._kept.popitem(last=False)[1].body)
        return reading


def _numbered(reading: Statements, number: int) -> Statements:
    """Return what a briefing states as it is with another place in the comparison."""
    if number == 0:
        return reading
    figures = tuple(replace(one, document=number) for one in reading.figures)
    deeds = tuple(replace(one, document=number) for one in reading.deeds)
    return replace(reading, figures=figures, deeds=deeds)
