"""Which annotations are asked for, and in which order."""

from collections.abc import Sequence
from typing import NamedTuple

from reeread.model.annotation import AnchorState


class Asked(NamedTuple):
    """What annotations must have to be listed; what is empty asks for nothing."""

    briefings: Sequence[str] = ()
    """Whole ids, one of which they stand on."""
    tags: Sequence[str] = ()
    """Names, one of which, or one below it, they bear."""
    authors: Sequence[str] = ()
    since: str | None = None
    """ISO date at which they were made or changed, or later."""
    stacks: Sequence[str] | None = None
    """Names of stacks, in one of which their briefing stands; None for any or no stack."""
    states: Sequence[AnchorState] = ()
    text: str = ""
    """Words all of which stand in quote or note, whatever their case and accents."""
    sort: str = "place"
    """"place", "modified", "tag", "author" or "text"."""
    backwards: bool = False
    among: Sequence[str] | None = None
    """Only these, by their own ids."""


EVERY = Asked()
"""Asks for all."""
