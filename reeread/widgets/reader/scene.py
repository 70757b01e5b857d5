"""What is drawn over an article's text."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reeread.model.annotation import Annotation
from reeread.model.body import Mark
from reeread.model.extraction import Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.model.verdict import Verdict
from reeread.text.matches import Matches
from reeread.widgets.reader.spans import Ordered, Spans


class Marked(NamedTuple):
    """An inline mark where it stands."""

    mark: Mark

    @property
    def span(self) -> Span:
        """Return the stretch that bears the mark."""
        return Span(self.mark.start, self.mark.end)


class Linked(NamedTuple):
    """A passage that states what another article states, too."""

    span: Span
    verdict: Verdict
    lit: bool = False
    """Whether it is the partner of what the cursor stands on in the other article."""


class Scene:
    """All that is drawn over the text."""

    def __init__(self) -> None:
        self.annotations: Spans[Annotation] = Spans(())
        self.highlights: Ordered[Highlight] = Ordered(())
        self.marks: Spans[Marked] = Spans(())
        self.matches: Matches | None = None
        self.codebook: tuple[Tag, ...] = ()
        self.unit: Span | None = None
        """The sentence under the cursor."""
        self.selection: Span | None = None
        self.caret: int | None = None
        """Where the moving end of the selection stands."""
        self.match: Span | None = None
        """The match that the reader stands on."""
        self.linked: Spans[Linked] = Spans(())
        self.lanes: dict[str, int] = {}
        """The first column of each annotation in the gutter, by its id."""
        self.initials: Mapping[str, str] = {}
        """The sign of each of the others who annotate, by name."""
        self.chosen = ""
        """The id of the annotation that was chosen among several."""
        self.labels: tuple[tuple[Span, str], ...] = ()
        """What to type to jump to a place, and the text that it is drawn over."""


def marked(marks: Iterable[Mark]) -> Spans[Marked]:
    """Return inline marks so that those of a row are found quickly."""
    return Spans(Marked(mark) for mark in marks)
