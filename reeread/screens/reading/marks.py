"""New values from old ones after a deed: what the screen assigns so that its widgets repaint."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing, TagCount
from reeread.model.extraction import Decision, Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag


def with_annotation(
    annotations: Sequence[Annotation], passage: Passage, author: str, annotation: Annotation | None
) -> tuple[Annotation, ...]:
    """Return the annotations with the author's one on a passage replaced, added, or gone (None)."""
    rest = [mark for mark in annotations if mark.author != author or mark.span != passage.span]
    if annotation is not None:
        rest.append(annotation)
        rest.sort(key=lambda mark: (mark.span.start, mark.span.end))
    return tuple(rest)


def with_decision(highlights: Sequence[Highlight], span: Span, decision: Decision) -> tuple[Highlight, ...]:
    """Return the highlights, which are in order, with the decision on one sentence changed."""
    return _changed(highlights, dict.fromkeys(_places(highlights, (span,)), decision))


def with_decisions(highlights: Sequence[Highlight], stored: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights, which are in order, with all decisions as they are stored."""
    # A long article has tens of thousands, of which few were ever decided on: the others are passed over.
    changes = {at: Decision.OPEN for at, one in enumerate(highlights) if one.decision is not Decision.OPEN}
    decisions = {one.span: one.decision for one in stored}
    changes |= {at: decisions[highlights[at].span] for at in _places(highlights, decisions)}
    return _changed(highlights, changes)


def _places(highlights: Sequence[Highlight], spans: Iterable[Span]) -> Iterator[int]:
    """Yield where among the highlights those of the spans are."""
    for span in spans:
        at = bisect_left(highlights, span.start, key=lambda one: one.start)
        if at < len(highlights) and highlights[at].span == span:
            yield at


def _changed(highlights: Sequence[Highlight], decisions: Mapping[int, Decision]) -> tuple[Highlight, ...]:
    """Return the highlights with decisions on some of them, by their places."""
    changed = list(highlights)
    for at, decision in decisions.items():
        changed[at] = changed[at]._replace(decision=decision)
    return tuple(changed)


def with_counts(briefing: Briefing, annotations: Sequence[Annotation], codebook: Sequence[Tag]) -> Briefing:
    """Return a briefing with the numbers of its annotations and their tags as they are now."""
    borne = Counter(tag for mark in annotations for tag in mark.tags)
    tags = tuple(TagCount(tag.name, borne[tag.name]) for tag in codebook if borne[tag.name])
    return briefing._replace(annotations=len(annotations), tags=tags)
