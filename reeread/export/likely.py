"""How likely a passage says that something is, how sure of it, and whether its words go together."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.briefing import Article
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


NOTHING = Estimate(None, None, ())


class Estimates:
    """The estimates of one article; each block and sentence is read once, and only where a passage stands."""

    def __init__(self, article: Article) -> None:
        from reeread.extract.mixing import hinted

        self._article = article
        self._spoken = hinted(article.body)
        self._read: dict[int, tuple[_Sentence, ...]] = {}

    def of(self, annotation: Annotation) -> Estimate:
        """Return what a passage says; an orphan, which stands nowhere, speaks for itself alone."""
        from reeread.extract.confidence import confidence
        from reeread.extract.mixing import mixed

        likely = likelihood(annotation)
        if annotation.state is AnchorState.ORPHAN:
            return Estimate(likely, confidence(annotation.anchor.exact), mixed(annotation.anchor.exact))
        span = annotation.span
        if not self._spoken:
            return Estimate(likely, None, ()) if likely else NOTHING
        sure: Confidence | None = None
        kinds: dict[str, Mixture] = {}
        for index in self._blocks(span.start, span.end):
            for sentence in self._sentences(index):
                if sentence.span.overlaps(span):
                    sure = sure or sentence.confidence
                    for one in sentence.mixed:
                        kinds.setdefault(one.kind, one)
        return Estimate(likely, sure, tuple(kinds.values()))

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self._article.blocks]

    def _blocks(self, start: int, end: int) -> Iterator[int]:
        """Yield the indices of the blocks that a stretch of the body touches."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            yield index
            index += 1

    def _sentences(self, index: int) -> tuple[_Sentence, ...]:
        """Return what the sentences of a block say that say anything."""
        from reeread.extract.confidence import confidence
        from reeread.extract.mixing import hinted, mixed

        if index not in self._read:
            body, block, read = self._article.body, self._article.blocks[index], []
            # Most blocks, as most articles, say nothing of the kind, and cutting them into sentences takes long.
            spoken = hinted(block.span.within(body))
            for span in sentences(body, block) if spoken else ():
                text = span.within(body)
                one = _Sentence(span, confidence(text), mixed(text))
                if one.confidence or one.mixed:
                    read.append(one)
            self._read[index] = tuple(read)
        return self._read[index]


def likelihood(annotation: Annotation) -> Likelihood | None:
    """Return what a passage of speculation says of its likelihood, None where it says nothing."""
    from reeread.extract.likelihood import likelihood as said

    return said(annotation.anchor.exact) if "speculation" in annotation.tags else None


def placed(likely: Likelihood | None) -> Likelihood | None:
    """Return the band in which a likelihood lies, its term the band's name."""
    from reeread.extract.likelihood import band as band_of

    return band_of(likely) if likely else None


def band(likely: Likelihood | None) -> str:
    """Return a band in words and percents: "likely, 55–80%"."""
    named = placed(likely)
    return f"{named.term}, {named.percents}" if named else UNSAID
