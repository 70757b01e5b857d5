"""Choosing one of several annotations that stand on the same text."""

from reeread.messages import DeleteRequested, PassageChanged, RetagRequested
from reeread.model.annotation import Annotation
from reeread.model.span import Span
from reeread.widgets.reader.selecting import Selecting


class Choosing(Selecting):
    """The annotations here, of which one can be chosen; what is done to an annotation is done to that one."""

    _around: Span | None = None
    """Where the choice began: the annotations on it are those to choose from."""

    @property
    def choices(self) -> tuple[Annotation, ...]:
        """Return the annotations that can be chosen here, in the order of the text."""
        around = self._around or (self.passage.span if self.passage is not None else None)
        return tuple(self.scene.annotations.over(around)) if around is not None else ()

    @property
    def chosen(self) -> Annotation | None:
        """Return the annotation that was chosen, or None."""
        return next((each for each in self.choices if each.id == self.scene.chosen), None)

    @property
    def meant(self) -> Annotation | None:
        """Return the annotation that a deed is about: the chosen one, else the reader's own nearest in extent."""
        if (chosen := self.chosen) is not None:
            return chosen
        if (passage := self.passage) is None:
            return None
        span = passage.span
        ranked = sorted(
            self.choices,
            key=lambda each: (
                each.author != self.author,
                abs(each.span.start - span.start) + abs(each.span.end - span.end),
            ),
        )
        return ranked[0] if ranked else None

    def choose(self, annotation: Annotation) -> None:
        """Choose an annotation here: it is selected and marked in the gutter."""
        if self._units is None or self.passage is None:
            return
        around, unit = self._around or self.passage.span, self._units.at(annotation.span.start)
        self._stand(unit, annotation.span if annotation.span != unit else None)
        self._around, self.scene.chosen = around, annotation.id
        self.refresh()
        self._say()

    def action_choose(self) -> None:
        """Choose the next annotation here; after the last, none, so that the sentence is meant again."""
        choices, around = self.choices, self._around
        if self._units is None or not choices:
            return
        at = next((at for at, each in enumerate(choices) if each.id == self.scene.chosen), -1) + 1
        if at < len(choices):
            self.choose(choices[at])
        elif around is not None:
            unit = self._units.at(around.start)
            self._stand(unit, around if around != unit else None)

    def action_delete(self) -> None:
        """Ask to take the annotation here away."""
        if (meant := self.meant) is not None:
            self.post_message(DeleteRequested(meant))

    def action_retag(self) -> None:
        """Ask to give the annotation here other tags."""
        if (meant := self.meant) is not None:
            self.post_message(RetagRequested(meant))

    def watch_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Draw them; when the chosen one is gone, the sentence is meant again."""
        gone = self.scene.chosen and not any(each.id == self.scene.chosen for each in annotations)
        around = self._around
        super().watch_annotations(annotations)
        if gone and around is not None and self._units is not None:
            unit = self._units.at(around.start)
            self._stand(unit, around if around != unit else None, reveal=False)

    def _say(self) -> None:
        """Tell the screen what is under the cursor, and which of it was chosen."""
        if (passage := self.passage) is not None and self.is_mounted:
            here = self.choices if self.chosen is not None else self.here
            self.post_message(PassageChanged(passage, here, self.highlight, self.chosen))

    def _stand(self, unit: Span | None, selection: Span | None = None, *, reveal: bool = True) -> None:
        """Put the cursor on a unit; what was chosen elsewhere is chosen no more."""
        self._unchoose()
        super()._stand(unit, selection, reveal=reveal)

    def _extend(self, head: int, anchor: int | None = None) -> None:
        """Select anew; what was chosen is chosen no more."""
        self._unchoose()
        super()._extend(head, anchor)

    def _unchoose(self) -> None:
        """Forget what was chosen."""
        self._around = None
        if self.scene.chosen:
            self.scene.chosen = ""
            self.refresh()
