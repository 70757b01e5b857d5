"""How a row of the article is drawn: its text, its gutter, its margin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from reeread.model.annotation import Annotation
from reeread.model.body import BlockKind, Mark, MarkKind
from reeread.model.extraction import Decision, Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.text import layout
from reeread.text.display import line as one_line
from reeread.text.graphemes import cells, graphemes, width
from reeread.widgets.reader.spans import Ordered, Spans
from reeread.widgets.reader.view import Line, LineKind

LETTERS = 3
"""How many tag letters the gutter has room for."""
GUTTER = LETTERS + 3
"""Cells before the text: letters, the sign of a note, the bar of the cursor, a blank."""
MARGIN = 8
"""Cells after the text in which a likelihood finds room."""

_NOTE, _BAR, _EXTENT, _MORE = "✎", "▎", "│", "+"
_TINT, _TINT_LIFTED = 0.22, 0.34
_ON_TOP = frozenset({"selection", "match", "match-current", "partner", "caret"})
_KINDS = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.BYLINE: "byline",
    BlockKind.DATELINE: "byline",
    BlockKind.FURNITURE: "furniture",
}

COMPONENTS = {
    f"reader--{name}"
    for name in (
        *(
            "text",
            "title",
            "heading",
            "quote",
            "byline",
            "furniture",
            "fold",
            "note",
            "likelihood",
            "suggested",
        ),
        *("cursor", "bar", "caret", "selection", "match", "match-current", "cue", "partner"),
        *("strong", "emphasis", "code", "link"),
    )
}


@dataclass(slots=True)
class Scene:
    """All that is drawn over the text."""

    annotations: Spans[Annotation] = field(default_factory=lambda: Spans(()))
    highlights: Ordered[Highlight] = field(default_factory=lambda: Ordered(()))
    marks: Spans["_Marked"] = field(default_factory=lambda: Spans(()))
    matches: "Matches | None" = None
    codebook: tuple[Tag, ...] = ()
    unit: Span | None = None
    """The sentence under the cursor."""
    selection: Span | None = None
    caret: int | None = None
    """Where the moving end of the selection stands."""
    match: Span | None = None
    """The match that the reader stands on."""
    partners: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marked:
    mark: Mark

    @property
    def span(self) -> Span:
        """Return the stretch that bears the mark."""
        return Span(self.mark.start, self.mark.end)


def marked(marks: Iterable[Mark]) -> Spans[_Marked]:
    """Return inline marks so that those of a row are found quickly."""
    return Spans(_Marked(mark) for mark in marks)


class Matches:
    """Where a pattern was found, in order and without overlaps."""

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.starts)

    def over(self, span: Span) -> list[Span]:
        """Return the matches that share at least one code point with the span."""
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return [Span(self.starts[at], self.ends[at]) for at in range(first, last)]


@dataclass(frozen=True, slots=True)
class _Look:
    """All that decides the style of one stretch of text."""

    kind: str
    classes: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    lifted: bool = False
    over: str = ""
    sign: str = ""
    """The colour of a sign in the gutter."""


class Painter:
    """Draws rows; made anew when the look of the widget changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._background, self._color = widget.background_colors[1], widget.colors[1]
        self._plain = Style.from_color(self._color.rich_color, self._background.rich_color)
        self._monochrome = widget.app.no_color
        self._component = lru_cache(maxsize=None)(self._component_style)
        self._style = lru_cache(maxsize=2048)(self._look_style)

    def strip(self, line: Line | None, scene: Scene, left: int, measure: int, total: int) -> Strip:
        """Return one row of so many cells, its text beginning after the left margin and the gutter."""
        if line is None or line.kind is LineKind.GAP:
            return Strip([Segment(" " * total, self._plain)], total)
        segments = [Segment(" " * left, self._plain)]
        if line.kind is LineKind.TEXT:
            segments += self._gutter(line, scene)
            used = self._text(line, scene, segments)
            room = total - left - GUTTER - measure
            if room >= MARGIN and (words := _likelihood(line, scene)):
                segments.append(Segment(" " * (measure - used + 2), self._plain))
                segments.append(Segment(words, self._component("likelihood")))
                used = measure + 2 + len(words)
        else:
            segments.append(Segment(" " * GUTTER, self._plain))
            words, name = _aside(line)
            words = _fitted(words, measure)
            used = width(words)
            segments.append(Segment(words, self._component(name)))
        rest = total - left - GUTTER - used
        if rest > 0:
            segments.append(Segment(" " * rest, self._plain))
        return Strip(segments, total)

    def _text(self, line: Line, scene: Scene, segments: list[Segment]) -> int:
        """Append the row's text and return the cells it takes, with its indent."""
        used = line.indent
        laid, row = line.laid, line.row
        if used:
            lead = " " * used
            if laid.piece.kind is BlockKind.QUOTE:
                lead = "▏" + lead[1:]
            elif laid.bullet and line.index == 0:
                lead = lead[:-2] + "• "
            segments.append(Segment(lead, self._component("byline")))
        base = laid.piece.start
        span = Span(base + row.start, base + row.stop)
        table = layout.table(laid.text, row) if "\t" in laid.text else None
        for start, end, look in _stretches(line, span, scene):
            text = laid.text[start - base : end - base]
            if table is not None and "\t" in text:
                text = _untabbed(text, table.cell(start - base))
            segments.append(Segment(text, self._style(look)))
        return used + row.width

    def _gutter(self, line: Line, scene: Scene) -> list[Segment]:
        """Return letters of tags and suggestions, the sign of a note and the bar of the cursor."""
        span = line.span
        signs = _signs(line, span, scene)
        if len(signs) > LETTERS:
            signs = [*signs[: LETTERS - 1], (_MORE, "", "byline")]
        segments = [Segment(" " * (LETTERS - len(signs)), self._plain)]
        for sign, color, name in signs:
            style = self._style(_Look("text", sign=color)) if color else self._component(name)
            segments.append(Segment(sign, style))
        noted = any(each.note and span.holds(each.span.start) for each in scene.annotations.over(span))
        segments.append(Segment(_NOTE if noted else " ", self._component("note")))
        here = scene.unit is not None and scene.unit.overlaps(span)
        segments.append(Segment(_BAR if here else " ", self._component("bar")))
        segments.append(Segment(" ", self._plain))
        return segments

    def _component_style(self, name: str) -> Style:
        return self._style(_Look(name))

    def _look_style(self, look: _Look) -> Style:
        """Return the style of a stretch: the block's, the marks over it, tags as a tint, then what is on top."""
        background, color, attributes = self._background, self._color, Style()
        names = [look.kind, *look.classes, *(["cursor"] if look.lifted else [])]
        for name in names:
            background, color, attributes = self._laid_over(name, background, color, attributes)
        if look.colors and not self._monochrome:
            tint = _mixed(look.colors)
            if background.ansi is None:
                background = background.blend(tint, _TINT_LIFTED if look.lifted else _TINT)
            else:  # the terminal's own colours cannot be mixed with
                color = tint
        if look.sign:
            color, attributes = Color.parse(look.sign), attributes + Style(bold=True)
        if look.over:
            background, color, attributes = self._laid_over(look.over, background, color, attributes)
        if self._monochrome and (look.lifted != (look.over in _ON_TOP)):
            attributes += Style(reverse=True)
        shown = color if color.ansi is not None or background.ansi is not None else background + color
        return Style.from_color(shown.rich_color, background.rich_color) + attributes

    def _laid_over(
        self, name: str, background: Color, color: Color, attributes: Style
    ) -> tuple[Color, Color, Style]:
        """Return the colours and attributes with a component class laid over them."""
        styles = self._widget.get_component_styles(f"reader--{name}")
        if styles.has_rule("background"):
            background = background + styles.background
        if styles.has_rule("color"):
            color = styles.color
        return background, color, attributes + styles.text_style


