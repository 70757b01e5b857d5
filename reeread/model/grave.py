"""What erasing leaves of a briefing."""

from typing import NamedTuple


class Grave(NamedTuple):
    """A briefing that may be erased, or was."""

    id: str
    title: str
    """Empty once it is erased."""
    source: str
    erased: str
    """When it was erased, an ISO time; "" while its text is there."""
    by: str
    """Who erased it."""
    annotations: int
    versions: int
