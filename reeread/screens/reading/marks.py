"""New values from old ones after a deed: what the screen assigns so that its widgets repaint."""

from collections import Counter
from collections.abc import Sequence

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
    """Return the highlights with the decision on one sentence changed."""
    return tuple(one._replace(decision=decision) if one.span == span else one for one in highlights)


def with_decisions(highlights: Sequence[Highlight], stored: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights with all decisions as they are stored."""
    decisions = {one.span: one.decision for one in stored}
    return tuple(
        one
        if one.decision is (decision := decisions.get(one.span, Decision.OPEN))
        else one._replace(decision=decision)
        for one in highlights
    )


def with_counts(
    briefings: Sequence[Briefing], briefing: str, annotations: Sequence[Annotation], codebook: Sequence[Tag]
) -> tuple[Briefing, ...]:
    """Return the briefings with the numbers of annotations and tags of one as they are now."""
    borne = Counter(tag for mark in annotations for tag in mark.tags)
    tags = tuple(TagCount(tag.name, borne[tag.name]) for tag in codebook if borne[tag.name])
    return tuple(
        one._replace(annotations=len(annotations), tags=tags) if one.id == briefing else one
        for one in briefings
    )
