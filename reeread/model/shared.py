"""What a library knows of the others: how far it is with them, and where they differ."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SyncState:
    """How far a library is with its hub, as a status line tells it."""

    address: str
    """Without a secret."""
    pending: int
    """Own changes that the hub has not got yet."""
    conflicts: int
    aside: int
    """Edits of others that this reeread does not understand, kept for a later one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that several people left in a field."""

    author: str
    at: str
    text: str
    """The value in words."""
    shown: bool
    """Whether it is the one that the library shows."""
    value: Any
    """As edits tell it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that several people changed without knowing of each other: all values are kept, one is shown."""

    id: str
    subject: str
    """The kind of the thing, as the log names kinds."""
    uuid: str
    """The thing's id here."""
    briefing: str | None
    """The id of the briefing that it is about, if it is about one."""
    about: str
    """What a reader knows it by: a quote, a title, a tag's name."""
    field: str
    choices: tuple[Choice, ...]
    """The one that is shown first, then the latest first."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    pushed: int
    """Own edits that the hub took."""
    pulled: int
    """Edits of others that were taken in."""
    aside: int
    """How many of those are kept for a later reeread."""
    conflicts: int
    """How many fields differ now."""
