"""Grading: how far the article's source can be relied on, and how far the passage can be believed."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from reeread.model.annotation import Annotation, Passage
from reeread.model.grades import Credibility, Reliability
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.marks import with_annotation


class Grading(Desk):
    """The two grades, each set and taken off by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "grade", "grade source or passage", id="grade", show=False),
    ]

    def action_grade(self) -> None:
        """Let the reader choose a grade."""
        from reeread.screens.dialogs.grade import GradeDialog

        if self.article is None or self.passage is None:
            return
        own = self._own_here(self.passage)
        passage = own.passage if own else self.passage
        dialog = GradeDialog(
            self.article.briefing.title,
            passage.span.within(self.article.body),
            self.source_grade,
            own.grade if own else None,
        )
        dialog.ask(self.app, partial(self._graded, self.opened, passage))

    def _graded(self, briefing: str, passage: Passage, wish: object) -> None:
        """Grade what was chosen, and say so."""
        from reeread.screens.dialogs.grade import GradeWish

        if isinstance(wish, GradeWish):
            with self.failures_shown():
                if wish.of_source:
                    self._grade_source(briefing, wish.reliability)
                else:
                    self._grade_passage(passage, wish.credibility)

    def _grade_source(self, briefing: str, grade: Reliability | None) -> None:
        from reeread.library.grading import grade_source

        grade_source(self.library, briefing, grade)
        self.list_anew()
        self._say_graded("Source", grade.words if grade else "")

    def _grade_passage(self, passage: Passage, grade: Credibility | None) -> None:
        from reeread.library.grading import grade_passage

        annotation = grade_passage(self.library, passage, grade)
        self.annotations = with_annotation(self.annotations, passage, self.library.author, annotation)
        self._say_graded("Passage", grade.words if grade else "")

    def _say_graded(self, what: str, words: str) -> None:
        done = f"{what} graded {words}" if words else f"{what}’s grade taken off"
        self.say(f"{done}. {self.key_for('undo')} undoes.")

    def _own_here(self, passage: Passage) -> Annotation | None:
        """Return the reader's own annotation on just the passage, else the only one that touches it."""
        own = [one for one in self.annotations if one.author == self.library.author]
        for one in own:
            if one.span == passage.span:
                return one
        touching = [one for one in own if one.span.overlaps(passage.span)]
        return touching[0] if len(touching) == 1 else None
