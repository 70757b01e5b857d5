"""Briefings gathered for a topic or a day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack as lists show it; it exists while a briefing stands in it."""

    name: str
    briefings: int
    new: int
    """How many of the briefings are new; the others are put off or done."""
    later: int
    done: int
    annotations: int
    characters: int
    """Of all its bodies, in code points."""

    @property
    def minutes(self) -> int:
        """Return the time to read it in whole minutes, at 1,000 characters a minute, at least one."""
        return max(1, round(self.characters / 1000))
