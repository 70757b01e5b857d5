"""Where the look of a row's text changes."""

from collections.abc import Iterator
from itertools import pairwise

from reeread.model.body import BlockKind, MarkKind
from reeread.model.extraction import Decision
from reeread.model.span import Span
from reeread.text.layout import Table
from reeread.widgets.reader.palette import UNKNOWN, Look
from reeread.widgets.reader.scene import Scene

_KINDS = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.BYLINE: "byline",
    BlockKind.DATELINE: "byline",
    BlockKind.FURNITURE: "furniture",
}
_MARKED = {
    MarkKind.EMPHASIS: "emphasis",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
    MarkKind.LINK: "link",
    MarkKind.FURNITURE: "furniture",
}


def stretches(span: Span, kind: BlockKind, scene: Scene, table: Table, base: int) -> list[tuple[Span, Look]]:
    """Return the text of a row, cut where its look changes, but never inside a grapheme.

    The span is the row's in the body; the table is its own, and counts from `base`.
    """
    classes: list[tuple[Span, str]] = []
    tints: list[tuple[Span, tuple[str, ...]]] = []
    over: list[tuple[Span, str]] = []
    lifts: list[Span] = []
    for each, name in _classes(span, scene):
        classes.extend((part, name) for part in _clipped(each, span, table, base))
    for each, colors in _tints(span, scene):
        tints.extend((part, colors) for part in _clipped(each, span, table, base))
    for each, name in _over(span, scene):
        over.extend((part, name) for part in _clipped(each, span, table, base))
    if scene.unit is not None:
        lifts.extend(_clipped(scene.unit, span, table, base))
    parts = [part for part, _ in (*classes, *tints, *over)] + lifts
    edges = sorted({span.start, span.end, *(part.start for part in parts), *(part.end for part in parts)})
    found: list[tuple[Span, Look]] = []
    for start, end in pairwise(edges):
        # The innermost annotation gives the tint, the last that was laid on top is seen.
        colors = next((colors for part, colors in reversed(tints) if part.holds(start)), ())
        look = Look(
            _KINDS.get(kind, "text"),
            tuple(dict.fromkeys(name for part, name in classes if part.holds(start))),
            colors,
            any(part.holds(start) for part in lifts),
            next((name for part, name in reversed(over) if part.holds(start)), ""),
        )
        found.append((Span(start, end), look))
    return found


def _classes(span: Span, scene: Scene) -> Iterator[tuple[Span, str]]:
    """Yield inline marks and the cues of suggestions that were not dismissed."""
    for mark in scene.marks.over(span):
        yield mark.span, _MARKED[mark.mark.kind]
    for highlight in scene.highlights.over(span):
        if highlight.decision is not Decision.DISMISSED:
            for suggestion in highlight.tags:
                yield from ((Span(cue.start, cue.end), "cue") for cue in suggestion.cues if not cue.negated)


def _tints(span: Span, scene: Scene) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield annotations with the colours of their tags."""
    colors = {tag.name: tag.color for tag in scene.codebook}
    for annotation in scene.annotations.over(span):
        yield annotation.span, tuple(colors.get(name, UNKNOWN) for name in annotation.tags) or (UNKNOWN,)


def _over(span: Span, scene: Scene) -> Iterator[tuple[Span, str]]:
    """Yield what lies on top of the text, what hides the rest last."""
    yield from ((each.span, "partner") for each in scene.linked.over(span) if each.lit)
    if scene.matches is not None:
        yield from ((match, "match") for match in scene.matches.over(span))
    if scene.match is not None:
        yield scene.match, "match-current"
    if scene.selection is not None:
        yield scene.selection, "selection"
    if scene.caret is not None:
        yield Span(scene.caret, scene.caret + 1), "caret"
    yield from ((each, "label") for each, _ in scene.labels)


def _clipped(each: Span, span: Span, table: Table, base: int) -> Iterator[Span]:
    """Yield the part of a stretch that lies in the row, widened to whole graphemes, if there is one."""
    if each.overlaps(span):
        start = base + table.snap(max(each.start, span.start) - base)
        end = base + table.snap(min(each.end, span.end) - base, forward=True)
        yield Span(start, end)
