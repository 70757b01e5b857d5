"""What an export is about: briefings with their annotations."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reeread.model.annotation import AnchorState, Annotation
from reeread.model.briefing import Article
from reeread.model.claim import Claim
from reeread.model.decided import Decided
from reeread.model.event import Event
from reeread.model.promise import Commitment
from reeread.model.ruled import Ruled
from reeread.model.tag import Tag


@dataclass(frozen=True, slots=True)
class Entry:
    """One briefing with what was marked in it."""

    article: Article
    annotations: tuple[Annotation, ...]
    """In the order of the text."""
    decisions: tuple[Decided, ...] = ()
    """What anybody decided on suggestions, in the order of the text."""
    commitments: Callable[[], Sequence[Commitment]] = tuple
    """Returns those of the annotations that are commitments; asked only by what tells of them, since each sentence
    is read for it."""

    @property
    def standing(self) -> Iterator[Annotation]:
        """Yield the annotations that stand in the text: all but orphans."""
        return (one for one in self.annotations if one.state is not AnchorState.ORPHAN)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What leaves: its title, what it covers, and an entry for each briefing."""

    title: str
    scope: str
    """What was chosen, in words: "the whole library", "stack “October”, tagged risk"."""
    made: str
    """ISO date-time in UTC with Z."""
    authors: tuple[str, ...]
    """Who made the annotations, in alphabetical order."""
    tags: tuple[Tag, ...]
    """The codebook."""
    entries: Collection[Entry]
    """In the order of the library; each walk reads them anew, one at a time, so that memory stays flat."""
    claims: Iterable[Claim] = ()
    """What the briefings claim of the same thing; computed when it is walked."""
    events: Iterable[Event] = ()
    """What was done, newest first; read when it is walked."""
    rulings: Iterable[Ruled] = ()
    """What people decided on claims among the briefings."""
