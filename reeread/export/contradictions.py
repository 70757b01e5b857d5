"""Claims of a dossier that do not fit, as a summary tells them."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from reeread.model.claim import Claim
from reeread.model.ruling import Standing
from reeread.model.span import Span
from reeread.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """One of the briefings of a summary."""

    number: int
    """Among the sources, from 1."""
    title: str
    """A long one ends in an ellipsis."""
    starts: tuple[int, ...]
    """Where its sentences begin."""

    def place(self, span: Span) -> str:
        """Return where a passage stands, in sentences counted from 1: "sentence 4" or "sentences 4–6"."""
        first = max(1, bisect_right(self.starts, span.start))
        last = max(first, bisect_right(self.starts, span.end - 1))
        return f"sentence {first}" if first == last else f"sentences {first}–{last}"


@dataclass(frozen=True, slots=True)
class Said:
    """What one passage says of a claim."""

    value: str
    """As printed."""
    quote: str
    title: str
    place: str
    number: int
    """Of its briefing among the sources."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that does not fit, or that somebody retracted."""

    verdict: str
    """"conflict", "tension" or "retracted"."""
    label: str
    origins: int
    decided: str
    """What a person made of it, in words; empty where nobody did."""
    passages: tuple[Said, ...]


def contradiction(claim: Claim, sources: Mapping[str, Source]) -> Contradiction | None:
    """Return a claim as a summary tells it, None for one that fits or of which nothing is among the sources."""
    told = verdict(claim)
    if claim.standing is Standing.DISMISSED or told == Verdict.AGREE:
        return None
    passages = said(claim, sources)
    return (
        Contradiction(told, claim.label, claim.origins, decided(claim), passages)
        if len(passages) > 1
        else None
    )


def said(claim: Claim, sources: Mapping[str, Source]) -> tuple[Said, ...]:
    """Return what the passages of a claim say, those that stand in one of the sources."""
    return tuple(
        Said(one.value, one.text, source.title, source.place(one.span), source.number)
        for one in claim.passages
        if (source := sources.get(one.source)) is not None
    )


def verdict(claim: Claim) -> str:
    """Return its verdict in a word: "agree", "tension", "conflict", or "retracted"."""
    return "retracted" if claim.standing is Standing.RETRACTED else claim.verdict.value


def decided(claim: Claim) -> str:
    """Return what a person made of a claim, in words; "" where nobody did."""
    ruling = claim.ruling
    if ruling is None or ruling.standing is Standing.OPEN:
        return ""
    if ruling.standing is Standing.RETRACTED:
        return f"since {ruling.date}, by {ruling.author}: {ruling.reason}"
    return f"{ruling.standing} by {ruling.author}"
