"""What is drawn over an article's text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reeread.model.annotation import Annotation
from reeread.model.body import Mark
from reeread.model.claim import Verdict
from reeread.model.extraction import Highlight
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.text.matches import Matches
from reeread.widgets.reader.spans import Ordered, Spans


@dataclass(frozen=True, slots=True)
class Marked:
    """An inline mark where it stands."""

    mark: Mark

    @property
    def span(self) -> Span:
        """Return the stretch that bears the mark."""
        return Span(self.mark.start, self.mark.end)


@dataclass(frozen=True, slots=True)
class Linked:
    """A passage that states what another article states, too."""

    span: Span
    verdict: Verdict
    lit: bool = False
    """Whether it is the partner of what the cursor stands on in the other article."""


@dataclass(slots=True)
class Scene:
    """All that is drawn over the text."""

    annotations: Spans[Annotation] = field(default_factory=lambda: Spans(()))
    highlights: Ordered[Highlight] = field(default_factory=lambda: Ordered(()))
    marks: Spans[Marked] = field(default_factory=lambda: Spans(()))
    matches: Matches | None = None
    codebook: tuple[Tag, ...] = ()
    unit: Span | None = None
    """The sentence under the cursor."""
    selection: Span | None = None
    caret: int | None = None
    """Where the moving end of the selection stands."""
    match: Span | None = None
    """The match that the reader stands on."""
    linked: Spans[Linked] = field(default_factory=lambda: Spans(()))
    lanes: dict[str, int] = field(default_factory=dict)
    """The first column of each annotation in the gutter, by its id."""
    chosen: str = ""
    """The id of the annotation that was chosen among several."""
    labels: tuple[tuple[Span, str], ...] = ()
    """What to type to jump to a place, and the text that it is drawn over."""


def marked(marks: Iterable[Mark]) -> Spans[Marked]:
    """Return inline marks so that those of a row are found quickly."""
    return Spans(Marked(mark) for mark in marks)
