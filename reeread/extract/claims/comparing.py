"""Claims across briefings: read each, pair those of one event, group what they share."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reeread.extract.claims.acquaintance import acquainted
from reeread.extract.claims.folding import folded, unfolded
from reeread.extract.claims.frames import same_frame
from reeread.extract.claims.grouping import Key, Member, grouped, order, telling, verdict
from reeread.extract.claims.labels import label
from reeread.extract.claims.meeting import deed_links
from reeread.extract.claims.neighbours import EventIndex, Pair, by_event
from reeread.extract.claims.opened import Opened
from reeread.extract.claims.pairing import Link, links
from reeread.extract.claims.reading import Document, read
from reeread.extract.claims.statement import Names, Statement, Statements
from reeread.extract.claims.units import base_name
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.verdict import Verdict
from reeread.text.origins import copies, roots

FEW = 40
"""Collections up to this size are compared whole."""
_REMOTE = 2.2
"""What the links of two briefings that seemed to be of other events must score in all."""
_AFTER_STOP = 1000
"""How many pairs are still compared where the reading was stopped."""
_OFTEN = 16
"""Pairs after which it is told how far the comparing is."""
_READ, _LINKED, _ACQUAINTED = 0.5, 0.75, 0.9
"""Parts of the work that are done when the briefings are read, linked, and linked by way of a third."""
_YEAR = 365.25
"""Rates over time are printed by the year, in days."""


Tell = Callable[[int, int], bool]
"""Hears how many of how many steps are done, and says whether to go on: each briefing is read, then compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a comparison."""

    claims: tuple[Claim, ...]
    read: int
    """How many briefings were read: all, unless it was stopped."""
    whole: bool
    """Whether everything was read and compared."""


def compare(documents: Sequence[Document], *, tell: Tell | None = None) -> tuple[Claim, ...]:
    """Return the claims that two or more of the documents state, in order of their first passage.

    `tell` hears how far it is, and stops it as in `compared`.
    """
    return compared(_as_read(documents), tell=tell).claims


def claims(readings: Sequence[Statements]) -> tuple[Claim, ...]:
    """Return the claims of briefings that were read before; the n-th must have been read with number n."""
    return compared(readings).claims


def compared(readings: Sequence[Statements], *, tell: Tell | None = None) -> Compared:
    """Return the claims of briefings, read as they are asked for.

    Args:
        readings: What they state; the n-th must be read with number n. Each is asked for once in order, and then
            with its neighbours, so that a sequence need not hold all of them in memory.
        tell: Hears how far it is. Where it says to stop, the claims are those of what was read, as far as that is
            compared within a second or so.
    """
    return _Comparison(readings, tell).outcome()


def _as_read(documents: Sequence[Document]) -> Opened:
    """Return what documents state, each read when it is first asked for."""
    kept: dict[int, bytes] = {}

    def fetch(number: int) -> Statements:
        if number in kept:
            return unfolded(kept[number], number)
        reading = read(documents[number], number)
        kept[number] = folded(reading)
        return reading

    return Opened(len(documents), fetch)


class _Comparison:
    """One comparison under way."""

    def __init__(self, readings: Sequence[Statements], tell: Tell | None) -> None:
        self._readings, self._tell = readings, tell
        self._going = True
        self._names: list[Names] = []
        self._found: dict[Pair, list[Link]] = {}
        self._same: list[Pair] = []
        self._members: dict[Key, Member] = {}

    def outcome(self) -> Compared:
        """Return what came of it."""
        pairs = by_event(self._index().pairs())
        count = len(self._names)
        whole = self._going
        whole = self._link(pairs, _READ, _LINKED) and whole
        if count <= FEW:
            self._link_remote(count)
        if whole:
            friends = by_event(acquainted(self._found, self._names))
            whole = self._link(friends, _LINKED, _ACQUAINTED, acquainted=True)
        origin = roots(count, self._same)
        linked = [link for pair in sorted(self._found) for link in self._found[pair]]
        return Compared(tuple(_claims(linked, self._found, origin)), count, whole)

    def _goes_on(self, done: int, total: int) -> bool:
        self._going = self._going and (self._tell is None or self._tell(done, total))
        return self._going

    def _index(self) -> EventIndex:
        """Read the briefings, and return what tells which of them are of one event."""
        index, total = EventIndex(), len(self._readings)
        for number in range(total):
            if not self._goes_on(number, 2 * total):
                break
            reading = self._readings[number]
            index.add(reading.keys)
            self._names.append(reading.names)
        return index

    def _link(self, pairs: Sequence[Pair], begin: float, end: float, *, acquainted: bool = False) -> bool:
        """Link pairs of briefings, from one part of the whole work to another; return whether all of them were."""
        total = 2 * len(self._readings)
        stopped = not self._going
        for done, pair in enumerate(pairs):
            if stopped and done >= _AFTER_STOP:
                return False
            often = not stopped and done % _OFTEN == 0
            if often and not self._goes_on(int(total * (begin + (end - begin) * done / len(pairs))), total):
                return False
            self._found[pair] = self._edges(pair, acquainted=acquainted)
        return True

    def _link_remote(self, count: int) -> None:
        """Link pairs of a few briefings that seemed to be of other events, but share too much for that."""
        for pair in itertools.combinations(range(count), 2):
            if pair not in self._found:
                shared = self._edges(pair)
                if sum(link.score for link in shared) < _REMOTE:
                    readings = self._readings[pair[0]], self._readings[pair[1]]
                    shared = [link for link in shared if same_frame(link.first, link.second, *readings)]
                if shared:
                    self._found[pair] = shared

    def _edges(self, pair: Pair, *, acquainted: bool = False) -> list[Link]:
        """Return the links between two briefings, and note whether one is a copy of the other."""
        one, two = self._readings[pair[0]], self._readings[pair[1]]
        if copies(one.shingles, two.shingles):
            self._same.append(pair)
        return [
            Link(link.score, link.verdict, self._kept(link.first), self._kept(link.second))
            for link in edges(one, two, acquainted=acquainted)
        ]

    def _kept(self, member: Member) -> Member:
        """Return a statement as it was first linked: a briefing that was opened again brings another copy."""
        if (known := self._members.get(member.key)) is None:
            known = self._members[member.key] = member.told()
        return known


def edges(first: Statements, second: Statements, *, acquainted: bool = False) -> list[Link]:
    """Return the links between two briefings; `acquainted` ones are known to be of one event from a third."""
    return [*links(first, second, acquainted=acquainted), *deed_links(first, second, acquainted=acquainted)]


def _claims(
    found: Sequence[Link],
    compared: Iterable[Pair],
    origin: Sequence[int],
) -> Iterable[Claim]:
    groups = telling(grouped(found, compared))
    groups.sort(key=lambda members: order(members[0]))
    for members in groups:
        gravest = verdict(members)
        yield Claim(
            label(members),
            gravest,
            len({origin[member.document] for member in members}),
            tuple(_passage(member, gravest) for member in members),
        )


def _passage(member: Member, verdict: Verdict) -> ClaimPassage:
    source = member.source
    if not isinstance(member, Statement):
        place = source, member.start, member.end, member.text
        if member.when and verdict is not Verdict.AGREE:  # then its day is what does not fit
            day = member.when
            return ClaimPassage(*place, member.dated, day.low, day.high, "")
        return ClaimPassage(*place, member.value, None, None, "")
    measure = member.measure
    unit = measure.unit if measure.dimension == "money" else base_name(measure.dimension)
    size = 1.0
    if measure.per:
        size = _YEAR if measure.per.dimension == "duration" else 1.0
        unit = f"{unit}/{'year' if measure.per.dimension == 'duration' else base_name(measure.per.dimension)}"
    return ClaimPassage(
        source,
        member.start,
        member.end,
        member.text,
        member.value,
        _rounded(measure.printed_low, size),
        _rounded(measure.printed_high, size),
        unit or measure.noun,
    )


def _rounded(value: float | None, size: float) -> float | None:
    """Return a bound for printing, without the dust of conversions."""
    return None if value is None else float(f"{value * size:.9g}")
