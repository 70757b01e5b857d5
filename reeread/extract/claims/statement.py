"""What one briefing states, as pairing needs it: figures and deeds with the words around them."""

from dataclasses import dataclass, field, replace

from reeread.extract.claims.measure import Measure

NAMING, SURELY = 0.2, 0.5
"""How close a stem must stand to name a claim, and a class to say what is counted."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a share is a share of, as far as its "of" says: empty where it says nothing telling."""

    activities: frozenset[str] = frozenset()
    """Classes of activities: "of imports", "of processing"."""
    scope: frozenset[str] = frozenset()
    """Stems of names, and "#WORLD" for the world: "of Japan's", "of global"."""


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A figure and its sentence; offsets count code points of the body."""

    document: int
    """Place of the briefing in the comparison."""
    source: str
    """The briefing's path or id."""
    sentence: int
    start: int
    end: int
    text: str
    """The sentence, or the clause in brackets that makes a statement of its own."""
    measure: Measure
    """Its offsets count from the start of the sentence."""
    value: str
    """The figure as printed."""
    context: dict[str, float]
    """Stems around the figure with how close they stand, 0 to 1.3."""
    groups: dict[str, float]
    """Classes of those stems, the same way."""
    counted: frozenset[str]
    """Stems and classes of what is counted; empty where it is only people or not said."""
    poles: frozenset[int]
    """Sides of the opposites of data/words.toml that stand close by: n for the left of the n-th, -n for the right."""
    activities: frozenset[str]
    """Classes of activities close by: shares of different activities never join."""
    parts: frozenset[str]
    """Classes of words close by that make a part of a count: the critical of the injured, the children of the dead."""
    whole: Whole
    subject: str
    """Stem of the name that stands closest, "" where none is near."""
    periods: frozenset[str]
    near: frozenset[str]
    """Stems and classes that stand close by: figures without one in common share hardly anything."""
    place: int = 0
    """Among the statements of its briefing."""

    @property
    def key(self) -> tuple[int, int]:
        """Return what tells it from every other statement and deed of a comparison."""
        return self.document, self.place

    def told(self) -> "Statement":
        """Return it with what a claim tells of it, without what only pairing looks at: in a third of the memory."""
        none: frozenset[str] = frozenset()
        return replace(
            self,
            context={base: near for base, near in self.context.items() if near >= NAMING},
            groups={name: near for name, near in self.groups.items() if near > SURELY},
            counted=none,
            poles=frozenset(),
            activities=none,
            parts=none,
            whole=Whole(),
            periods=none,
            near=none,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """A verb of doing with the names around it; offsets count code points of the body."""

    document: int
    source: str
    sentence: int
    start: int
    end: int
    text: str
    kinds: frozenset[str]
    """Of data/deeds.toml."""
    value: str
    """The verb as printed."""
    subject: frozenset[str]
    """Stems of the words that name its doer, and their classes."""
    names: frozenset[str]
    """Stems of the names before the verb and soon after it."""
    words: frozenset[str]
    """Stems of the other words of the sentence."""
    groups: frozenset[str]
    object: frozenset[str]
    """Stems of what it was done to, and their classes."""
    when: Measure | None = None
    """The day of it, where its sentence names one day only."""
    dated: str = ""
    """The sentence from the verb to that day, or from the day to the verb; "" without one."""
    place: int = 0
    """Below zero: among the deeds of its briefing."""

    @property
    def key(self) -> tuple[int, int]:
        """Return what tells it from every other statement and deed of a comparison."""
        return self.document, self.place

    def told(self) -> "Deed":
        """Return it as it is: a claim tells all of it."""
        return self


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a briefing, as stems."""

    inside: frozenset[str]
    """Those that stand capitalised inside sentences and never small."""
    capitals: frozenset[str]
    """Those, and stems that only open sentences, capitalised."""

    def shared(self, other: "Names") -> frozenset[str]:
        """Return the stems that are names in one briefing and may be names in the other."""
        return (self.inside & other.capitals) | (other.inside & self.capitals)


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """All that was read from one briefing; independent of every other briefing."""

    source: str
    figures: tuple[Statement, ...]
    deeds: tuple[Deed, ...]
    keys: dict[str, float]
    """What tells the event: names, words of the title, unusual figures, with weights."""
    names: Names
    frequencies: dict[str, int] = field(default_factory=dict)
    """How many figures have a stem or class close by."""
    printed: int = 0
    """How many figures are printed rather than derived."""
    shingles: frozenset[int] = frozenset()
    """Hashes of runs of four words, for telling copies."""
