"""How likely a passage says that something is, how sure of it, and whether its words go together."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.body import Block
from reeread.model.columns import Blocks
from reeread.model.extraction import Confidence, Likelihood, Mixture
from reeread.model.span import Span
from reeread.text.sentences import sentences

UNSAID = "likelihood not said"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a passage, or the sentences that it touches, says of a judgement."""

    likelihood: Likelihood | None
    """What the passage itself says, where it is speculation."""
    confidence: Confidence | None
    mixed: tuple[Mixture, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    confidence: Confidence | None
    mixed: tuple[Mixture, ...]


class _Spoken(NamedTuple):
    """A block in which something may be said."""

    start: int
    end: int
    number: int
    """Of the block among those of the article."""
    places: list[int]
    """Where, in code points of the body."""


_ORPHAN = AnchorState.ORPHAN.value
_STANDING = frozenset({AnchorState.ANCHORED.value, AnchorState.MOVED.value})
"""States in which the text reads as the quote does."""

NOTHING = Estimate(None, None, ())


class Estimates:
    """The estimates of one article; each block and sentence is read once, and only where a passage stands."""

    def __init__(self, body: str, blocks: Sequence[Block], phrases: tuple[str, ...] | None = None) -> None:
        """Begin with a body and its blocks; without any, nothing is said but by orphans.

        Args:
            body: The text.
            blocks: Its structure.
            phrases: Those of `extract.mixing.hints` that stand in it, if that is known.
        """
        self._body, self._structure, self._phrases = body, blocks, phrases
        self._read: dict[int, tuple[_Sentence, ...]] = {}

    def of(self, annotation: Annotation) -> Estimate:
        """Return what a passage says; an orphan, which stands nowhere, speaks for itself alone."""
        anchor = annotation.anchor
        return self.said(anchor.start, anchor.end, anchor.exact, annotation.tags, annotation.state)

    def said(self, start: int, end: int, exact: str, tags: Collection[str], state: str) -> Estimate:
        """Return the same of a passage that is no object."""
        likely = _likelihood(exact) if "speculation" in tags and self._may(start, end, state) else None
        if state == _ORPHAN:
            from reeread.extract.confidence import confidence
            from reeread.extract.mixing import mixed

            return Estimate(likely, confidence(exact), mixed(exact))
        sure: Confidence | None = None
        kinds: dict[str, Mixture] = {}
        for block in self._spoken:
            for sentence in self._sentences(block) if block.start < end and start < block.end else ():
                if sentence.span.start < end and start < sentence.span.end:
                    sure = sure or sentence.confidence
                    for one in sentence.mixed:
                        kinds.setdefault(one.kind, one)
        return Estimate(likely, sure, tuple(kinds.values())) if likely or sure or kinds else NOTHING

    def _may(self, start: int, end: int, state: str) -> bool:
        """Return whether a passage may say how likely something is, which one that stands does where the text does."""
        return state not in _STANDING or any(start <= place < end for place in self._places)

    @cached_property
    def _places(self) -> list[int]:
        from reeread.extract.mixing import places

        return sorted(places(self._body, self._phrases))

    @cached_property
    def _spoken(self) -> list[_Spoken]:
        """Return the blocks in which it may be said how likely or how sure something is, in order."""
        columns = Blocks.of(self._structure)
        found: dict[int, list[int]] = {}
        for place in self._places:
            found.setdefault(bisect_right(columns.starts, place) - 1, []).append(place)
        return [
            _Spoken(columns.starts[number], columns.ends[number], number, there)
            for number, there in found.items()
            if number >= 0
        ]

    def _sentences(self, spoken: _Spoken) -> tuple[_Sentence, ...]:
        """Return what those sentences of a block say that say anything; most say nothing, and cutting them takes long."""
        from reeread.extract.confidence import confidence
        from reeread.extract.mixing import mixed, telling

        if spoken.number not in self._read:
            body, read = self._body, []
            cut = telling(body[spoken.start : spoken.end], [place - spoken.start for place in spoken.places])
            for span in sentences(body, self._structure[spoken.number]) if cut else ():
                if any(span.start <= place < span.end for place in spoken.places):
                    text = span.within(body)
                    one = _Sentence(span, confidence(text), mixed(text))
                    if one.confidence or one.mixed:
                        read.append(one)
            self._read[spoken.number] = tuple(read)
        return self._read[spoken.number]


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
