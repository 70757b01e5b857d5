"""What came of saving a damaged library."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new library, and what is not in it as it was."""

    pages: int
    """Of the damaged file."""
    damaged: int
    """Pages of it of which something could not be read."""
    rows: Mapping[str, int]
    """How many rows were brought, by table."""
    lost: tuple[str, ...]
    """What could not be brought, or only in part, each in a sentence."""
    restored: tuple[str, ...] = ()
    """What stood in damaged pages and was read from the log or put together anew, each in a sentence."""
