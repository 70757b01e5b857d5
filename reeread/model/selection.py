"""Which briefings a list shows, and in which order."""

from typing import NamedTuple

from reeread.model.briefing import Triage


class Selection(NamedTuple):
    """What briefings must be like to be listed; what is empty asks for nothing."""

    stack: str | None = None
    """The name of a stack in which they stand."""
    state: Triage | None = None
    tags: tuple[str, ...] = ()
    """Names, one of which, or one below it, a passage of theirs bears."""
    text: str = ""
    """Words all of which stand in title, source or byline, whatever their case and accents."""
    among: tuple[str, ...] | None = None
    """Only these, by their ids."""
    without: tuple[str, ...] = ()
    """Not these."""
    first: tuple[str, ...] = ()
    """Ids of those that come before all others, in this order."""
    sort: str = "added"
    """"added", "title", "published" (the newest first), "minutes" (the shortest first), "annotations" (the most first),
    "stack" (those in none last) or "state" (new, later, done)."""
