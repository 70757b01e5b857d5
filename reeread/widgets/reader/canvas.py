"""The drawn article: which rows stand on the screen, and how they stay there when all around them changes."""

from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.briefing import Article
from reeread.model.extraction import Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.text.flow import Flow
from reeread.widgets.reader.gutter import LETTERS
from reeread.widgets.reader.lanes import lanes
from reeread.widgets.reader.painting import GUTTER, MARGIN, Painter
from reeread.widgets.reader.palette import COMPONENTS
from reeread.widgets.reader.scene import Linked, Scene, marked
from reeread.widgets.reader.spans import Ordered, Spans
from reeread.widgets.reader.view import Line, LineKind, Place, View

_MEASURE, _SMALLEST_MEASURE = 80, 60
_SLICE = 0.006  # seconds of measuring between two looks at the keyboard
_PAUSE = 0.04
_REST = 0.3  # seconds without a change on the screen before measuring goes on
_WHEEL = 3  # rows


class _Eye(NamedTuple):
    """Where the eye rests: an offset, and the row of the screen that it was on when the reader last moved."""

    unit: Span | None
    offset: int
    row: int


class Canvas(ScrollView, can_focus=True):
    """The rows of an article; the place of the topmost is kept as a place in the text, not as a row number."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    article: reactive[Article | None] = reactive(None)
    """What is read; a new one starts at its beginning."""
    annotations: reactive[tuple[Annotation, ...]] = reactive((), repaint=False)
    """Everybody's annotations of the article."""
    highlights: reactive[tuple[Highlight, ...]] = reactive(())
    """Sentences with their suggestions, in the order of the text and without overlaps."""
    codebook: reactive[tuple[Tag, ...]] = reactive(())
    """The tags, in order; their keys tag the passage."""
    author: reactive[str] = reactive("")
    """Who reads: of several annotations on the same text, this author's own is meant first."""
    initials: reactive[Mapping[str, str]] = reactive({})
    """The sign of each of the others who annotate, by name: it stands before the letters of their marks."""
    linked: reactive[tuple[Linked, ...]] = reactive(())
    """Passages that other articles beside this one state, too."""
    furniture: reactive[bool] = reactive(False)
    """Whether page junk is shown instead of folded."""
    measure: reactive[int] = reactive(_MEASURE)
    """The widest that text may run, in cells."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.scene = Scene()
        """What is drawn over the text: marks, tags, cursor, selection, matches."""
        self._flow: Flow | None = None
        self._view: View | None = None
        self._top = Place(0, 0, 0)
        self._shown: list[Line] = []
        self._painter: Painter | None = None
        self._refining: Iterator[None] | None = None
        self._timer: Timer | None = None
        self._rest_until = 0.0
        self._drawn: Region | None = None
        self._fitted: Size | None = None
        self._eye: _Eye | None = None

    def on_mount(self) -> None:
        """Prepare to measure when there is nothing else to do."""
        self._timer = self.set_interval(_PAUSE, self._refine, pause=True)
        self._resume()

    # What stands on the screen

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the rows on the screen, from the top; there are fewer than fit at the end of the article."""
        return tuple(self._shown)

    @property
    def measuring(self) -> bool:
        """Return whether some heights are still estimates; they become exact when there is time."""
        return self._refining is not None

    @property
    def left(self) -> int:
        """Return how many cells are left free before the gutter."""
        spare = self._columns - GUTTER - self._text_width
        return max(0, (spare - MARGIN) // 2)

    @property
    def _columns(self) -> int:
        return self._region.width

    @property
    def _height(self) -> int:
        return self._region.height

    @property
    def _region(self) -> Region:
        """Return where rows are drawn; kept, because every row asks for it."""
        if self._drawn is None:
            self._drawn = self.scrollable_content_region
        return self._drawn

    @property
    def _text_width(self) -> int:
        room = self._columns - GUTTER
        if room - MARGIN >= min(_SMALLEST_MEASURE, self.measure):
            room -= MARGIN
        return max(1, min(room, self.measure))

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen."""
        if self.size != self._fitted:
            self._fit_size()  # rows are asked for before the size is told, and a blank frame costs as much
        if self._painter is None:
            self._painter = Painter(self)
        line = self._shown[y] if y < len(self._shown) else None
        return self._painter.strip(line, self.scene, self.left, self._text_width, self._columns)

    def notify_style_update(self) -> None:
        """Forget the styles: theme or style sheet have changed."""
        super().notify_style_update()
        self._painter = self._drawn = None

    def repaint(self, *spans: Span | None) -> None:
        """Draw anew the rows that show any of the spans."""
        self._rest()
        wanted = [span for span in spans if span is not None]
        x, y = self.gutter.left, self.gutter.top
        rows = [
            Region(x, y + at, self._columns, 1)
            for at, line in enumerate(self._shown)
            if line.kind is LineKind.TEXT and any(line.span.overlaps(span) for span in wanted)
        ]
        if rows:
            self.refresh(*rows)

    def window(self) -> Span:
        """Return the stretch of the body that stands on the screen."""
        rows = [line.span for line in self._shown if line.kind is LineKind.TEXT]
        return Span(rows[0].start, rows[-1].end) if rows else Span(0, 0)

    # Scrolling

    def scroll_to(self, x: float | None = None, y: float | None = None, **how: Any) -> None:
        """Show the article from a row on; never animated."""
        if y is not None and self._view is not None:
            self._show_from(self._view.at(round(y)))

    def scroll_rows(self, rows: int) -> None:
        """Show what stands so many rows further down, or up."""
        if self._view is not None:
            self._show_from(self._view.move(self._top, rows))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by a few rows; the cursor stays in its sentence."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by a few rows; the cursor stays in its sentence."""
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_rows(rows)

    def reveal(self, span: Span) -> None:
        """Scroll as little as needed so that the span shows; to one far away, so that it stands in the upper third."""
        if self._view is None or not self._height:
            return
        view, height = self._view, self._height
        air = min(2, height // 4)
        first, last = view.place(span.start), view.place(max(span.start, span.end - 1))
        bottom = view.move(self._top, height - 1)
        if view.move(self._top, air if self._top > view.first else 0) <= first and last <= view.move(
            bottom, -air
        ):
            return
        if first > view.move(bottom, height) or first < view.move(self._top, -height):
            top = view.move(first, -(height // 3))
        elif last > view.move(bottom, -air):
            top = min(view.move(last, air + 1 - height), view.move(first, -air))
            top = max(top, self._top) if first >= self._top else top
        else:
            top = view.move(first, -air)
        self._show_from(top)

    def _show_from(self, top: Place) -> None:
        """Put a row at the top because the reader moves: from now on the eye rests elsewhere."""
        self._eye = None
        self._put(top)

    def _put(self, top: Place) -> None:
        """Put a row at the top, or as near as the end of the article allows, and repaint if that changes it."""
        view, before = self._view, self._shown
        if view is None:
            return
        self._rest()
        self._top = min(top, view.move(view.last, 1 - max(1, self._height)))
        self._shown = view.lines(self._top, self._height)
        self._sync()
        if self._shown != before:
            self.refresh()

    def _sync(self) -> None:
        """Let the scrollbar say what is known by now of length and place."""
        if self._view is None:
            return
        total, row = self._view.total, self._view.row(self._top)
        # Without their watchers: a change of the size would lay out the whole screen anew.
        self.set_reactive(Widget.virtual_size, Size(self._columns, total))
        self.set_reactive(Widget.scroll_y, float(row))
        self.set_reactive(Widget.scroll_target_y, float(row))
        if self.show_vertical_scrollbar:
            bar = self.vertical_scrollbar
            bar.window_virtual_size, bar.window_size, bar.position = total, self._height, row

    # What changes around it

    def watch_article(self, article: Article | None) -> None:
        """Show the article from its beginning."""
        self.scene.marks = marked(article.marks if article else ())
        self._flow = Flow(article.body, article.blocks, unfolded=self.furniture) if article else None
        self._view = View(self._flow, self._text_width) if self._flow else None
        self._shown, self._eye = [], None
        self._top = self._view.first if self._view else Place(0, 0, 0)
        self._place_notes()
        self._begin_anew(None)
        self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the bar of the cursor in its other colour; nothing else of the style sheet asks for the focus."""
        self.refresh()

    def watch_furniture(self, furniture: bool) -> None:
        """Show or fold the page junk; the sentence under the cursor stays where it is."""
        if self.article is None or self._flow is None or self._flow.unfolded == furniture:
            return
        kept, self._eye = self._kept(), None
        self._flow = Flow(self.article.body, self.article.blocks, unfolded=furniture)
        self._view = View(self._flow, self._text_width)
        self._place_notes()
        self._begin_anew(kept)

    def watch_measure(self) -> None:
        """Wrap to another width; the sentence under the cursor stays where it is."""
        self._fit()

    def watch_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Draw those that changed; only where notes come or go do rows move. An orphan stands on another text."""
        before, columns = self.scene.annotations.items, self.scene.lanes
        self.scene.annotations = Spans([one for one in annotations if one.state is not AnchorState.ORPHAN])
        self.scene.lanes = lanes(self.scene.annotations.items, LETTERS)
        kept = self._kept()
        if self._place_notes():
            self._eye = None
            self._stay(kept)
            self.refresh()
        else:
            self.repaint(*_changed(before, self.scene.annotations.items, columns, self.scene.lanes))

    def watch_initials(self, initials: Mapping[str, str]) -> None:
        """Draw whose marks are whose."""
        self.scene.initials = initials

    def watch_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Draw the suggestions."""
        self.scene.highlights = Ordered(highlights)

    def watch_codebook(self, codebook: tuple[Tag, ...]) -> None:
        """Draw tags in their colours."""
        self.scene.codebook = codebook

    def watch_linked(self, linked: tuple[Linked, ...]) -> None:
        """Draw what links the article to others."""
        self.scene.linked = Spans(linked)

    def on_resize(self) -> None:
        """Wrap to the new width; the sentence under the cursor stays where it is."""
        if self.size != self._fitted:
            self._fit_size()

    def _fit_size(self) -> None:
        self._fitted, self._drawn = self.size, None
        self._fit()

    def _fit(self) -> None:
        if self._view is None or self._flow is None or not self._height:
            return
        # Of several changes of size in a row each keeps what the first found, so that none of them drifts.
        if self._eye is None or self._eye.unit != self.scene.unit:
            self._eye = self._kept()
        kept = self._eye
        if self._view.width != self._text_width:
            self._view = View(self._flow, self._text_width)
            self._place_notes()
            self._begin_anew(kept)
        else:
            self._stay(kept)

    def _place_notes(self) -> bool:
        """Give the view the notes to show; return whether they are others than before."""
        notes = [each for each in self.scene.annotations.items if each.note.strip()]
        if self._view is None or notes == self._view.notes.items:
            return False
        self._view.annotate(Spans(notes))
        return True

    def _begin_anew(self, kept: _Eye | None) -> None:
        """Show a view of which nothing is measured yet, and begin to measure it."""
        if self._view is not None and self._height:
            self._stay(kept)
        self._refining = self._view.refining(self._top.section) if self._view else None
        self._resume()

    def _kept(self) -> _Eye | None:
        """Return what is to stay on its row: the sentence under the cursor, else what is topmost."""
        unit, first = self.scene.unit, None
        for y, line in enumerate(self._shown):
            if line.kind is not LineKind.TEXT:
                continue
            if first is None:
                first = _Eye(unit, line.span.start, y)
            if unit is not None and unit.overlaps(line.span):
                return _Eye(unit, max(unit.start, line.span.start), y)
        return first

    def _stay(self, eye: _Eye | None) -> None:
        """Show what the eye rests on where it was; without it, what stood at the top."""
        if self._view is None or not self._height:
            return
        self._shown = []
        if eye is None:
            self._put(self._top)
        else:
            self._put(self._view.move(self._view.place(eye.offset), -min(eye.row, max(0, self._height - 1))))

    # Measuring when there is time

    def _rest(self) -> None:
        """Leave off measuring for a moment: the reader is at work."""
        self._rest_until = perf_counter() + _REST

    def _resume(self) -> None:
        if self._timer is not None and self._refining is not None:
            self._timer.resume()

    def _refine(self) -> None:
        """Measure for a moment what nobody has looked at yet."""
        if self._refining is None or self._timer is None:
            return
        until = perf_counter() + _SLICE
        if until < self._rest_until:
            return
        for _ in self._refining:
            if perf_counter() > until:
                return
        self._refining = None
        self._timer.pause()
        self._sync()


def _changed(
    before: Iterable[Annotation], after: Iterable[Annotation], old: Mapping[str, int], new: Mapping[str, int]
) -> list[Span]:
    """Return the stretches of annotations that came, went, are otherwise, or stand in other columns of the gutter."""
    gone = {each.id: each for each in before}
    found = []
    for each in after:
        was = gone.pop(each.id, None)
        if was != each or old.get(each.id) != new.get(each.id):
            found += [each.span, was.span] if was is not None else [each.span]
    return found + [each.span for each in gone.values()]
