"""Claims across briefings: read each, pair those of one event, group what they share."""

from collections.abc import Iterable, Sequence

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
    compared = set(index.pairs())
    same = [pair for pair in compared if copies(readings[pair[0]].shingles, readings[pair[1]].shingles)]
    origin = roots(len(readings), same)
    found = [link for one, two in sorted(compared) for link in edges(readings[one], readings[two])]
    return tuple(_claims(found, compared, origin, readings))


def edges(first: Statements, second: Statements) -> list[Link]:
    """Return the links between two briefings: all that a library need keep, for they never change."""
    return [*links(first, second), *deed_links(first, second)]


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
