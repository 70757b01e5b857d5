"""How a passage is written down so that it can be found again."""

from reeread.model.annotation import Anchor
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
