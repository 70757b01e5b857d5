"""The two grades of the Admiralty system, which are judged and kept apart (NATO AJP-2.1).

A good source can be wrong and a bad one right: the one grade is of who says it, the other of what is said.
"""

from enum import IntEnum, StrEnum


class Reliability(StrEnum):
    """How far a source can be relied on."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def meaning(self) -> str:
        """Return it in words."""
        return _RELIABILITY[self]

    @property
    def words(self) -> str:
        """Return the grade with its meaning, e.g. "B, usually reliable"."""
        return f"{self.value}, {self.meaning}"


class Credibility(IntEnum):
    """How far a piece of information can be believed."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    UNJUDGED = 6

    @property
    def meaning(self) -> str:
        """Return it in words."""
        return _CREDIBILITY[self]

    @property
    def words(self) -> str:
        """Return the grade with its meaning, e.g. "2, probably true"."""
        return f"{self.value}, {self.meaning}"


_RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}
_CREDIBILITY = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLE: "probably true",
    Credibility.POSSIBLE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.UNJUDGED: "truth cannot be judged",
}
