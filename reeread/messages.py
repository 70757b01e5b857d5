"""Requests and facts that cross widgets: widgets post them, screens decide."""

from textual.message import Message

from reeread.model.annotation import Annotation, Passage
from reeread.model.extraction import Highlight
from reeread.model.span import Span


class TagRequested(Message):
    """The reader pressed a tag's key on a passage."""

    def __init__(self, passage: Passage, tag: str) -> None:
        self.passage = passage
        self.tag = tag
        super().__init__()


class NoteRequested(Message):
    """The reader wants to write a note on a passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        super().__init__()


class RetagRequested(Message):
    """The reader wants to change the tags of an annotation; its note and span stay."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        super().__init__()


class DeleteRequested(Message):
    """The reader wants an annotation taken away."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        super().__init__()


class SpanChangeRequested(Message):
    """The reader moved the borders of an annotation: it is to stand on another span."""

    def __init__(self, annotation: Annotation, span: Span) -> None:
        self.annotation = annotation
        self.span = span
        super().__init__()


class ModeChanged(Message):
    """Keys do something else in the article now."""

    def __init__(self, mode: str, words: str | None = "") -> None:
        self.mode = mode
        """"select", "borders", "jump", or "" for reading."""
        self.words = words
        """What to do now, in a sentence; None where what was said last still holds."""
        super().__init__()


class AcceptRequested(Message):
    """The reader takes over the suggestions of a sentence."""

    def __init__(self, highlight: Highlight) -> None:
        self.highlight = highlight
        super().__init__()


class DismissRequested(Message):
    """The reader refuses the suggestions of a sentence."""

    def __init__(self, highlight: Highlight) -> None:
        self.highlight = highlight
        super().__init__()


class CopyRequested(Message):
    """The reader wants a passage on the clipboard, with its citation."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        super().__init__()


class JumpRequested(Message):
    """A list entry was chosen: show its passage in the article, and go there unless the reader stays."""

    def __init__(self, passage: Passage, *, stay: bool = False) -> None:
        self.passage = passage
        self.stay = stay
        super().__init__()


class OpenRequested(Message):
    """A briefing was chosen to be read."""

    def __init__(self, briefing: str) -> None:
        self.briefing = briefing
        super().__init__()


class PassageChanged(Message):
    """The passage under the reader's cursor is now another one."""

    def __init__(
        self,
        passage: Passage,
        annotations: tuple[Annotation, ...],
        highlight: Highlight | None,
        chosen: Annotation | None = None,
    ) -> None:
        self.passage = passage
        self.annotations = annotations
        self.highlight = highlight
        self.chosen = chosen
        """The one of the annotations that the reader chose among several."""
        super().__init__()


class PaneRequested(Message):
    """The reader wants to go to another pane: "briefings", "article" or "highlights"."""

    def __init__(self, pane: str) -> None:
        self.pane = pane
        super().__init__()


class FindRequested(Message):
    """The pattern of the find bar changed, or the reader is done with it."""

    def __init__(self, pattern: str, *, regex: bool, done: bool = False) -> None:
        self.pattern = pattern
        self.regex = regex
        self.done = done
        """Whether the reader goes back to the article."""
        super().__init__()


class MatchChanged(Message):
    """The reader stands on another match of what was looked for, or more matches became known."""

    def __init__(self, number: int, count: int, *, complete: bool) -> None:
        self.number = number
        """Of the match, from 1; 0 when the reader stands on none."""
        self.count = count
        self.complete = complete
        """Whether the whole article has been looked at, so that the count is final."""
        super().__init__()


class MatchRequested(Message):
    """The reader wants the next match, or the one before, while nothing is looked for."""

    def __init__(self, by: int) -> None:
        self.by = by
        super().__init__()


class Leapt(Message):
    """The reader goes far from a passage, and may want to come back to it."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        super().__init__()


class SortRequested(Message):
    """The heading of a column was clicked: sort by it, or the other way round if it sorts already."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        super().__init__()


class TagChosen(Message):
    """A tag of the codebook was chosen, to be changed."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        super().__init__()


class BarChosen(Message):
    """A part of a bar was chosen: show what it counts."""

    def __init__(self, chart: str, bar: str, part: str) -> None:
        self.chart = chart
        self.bar = bar
        self.part = part
        super().__init__()


class TriageRequested(Message):
    """The reader wants briefings in the next state: new, later, done."""

    def __init__(self, briefings: tuple[str, ...]) -> None:
        self.briefings = briefings
        """Their ids."""
        super().__init__()


class StackRequested(Message):
    """The reader wants briefings gathered in a stack."""

    def __init__(self, briefings: tuple[str, ...]) -> None:
        self.briefings = briefings
        """Their ids."""
        super().__init__()


class ListShown(Message):
    """The list of briefings shows others now, or in another order."""

    def __init__(self, words: str) -> None:
        self.words = words
        """Which, in which order, and how many, safe to show."""
        super().__init__()
