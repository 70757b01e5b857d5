"""What a person decided on a claim: it stands, whatever is computed later."""

from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """What a person made of a claim."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    RETRACTED = "retracted"


class Ruling(NamedTuple):
    """Who decided what on a claim, and when."""

    id: str
    standing: Standing
    author: str
    made: str
    """ISO date-time in UTC with Z."""
    grouped: bool = False
    """Whether a person put its passages together or took one out."""
    date: str = ""
    """Since when a retracted claim no longer holds, an ISO date; empty otherwise."""
    reason: str = ""
    """Why it was retracted; empty otherwise."""
    joined: int = 0
    """How many of the claim's passages were found only since."""
