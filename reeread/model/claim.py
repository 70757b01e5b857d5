"""Passages of several briefings that state the same thing, and whether they fit."""

from collections import Counter
from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from reeread.model.annotation import AnchorState
from reeread.model.ruling import Ruling, Standing
from reeread.model.span import Span
from reeread.model.verdict import Verdict


class ClaimPassage(NamedTuple):
    """One place where a claim is stated."""

    source: str
    """The path or the briefing's id."""
    start: int
    """Of the stating sentence or clause, in code points of the body; `end` is exclusive."""
    end: int
    text: str
    value: str
    """The figure, date or verb as printed in the passage; verb and day where days differ."""
    low: float | None
    """Bounds in base units; None where open, and both None for a claim without a figure."""
    high: float | None
    unit: str
    state: AnchorState = AnchorState.ANCHORED
    """How sure it is that a passage that somebody decided on still stands here."""

    @property
    def span(self) -> Span:
        """Return the stretch of the body that states the claim."""
        return Span(self.start, self.end)

    def says_as(self, other: "ClaimPassage") -> bool:
        """Return whether both say the same: bounds that share more than an end, or no figures at all."""
        if (self.low, self.high) == (other.low, other.high):
            return True
        low, high = max(_low(self), _low(other)), min(_high(self), _high(other))
        return self.unit == other.unit and low < high


class Claim(NamedTuple):
    """What two briefings or more say of one thing."""

    label: str
    """A few words of the passages that name what is claimed."""
    verdict: Verdict
    origins: int
    """How many of the sources are not copies of one another."""
    passages: tuple[ClaimPassage, ...]
    ruling: Ruling | None = None
    """What a person decided on it, None if nobody has."""
    lost: tuple[ClaimPassage, ...] = ()
    """Passages that somebody decided on and that no longer stand in their briefing; as they stood then."""

    @property
    def id(self) -> str:
        """Return what it is known by: the id of what was decided, else eight characters made of its passages."""
        if self.ruling is not None:
            return self.ruling.id
        from hashlib import sha256  # needed for lists of claims only

        named = sorted(f"{one.source} {one.start} {one.end} {one.value}" for one in self.passages)
        return sha256("\n".join(named).encode()).hexdigest()[:8]

    @property
    def standing(self) -> Standing:
        """Return what a person made of it."""
        return self.ruling.standing if self.ruling is not None else Standing.OPEN

    @property
    def holds(self) -> bool:
        """Return whether it counts: nobody has dismissed or retracted it."""
        return self.standing in {Standing.OPEN, Standing.CONFIRMED}

    @property
    def unsure(self) -> bool:
        """Return whether a passage that somebody decided on must be looked at again, as its briefing changed."""
        return bool(self.lost) or any(one.state is AnchorState.REVIEW for one in self.passages)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources that state it, in order of their first passage."""
        return tuple(dict.fromkeys(passage.source for passage in self.passages))

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """Return the sources in groups that say the same, the largest first; one group where all agree."""
        if self.verdict is Verdict.AGREE:
            return (self.sources,)
        sides: list[set[str]] = []
        for source in self.sources:
            joined = {source}
            for side in [side for side in sides if self._fits(source, side)]:
                joined |= side
                sides.remove(side)
            sides.append(joined)
        ordered = [tuple(source for source in self.sources if source in side) for side in sides]
        return tuple(sorted(ordered, key=lambda side: (-len(side), self.sources.index(side[0]))))

    def _fits(self, source: str, side: set[str]) -> bool:
        own = [passage for passage in self.passages if passage.source == source]
        theirs = [passage for passage in self.passages if passage.source in side]
        return any(one.says_as(other) for one in own for other in theirs)


class Disputes(NamedTuple):
    """How many claims do not fit together."""

    conflict: int = 0
    tension: int = 0

    @classmethod
    def among(cls, claims: Iterable[Claim]) -> "Disputes":
        """Return those among some claims; what somebody dismissed or retracted does not count."""
        verdicts = Counter(claim.verdict for claim in claims if claim.holds)
        return cls(verdicts[Verdict.CONFLICT], verdicts[Verdict.TENSION])


def disputes(claims: Iterable[Claim]) -> dict[str, Disputes]:
    """Return for each source of a claim that does not fit how many it states."""
    stated: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.verdict is not Verdict.AGREE and claim.holds:
            for source in claim.sources:
                stated.setdefault(source, []).append(claim)
    return {source: Disputes.among(some) for source, some in stated.items()}


def _low(passage: ClaimPassage) -> float:
    return -inf if passage.low is None else passage.low


def _high(passage: ClaimPassage) -> float:
    return inf if passage.high is None else passage.high
