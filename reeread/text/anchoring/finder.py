"""Finding passages of one text again in another."""

from functools import cached_property
from typing import NamedTuple

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.text.anchoring.alignment import Alignment
from reeread.text.anchoring.bounds import bounds
from reeread.text.anchoring.folding import Folded
from reeread.text.anchoring.likeness import likeness
from reeread.text.anchoring.search import Search, merged

_QUOTE, _CONTEXT, _POSITION = 0.55, 0.40, 0.05
_SURE, _UNSURE = 0.75, 0.55
"""Scores from which a place is taken, and is worth a look."""
_RIVAL = 0.03
_LIKE = 0.65
"""How much of a passage must stand where it stood for it to be the same one."""
_HARDLY = 0.55
"""What unrelated sentences seldom reach."""
_KNOWN = 0.7
"""How much of a context must stand for it to be the same one."""
_SHORTEST, _LONGEST = 0.5, 1.6
_SHORT = 20
"""Characters under which a passage may well be another one with the same words."""
_FEW = 12
"""Characters under which other words are another passage."""
_ROOM = 64
_NEAR = 24
"""Characters of context that are compared at least: where less was kept, the text began or ended."""


class Place(NamedTuple):
    """Where a passage may stand in the body, and how well that fits, from 0 to 1."""

    span: Span
    score: float


class Found(NamedTuple):
    """Where a passage stands in the body, None for an orphan, and how sure that is."""

    span: Span | None
    state: AnchorState
    score: float


class _Fit(NamedTuple):
    """How well a place fits: quote, better context, all together; and whether another old passage became it."""

    span: Span
    quote: float
    context: float
    score: float
    taken: bool


class _Sought(NamedTuple):
    """An anchor in folded text, where it stood and where it is expected."""

    quote: str
    prefix: str
    suffix: str
    was: Span | None
    room: Span
    """What is now between what stood before it and what stood after it; where it is expected, if nothing is known."""


