"""Moving through the article: by sentence, block, page, highlight and annotation."""

from collections.abc import Iterable

from reeread.messages import Leapt, PassageChanged
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Article
from reeread.model.extraction import Decision, Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.widgets.reader.canvas import Canvas
from reeread.widgets.reader.units import Units
from reeread.widgets.reader.view import LineKind


class Moving(Canvas):
    """A cursor that stands on a sentence."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self.cursor = 0
        """Where the cursor stands, as an offset of the body; its sentence is what counts."""
        self._units: Units | None = None
        self._start_asked = False

    @property
    def passage(self) -> Passage | None:
        """Return what the next deed is about: the selection, else the sentence under the cursor; None without one."""
        span = self.scene.selection or self.scene.unit
        return (
            Passage(self.article.briefing.id, span) if self.article is not None and span is not None else None
        )

    @property
    def highlight(self) -> Highlight | None:
        """Return what the extractor says of the sentence under the cursor."""
        unit = self.scene.unit
        return next(iter(self.scene.highlights.over(unit)), None) if unit is not None else None

    @property
    def here(self) -> tuple[Annotation, ...]:
        """Return the annotations that share text with the passage."""
        return tuple(self.scene.annotations.over(self.passage.span)) if self.passage is not None else ()

    def show(self, span: Span) -> None:
        """Put the cursor on a span; where it is not just a sentence, it is selected, too."""
        if self._units is None:
            return
        if self._folded(span.start):
            self.furniture = True
        unit = self._units.at(span.start)
        if unit is not None:
            self._stand(unit, Span(span.start, span.end) if span.start < span.end and span != unit else None)

    def action_sentence(self, by: int) -> None:
        """Move to the next sentence, or the one before."""
        if self._units is None:
            return
        unit = self.scene.unit
        if unit is not None and (seen := self._seen()) and not any(unit.overlaps(each) for each in seen):
            self._stand(self._first_seen() if by > 0 else self._last_seen(), reveal=False)
        elif unit is not None:
            self._go(self._units.after(unit) if by > 0 else self._units.before(unit))

    def action_block(self, by: int) -> None:
        """Move to the next block, or to the start of this one and then the one before."""
        if self._units is not None and (unit := self.scene.unit) is not None:
            self._go(self._units.block_after(unit) if by > 0 else self._units.block_before(unit))

    def action_page(self, pages: float) -> None:
        """Move on by pages, two rows of the old one staying in sight."""
        if self._view is None or self._units is None:
            return
        rows = max(1, round((self._height - 2) * abs(pages)))
        before = self._top
        self.scroll_rows(rows if pages > 0 else -rows)
        if self._top == before:
            self._go(self._units.last if pages > 0 else self._units.first)
        else:
            self._stand(self._first_seen(), reveal=False)

    def action_lines(self, rows: int) -> None:
        """Scroll by rows; the cursor stays in its sentence."""
        self.scroll_rows(rows)

    def action_start(self) -> None:
        """Move to the start of the article when asked twice in a row."""
        if self._start_asked:
            self.action_top()
        self._start_asked = not self._start_asked

    def leap(self) -> None:
        """Tell that the reader goes far from here, so that there is a way back."""
        if (passage := self.passage) is not None and self.is_mounted:
            self.post_message(Leapt(passage))

    def action_top(self) -> None:
        """Move to the start of the article."""
        if self._view is not None and self._units is not None:
            self.leap()
            self._show_from(self._view.first)
            self._stand(self._units.first)

    def action_bottom(self) -> None:
        """Move to the end of the article."""
        if self._view is not None and self._units is not None:
            self.leap()
            self._show_from(self._view.last)
            self._stand(self._units.last)

    def action_highlight(self, by: int) -> None:
        """Move to the next highlight, or the one before."""
        at, highlights = self._position(), self.scene.highlights
        found: Iterable[Highlight] = highlights.after(at) if by > 0 else highlights.before(at)
        for highlight in found:
            if highlight.key and highlight.decision is not Decision.DISMISSED:
                self.leap()
                self.show(highlight.span)
                return

    def action_annotation(self, by: int) -> None:
        """Move to the next annotation, or the one before."""
        at, annotations = self._position(), self.scene.annotations
        if found := annotations.after(at) if by > 0 else annotations.before(at):
            self.leap()
            self.show(found.span)

    def watch_article(self, article: Article | None) -> None:
        """Show the article with the cursor on its first sentence."""
        super().watch_article(article)
        self._units = Units(self._flow) if self._flow else None
        self.scene.selection = self.scene.unit = None
        self._stand(self._units.first if self._units else None, reveal=False)

    def watch_furniture(self, furniture: bool) -> None:
        """Show or fold the page junk; a cursor in what is folded moves out of it."""
        super().watch_furniture(furniture)
        if self._flow is not None and self._units is not None and self._units.flow is not self._flow:
            self._units = Units(self._flow)
            self._stand(self._units.at(self.cursor), self.scene.selection, reveal=False)

    def watch_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Draw them and say anew what is under the cursor."""
        super().watch_annotations(annotations)
        self._say()

    def watch_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """Draw the suggestions and say anew what is under the cursor."""
        super().watch_highlights(highlights)
        self._say()

    def watch_codebook(self, codebook: tuple[Tag, ...]) -> None:
        """Draw tags in their colours and say anew what is under the cursor."""
        super().watch_codebook(codebook)
        self._say()

    def _go(self, unit: Span | None) -> None:
        """Stand on a unit if there is one."""
        if unit is not None:
            self._stand(unit)

    def _stand(self, unit: Span | None, selection: Span | None = None, *, reveal: bool = True) -> None:
        """Put the cursor on a unit, with a selection or none, and say so."""
        self.repaint(self.scene.unit, self.scene.selection, unit, selection)
        self.scene.unit, self.scene.selection, self.scene.caret = unit, selection, None
        if unit is not None:
            target = selection or unit
            self.cursor = target.start
            if reveal:
                self.reveal(target)
        self._say()

    def _say(self) -> None:
        """Tell the screen what is under the cursor."""
        if (passage := self.passage) is not None and self.is_mounted:
            self.post_message(PassageChanged(passage, self.here, self.highlight))

    def _position(self) -> int:
        """Return where a search for the next thing starts."""
        return self.passage.span.start if self.passage is not None else self.cursor

    def _folded(self, offset: int) -> bool:
        """Return whether the offset lies in furniture that is folded."""
        found = self._flow.at(offset) if self._flow is not None else None
        if found is None or self._flow is None:
            return False
        piece = self._flow.piece(*found)
        return piece.folded > 0 and piece.start <= offset < piece.end

    def _seen(self) -> list[Span]:
        """Return the stretches of the body that the rows on the screen show."""
        return [line.span for line in self._shown if line.kind is LineKind.TEXT]

    def _first_seen(self) -> Span | None:
        """Return the first sentence that begins on the screen, else the one that fills it."""
        seen = self._seen()
        if self._units is None or not seen:
            return self.scene.unit
        unit = self._units.at(seen[0].start)
        if unit is not None and unit.start < seen[0].start:
            after = self._units.after(unit)
            return after if after is not None and after.start < seen[-1].end else unit
        return unit

    def _last_seen(self) -> Span | None:
        """Return the last sentence that begins on the screen."""
        seen = self._seen()
        return self._units.at(seen[-1].end - 1) if self._units is not None and seen else self.scene.unit
