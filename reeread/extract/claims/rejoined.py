"""The verdict on passages that a person put together, whether or not the rules would have."""

import itertools
from collections.abc import Mapping, Sequence

from reeread.extract.claims.grouping import Member, verdict
from reeread.extract.claims.statement import Statements
from reeread.model.claim import ClaimPassage
from reeread.model.verdict import Verdict
from reeread.text.origins import copies, roots


def judged(passages: Sequence[ClaimPassage], readings: Mapping[str, Statements]) -> Verdict | None:
    """Return the gravest verdict on two of the passages, None where fewer than two briefings state a known one.

    Args:
        passages: Those put together.
        readings: What their briefings state, by source, each read with a number of its own.
    """
    found = [_member(one, readings[one.source]) for one in passages if one.source in readings]
    members = [one for one in found if one is not None]
    return verdict(members) if len({one.document for one in members}) > 1 else None


def origins(readings: Sequence[Statements]) -> int:
    """Return how many of the briefings are not copies of one another."""
    same = [
        (one, two)
        for one, two in itertools.combinations(range(len(readings)), 2)
        if copies(readings[one].shingles, readings[two].shingles)
    ]
    return len(set(roots(len(readings), same)))


def _member(passage: ClaimPassage, reading: Statements) -> Member | None:
    """Return what was read at a passage, None where nothing was."""
    place = (passage.start, passage.end)
    figures = (one for one in reading.figures if (one.start, one.end, one.value) == (*place, passage.value))
    deeds = (
        one
        for one in reading.deeds
        if (one.start, one.end) == place and passage.value in (one.value, one.dated)
    )
    return next(itertools.chain[Member](figures, deeds), None)