class Finder:
    """Finds anchored passages in a body; what it takes to compare two bodies is worked out once.

    Args:
        body: Where to look.
        old: The body that the anchors are of, None where it is not at hand.
    """

    def __init__(self, body: str, old: str | None = None) -> None:
        self._body, self._old = body, old

    def find(self, anchor: Anchor) -> Found:
        """Return where an anchored passage stands.

        What stands in its place between its contexts is it. What became of it there, by comparison with the
        old body, is it if it is still like it. Else it is looked for in what the new body has that the old one
        had not; what another passage of the old body became is never taken for it.
        """
        start = anchor.start - len(anchor.prefix)
        if start >= 0 and self._body.startswith(anchor.prefix + anchor.exact + anchor.suffix, start):
            return Found(anchor.span, AnchorState.ANCHORED, 1.0)
        sought = self._sought(anchor)
        if not sought.quote.strip():
            return Found(None, AnchorState.ORPHAN, 0.0)
        fit, sure = self._best(sought)
        if fit is None:
            return Found(None, AnchorState.ORPHAN, 0.0)
        span = self._outside(fit.span)
        if not sure:
            return Found(span, AnchorState.REVIEW, fit.score)
        same = span == anchor.span and span.within(self._body) == anchor.exact
        return Found(span, AnchorState.ANCHORED if same else AnchorState.MOVED, fit.score)

    def places(self, anchor: Anchor, most: int = 9) -> list[Place]:
        """Return where an anchored passage may stand, the best place first, for a person to choose from."""
        sought = self._sought(anchor)
        if not sought.quote.strip():
            return []
        image = self._image(sought)
        fits = [*([image] if image else []), *self._fits(sought)]
        ranked = _apart(sorted(fits, key=lambda one: (one.taken, -one.score)))
        return [Place(self._outside(one.span), one.score) for one in ranked[:most] if one.quote >= _HARDLY]

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self._body)

    @cached_property
    def _before(self) -> Folded | None:
        return None if self._old is None else Folded(self._old)

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self._before.text if self._before else "", self._folded.text)

    @cached_property
    def _search(self) -> Search:
        text = self._folded.text
        return Search(text, merged(self._alignment.fresh(), _ROOM, len(text)))

    def _sought(self, anchor: Anchor) -> _Sought:
        quote, prefix, suffix = (Folded(one).text for one in (anchor.exact, anchor.prefix, anchor.suffix))
        if self._before is None:
            expected = self._folded.inside(min(anchor.start, len(self._body)))
            return _Sought(quote, prefix, suffix, None, Span(expected, expected))
        was = Span(self._before.inside(anchor.start), self._before.inside(anchor.end))
        return _Sought(quote, prefix, suffix, was, self._alignment.room(was))

    def _outside(self, span: Span) -> Span:
        """Return a span of the folded text as one of the body."""
        return Span(self._folded.start(span.start), self._folded.end(span.end))

    def _image(self, sought: _Sought) -> _Fit | None:
        """Return what became of the passage where it stood, if it can be told."""
        if sought.was is None or self._before is None:
            return None
        image = self._alignment.image(sought.was)
        if image is None or not _SHORTEST <= len(image) / len(sought.quote) <= _LONGEST:
            return None
        return self._fit(bounds(self._before.text, sought.was, self._folded.text, image), sought)

    def _best(self, sought: _Sought) -> tuple[_Fit | None, bool]:
        """Return the best place that no other passage became, and whether it is beyond doubt."""
        image = self._image(sought)
        there = image is not None and image.quote >= _LIKE
        if image is not None and there and image.context >= _KNOWN:
            return image, len(sought.quote) >= _FEW or image.quote == 1
        free = [one for one in self._fits(sought) if not one.taken and one.quote >= _LIKE]
        if image is not None and there:
            rivals = [one for one in free if not one.span.overlaps(image.span)]
            best = max([image, *rivals], key=lambda one: one.score)
            alone = all(one.score < image.score - _RIVAL for one in rivals)
            return best, alone and len(sought.quote) >= _SHORT
        ranked = _apart(sorted(free, key=lambda one: -one.score))
        if not ranked or ranked[0].score < _UNSURE:
            return None, False
        best, others = ranked[0], ranked[1:]
        rewritten = image is not None and image.quote >= _HARDLY
        copied = best.quote < 1 and any(one.quote == 1 for one in others)
        rivalled = copied or any(one.score > best.score - _RIVAL for one in others)
        moved = sought.was is not None and best.quote == 1 and len(sought.quote) >= _SHORT
        known = best.context >= _KNOWN and best.score >= _SURE
        return best, not rivalled and not rewritten and (moved or known)

    def _fits(self, sought: _Sought) -> list[_Fit]:
        places = self._search.places(sought.quote, sought.prefix, sought.suffix, sought.room)
        return [self._fit(one, sought) for one in dict.fromkeys(places)]

    def _fit(self, span: Span, sought: _Sought) -> _Fit:
        text = self._folded.text
        quote = likeness(sought.quote, span.within(text))
        before, after = max(len(sought.prefix), _NEAR), max(len(sought.suffix), _NEAR)
        contexts = [
            likeness(sought.prefix, text[max(0, span.start - before) : span.start]),
            likeness(sought.suffix, text[span.end : span.end + after]),
        ]
        if sought.was is None and not sought.prefix and not sought.suffix:
            contexts = []  # somebody else kept none
        near = 1 - abs(span.start - sought.room.start) / max(1, len(text))
        context = sum(contexts) / len(contexts) if contexts else quote
        score = _QUOTE * quote + _CONTEXT * context + _POSITION * near
        return _Fit(span, quote, max(contexts, default=0.0), score, self._is_taken(span, sought))

    def _is_taken(self, span: Span, sought: _Sought) -> bool:
        """Return whether a place is what another passage of the old body became."""
        if sought.was is None or self._before is None:
            return False
        origin = self._alignment.origin(span)
        if origin is None or origin.overlaps(sought.was):
            return False
        if not _SHORTEST <= len(origin) / len(span) <= _LONGEST:
            return False
        return likeness(origin.within(self._before.text), span.within(self._folded.text)) >= _LIKE


def _apart(fits: list[_Fit]) -> list[_Fit]:
    """Return fits without those that overlap a better one, which comes first."""
    apart: list[_Fit] = []
    for one in fits:
        if not any(one.span.overlaps(other.span) for other in apart):
            apart.append(one)
    return apart
