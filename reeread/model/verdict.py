"""How passages that state the same thing fit together."""

from enum import StrEnum


class Verdict(StrEnum):
    """How passages that state the same thing fit together; ordered from best to worst."""

    AGREE = "agree"
    TENSION = "tension"
    CONFLICT = "conflict"

    @property
    def gravity(self) -> int:
        """Return 0 for agreement, 1 for tension, 2 for conflict."""
        return _GRAVITY[self]

    @property
    def sign(self) -> str:
        """Return the character that stands for it: = ≈ ≠."""
        return _SIGNS[self]


_GRAVITY = {verdict: grade for grade, verdict in enumerate(Verdict)}
_SIGNS = dict(zip(Verdict, "=≈≠", strict=True))
