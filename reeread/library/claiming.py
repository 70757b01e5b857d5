"""Claims between briefings of a library: computed when they are asked for, kept in memory, never written."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from weakref import WeakKeyDictionary

from reeread.extract.claims import Document, read
from reeread.extract.claims import claims as claims_of
from reeread.extract.claims.statement import Statements
from reeread.library.library import Library
from reeread.library.reading import article, briefings
from reeread.model.claim import Claim, Verdict

LONGEST = 1_000_000
"""Code points; a longer briefing, which would take a minute to read, is passed over."""

_KEPT_CHARACTERS = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Shared:
    """How many claims one briefing shares with another."""

    briefing: str
    """The id of the other."""
    agree: int
    tension: int
    conflict: int

    @property
    def count(self) -> int:
        """Return how many there are, whatever the verdict."""
        return self.agree + self.tension + self.conflict


def claims(lib: Library, chosen: Sequence[str] = ()) -> tuple[Claim, ...]:
    """Return the claims that briefings share, in order of their first passage; the ids are their sources.

    Args:
        lib: The library.
        chosen: Ids. Of several, the claims among them; of one, those that it shares with any other; of none,
            those of the whole library.

    Raises:
        NotFound: The library holds no such briefing.
    """
    ids = list(dict.fromkeys(chosen)) if len(chosen) > 1 else [one.id for one in briefings(lib)]
    readings = _Readings.of(lib)
    found = claims_of([readings.read(lib, id, number) for number, id in enumerate(ids)])
    if len(chosen) == 1:
        article(lib, chosen[0])  # raises where there is none
        found = tuple(claim for claim in found if chosen[0] in claim.sources)
    return found


def shared(lib: Library, briefing: str, others: Iterable[str]) -> Iterator[Shared]:
    """Yield for each of the others how many claims it shares with a briefing; the first costs most.

    Raises:
        NotFound: The library holds no such briefing.
    """
    readings = _Readings.of(lib)
    for other in others:
        found = claims_of([readings.read(lib, briefing, 0), readings.read(lib, other, 1)])
        verdicts = [claim.verdict for claim in found]
        yield Shared(other, *(verdicts.count(verdict) for verdict in Verdict))


class _Readings:
    """What briefings state, by version and by their place in a comparison; those read last are kept."""

    _by_library: ClassVar[WeakKeyDictionary[Library, "_Readings"]] = WeakKeyDictionary()

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int], Statements] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def of(cls, lib: Library) -> "_Readings":
        """Return those of a library."""
        return cls._by_library.setdefault(lib, cls())

    def read(self, lib: Library, briefing: str, number: int) -> Statements:
        """Return what the present version of a briefing states when it stands at a place."""
        present = article(lib, briefing)
        key = (briefing, present.version, number)
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return known
        blocks = present.blocks if len(present.body) <= LONGEST else ()
        reading = read(Document(briefing, present.body, tuple(blocks)), number)
        with self._lock:
            self._kept[key] = reading
            kept = sum(len(one.body) for one in self._kept.values())
            while kept > _KEPT_CHARACTERS and len(self._kept) > 1:
                kept -= len(self._kept.popitem(last=False)[1].body)
        return reading
