"""Moving the borders of an annotation that is there."""

from reeread.messages import ModeChanged, SpanChangeRequested
from reeread.model.annotation import Annotation
from reeread.model.briefing import Article
from reeread.model.span import Span
from reeread.text.graphemes import snap
from reeread.widgets.reader.choosing import Choosing

_WORDS = "Keys that select move its end, o takes the other end, enter keeps, escape leaves."


class Bordering(Choosing):
    """An annotation whose span is the selection until it is kept or left."""

    _bordered: Annotation | None = None

    @property
    def bordering(self) -> bool:
        """Return whether the borders of an annotation are being moved."""
        return self._bordered is not None

    def action_borders(self) -> None:
        """Begin to move the borders of the annotation here."""
        meant = self.meant
        if meant is None or self.bordering or self.article is None:
            return
        self.choose(meant)
        around = self._around
        self._extend(snap(self.article.body, meant.span.end - 1), anchor=meant.span.start)
        self._bordered, self._around = meant, around
        self.scene.chosen = meant.id
        self.refresh()
        self.post_message(ModeChanged("borders", _WORDS))

    def action_keep(self) -> None:
        """Ask for the annotation to stand where its borders are now."""
        bordered, selection = self._bordered, self.scene.selection
        if bordered is None or selection is None:
            return
        self._leave_borders()
        if selection != bordered.span:
            self.post_message(SpanChangeRequested(bordered, selection))
        if self._units is not None:
            unit = self._units.at(selection.start)
            self._stand(unit, selection if selection != unit else None, reveal=False)

    def action_leave(self) -> None:
        """Leave the borders as they were, or the selection."""
        if (bordered := self._bordered) is not None:
            self._leave_borders()
            self.choose(bordered)
        else:
            super().action_leave()

    def watch_article(self, article: Article | None) -> None:
        """Forget the borders in another article."""
        self._leave_borders()
        super().watch_article(article)

    def watch_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Draw them; borders of one that is gone cannot be moved."""
        bordered = self._bordered
        if bordered is not None and not any(each.id == bordered.id for each in annotations):
            self._leave_borders()
        super().watch_annotations(annotations)

    def _stand(self, unit: Span | None, selection: Span | None = None, *, reveal: bool = True) -> None:
        """Put the cursor on a unit; whoever goes elsewhere leaves the borders as they were."""
        self._leave_borders()
        super()._stand(unit, selection, reveal=reveal)

    def _unchoose(self) -> None:
        """Forget what was chosen, unless its borders are being moved."""
        if not self.bordering:
            super()._unchoose()

    def _leave_borders(self) -> None:
        if self._bordered is not None:
            self._bordered = None
            self.post_message(ModeChanged(""))
