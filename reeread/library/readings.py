"""What briefings state, read once for each version and kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import ClassVar
from weakref import WeakKeyDictionary

from reeread.extract.claims import Document, Opened, folded, read, unfolded
from reeread.extract.claims.statement import Statements
from reeread.library.library import Library
from reeread.store import versions

LONGEST = 1_000_000
"""Code points; a longer briefing, which would take a minute to read, is passed over."""

_KEPT = 128 * 2**20
"""Bytes of what was read, folded: of some twenty-five thousand articles."""


class Readings:
    """Those of one library, folded; those asked for last are kept."""

    _by_library: ClassVar[WeakKeyDictionary[Library, "Readings"]] = WeakKeyDictionary()

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._bytes = 0
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

    def read(self, lib: Library, briefing: str, number: int, version: int | None = None) -> Statements:
        """Return what a briefing states, with its place in a comparison.

        Args:
            lib: The library.
            briefing: Its id.
            number: Its place.
            version: The number of the version that it shows, which saves looking; it is the present one in any case
                where that was not read before.

        Raises:
            NotFound: The library holds no such briefing.
        """
        if version is not None and (known := self._known((briefing, str(version)))):
            return unfolded(known, number)
        with lib.store.reading() as connection:
            present = versions.article(connection, briefing)  # not to be kept: what is read on the screen is
        key = (briefing, present.version)
        if known := self._known(key):
            return unfolded(known, number)
        blocks = present.blocks if len(present.body) <= LONGEST else ()
        reading = read(Document(briefing, present.body, tuple(blocks)), number)
        self._keep(key, folded(reading))
        return reading

    def _known(self, key: tuple[str, str]) -> bytes | None:
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return known

    def _keep(self, key: tuple[str, str], reading: bytes) -> None:
        with self._lock:
            self._bytes += len(reading) - len(self._kept.pop(key, b""))
            self._kept[key] = reading
            while self._bytes > _KEPT and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1])


def in_order(lib: Library, briefings: Sequence[str], shown: Mapping[str, int]) -> Opened:
    """Return what briefings state, each numbered by its place and read when it is asked for.

    Args:
        lib: The library.
        briefings: Their ids.
        shown: The numbers of the versions that they show, by id.
    """
    readings = Readings.of(lib)

    def fetch(number: int) -> Statements:
        id = briefings[number]
        return readings.read(lib, id, number, shown.get(id))

    return Opened(len(briefings), fetch)
