"""Claims across briefings: read each, pair those of one event, group what they share."""

import itertools
from collections.abc import Container, Iterable, Iterator, Sequence

from reeread.extract.claims.acquaintance import acquainted
from reeread.extract.claims.grouping import Member, grouped, verdict
from reeread.extract.claims.labels import label
from reeread.extract.claims.meeting import deed_links
from reeread.extract.claims.neighbours import EventIndex
from reeread.extract.claims.origins import copies, roots
from reeread.extract.claims.pairing import Link, links
from reeread.extract.claims.reading import Document, read
from reeread.extract.claims.statement import Statement, Statements
from reeread.extract.claims.units import base_name
from reeread.model.claim import Claim, ClaimPassage

FEW = 40
"""Collections up to this size are compared whole."""
_REMOTE = 2.2
"""What the links of two briefings that seemed to be of other events must score in all."""
_YEAR = 365.25
"""Rates over time are printed by the year, in days."""


def compare(documents: Sequence[Document]) -> tuple[Claim, ...]:
    """Return the claims that two or more of the documents state, in order of their first passage."""
    return claims([read(document, number) for number, document in enumerate(documents)])


def claims(readings: Sequence[Statements]) -> tuple[Claim, ...]:
    """Return the claims of briefings that were read before; the n-th must have been read with number n."""
    index = EventIndex()
    for reading in readings:
        index.add(reading.keys)
    found = {pair: edges(readings[pair[0]], readings[pair[1]]) for pair in index.pairs()}
    if len(readings) <= FEW:
        found |= dict(_remote(found, readings))
    for one, two in acquainted(found, readings):
        found[one, two] = edges(readings[one], readings[two], acquainted=True)
    same = [pair for pair in found if copies(readings[pair[0]].shingles, readings[pair[1]].shingles)]
    origin = roots(len(readings), same)
    linked = [link for pair in sorted(found) for link in found[pair]]
    return tuple(_claims(linked, set(found), origin, readings))


def _remote(
    known: Container[tuple[int, int]], readings: Sequence[Statements]
) -> Iterator[tuple[tuple[int, int], list[Link]]]:
    """Yield the pairs of a few briefings that seemed to be of other events, but share too much for that."""
    for pair in itertools.combinations(range(len(readings)), 2):
        if pair not in known:
            shared = edges(readings[pair[0]], readings[pair[1]])
            if sum(link.score for link in shared) >= _REMOTE:
                yield pair, shared


def edges(first: Statements, second: Statements, *, acquainted: bool = False) -> list[Link]:
    """Return the links between two briefings; `acquainted` ones are known to be of one event from a third."""
    return [*links(first, second, acquainted=acquainted), *deed_links(first, second, acquainted=acquainted)]


def _claims(
    found: Sequence[Link],
    compared: set[tuple[int, int]],
    origin: Sequence[int],
    readings: Sequence[Statements],
) -> Iterable[Claim]:
    groups = grouped(found, compared)
    groups.sort(key=lambda members: (members[0].document, members[0].start))
    for members in groups:
        yield Claim(
            label(members),
            verdict(members),
            len({origin[member.document] for member in members}),
            tuple(_passage(member, readings[member.document].source) for member in members),
        )


def _passage(member: Member, source: str) -> ClaimPassage:
    if not isinstance(member, Statement):
        return ClaimPassage(source, member.start, member.end, member.text, member.value, None, None, "")
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
