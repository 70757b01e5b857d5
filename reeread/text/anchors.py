"""How a passage is written down so that it can be found again."""

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span

CONTEXT = 32
"""Code points of context kept on either side of a quote."""


def anchor(body: str, span: Span) -> Anchor:
    """Return the anchor of a span of the body: position, exact quote and the context around it."""
    return Anchor(
        start=span.start,
        end=span.end,
        exact=body[span.start : span.end],
        prefix=body[max(0, span.start - CONTEXT) : span.start],
        suffix=body[span.end : span.end + CONTEXT],
    )


def occurrences(body: str, quote: str) -> list[Span]:
    """Return every place where the quote stands to the letter, overlapping ones too; none for an empty quote."""
    found: list[Span] = []
    at = body.find(quote) if quote else -1
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = body.find(quote, at + 1)
    return found


def found_again(body: str, anchor: Anchor) -> tuple[Span | None, AnchorState]:
    """Return where an anchored passage stands in another body, None where it does not, and how sure that is.

    A quote between its old contexts is where it was, or moved, if there is one such place. One that stands
    somewhere else only, or in several such places, is for review at the nearest.
    """
    places = occurrences(body, anchor.exact)
    if not places:
        return None, AnchorState.ORPHAN
    prefix, suffix = anchor.prefix, anchor.suffix
    sure = [
        place
        for place in places
        if body[max(0, place.start - len(prefix)) : place.start] == prefix
        and body[place.end : place.end + len(suffix)] == suffix
    ]
    if len(sure) == 1:
        return sure[0], AnchorState.ANCHORED if sure[0] == anchor.span else AnchorState.MOVED
    return min(sure or places, key=lambda place: abs(place.start - anchor.start)), AnchorState.REVIEW
