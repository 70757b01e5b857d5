"""Claims between briefings of a library: computed when they are asked for, kept in memory, never written."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from weakref import WeakKeyDictionary

from reeread.extract.claims import Tell
from reeread.extract.claims import claims as claims_of
from reeread.extract.claims import compared as comparing
from reeread.library import kindred, settling
from reeread.library.library import Library
from reeread.library.reading import article, ordered
from reeread.library.reading import ids as ids_of_all
from reeread.library.readings import Readings, in_order
from reeread.model.claim import Claim
from reeread.model.errors import NotFound
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.store import briefings, numbers, stacks

_KEPT = 4
"""Comparisons that are kept: of the library, of a stack or two, of articles side by side."""
_FIRST, _COUNTED = 25, 200
"""Briefings whose claims are told first, and of how many they are told in the end."""


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


def claims(
    lib: Library,
    chosen: Sequence[str] = (),
    *,
    stack: str | None = None,
    dismissed: bool = False,
    tell: Tell | None = None,
) -> tuple[Claim, ...]:
    """Return the claims that briefings share, in order of their first passage; the ids are their sources.

    What a person decided on a claim holds, whatever is computed.

    Args:
        lib: The library.
        chosen: Ids. Of several, the claims among them; of one, those that it shares with any other (of a large
            library with those that are likely to tell of the same, see `kindred.like`); of none, those of the
            whole library, or of the stack.
        stack: Only briefings of this stack are compared.
        dismissed: Whether claims that somebody dismissed come, too.
        tell: Hears how many of how many steps are done, two for each briefing, and says whether to go on. Where it
            stops, the claims are those of what was read, as far as that is compared within a second or so.

    Raises:
        NotFound: The library holds no such briefing or stack.
    """
    ids = _compared(lib, chosen, stack)
    with lib.store.reading() as connection:
        versions = numbers.all_shown(connection, ids)
    ids, found = _Computed.of(lib).claims(lib, ids, versions, tell)
    found = settling.settled(lib, found, ids, versions)
    return tuple(
        claim
        for claim in found
        if (dismissed or claim.standing is not Standing.DISMISSED)
        and (len(chosen) != 1 or any(one.source == chosen[0] for one in (*claim.passages, *claim.lost)))
    )


def _compared(lib: Library, chosen: Sequence[str], stack: str | None) -> tuple[str, ...]:
    """Return the ids of the briefings that are to be compared, in order."""
    with lib.store.reading() as connection:
        gathered = None if stack is None else stacks.members(connection, stack)
    if gathered is not None and not gathered:
        raise NotFound(f"No stack is called “{stack}”.", next_step="`reeread list` shows the stacks.")
    if len(chosen) == 1:
        article(lib, chosen[0])  # raises where there is none
        if gathered is not None:
            return tuple(gathered)
        decided = settling.decided_with(lib, chosen[0])
        return ordered(lib, {*kindred.like(lib, chosen[0]), *decided})
    if chosen:
        return tuple(one for one in dict.fromkeys(chosen) if gathered is None or one in gathered)
    return tuple(gathered) if gathered is not None else ids_of_all(lib)


def so_far(lib: Library, stop: Callable[[], bool], opened: str = "") -> Iterator[tuple[Claim, ...]]:
    """Yield the claims of the library while its briefings are read: of a few at first, in the end of all.

    Of a large library, of those briefings that were added last.

    Args:
        lib: The library.
        stop: Whether it should end; asked for each briefing.
        opened: The id of a briefing that is among them in any case, "" for none.
    """
    with lib.store.reading() as connection:
        total, last = briefings.total(connection), briefings.latest(connection, _COUNTED)
    size = _FIRST
    while total > 1 and not stop():
        some = ordered(lib, {*last[-size:], opened})
        found = claims(lib, some, tell=lambda done, of: not stop()) if len(some) > 1 else ()
        if stop():
            return
        yield found
        if len(some) == total or size >= _COUNTED:
            return
        size *= 2


def shared(lib: Library, briefing: str, others: Iterable[str]) -> Iterator[Shared]:
    """Yield for each of the others how many claims it shares with a briefing; the first costs most.

    Raises:
        NotFound: The library holds no such briefing.
    """
    readings = Readings.of(lib)
    with lib.store.reading() as connection:
        versions = numbers.all_shown(connection, (briefing, *(others := tuple(others))))
    for other in others:
        found = claims_of(readings.all(lib, (briefing, other)))
        verdicts = [
            claim.verdict
            for claim in settling.settled(lib, found, (briefing, other), versions)
            if claim.standing is not Standing.DISMISSED
        ]
        yield Shared(other, *(verdicts.count(verdict) for verdict in Verdict))


class _Computed:
    """Claims of one library as they are computed, by the versions that were compared."""

    _by_library: ClassVar[WeakKeyDictionary[Library, "_Computed"]] = WeakKeyDictionary()

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[tuple[str, int], ...], tuple[Claim, ...]] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def of(cls, lib: Library) -> "_Computed":
        """Return those of a library."""
        return cls._by_library.setdefault(lib, cls())

    def claims(
        self, lib: Library, ids: Sequence[str], versions: dict[str, int], tell: Tell | None
    ) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
        """Return which briefings were compared, all of them unless it was stopped, and their claims."""
        key = tuple((id, versions.get(id, 0)) for id in ids)
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return tuple(ids), known
        found = comparing(in_order(lib, ids, versions), tell=tell)
        if found.whole:
            with self._lock:
                self._kept[key] = found.claims
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return tuple(ids[: found.read]), found.claims
