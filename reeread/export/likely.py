"""How likely a passage says that something is, how sure of it, and whether its words go together."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.body import Block
from reeread.model.extraction import Confidence, Likelihood, Mixture

if TYPE_CHECKING:  # read only where somebody asks how likely something is
    from reeread.extract.mixing import Judgement, Spot

UNSAID = "likelihood not said"
ASKED = "speculation"
"""The tag of passages that are asked how likely something is."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a passage, or the sentences that it touches, says of a judgement."""

    likelihood: Likelihood | None
    """What the passage itself says, where it is speculation."""
    confidence: Confidence | None
    mixed: tuple[Mixture, ...]


_ORPHAN = AnchorState.ORPHAN.value
STANDING = frozenset({AnchorState.ANCHORED.value, AnchorState.MOVED.value})
"""States in which the text reads as the quote does."""

NOTHING = Estimate(None, None, ())


class Estimates:
    """The estimates of one article; each block and sentence is read once, and only where a passage stands."""

    def __init__(self, body: str, blocks: Sequence[Block], *, silent: bool = False) -> None:
        """Begin with a body and its blocks; nothing is read of them before a passage is asked for."""
        self.silent = silent
        """Whether not even speculation has an estimate."""
        self._body, self._structure = body, blocks
        self.quiet = not body
        """Whether the text says nothing: only speculation and orphans may have an estimate, which is their own."""
        self._read: dict[int, list[Judgement]] = {}

    def of(self, annotation: Annotation) -> Estimate:
        """Return what a passage says; an orphan, which stands nowhere, speaks for itself alone."""
        anchor = annotation.anchor
        return self.said(anchor.start, anchor.end, anchor.exact, annotation.tags, annotation.state)

    def said(self, start: int, end: int, exact: str, tags: Collection[str], state: str) -> Estimate:
        """Return the same of a passage that is no object."""
        likely = _likelihood(exact) if ASKED in tags and self._may(start, end, state) else None
        if state == _ORPHAN:
            from reeread.extract.confidence import confidence
            from reeread.extract.mixing import mixed

            return Estimate(likely, confidence(exact), mixed(exact))
        sure: Confidence | None = None
        kinds: dict[str, Mixture] = {}
        for spot in self._touched(start, end):
            for said in self._judgements(spot):
                if said.span.start < end and start < said.span.end:
                    sure = sure or said.confidence
                    for one in said.mixed:
                        kinds.setdefault(one.kind, one)
        return Estimate(likely, sure, tuple(kinds.values())) if likely or sure or kinds else NOTHING

    def _may(self, start: int, end: int, state: str) -> bool:
        """Return whether a passage may say how likely something is, which one that stands does where the text does."""
        if state not in STANDING:
            return True
        if self.quiet:
            return not self.silent
        from reeread.extract.mixing import holds

        return any(
            holds(spot.places, start - spot.start, end - spot.start) for spot in self._touched(start, end)
        )

    def _touched(self, start: int, end: int) -> "list[Spot]":
        """Return the blocks, of those in which something may be said, that a passage touches."""
        first, starts = max(0, bisect_right(self._starts, start) - 1), self._starts
        return [one for one in self._spots[first : bisect_left(starts, end)] if start < one.end]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._spots]

    @cached_property
    def _spots(self) -> "list[Spot]":
        from reeread.extract.mixing import spots

        return spots(self._body, self._structure)

    def _judgements(self, spot: "Spot") -> "list[Judgement]":
        """Return the sentences of a block that say something."""
        from reeread.extract.mixing import judgements

        if spot.number not in self._read:
            self._read[spot.number] = judgements(self._body, self._structure, spot)
        return self._read[spot.number]


QUIET = Estimates("", ())
"""Of a text that says at most how likely something is: a passage speaks for itself alone."""
SILENT = Estimates("", (), silent=True)
"""Of one that says nothing: only orphans speak."""


def _likelihood(exact: str) -> Likelihood | None:
    from reeread.extract.likelihood import likelihood

    return likelihood(exact)


def placed(likely: Likelihood | None) -> Likelihood | None:
    """Return the band in which a likelihood lies, its term the band's name."""
    from reeread.extract.likelihood import band as band_of

    return band_of(likely) if likely else None


def band(likely: Likelihood | None) -> str:
    """Return a band in words and percents: "likely, 55–80%"."""
    named = placed(likely)
    return f"{named.term}, {named.percents}" if named else UNSAID
