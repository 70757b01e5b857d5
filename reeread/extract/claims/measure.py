"""A figure of a statement as an interval of a dimension, with what its comparison needs."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rate is counted by: the dimension and size of one unit, e.g. a year is 365.25 days."""

    dimension: str
    size: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, date or time of a sentence; offsets count code points of the sentence."""

    start: int
    end: int
    dimension: str
    low: float
    """Bounds in base units; an open figure is capped here and marked in `bound`."""
    high: float
    unit: str = ""
    """The currency of money, the year of a date."""
    per: Basis | None = None
    bound: str = ""
    """The kind of data/bounds.toml that opens, caps or blurs it, "by" for a date not to be passed, or ""."""
    grain: float = 0.0
    digits: int = 1
    role: str = "level"
    """"level", "change", "prior", "total", "ratio", "short", or "converted" for an amount in brackets after another's."""
    head: tuple[str, ...] = field(default=())
    """Stems of the noun phrase that follows, its head noun last."""
    noun: str = ""
    """The head noun as printed."""
    derived: str = ""
    """How it follows from figures of the sentence: "difference", "product", "ratio", "rest", "sum", "split" of a vote, "bare" for millions read as money, or "" when it is printed."""
    of: bool = False
    """Whether "of" follows: the share of something, some of a number."""
    half_day: bool = False
    """Whether a clock time may be before or after noon."""

    @property
    def said(self) -> tuple[object, ...]:
        """Return what it says, wherever it stands: all that a comparison of values looks at."""
        return (
            self.dimension, self.low, self.high, self.unit, self.per, self.bound, self.grain, self.digits,
            self.role, self.half_day,
        )  # fmt: skip

    @property
    def open_low(self) -> bool:
        """Return whether the printed value itself is excluded at the lower end."""
        return self.bound in ("more", "just_over")

    @property
    def open_high(self) -> bool:
        """Return whether the printed value itself is excluded at the upper end."""
        return self.bound in ("less", "just_under")

    @property
    def printed_low(self) -> float | None:
        """Return the lower bound as stated, None where the figure is open downward."""
        return None if self.bound in ("less", "at_most", "just_under") else self.low

    @property
    def printed_high(self) -> float | None:
        """Return the upper bound as stated, None where the figure is open upward."""
        return None if self.bound in ("more", "at_least", "just_over") else self.high

    @property
    def printed(self) -> float:
        """Return the number as printed: the end that a bound leaves fixed, the middle of a range."""
        if self.bound in ("more", "at_least", "just_over"):
            return self.low
        return self.high if self.bound in ("less", "at_most", "just_under") else self.middle

    @property
    def middle(self) -> float:
        """Return the middle of the interval."""
        return (self.low + self.high) / 2

    def per_basis(self, basis: Basis) -> "Measure":
        """Return the rate that an amount a basis is, in base units of both."""
        return replace(
            self,
            per=basis,
            low=self.low / basis.size,
            high=self.high / basis.size,
            grain=self.grain / basis.size,
        )
