"""What an export is about: briefings with their annotations."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reeread.export.likely import Estimates
from reeread.model.annotation import AnchorState, Annotation, Plain, Told
from reeread.model.briefing import Article, Head
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
class Spelling:
    """What a format makes of briefings, one after the other, said so that a library need not make objects of all that it keeps.

    Other processes may do it, so all of it can be pickled. One of `whole` and `rows` is there. Both get what tells how
    likely and how sure each annotation is.
    """

    compose: Callable[[Entry], str]
    """Returns the text of a briefing."""
    fields: Sequence[str] = ()
    """What is told of an annotation besides its briefing and its state, in the order in which it is got."""
    tags: Callable[[tuple[str, ...]], str] = ", ".join
    """Returns the text of the tags that an annotation bears."""
    author: Callable[[str], str] = str
    """Returns that of who made it."""
    whole: Callable[[Entry, Sequence[Plain], Told, Estimates], str] | None = None
    """Returns that of a briefing, given without its annotations, and of these."""
    rows: Callable[[Head, Sequence[Plain], Told, Estimates], str] | None = None
    """Returns that of annotations, where the format tells no more of a briefing than its head."""
    between: str = ""
    """What stands between two briefings."""


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
    spell: Callable[[Spelling], Iterator[tuple[int, Sequence[str]]]] | None = None
    """Yields the text of briefings in their order, some at a time, and how many are done, quicker than it can be made of
    entries; None where nobody can."""

    def spelled(self, spelling: Spelling) -> Iterator[str]:
        """Yield the text of the briefings in pieces."""
        if self.spell is not None:
            for _, pieces in self.spell(spelling):
                yield from pieces
            return
        for number, entry in enumerate(self.entries):
            yield (spelling.between if number else "") + spelling.compose(entry)
