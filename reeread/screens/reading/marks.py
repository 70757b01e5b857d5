"""New values from old ones after a deed: what the screen assigns so that its widgets repaint."""

from collections.abc import Sequence
from dataclasses import replace

from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing
from reeread.model.extraction import Decision, Highlight
from reeread.model.span import Span


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
    return tuple(replace(one, decision=decision) if one.span == span else one for one in highlights)


def with_decisions(highlights: Sequence[Highlight], stored: Sequence[Highlight]) -> tuple[Highlight, ...]:
    """Return the highlights with all decisions as they are stored."""
    decisions = {one.span: one.decision for one in stored}
    return tuple(
        one
        if one.decision is (decision := decisions.get(one.span, Decision.OPEN))
        else replace(one, decision=decision)
        for one in highlights
    )


def with_count(briefings: Sequence[Briefing], briefing: str, annotations: int) -> tuple[Briefing, ...]:
    """Return the briefings with the number of annotations of one changed."""
    return tuple(replace(one, annotations=annotations) if one.id == briefing else one for one in briefings)
