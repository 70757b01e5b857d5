"""How far people agree on what they marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reeread.model.annotation import Annotation, Passage

GOLD = "gold"
"""The author of the gold set; another set is called by a name below it, e.g. "gold/ports"."""


def is_gold(author: str) -> bool:
    """Return whether an author is a gold set, which nobody is and several people settle."""
    return author == GOLD or author.startswith(f"{GOLD}/")


class Estimate(NamedTuple):
    """A coefficient of agreement with the bounds between which it lies with 95 % confidence."""

    value: float | None
    """1 for full agreement, 0 for what chance would give; None where nothing differs and nothing can be said."""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on one tag, in one briefing, or two of them with each other."""

    what: str
    """The tag, the briefing's title, or the two names."""
    units: int
    """Sentences that at least two of them read."""
    marked: int
    """Of these, those that anybody marked so."""
    alpha: Estimate
    """Krippendorff's alpha, nominal, on sentences."""
    kappa: float | None
    """Cohen's kappa on sentences, the mean over the pairs of people, weighed by what both read."""
    spans: float | None
    """Krippendorff's alpha on the text itself: each character is a unit, so that borders count."""


@dataclass(frozen=True, slots=True)
class Divided:
    """A sentence on which people differ."""

    passage: Passage
    title: str
    """Of its briefing."""
    text: str
    tags: Mapping[str, tuple[str, ...]]
    """What each of those who read it marked it as, by their names; an empty one is none."""

    @property
    def apart(self) -> int:
        """Return on how many tags they differ."""
        every = {tag for said in self.tags.values() for tag in said}
        return sum(len({tag in said for said in self.tags.values()}) > 1 for tag in every)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence on which people differ, or differed before it was settled."""

    divided: Divided
    """The sentence, and which tags each put on it."""
    notes: Mapping[str, tuple[str, ...]]
    """What each wrote on it, by their names; of one who wrote nothing there is nothing."""
    decided: Annotation | None
    """What the gold set says of it, its note the reason; None while it is open."""

    @property
    def passage(self) -> Passage:
        """Return where the sentence stands."""
        return self.divided.passage
