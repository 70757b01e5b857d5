"""Jumping to a sentence that is seen by typing the letters that it is labelled with."""

from itertools import product

from textual import events

from reeread.messages import ModeChanged
from reeread.model.briefing import Article
from reeread.model.span import Span
from reeread.text.graphemes import snap
from reeread.widgets.reader.pointing import Pointing
from reeread.widgets.reader.view import LineKind

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The easiest to reach first."""


class Jumping(Pointing):
    """Labels over the sentences on the screen, until one is typed or another key pressed."""

    _typed = ""

    @property
    def jumping(self) -> bool:
        """Return whether letters are labels now."""
        return bool(self.scene.labels)

    def action_jump(self) -> None:
        """Show a label on each sentence that begins on the screen."""
        starts = self._starts_seen()
        if starts:
            self._typed = ""
            self.scene.labels = tuple(
                (Span(at, self._label_end(at, len(label))), label)
                for at, label in zip(starts, labels(len(starts)), strict=False)
            )
            self.refresh()
            self.post_message(ModeChanged("jump", "Type the letters where you want to be; escape leaves."))

    def typed(self, event: events.Key) -> bool:
        """Take a key while labels show, and return whether it was taken: a letter of a label, or one that leaves."""
        if not self.jumping:
            return False
        typed = self._typed + (event.character or "").lower()
        left = tuple((span, label) for span, label in self.scene.labels if label.startswith(typed))
        if event.character is None or not left:
            self.leave_labels()
        elif left[0][1] == typed:
            self.leave_labels()
            if self._units is not None:
                self.leap()
                self._stand(self._units.at(left[0][0].start), reveal=False)
        else:
            self._typed, self.scene.labels = typed, left
            self.refresh()
        return True

    def leave_labels(self) -> None:
        """Put the labels away."""
        if self.jumping:
            self.scene.labels = ()
            self.refresh()
            self.post_message(ModeChanged(""))

    def scroll_rows(self, rows: int) -> None:
        """Show what stands further down, or up; labels of what is no longer seen go."""
        self.leave_labels()
        super().scroll_rows(rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put labels away: the pointer says where to go."""
        self.leave_labels()

    def on_resize(self) -> None:
        """Put labels away: other sentences are seen now."""
        self.leave_labels()

    def watch_article(self, article: Article | None) -> None:
        """Put the labels of another article away."""
        self.leave_labels()
        super().watch_article(article)

    def _starts_seen(self) -> list[int]:
        """Return where the sentences begin that are on the screen, in order."""
        starts: list[int] = []
        for line in self._shown:
            if line.kind is not LineKind.TEXT or self._units is None:
                continue
            unit = self._units.at(line.span.start)
            while unit is not None and unit.start < line.span.end:
                if unit.start >= line.span.start and line.row.width:
                    starts.append(unit.start)
                unit = self._units.after(unit)
        return starts

    def _label_end(self, start: int, cells: int) -> int:
        """Return the offset after the text that a label of so many cells is drawn over."""
        line = next(line for line in self._shown if line.kind is LineKind.TEXT and line.span.holds(start))
        last = min(line.cell(start) + cells, line.indent + line.row.width) - 1
        return snap(self._body, line.offset(last) + 1, forward=True)


def labels(count: int) -> list[str]:
    """Return so many labels of one letter each, or of two when there are more than letters; at most 676."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair in product(_LETTERS, repeat=2)][:count]
