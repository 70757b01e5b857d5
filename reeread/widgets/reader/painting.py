"""How a row of the article is drawn: gutter, text and margin, one code point after another."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reeread.model.body import BlockKind
from reeread.model.span import Span
from reeread.text import layout
from reeread.text.display import line as one_line
from reeread.text.graphemes import cells, graphemes, plain, width
from reeread.widgets.reader.gutter import LETTERS, likelihood, noted, signs
from reeread.widgets.reader.palette import Look, Palette
from reeread.widgets.reader.scene import Scene
from reeread.widgets.reader.stretches import stretches
from reeread.widgets.reader.view import Line, LineKind

GUTTER = LETTERS + 3
"""Cells before the text: letters, the sign of a note, the bar of the cursor, a blank."""
MARGIN = 8
"""Cells after the text in which a likelihood finds room."""

_NOTE, _BAR, _BULLET, _QUOTED, _FOLD = "✎", "▎", "•", "▏", "⋯"


class Painter:
    """Draws rows; made anew when the look of the widget changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._palette = Palette(widget)

    def strip(self, line: Line | None, scene: Scene, left: int, measure: int, total: int) -> Strip:
        """Return one row of so many cells, its text beginning after the left margin and the gutter."""
        plain = self._palette.plain
        if line is None or line.kind is LineKind.GAP:
            return Strip([Segment(" " * total, plain)], total)
        segments = [Segment(" " * left, plain)]
        used = left + GUTTER
        if line.kind is LineKind.TEXT:
            segments += self._gutter(line.span, scene)
            used += self._text(line, scene, segments)
            margin = left + GUTTER + measure + 2
            room = total - margin if total >= left + GUTTER + measure + MARGIN else 0
            if room and (words := likelihood(line.span, scene, room)):
                segments.append(Segment(" " * (margin - used), plain))
                segments.append(Segment(words, self._palette.component("likelihood")))
                used = margin + len(words)
        else:
            segments.append(Segment(" " * GUTTER, plain))
            used += self._aside(line, scene, measure, segments)
        if used < total:
            segments.append(Segment(" " * (total - used), plain))
        return Strip(segments, total)

    def _gutter(self, span: Span, scene: Scene) -> list[Segment]:
        """Return letters of tags and suggestions, the sign of a note and the bar of the cursor."""
        palette = self._palette
        segments: list[Segment] = []
        for sign in signs(span, scene):
            if sign is None:
                segments.append(Segment(" ", palette.plain))
                continue
            over = "chosen" if sign.chosen else ""
            look = Look("text", sign=sign.color, over=over) if sign.color else Look(sign.name, over=over)
            segments.append(Segment(sign.text, palette.style(look)))
        segments.append(Segment(_NOTE if noted(span, scene) else " ", palette.component("note")))
        here = scene.unit is not None and scene.unit.overlaps(span)
        bar = "bar-focus" if self._widget.has_focus else "bar"
        segments.append(Segment(_BAR if here else " ", palette.component(bar)))
        segments.append(Segment(" ", palette.plain))
        return segments

    def _aside(self, line: Line, scene: Scene, measure: int, segments: list[Segment]) -> int:
        """Append the words of a row that is not body, a note's after the sign of who else wrote it; return their cells."""
        if line.note is None:
            count = line.laid.piece.folded
            parts = [(f"{_FOLD} {count} {'line' if count == 1 else 'lines'} of page furniture", "fold")]
        else:
            author = scene.initials.get(line.note.author, "")
            said = one_line(line.note.note.strip().partition("\n")[0])
            parts = [(f"{_NOTE} ", "note"), (author, "author"), (f"{' ' * bool(author)}{said}", "note")]
        used = 0
        for words, name in parts:
            shown = _fitted(words, measure - used)
            segments.append(Segment(shown, self._palette.component(name)))
            used += width(shown)
        return used

    def _text(self, line: Line, scene: Scene, segments: list[Segment]) -> int:
        """Append the row's text and return the cells it takes, with its indent."""
        laid, row, base = line.laid, line.row, line.laid.piece.start
        if line.indent:
            lead = " " * line.indent
            if laid.piece.kind is BlockKind.QUOTE:
                lead = _QUOTED + lead[1:]
            elif laid.bullet and line.at == 0:
                lead = lead[:-2] + _BULLET + " "
            segments.append(Segment(lead, self._palette.component("byline")))
        span = Span(base + row.start, base + row.stop)
        table = layout.table(laid.text, row)
        for part, look in stretches(span, laid.piece.kind, scene, table, base):
            text = laid.text[part.start - base : part.end - base]
            if look.over == "label":
                text = _lettered(part, scene, base, table)
            elif "\t" in text:
                text = _untabbed(text, table.cell(part.start - base))
            segments.append(Segment(text, self._palette.style(look)))
        return line.indent + row.width


def _fitted(text: str, room: int) -> str:
    """Return the text cut to so many cells, with an ellipsis if it had to be cut."""
    if width(text) <= room:
        return text
    if plain(text):
        return text[: max(0, room - 1)] + "…"
    shown, used = "", 0
    for grapheme in graphemes(text):
        used += cells(grapheme)
        if used > room - 1:
            break
        shown += grapheme
    return shown + "…"


def _lettered(part: Span, scene: Scene, base: int, table: layout.Table) -> str:
    """Return the letters of a jump's label that are drawn over a part of its text, as wide as that part."""
    label, span = next((label, span) for span, label in scene.labels if span.overlaps(part))
    first = table.cell(part.start - base) - table.cell(max(span.start - base, table.offsets[0]))
    size = table.cell(part.end - base) - table.cell(part.start - base)
    return label[first : first + size].ljust(size)


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
