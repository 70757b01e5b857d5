"""A row of the table of commitments."""

from dataclasses import dataclass

from reeread.model.annotation import Annotation
from reeread.model.commitment import Fate, Pledge


@dataclass(frozen=True, slots=True)
class Commitment:
    """A passage that somebody tagged as a commitment, with what it gives and where it stands."""

    annotation: Annotation
    title: str
    """Of its briefing."""
    pledge: Pledge
    fate: Fate

    @property
    def day(self) -> str:
        """Return the last day on which it is met in time, "" if none is known."""
        return self.pledge.deadline.day if self.pledge.deadline else ""
