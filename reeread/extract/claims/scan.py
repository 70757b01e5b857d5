"""One walk over the tokens of a sentence: what the readers of figures share."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reeread.extract.claims.bounds import bounded
from reeread.extract.claims.heads import Head, head
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.roles import role as role_of
from reeread.extract.claims.tokens import Token


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document writes money: whether pounds are money, and of which currency its cents are."""

    pounds: bool = False
    cent: str = "USD"

    @classmethod
    def of(cls, body: str) -> "Habits":
        """Return the habits of a body."""
        euros = "€" in body or "euro" in body
        return cls(
            "£" in body or "sterling" in body or "pence" in body,
            "EUR" if euros and "$" not in body else "USD",
        )


@dataclass(slots=True)
class Scan:
    """A sentence, its tokens, and the figures found so far; `hidden` stretches are not read."""

    text: str
    row: Sequence[Token]
    hidden: Sequence[tuple[int, int]]
    habits: Habits
    found: list[Measure] = field(default_factory=list)

    def low(self, at: int) -> str:
        """Return a token in small letters, "" beyond either end."""
        return self.row[at].low if 0 <= at < len(self.row) else ""

    def readable(self, at: int) -> bool:
        """Return whether a token lies outside dates and addresses."""
        start = self.row[at].start
        return not any(low <= start < high for low, high in self.hidden)

    def head(self, at: int) -> Head:
        """Return the noun phrase that begins at a token."""
        readable = at
        while readable < len(self.row) and self.readable(readable):
            readable += 1
        return head(self.row[at:readable])

    def add(
        self,
        at: int,
        after: int,
        dimension: str,
        low: float,
        high: float,
        *,
        unit: str = "",
        grain: float = 0.0,
        digits: int = 1,
        role: str = "",
        head: Head | None = None,
    ) -> None:
        """Append a measure that spans the tokens from `at` to `after`, bounded by the words around it."""
        start, end = self.row[at].start, self.row[after - 1].end
        measure = Measure(start, end, dimension, low, high, unit, grain=grain, digits=digits)
        measure = bounded(measure, self.text, end)
        found = self.head(after) if head is None else head
        self.found.append(
            replace(
                measure,
                head=found.stems,
                noun=found.noun,
                role=role or role_of(self.text, measure),
                of=dimension == "share" and self.low(after) == "of",
            )
        )