def _stretches(line: Line, span: Span, scene: Scene) -> list[tuple[int, int, _Look]]:
    """Return the row's text cut where its look changes, as offsets of the body."""
    kind = _KINDS.get(line.laid.piece.kind, "text")
    layers: list[tuple[Span, str, str]] = []
    layers.extend((each.span, "class", _MARKED[each.mark.kind]) for each in scene.marks.over(span))
    colors = {tag.name: tag.color for tag in scene.codebook}
    for annotation in scene.annotations.over(span):
        shown = [colors[name] for name in annotation.tags if name in colors] or ["#808080"]
        layers.extend((annotation.span, "color", color) for color in shown)
    for highlight in scene.highlights.over(span):
        if highlight.decision is not Decision.DISMISSED:
            layers.extend(
                (Span(cue.start, cue.end), "class", "cue")
                for suggestion in highlight.tags
                for cue in suggestion.cues
                if not cue.negated
            )
    if scene.unit is not None:
        layers.append((scene.unit, "lift", ""))
    layers.extend((partner, "over", "partner") for partner in scene.partners)
    if scene.matches is not None:
        layers.extend((match, "over", "match") for match in scene.matches.over(span))
    if scene.match is not None:
        layers.append((scene.match, "over", "match-current"))
    if scene.selection is not None:
        layers.append((scene.selection, "over", "selection"))
    if scene.caret is not None:
        layers.append((Span(scene.caret, scene.caret + 1), "over", "caret"))
    layers = [layer for layer in layers if layer[0].overlaps(span)]
    edges = sorted(
        {span.start, span.end}
        | {each.start for each, _, _ in layers if each.start > span.start}
        | {each.end for each, _, _ in layers if each.end < span.end}
    )
    found: list[tuple[int, int, _Look]] = []
    for start, end in pairwise(edges):
        on = [(what, value) for each, what, value in layers if each.start <= start and end <= each.end]
        over = [value for what, value in on if what == "over"]
        look = _Look(
            kind,
            tuple(dict.fromkeys(value for what, value in on if what == "class")),
            tuple(dict.fromkeys(value for what, value in on if what == "color")),
            any(what == "lift" for what, _ in on),
            over[-1] if over else "",
        )
        found.append((start, end, look))
    return found


