"""Annotations whose source changed: saying so, the screen that shows them, and putting one on a passage of the article."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reeread.model.annotation import Passage
from reeread.model.briefing import Article
from reeread.model.span import Span
from reeread.screens.reading.beyond import Beyond

if TYPE_CHECKING:  # the reader comes first
    from reeread.screens.anchors import Placing


class Anchoring(Beyond):
    """What there is to do with annotations that are not where they were."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("M", "anchors", "moved passages", id="anchors", show=False),
    ]

    _to_place = ""
    """The id of the annotation that the reader looks for a passage for."""

    def read_closely(self, article: Article) -> None:
        """Read an article, and say what of its annotations is not where it was."""
        super().read_closely(article)
        from reeread.library import anchoring

        with self.failures_shown():
            counts = anchoring.counted(self.library, article.briefing.id)
            if counts and not self._to_place:
                from reeread.screens.anchors.words import notice_words

                self.say(notice_words(counts, self.key_for("anchors")))

    def action_anchors(self) -> None:
        """Show what moved, or put the annotation that was chosen there on the passage under the cursor."""
        if self._to_place:
            self._put_there()
            return
        from reeread.screens.anchors import AnchorsScreen

        self._set_off()
        self.app.push_screen(AnchorsScreen(self.library, self.keymap, self.opened), self._come_from_anchors)

    def stop_placing(self) -> bool:
        """Leave the annotation where it was; return whether a passage was looked for."""
        if not self._to_place:
            return False
        self._to_place = ""
        self.say("It stays as it was.")
        return True

    def _come_from_anchors(self, placing: "Placing | None") -> None:
        """Read on where it was asked for; an annotation may come along, to be put somewhere there."""
        passage = placing.passage if placing else None
        self._to_place = placing.annotation if placing else ""
        if passage is not None and passage.span == Span(0, 0) and passage.briefing == self.opened:
            passage = None  # an orphan of the open article: the reader is where it may be
        self._come_back(passage)
        if self._to_place:
            keys = self.key_for("anchors"), self.key_for("back")
            self.notify(
                f"Select the passage, or stand on it: {keys[0]} puts the annotation there, {keys[1]} does not.",
                markup=False,
            )
            self.reader.focus()

    def _put_there(self) -> None:
        """Let the annotation stand on the passage under the cursor."""
        passage: Passage | None = self.passage
        if passage is None:
            return
        from reeread.library import editing

        with self.failures_shown():
            one = editing.find(self.library, self._to_place)
            if one.briefing != passage.briefing:
                self.say("Its passage is in another briefing: the annotation stays as it was.")
            else:
                editing.move(self.library, one.id, passage.span)
                self.renew()
                self.say(f"Put there. {self.key_for('undo')} undoes.")
            self._to_place = ""
