"""Claims out of links: which linked statements make one claim."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reeread.extract.claims.measure import Measure
from reeread.extract.claims.neighbours import Pair
from reeread.extract.claims.pairing import Link
from reeread.extract.claims.relation import relation
from reeread.extract.claims.statement import SURELY, Deed, Statement
from reeread.extract.claims.worth import apart
from reeread.model.verdict import Verdict

_DIRECT = 0.33
"""Share of the compared pairs across two groups that must be linked directly for the groups to join."""
_DIRECT_CONFLICT = 0.5
"""The same where statements across the two contradict one another: a wrong match shows as a conflict first."""
_SAME = 1e-3
_VICTIMS = frozenset({"#DEATH", "#INJURY", "#MISSING", "#CASE"})
_TIMES = frozenset({"date", "weekday", "year"})
Member = Statement | Deed
Key = tuple[int, int]
_Group = dict[int, list[Member]]
"""Statements that make one claim, by their briefings."""


def grouped(links: Sequence[Link], compared: Iterable[Pair]) -> list[list[Member]]:
    """Return the groups of statements that links hold together.

    The surest link joins first. A chain alone does not hold: of the pairs of statements whose briefings were
    compared a third must be linked, and statements of one briefing must not contradict one another.
    """
    groups: dict[Key, _Group] = {}
    direct: dict[Key, set[Key]] = defaultdict(set)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, two in compared:
        neighbours[one].add(two)
        neighbours[two].add(one)
    for link in links:
        for member in (link.first, link.second):
            groups.setdefault(member.key, {member.document: [member]})
        direct[link.first.key].add(link.second.key)
        direct[link.second.key].add(link.first.key)
    for link in sorted(links, key=lambda link: -link.score):
        small, large = sorted((groups[link.first.key], groups[link.second.key]), key=len)
        if small is not large and _join(small, large, direct, neighbours):
            for document, members in small.items():
                large.setdefault(document, []).extend(members)
                groups.update((member.key, large) for member in members)
    found = {id(group): group for group in groups.values() if len(group) > 1}
    return [sorted(itertools.chain(*group.values()), key=order) for group in found.values()]


def order(member: Member) -> tuple[int, int, int, int]:
    """Return where a statement stands: the briefing's place, the passage, the figure in it."""
    figure = member.measure.start if isinstance(member, Statement) else 0
    return member.document, member.start, figure, member.place


def _join(
    small: _Group,
    large: _Group,
    direct: Mapping[Key, set[Key]],
    neighbours: Mapping[int, set[int]],
) -> bool:
    """Return whether two groups are one, by what was compared only: what a large one costs does not grow with it."""
    tried = linked = 0
    least = _DIRECT
    for document, members in small.items():
        if not all(_together(*both) for both in itertools.product(members, large.get(document, ()))):
            return False
        for other in neighbours[document] & large.keys():
            for first, second in itertools.product(members, large[other]):
                tried += 1
                linked += second.key in direct[first.key]
                if least is _DIRECT and _contradict(first, second):
                    least = _DIRECT_CONFLICT
    return linked >= least * tried


def _contradict(first: Member, second: Member) -> bool:
    if isinstance(first, Deed) or isinstance(second, Deed):
        return False
    one, two = first.measure, second.measure
    if one.dimension != two.dimension or (one.low == two.low and one.high == two.high and one.per == two.per):
        return False
    return relation(one, two) is Verdict.CONFLICT


def _together(first: Member, second: Member) -> bool:
    """Return whether two statements of one briefing may stand in one claim."""
    if isinstance(first, Deed) or isinstance(second, Deed):
        return isinstance(first, Deed) and isinstance(second, Deed)
    if first.sentence == second.sentence and first.measure.low != second.measure.low:
        return False
    if first.measure.dimension != second.measure.dimension:
        return True
    return relation(first.measure, second.measure) is Verdict.AGREE


def telling(groups: Sequence[list[Member]]) -> list[list[Member]]:
    """Return the groups without vague times of what others claim: "in April" beside April's figure says nothing."""
    said: dict[tuple[int, int], set[int]] = defaultdict(set)
    for at, members in enumerate(groups):
        for member in members:
            said[member.document, member.sentence].add(at)

    def is_said(at: int, members: Sequence[Member]) -> bool:
        others = set.intersection(*(said[member.document, member.sentence] for member in members)) - {at}
        return any(not _vague(groups[other]) for other in others)

    return [members for at, members in enumerate(groups) if not (_vague(members) and is_said(at, members))]


def _vague(members: Sequence[Member]) -> bool:
    return all(
        isinstance(member, Statement) and member.measure.dimension in _TIMES and member.measure.digits < 3
        for member in members
    )


def verdict(members: Sequence[Member]) -> Verdict:
    """Return the gravest verdict on two of the statements of different briefings.

    An exact figure that repeats another's open one is that figure with its bound left out: beside "at least 150",
    150 and 180 are in tension only. The dead and injured, who are counted as they are found, aside.
    """
    said: dict[tuple[object, ...], tuple[Measure, set[int]]] = {}
    days: dict[tuple[object, ...], tuple[Measure, set[int]]] = {}
    for member in members:
        measure = member.when if isinstance(member, Deed) else member.measure
        if measure is not None:
            kind = days if isinstance(member, Deed) else said
            kind.setdefault(measure.said, (measure, set()))[1].add(member.document)
    if any(_disagree(one, two) is not Verdict.AGREE for one, two in _across(days.values())):
        return Verdict.CONFLICT
    opened = () if any(_counts_victims(member) for member in members) else _open(said.values())
    found = (_disagree(one, two, opened) for one, two in _across(said.values()))
    return max(found, key=_gravity, default=Verdict.AGREE)


def _across(said: Iterable[tuple[Measure, set[int]]]) -> Iterator[tuple[Measure, Measure]]:
    """Yield the pairs of measures that two briefings print."""
    for (one, first), (two, second) in itertools.combinations(said, 2):
        if len(first | second) > 1 and _alike(one, two):
            yield one, two


def _disagree(one: Measure, two: Measure, opened: Sequence[Measure] = ()) -> Verdict:
    found = relation(one, two)
    if found is Verdict.CONFLICT and opened:
        for exact, other in ((one, two), (two, one)):
            for bound in opened:
                if _alike(bound, other) and exact.low == exact.high and apart(exact, bound) < _SAME:
                    found = min(
                        found, max(relation(bound, other), Verdict.TENSION, key=_gravity), key=_gravity
                    )
    return found


def _open(said: Iterable[tuple[Measure, set[int]]]) -> list[Measure]:
    return [measure for measure, _ in said if None in (measure.printed_low, measure.printed_high)]


def _counts_victims(member: Member) -> bool:
    return isinstance(member, Statement) and any(member.groups.get(name, 0.0) > SURELY for name in _VICTIMS)


def _gravity(verdict: Verdict) -> int:
    return verdict.gravity


def _alike(one: Measure, two: Measure) -> bool:
    kinds = {one.dimension, two.dimension}
    return len(kinds) == 1 or kinds in ({"share", "points"}, {"date", "year"})
