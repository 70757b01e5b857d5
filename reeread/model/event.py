"""An entry of the log: who changed what, when."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One change; several of one deed share a transaction and are undone together."""

    id: str
    transaction: str
    at: str
    """ISO date-time in UTC with Z."""
    author: str
    deed: str
    """What was done, e.g. "tag", "note", "add", "dismiss", "undo"."""
    subject: str
    """What it was done to: the kind of thing, e.g. "annotation", "briefing", "tag", "highlight"."""
    subject_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: str | None = None
    """The transaction that this one takes back."""

    @property
    def erased(self) -> bool:
        """Return whether its briefing was erased for good, and with it what was before and after."""
        return self.before is None and self.after is None
