"""A merge under way: what was found out so far of what a file holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reeread.library.library import Library
from reeread.model.annotation import Anchor, AnchorState
from reeread.model.arrival import Bundle, Mark
from reeread.model.span import Span
from reeread.store.deed import Deed
from reeread.store.versions import Prepared
from reeread.text.anchors import occurrences

if TYPE_CHECKING:
    from reeread.text.anchoring import Finder


HIGHLIGHT = "highlight"
"""The tag of what another program marked without a tag or a note."""


@dataclass(frozen=True)
class Place:
    """Where a text of a file stands in the library."""

    briefing: str
    """The briefing's id."""
    version: int
    """The number of the version that it shows."""
    body: str
    theirs: str | None
    """The file's own text of it, None if it has none."""

    @property
    def same(self) -> bool:
        """Return whether the file's own text is the body here, so that its offsets hold."""
        return self.theirs == self.body

    @cached_property
    def finder(self) -> "Finder":
        """Return what finds passages of the file's text in the body; the two are compared once."""
        from reeread.text.anchoring import Finder

        return Finder(self.body, self.theirs)


@dataclass(slots=True)
class Coming:
    """One bundle on its way in."""

    lib: Library
    deed: Deed
    bundle: Bundle
    prepared: Mapping[str, Prepared]
    """The texts that may have to be added, by their keys."""
    tags: dict[str, str] = field(default_factory=dict)
    """Ids of tags by the names that the file gives them."""
    order: tuple[str, ...] = ()
    """Ids of all tags in the order of the codebook, once they are in."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where the file's texts stand, by their keys."""


def borne_by(mark: Mark) -> tuple[str, ...]:
    """Return the tags of an annotation of a file; one that says nothing at all of its passage is a highlight."""
    return mark.tags if mark.tags or mark.note or mark.more.get("grade") else (HIGHLIGHT,)


def found(place: Place, anchor: Anchor, *, known: bool) -> tuple[Span | None, AnchorState]:
    """Return where a quote of a file stands in a briefing, and how sure that is.

    Args:
        place: The briefing.
        anchor: The quote, with where it stood in the file's text.
        known: Whether the file says where it stood; else only the quote counts, and nothing has moved.
    """
    if known and place.same and place.body[anchor.start : anchor.end] == anchor.exact:
        return anchor.span, AnchorState.ANCHORED
    if not anchor.prefix and not anchor.suffix:
        # Nothing but the quote is known: where it stands once, it is meant.
        places = occurrences(place.body, anchor.exact)
        if len(places) == 1:
            return places[0], AnchorState.ANCHORED
    span, state, _ = place.finder.find(anchor)
    return span, AnchorState.ANCHORED if state is AnchorState.MOVED and not known else state
