"""Where an article states what others state, too, and the way from one such place to the next."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reeread.model.claim import Claim, ClaimPassage
from reeread.model.span import Span
from reeread.widgets.reader import Linked


class Stop(NamedTuple):
    """A place where one of the articles states a claim."""

    span: Span
    claim: Claim


def stops(claims: Iterable[Claim], source: str) -> tuple[Stop, ...]:
    """Return the places of one article, in the order of its text, the gravest first where several are one.

    Claims that were retracted count no more, nor do those that stand in no other article any longer.
    """
    found = {
        Stop(passage.span, claim)
        for claim in claims
        if claim.holds and len(claim.sources) > 1
        for passage in claim.passages
        if passage.source == source
    }
    return tuple(
        sorted(
            found,
            key=lambda stop: (
                stop.span.start,
                stop.span.end,
                -stop.claim.verdict.gravity,
                stop.claim.label,
            ),
        )
    )


def stop_at(places: Sequence[Stop], span: Span, kept: Claim | None) -> Stop | None:
    """Return the place under a cursor: that of the claim to keep, else that of the gravest; None where is none."""
    here = [stop for stop in places if stop.span.overlaps(span)]
    ranked = sorted(here, key=lambda stop: (stop.claim != kept, -stop.claim.verdict.gravity))
    return ranked[0] if ranked else None


def stop_beyond(places: Sequence[Stop], present: Stop | None, span: Span, by: int) -> Stop | None:
    """Return the next place, or the one before (-1), seen from a place or else from a cursor; None at the end."""
    if present in places:
        at = places.index(present) + by
        return places[at] if 0 <= at < len(places) else None
    if by > 0:
        return next((stop for stop in places if stop.span.start >= span.end), None)
    return next((stop for stop in reversed(places) if stop.span.start < span.start), None)


def linked(places: Iterable[Stop], lit: Claim | None) -> tuple[Linked, ...]:
    """Return the places as the reader draws them, those of one claim lit."""
    return tuple(Linked(stop.span, stop.claim.verdict, stop.claim == lit) for stop in places)


def ring(stop: Stop, source: str) -> tuple[ClaimPassage, ...]:
    """Return the passages of a claim in the order of a round through them.

    The one that the reader stands on comes first, then those of other articles, those that do not say the same
    before those that do.
    """
    own = own_passage(stop, source)
    others = [one for one in stop.claim.passages if one.source != source]
    return (own, *sorted(others, key=lambda one: one.says_as(own)))


def own_passage(stop: Stop, source: str) -> ClaimPassage:
    """Return the passage of an article that a place is of."""
    return next(one for one in stop.claim.passages if one.source == source and one.span == stop.span)
