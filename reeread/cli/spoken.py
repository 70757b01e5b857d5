"""An article as a screen reader reads it: line after line, with everything that has a look said in words."""

from collections.abc import Iterable, Iterator, Sequence

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.body import Block, BlockKind, MarkKind
from reeread.model.briefing import Article, Briefing
from reeread.model.span import Span

_KINDS = {
    BlockKind.TITLE: "Title",
    BlockKind.HEADING: "Heading",
    BlockKind.ITEM: "Item",
    BlockKind.QUOTE: "Quotation",
    BlockKind.BYLINE: "By",
    BlockKind.DATELINE: "Date",
}


def spoken(article: Article, annotations: Sequence[Annotation]) -> Iterator[str]:
    """Yield the lines of an article: a head, then a line for each block; page furniture is left out.

    A passage begins with its tags in brackets and ends with "end" and the tags, or with its note. Whose it is
    is said where several people marked the article. What no longer stands in the text is told at the end.
    """
    standing = [one for one in annotations if one.state is not AnchorState.ORPHAN]
    yield from _head(article.briefing, annotations)
    several = len({one.author for one in annotations}) > 1
    said = [(one.span, *_said(one, several)) for one in standing]
    left_out = [Span(mark.start, mark.end) for mark in article.marks if mark.kind is MarkKind.FURNITURE]
    for block in article.blocks:
        marked = any(span.overlaps(block.span) for span, _, _ in said)
        if block.kind is BlockKind.FURNITURE or (block.kind is BlockKind.TITLE and not marked):
            continue
        words = _with_marks(article.body, block.span, said, left_out)
        if words:
            yield ""
            yield f"{_announced(block)}{words}"
    orphans = [one for one in annotations if one.state is AnchorState.ORPHAN]
    if orphans:
        yield ""
        yield "No longer in the text:"
    for one in orphans:
        begin, end = _said(one, several)
        yield f"{begin}{' '.join(one.anchor.exact.split())}{end}"


def _head(briefing: Briefing, annotations: Sequence[Annotation]) -> Iterator[str]:
    """Yield what is known of the briefing before its first word, a line each."""
    derived = ", made from the first sentence" if briefing.title_derived else ""
    yield f"Title{derived}: {' '.join(briefing.title.split())}"
    if briefing.byline:
        yield f"By: {briefing.byline}"
    yield f"Published: {briefing.published[:10] or 'no date known'}"
    minutes = f"{briefing.minutes} minute{'s' * (briefing.minutes > 1)}"
    yield f"Length: {briefing.characters:,} characters, {minutes}"
    graded = f", graded {briefing.grade.words}" if briefing.grade else ""
    yield f"Source: {briefing.source}{graded}"
    counts = ", ".join(f"{count.tag} {count.number}" for count in briefing.tags)
    number = len(annotations)
    passages = f"{number} passage{'s' * (number != 1)}" if number else "none"
    yield f"Marked: {passages}{f': {counts}' if counts else ''}"


def _announced(block: Block) -> str:
    """Return what is said before a block."""
    if block.kind not in _KINDS:
        return ""
    level = f" level {block.level}" if block.level > 1 else ""
    return f"{_KINDS[block.kind]}{level}: "


def _said(annotation: Annotation, several: bool) -> tuple[str, str]:
    """Return what is said before and after a passage."""
    tags = annotation.label
    grade = f", credibility {annotation.grade.words}" if annotation.grade else ""
    by = f" by {annotation.author}" if several else ""
    review = ", to be reviewed" if annotation.state is AnchorState.REVIEW else ""
    note = f". Note: {' '.join(annotation.note.split())}" if annotation.note else ""
    return f"[{tags}{by}{grade}{review}] ", f" [end {tags}{note}]"


def _with_marks(
    body: str, block: Span, said: Iterable[tuple[Span, str, str]], left_out: Iterable[Span]
) -> str:
    """Return the text of a block on one line, with what is said at the borders of passages.

    A passage that goes beyond the block is begun and ended in each block that it touches.
    """
    pieces: list[tuple[int, int, int, str]] = []
    for span, begin, end in said:
        if span.overlaps(block):
            first, last = max(span.start, block.start), min(span.end, block.end)
            pieces.append((first, 1, -last, begin))  # of two that begin together the longer comes first
            pieces.append((last, 0, -first, end))  # and of two that end together the shorter
    text: list[str] = []
    at = block.start
    for offset, begins, _, words in sorted(pieces):
        before = _without(body, Span(at, offset), left_out)
        kept = before if begins else before.rstrip()  # white space at the end of a passage stands behind it
        text += (kept, words, before[len(kept) :])
        at = offset
    text.append(_without(body, Span(at, block.end), left_out))
    return " ".join("".join(text).split())


def _without(body: str, span: Span, left_out: Iterable[Span]) -> str:
    """Return the text of a span without the stretches to leave out."""
    kept, at = [], span.start
    for one in left_out:
        if one.overlaps(span):
            kept.append(body[at : max(at, one.start)])
            at = min(span.end, max(at, one.end))
    return "".join((*kept, body[at : span.end]))
