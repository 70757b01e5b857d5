"""What the extractor says of a sentence."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

from reeread.model.body import BlockKind
from reeread.model.span import Span

BY_RULES = "rules/1"
"""The method of the rules, with its version."""


class Cue(NamedTuple):
    """The words that triggered a suggestion, with their rule."""

    start: int
    end: int
    text: str
    rule: str
    negated: bool = False
    """Whether this cue is suppressed and stands beside a live one."""
    quoted: bool = False
    """Whether the words stand in quotation marks and belong to their speaker."""


class Suggestion(NamedTuple):
    """A tag that the extractor proposes, with at least one live cue."""

    tag: str
    score: float
    cues: tuple[Cue, ...]
    method: str = BY_RULES
    """Which extractor proposes it, with its version."""
    model: str = ""
    """Which model spoke, where the extractor asks one."""


DATE = "date"
"""The unit of a figure that is a date: it counts days from 1 January 1970, negative before it."""


class Figure(NamedTuple):
    """A number in the text as an interval in a base unit."""

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str
    """ISO 4217 code, "%", a head noun for counts, "date", or "" when none is known."""
    approximate: bool = False


class Likelihood(NamedTuple):
    """A word of likelihood with its band in whole percents (ICD 203), or a number of percents."""

    term: str
    low: int
    high: int

    @property
    def percents(self) -> str:
        """Return the percents as they are shown: "55–80%", "70%"."""
        return f"{self.low}%" if self.low == self.high else f"{self.low}–{self.high}%"


class Level(StrEnum):
    """How sure a judgement is said to be."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Confidence(NamedTuple):
    """Words that say how sure a judgement is, which is another thing than how likely its subject is."""

    term: str
    level: Level


class Says(IntEnum):
    """What the sentences of a text say of how likely and how sure something is."""

    NOTHING = 0
    LIKELIHOOD = 1
    """How likely, and nothing that a passage of speculation does not say by itself."""
    MORE = 2
    """How sure, or what does not go together."""


class Mixtures(StrEnum):
    """What may not go together in one sentence."""

    CONFIDENCE = "likelihood and confidence"
    SCALES = "two scales"
    NUMBER = "word and number"


class Mixture(NamedTuple):
    """Words of a sentence that do not go together."""

    kind: Mixtures
    terms: tuple[str, ...]
    """The words, as printed."""
    why: str
    """In one clause, for a reader."""


class Decision(StrEnum):
    """What a reader did with the suggestions of a sentence."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class Highlight(NamedTuple):
    """A sentence or heading as the extractor read it; `key` marks those worth showing first."""

    start: int
    end: int
    text: str
    block: BlockKind
    score: float
    key: bool
    tags: tuple[Suggestion, ...] = ()
    figures: tuple[Figure, ...] = ()
    speaker: str | None = None
    likelihood: Likelihood | None = None
    decision: Decision = Decision.OPEN
    confidence: Confidence | None = None

    @property
    def span(self) -> Span:
        """Return the sentence's stretch of the body."""
        return Span(self.start, self.end)

    @property
    def suggested(self) -> tuple[str, ...]:
        """Return the tags that are suggested, each once, whoever suggests it."""
        return tuple(dict.fromkeys(one.tag for one in self.tags))
