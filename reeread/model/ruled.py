"""Claims as people left them: what is kept of a decision, so that it finds its passages again."""

from dataclasses import dataclass

from reeread.model.annotation import Anchor
from reeread.model.ruling import Ruling
from reeread.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class RuledPassage:
    """A passage as it stood when somebody decided on its claim."""

    briefing: str
    """The briefing's id."""
    version: int
    """The number of the version that the anchor is of."""
    anchor: Anchor
    value: str
    """The figure, date or verb as printed."""
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A claim as somebody left it; one passage alone is one that was taken out of a claim."""

    ruling: Ruling
    label: str
    verdict: Verdict
    """As it was then."""
    passages: tuple[RuledPassage, ...]
