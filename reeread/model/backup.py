"""Copies of a library, and what one of them would change."""

from pathlib import Path
from typing import NamedTuple

KEPT = 10
"""Backups that stay in a folder, the newest among them, unless another number is asked for."""


class Backup(NamedTuple):
    """A copy of a library."""

    path: Path
    made: str
    """ISO time."""
    why: str
    """Before what it was made by itself, e.g. "upgrade"; "" where somebody asked for it."""
    size: int
    """In bytes."""


class Contents(NamedTuple):
    """What a library holds."""

    briefings: int
    annotations: int
    latest: str
    """ISO time of the last deed; "" where nothing was done yet."""


class Difference(NamedTuple):
    """What would change if a backup took the place of a library."""

    unreadable: str
    """Why the present library cannot be read; "" where it can."""
    now: Contents | None
    """What the present library holds; None where it cannot be read."""
    then: Contents
    """What the backup holds."""
    deeds: int
    """Of the present library, that the backup does not know."""
    briefings: tuple[str, ...]
    """Titles of those that would be gone."""
    gone: int
    """Annotations that would be gone."""
    other: int
    """Annotations that would be as they were at another time."""
    back: int
    """Annotations that would come back."""