_MARKED = {
    MarkKind.EMPHASIS: "emphasis",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
    MarkKind.LINK: "link",
}


def _signs(line: Line, span: Span, scene: Scene) -> list[tuple[str, str, str]]:
    """Return what stands in the gutter of a row: sign, colour of its tag, else the class it is styled by."""
    tags = {tag.name: tag for tag in scene.codebook}
    signs: dict[str, tuple[str, str, str]] = {}
    for annotation in scene.annotations.over(span):
        begins = span.holds(annotation.span.start)
        for name in annotation.tags:
            tag = tags.get(name)
            letter, color = (tag.letter, tag.color) if tag else (name[:1].upper(), "#808080")
            if begins or name not in signs:
                signs[name] = (letter if begins else _EXTENT, color, "")
    for highlight in scene.highlights.over(span):
        if highlight.decision is Decision.OPEN and span.holds(highlight.start):
            given = {name for each in scene.annotations.over(highlight.span) for name in each.tags}
            for suggestion in highlight.tags:
                if suggestion.tag not in given and suggestion.tag not in signs:
                    tag = tags.get(suggestion.tag)
                    letter = tag.letter if tag else suggestion.tag[:1]
                    signs[suggestion.tag] = (letter.lower(), "", "suggested")
    order = {tag.name: place for place, tag in enumerate(scene.codebook)}
    return [signs[name] for name in sorted(signs, key=lambda name: order.get(name, len(order)))]


def _likelihood(line: Line, scene: Scene) -> str:
    """Return the band of likelihood of the first sentence that begins on the row and has one, or nothing."""
    for highlight in scene.highlights.over(line.span):
        if highlight.likelihood is not None and line.span.holds(highlight.start):
            return f"{highlight.likelihood.low}–{highlight.likelihood.high}%"
    return ""


def _aside(line: Line) -> tuple[str, str]:
    """Return the words of a row that is not body, and the class it is styled by."""
    if line.note is not None:
        return f"{_NOTE} {one_line(line.note.note.strip().partition(chr(10))[0])}", "note"
    count = line.laid.piece.folded
    return f"⋯ {count} {'line' if count == 1 else 'lines'} of page furniture", "fold"


def _fitted(text: str, room: int) -> str:
    """Return the text cut to so many cells, with an ellipsis if it had to be cut."""
    if width(text) <= room:
        return text
    shown, used = "", 0
    for grapheme in graphemes(text):
        used += cells(grapheme)
        if used > room - 1:
            break
        shown += grapheme
    return shown + "…"


def _untabbed(text: str, column: int) -> str:
    """Return the text with its tabs as the spaces that they take when it begins at the column of its row."""
    parts: list[str] = []
    for part in text.split("\t"):
        if parts:
            gap = layout.TAB - column % layout.TAB
            parts.append(" " * gap)
            column += gap
        parts.append(part)
        column += width(part)
    return "".join(parts)


def _mixed(colors: tuple[str, ...]) -> Color:
    """Return the mean of colours."""
    mixed = Color.parse(colors[0])
    for count, color in enumerate(colors[1:], 2):
        mixed = mixed.blend(Color.parse(color), 1 / count)
    return mixed
