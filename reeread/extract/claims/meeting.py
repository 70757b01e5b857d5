"""Which deeds of two briefings are the same deed."""

from collections.abc import Iterator
from functools import cache

from reeread.extract.claims.deeds import alone
from reeread.extract.claims.lexicon import data
from reeread.extract.claims.pairing import Link
from reeread.extract.claims.relation import relation
from reeread.extract.claims.statement import Deed, Statements
from reeread.model.verdict import Verdict

SAME_FROM = 2.5
_ONLY = 0.5
"""What it is worth that neither briefing tells another deed of the kind."""
_BY_ITSELF, _LONE = 0.8, 1.0
_WELL_KNOWN = 2
"""Names in common from which on two briefings are surely of one event."""


@cache
def _opposites() -> dict[str, str]:
    pairs = data("deeds")["opposites"]
    return dict(pairs) | {two: one for one, two in pairs}


def deed_links(first: Statements, second: Statements, *, acquainted: bool = False) -> list[Link]:
    """Return the deeds that two briefings share, the surest first, each at most once."""
    found = sorted(_candidates(first, second, acquainted), key=lambda link: -link.score)
    used: set[int] = set()
    kept = []
    for link in found:
        sides = (id(link.first), id(link.second))
        if not used.intersection(sides):
            used.update(sides)
            kept.append(link)
    return kept


def _candidates(first: Statements, second: Statements, acquainted: bool) -> Iterator[Link]:
    known = first.names.shared(second.names)
    if not known and not acquainted:
        return
    for one in first.deeds:
        for two in second.deeds:
            if one.kinds & two.kinds:
                only = _only(one, first) and _only(two, second)
                score = _score(one, two, known, only and len(known) >= _WELL_KNOWN)
                score += _ONLY * (bool(score) and only)
            elif any(_opposites().get(kind) in two.kinds for kind in one.kinds):
                score = _handed_over(one, two, known)
            else:
                continue
            if score >= SAME_FROM:
                yield Link(score, _verdict(one, two), one, two)


def _only(deed: Deed, reading: Statements) -> bool:
    """Return whether a briefing tells no other deed of a kind."""
    return sum(bool(deed.kinds & other.kinds) for other in reading.deeds) == 1


def _verdict(one: Deed, two: Deed) -> Verdict:
    """Return whether the days of two deeds agree, where both have one."""
    return relation(one.when, two.when) if one.when and two.when else Verdict.AGREE


def _score(one: Deed, two: Deed, known: frozenset[str], lone: bool) -> float:
    """Return how much two deeds of one kind share: names most, then who did it and what to, other words least.

    `lone` ones are the only ones of their kind in briefings that are surely of one event.
    """
    names = one.names & two.names & known
    doers = one.subject & two.subject
    done = one.object & two.object
    things = done - names
    by_itself = bool(one.kinds & two.kinds & alone())
    if by_itself:
        if not doers:
            return 0.0
    elif (
        not (names and things)
        and not (doers and done)
        and not (len(names) > 1 and done)
        and not (lone and done)
    ):
        return 0.0
    named = one.subject & one.names, two.subject & two.names
    if named[0] and named[1] and not named[0] & named[1] and not (lone and done and not by_itself):
        return 0.0  # other doers
    score = min(3, len(names)) + 0.6 * min(2, len(doers)) + 0.5 * min(3, len(done))
    return score + _BY_ITSELF * by_itself + _LONE * lone + _surroundings(one, two, names)


def _handed_over(one: Deed, two: Deed, known: frozenset[str]) -> float:
    """Return how much a deed and its opposite share, e.g. bought and sold: the doers differ, what it was about does not."""
    names = one.names & two.names & known
    if len(names) < 2 or one.subject & two.subject & known or not (one.object & two.object):
        return 0.0
    return min(3, len(names)) + 0.5 * min(3, len(one.object & two.object)) + _surroundings(one, two, names)


def _surroundings(one: Deed, two: Deed, names: frozenset[str]) -> float:
    words = (one.words & two.words) - names
    return 0.2 * min(5, len(words)) + 0.1 * min(5, len(one.groups & two.groups))
