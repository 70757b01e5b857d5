"""Amounts, shares, counts, rates and ratios of a sentence, as intervals in base units."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reeread.extract.claims import units
from reeread.extract.claims.bounds import bounded, without_bound
from reeread.extract.claims.lexicon import classes, data, stem, stop_words
from reeread.extract.claims.measure import Basis, Measure
from reeread.extract.claims.numbers import Number, fractions, number, ones, small, tens
from reeread.extract.claims.times import month
from reeread.extract.claims.tokens import DASHES, Token, tokens

_ARTICLES = frozenset(
    ["the", "its", "their", "his", "her", "our", "a", "an", "every", "all", "those", "these", "my", "your"]
)
_PERIODIC = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
             "quarterly": "quarter", "annum": "year", "p.a": "year"}  # fmt: skip
_RATE_BEFORE = re.compile(
    r"\b(annual|annually|yearly|monthly|quarterly|weekly|daily|a day|a year)\b[\w\s]{0,28}$", re.IGNORECASE
)
_RATE_AFTER = re.compile(
    r"[^,;.:\d(]{0,32}?\b(?:every|each|an?|per) (day|year|month|week|quarter|hour)\b(?! (?:ago|earlier|later|old|before|after|and|from))"
    r"|[^,;.:\d(]{0,24}?\b(?:annually|yearly)\b"
)
_PRIOR = re.compile(
    r"\b(?:from|compared (?:with|to)|against|up from|down from|after|versus|instead of|rather than|previously|was"
    r"|(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!higher )(?<!lower )(?<!other )than)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom$", re.IGNORECASE)
_BY = re.compile(r"\bby$", re.IGNORECASE)
_MOVE = re.compile(
    r"\b(?:rose|fell|fallen|risen|dropped|climbed|gained|lost|shed|jumped|grew|grown|declined|slid|rise|fall|increase[ds]?|slipped"
    r"|tumbled|surged|soared|sank|plunged|up|down|added|cut|raised|advanced|weakened|strengthened|dipped|eased|growth of"
    r"|increase of|decrease of|drop of|decline of|a rise of|a fall of|expanded|contracted|shrank)$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:-?\w+)?\s+(?:under|below|above|higher|lower|more than|less than|fewer|down|up|slower|faster|cheaper|dearer|better|worse|ahead"
    r"|increase|decrease|rise|fall|drop|decline|jump|gain|cut|growth|reduction)\b"
)
_VOTES = re.compile(
    r"\b(?:vote|voted|split|majority|margin|ruling|won|beat|score|lost|decision|ruled|passed|tally|defeat)\w*\b",
    re.IGNORECASE,
)
_NO_FIGURE_BEFORE = frozenset(
    [
        "no",
        "nos",
        "number",
        "article",
        "section",
        "page",
        "chapter",
        "covid",
        "form",
        "phase",
        "type",
        "figure",
        "table",
        "tier",
        "level",
        "grade",
        "route",
        "highway",
        "flight",
        "room",
        "gate",
        "pier",
        "block",
        "building",
        "version",
        "class",
        "model",
        "unit",
        "version",
        "item",
        "annex",
        "rule",
        "clause",
        "paragraph",
        "point",
        "issue",
        "stage",
    ]
)
_BEFORE_A_QUARTER = frozenset(
    ["marks", "dollars", "euros", "pounds", "crowns", "francs", "million", "billion", "bn", "cents", "tonnes"]
)
_BLURS = frozenset(
    ["about", "nearly", "almost", "roughly", "than", "over", "around", "under", "just", "barely"]
)
_AFTER_SHARE = frozenset(
    [
        "of",
        "in",
        "to",
        "since",
        "from",
        "on",
        "as",
        "and",
        "below",
        "above",
        "higher",
        "lower",
        "less",
        "more",
        "cheaper",
        "dearer",
        "is",
        "are",
        "was",
        "were",
        "have",
        "had",
    ]
)
_NOUGHT = frozenset({"#DEATH", "#INJURY", "#MISSING", "#SURVIVOR"})
_ALONE = frozenset({"#DEATH", "#INJURY", "#MISSING", "#ARREST", "#MEMBER"})


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


def quantities(text: str, hidden: Sequence[tuple[int, int]], habits: Habits) -> list[Measure]:
    """Return the quantities of a sentence in order; `hidden` stretches (dates, addresses) are not read."""
    scan = _Scan(text, tokens(text), hidden, habits)
    return scan.run()


class _Scan:
    """One walk over the tokens of a sentence."""

    def __init__(
        self, text: str, row: list[Token], hidden: Sequence[tuple[int, int]], habits: Habits
    ) -> None:
        self.text, self.row, self.habits = text, row, habits
        self.hidden = hidden
        self.found: list[Measure] = []

    def run(self) -> list[Measure]:
        """Return the measures in order."""
        at = 0
        while at < len(self.row):
            at = self.step(at) if self.readable(at) else at + 1
        return self.found

    def readable(self, at: int) -> bool:
        start = self.row[at].start
        return not any(low <= start < high for low, high in self.hidden)

    def low(self, at: int) -> str:
        return self.row[at].low if 0 <= at < len(self.row) else ""

    def step(self, at: int) -> int:
        """Read what begins at a token; return the token to go on with."""
        for reader in (self.fraction, self.half_unit, self.ratio_in_words, self.multiple, self.nought):
            after = reader(at)
            if after:
                return after
        return self.plain(at)

    # -- words that are figures of their own

    def fraction(self, at: int) -> int:
        """Read "two thirds", "a quarter of", "half the", "three-quarters of a point"."""
        low, value, after = self.low(at), 0.0, 0
        if (
            low in ("a", "quarter")
            and self.readable(at)
            and "quarter" in (low, self.low(at + 1))
            and number(self.row, at)
        ):
            return 0  # "a quarter of a million" is a number
        if low in ones() and ones()[low]:
            here = at + 2 if self.low(at + 1) in DASHES else at + 1
            named = self.low(here)
            if (
                named in fractions()
                and (named.endswith("s") or ones()[low] == 1)
                and self.low(here + 1) != "of a"
            ):
                if not (named.startswith("quarter") and ones()[low] not in (1, 3)) and named not in (
                    "half",
                    "halves",
                ):
                    value, after = ones()[low] / fractions()[named], here + 1
        elif low in ("a", "an", "by") and self.low(at + 1) in fractions() and self.low(at + 1) != "half":
            if self._is_share(at):
                value, after = 1 / fractions()[self.low(at + 1)], at + 2
        elif low == "half" and self.low(at + 1) in (
            "of",
            "the",
            "its",
            "their",
            "all",
            "his",
            "her",
            "our",
            "my",
        ):
            if self.low(at - 1) not in ("second", "first", "a", "-", "last"):
                value, after = 0.5, at + 1
        elif low in ("quarter", "half") and (
            self._point(at + 1) or (self.low(at + 1) == "a" and self._point(at + 2))
        ):
            after = at + 1
            while self.low(after) in ("-", "a", "percentage") or self.low(after).startswith("point"):
                after += 1
            points = 0.25 if low == "quarter" else 0.5
            self.add(at, after, "points", points, points, grain=0, digits=2)
            return after
        if not after:
            return 0
        share = 100 * value
        if self._point(after):
            while self.low(after) in ("-", "of", "a", "percentage") or self.low(after).startswith("point"):
                after += 1
            self.add(at, after, "points", value, value, grain=0, digits=2)
        else:
            self.add(at, after, "share", share, share, grain=0.12 * share, role=self._fraction_role(after))
        return after

    def _fraction_role(self, after: int) -> str:
        return "ratio" if self.low(after) == "of" else "level"

    def _is_share(self, at: int) -> bool:
        if self.low(at + 1) == "quarter" and self.low(at - 1) in _BEFORE_A_QUARTER:
            return False  # "four marks a quarter"
        if self.low(at - 1) in _BLURS or self.low(at) == "by":
            return True
        following = self.low(at + 2)
        return following in _AFTER_SHARE or (not following.isalpha() and following not in DASHES)

    def _point(self, at: int) -> bool:
        low = self.low(at)
        if low in ("-", "of"):
            return self._point(at + 1) if low == "-" else self.low(at + 1) == "a" and self._point(at + 2)
        return low in ("point", "points") or (low == "percentage" and self.low(at + 1) in ("point", "points"))

    def half_unit(self, at: int) -> int:
        """Read "half a day", "a year and a half"."""
        if self.low(at) == "half" and self.low(at + 1) in ("a", "an"):
            unit = units.unit(self.row, at + 2)
            if unit and unit.unit.dimension in ("duration", "length", "mass"):
                size = 0.5 * unit.unit.factor
                self.add(at, unit.after, unit.unit.dimension, size, size, grain=0.2 * size, digits=1)
                return unit.after
        if (
            self.low(at) in ("a", "an", "one")
            and self.low(at + 2) == "and"
            and self.low(at + 3) == "a"
            and self.low(at + 4) == "half"
        ):
            unit = units.unit(self.row, at + 1)
            if unit and unit.after == at + 2 and unit.unit.dimension in ("duration", "length", "mass"):
                size = 1.5 * unit.unit.factor
                self.add(at, at + 5, unit.unit.dimension, size, size, digits=2)
                return at + 5
        return 0

    def ratio_in_words(self, at: int) -> int:
        """Read "seven of every ten", "one child in eight": a share with its head noun between the numbers."""
        part = small(self.low(at))
        if not part or self.low(at + 1) in ("in", "of", "out", ""):
            return 0
        for here in (at + 2, at + 3):
            if self.low(here) == "in" and all(
                self.row[k].kind == "word" for k in range(at + 1, min(here, len(self.row)))
            ):
                whole = small(self.low(here + 1))
                if (
                    whole is None
                    or not part < whole
                    or whole not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50)
                ):
                    return 0
                following = self.low(here + 2)
                if (
                    self.low(at + 1) in stop_words()
                    or (following and following.endswith("s"))
                    or units.unit(self.row, at + 1)
                ):
                    return 0
                if units.unit(self.row, here + 2) or month(following):
                    return 0
                head = tuple(stem(self.low(k)) for k in range(at + 1, here))
                share = 100 * part / whole
                self.add(at, here + 2, "share", share, share, grain=share / whole, role="ratio", head=head)
                return here + 2
        return 0

    def multiple(self, at: int) -> int:
        """Read "doubled", "fourfold"."""
        value = data("numbers")["multiples"].get(self.low(at))
        if value is not None:
            self.add(at, at + 1, "multiple", value, value)
            return at + 1
        value = data("numbers")["sets"].get(self.low(at))
        if value is not None and self.low(at - 1) in ("the", "a") and at:
            self.add(at, at + 1, "count", value, value)
            return at + 1
        return 0

    def nought(self, at: int) -> int:
        """Read "no deaths", "nobody was hurt"."""
        if self.low(at) not in ("no", "nobody", "none", "zero") or at + 1 >= len(self.row):
            return 0
        following = self.low(at + 1)
        if _NOUGHT & classes(stem(following)) or (
            self.low(at) in ("nobody", "none") and following in ("was", "died", "were")
        ):
            self.add(at, at + 1, "count", 0, 0)
            return at + 1
        return 0

    # -- numbers

    def plain(self, at: int) -> int:
        """Read a number with its currency, unit, range, basis, bound and head noun."""
        token = self.row[at]
        if not self._begins(at):
            return at + 1
        first = number(self.row, at)
        if first is None:
            return at + 1
        after = first.after
        if token.text[0] == "0" and len(token.text) > 2 and "." not in token.text:
            return after  # a telephone number
        if (
            token.kind == "number"
            and self.low(after) in ("st", "nd", "rd", "th")
            and self.row[after].start == self.row[after - 1].end
        ):
            return after + 1
        if token.kind == "number" and at <= 2 and self.low(after) in (".", ")") and self._is_marker(at, after):
            return after
        if token.kind == "number" and self.low(at - 1) == "(" and self.low(after) == ")" and at <= 2:
            return after
        sign, currency = self._currency_before(at)
        ratio = 0 if currency else self._ratio(at, first)
        if ratio:
            return ratio
        votes = 0 if currency else self._votes(at, first)
        if votes:
            return votes
        return self._amount(at, sign, currency, first)

    def _is_marker(self, at: int, after: int) -> bool:
        """Return whether a number at the start numbers an item of a list."""
        return all(token.kind == "sign" for token in self.row[:at]) and len(self.row) > after + 1

    def _begins(self, at: int) -> bool:
        token, before = self.row[at], self.row[at - 1] if at else None
        if token.low == "one" and not self._counts_one(at):
            return False
        if token.kind != "number" or before is None:
            return True
        if before.end == token.start and before.kind == "word" and before.text not in units.currency_codes():
            return False
        if before.end == token.start and before.low in DASHES and at > 1:
            earlier = self.row[at - 2]
            if (
                earlier.kind == "word"
                and earlier.end == before.start
                and earlier.low not in ("mid", "to", "sub")
            ):
                return False
        if before.low == "." and at > 1 and self.low(at - 2) == "no":
            return False
        return before.low not in _NO_FIGURE_BEFORE or before.text in units.currency_codes()

    def _counts_one(self, at: int) -> bool:
        following = self.low(at + 1)
        if following in (
            "in",
            "out",
            "million",
            "billion",
            "thousand",
            "hundred",
            "-",
            "percentage",
        ) or units.unit(self.row, at + 1):
            return True
        if following == "of" or following in stop_words():
            return False
        return any(_ALONE & classes(stem(self.low(k))) for k in range(at + 1, min(len(self.row), at + 4)))

    def _currency_before(self, at: int) -> tuple[int, str]:
        """Return the index of the first token of the amount and its currency, "" when none stands before."""
        if not at:
            return at, ""
        before = self.row[at - 1]
        if before.kind == "currency":
            if self.low(at - 2) in ("us", "usd") and at > 1:
                return at - 2, "USD"
            return at - 1, units.currency_signs()[before.text]
        if before.text in units.currency_codes() and (
            len(before.text) > 1 or before.end == self.row[at].start
        ):
            return at - 1, units.currency_codes()[before.text]
        return at, ""

    def _ratio(self, at: int, part: Number) -> int:
        """Read "N in M", "N out of M", "N of the M"; the second and third are counts with a total as well."""
        link = self.low(part.after)
        if link == "in":
            here = part.after + 1
            whole = number(self.row, here) if here < len(self.row) else None
            if (
                whole is None
                or not self.readable(here)
                or part.value not in (1, 2, 3, 4, 7, 9)
                or whole.value <= part.value
            ):
                return 0
            if whole.value not in (
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                12,
                15,
                20,
                25,
                30,
                40,
                50,
                100,
                200,
                250,
                500,
                1000,
                10000,
            ):
                return 0
            if self.low(whole.after) in ("%", "percent", "per") or units.unit(self.row, whole.after):
                return 0
            if (
                self.low(whole.after).endswith("s")
                and part.value != 1
                and self.low(whole.after) not in stop_words()
            ):
                return 0
            share = 100 * part.value / whole.value
            self.add(
                at,
                whole.after,
                "share",
                share,
                share,
                grain=share / whole.value,
                role="ratio",
                head=self.head(whole.after),
            )
            return whole.after
        if link == "out" and self.low(part.after + 1) == "of":
            here = part.after + 2
        elif link == "of":
            here = part.after + 1
        else:
            return 0
        if self.low(here) in _ARTICLES:
            here += 1
        whole = number(self.row, here) if here < len(self.row) and self.readable(here) else None
        if whole is None or whole.value < part.value or whole.value <= 1:
            return 0
        if self.low(whole.after) in ("%", "percent") or self.row[here - 1].kind == "currency":
            return 0
        if self.low(whole.after) == "per" and self.low(whole.after + 1) == "cent":
            return 0
        head, share = self.head(whole.after), 100 * part.value / whole.value
        self.add(at, whole.after, "share", share, share, role="ratio", head=head, digits=2)
        self.add(
            at, part.after, "count", part.value, part.value, grain=part.grain, digits=part.digits, head=head
        )
        self.add(
            here,
            whole.after,
            "count",
            whole.value,
            whole.value,
            grain=whole.grain,
            digits=whole.digits,
            role="total",
            head=head,
        )
        return whole.after

    def _votes(self, at: int, first: Number) -> int:
        """Read "7-2", "seven to two" as the winning side's votes where a vote or a match is spoken of."""
        here = first.after
        if self.low(here) not in DASHES or first.value >= 700:
            return 0
        second = number(self.row, here + 1) if here + 1 < len(self.row) else None
        if (
            second is None
            or second.value >= 700
            or not _VOTES.search(self.text)
            or units.unit(self.row, second.after)
        ):
            return 0
        high = max(first.value, second.value)
        self.add(at, second.after, "score", high, high, unit=f"{min(first.value, second.value):g}", digits=3)
        return second.after

    def _amount(self, at: int, sign: int, currency: str, first: Number) -> int:
        unit, after = self._unit(first, currency)
        second = self._range(at, first, currency, unit, after)
        low, high, grain, digits = first.value, first.value, first.grain, first.digits
        number_end = self.row[first.after - 1].end
        if second is not None:
            last, unit, after = second
            low = self._scaled_up(low, last)
            high, grain, digits = last.value, 0.0, max(digits, last.digits)
        if unit.dimension == "temperature" and self.low(sign - 1) in ("minus", "-", "−"):
            low, high = -high, -low
        factor, offset = unit.factor, unit.offset
        measure = Measure(
            self.row[sign].start,
            self.row[after - 1].end,
            unit.dimension,
            (low + offset) * factor,
            (high + offset) * factor,
            unit.currency,
            grain=grain * factor,
            digits=digits,
        )
        measure, after = self._per(measure, after)
        measure = bounded(measure, self.text, number_end)
        measure = replace(
            measure,
            head=self.head(after),
            role=self._role(measure),
            of=measure.dimension == "share" and self.low(after) == "of",
        )
        self.found.append(measure)
        return max(after, at + 1)

    @staticmethod
    def _scaled_up(low: float, last: Number) -> float:
        """Return the lower end with the scale of the upper one: "3-4 million" begins at three million."""
        if last.scaled and last.value >= 1000 and low < last.value / 500:
            size = last.grain
            while size * 1000 <= last.value and last.value / size >= 1000:
                size *= 10
            for scale in (1e12, 1e9, 1e6, 1e3):
                if last.value >= scale * 0.1 and low * scale <= last.value:
                    return low * scale
        return low

    def _unit(self, first: Number, currency: str) -> tuple[units.Unit, int]:
        """Return the unit after a number and the token after it."""
        at = first.after
        if currency:
            named = units.currency(self.row, at, pounds=True, cent=self.habits.cent)
            if (
                named
                and named.unit.factor == 1
                and self.low(at) in ("dollar", "dollars", "euro", "euros", "pounds")
            ):
                at = named.after  # "$550 billions dollars"
            return units.Unit("money", 1, currency=currency), at
        here = at
        if self.low(here) == "+":
            here += 1
        if self.low(here) in DASHES and self.row[here].start == self.row[here - 1].end:
            here += 1
        if self.low(here) in (
            "full",
            "whole",
            "straight",
            "more",
            "further",
            "additional",
            "extra",
            "entire",
            "consecutive",
        ):
            if units.unit(self.row, here + 1):
                here += 1
        pounds = self.habits.pounds or first.value >= 1e5
        money = units.currency(self.row, here, pounds=pounds, cent=self.habits.cent)
        found = units.unit(self.row, here)
        if found and money and money.after >= found.after:
            found = None
        if found and found.unit.dimension == "duration" and self.row[here].low == "second":
            found = None
        if money and not found:
            return money.unit, money.after
        if found:
            return found.unit, found.after
        return units.Unit("count", 1), at

    def _range(
        self, at: int, first: Number, currency: str, unit: units.Unit, after: int
    ) -> tuple[Number, units.Unit, int] | None:
        """Return the upper end of a range, its unit and the token after it, None when there is no range."""
        before = self.text[: self.row[at].start].lower()
        for start in (after, first.after):
            link = self.low(start)
            if (
                link in DASHES
                or (link == "to" and not re.search(r"\b(?:from|by)\s+(?:\S+\s)?(?:[$€£]\s?)?$", before))
                or (
                    link == "and"
                    and re.search(
                        r"\bbetween\s+(?:about |some |roughly )?(?:us|eur|usd)?\s?[$€£]?\s*$", before
                    )
                )
            ):
                here = start + 1
            else:
                continue
            sign = ""
            if (
                self.low(here) in ("us",)
                and here + 1 < len(self.row)
                and self.row[here + 1].kind == "currency"
            ):
                here += 1
            if here < len(self.row) and (
                self.row[here].kind == "currency" or self.row[here].text in ("EUR", "USD", "GBP", "CHF")
            ):
                here, sign = here + 1, currency
            last = number(self.row, here) if here < len(self.row) and self.readable(here) else None
            if last is None:
                continue
            named, end = self._unit(last, sign or (currency if not self._own_unit(last) else ""))
            if named.dimension == "count" and unit.dimension != "count":
                named = unit
            if unit.dimension not in ("count", named.dimension):
                continue
            low = self._scaled_up(first.value, last)
            if low < last.value <= 50 * max(low, 0.02):
                return last, named, end
        return None

    def _own_unit(self, last: Number) -> bool:
        return units.unit(self.row, last.after) is not None

    def _per(self, measure: Measure, after: int) -> tuple[Measure, int]:
        """Return a figure as a rate when a basis is named beside it ("a year", "per tonne", "annual")."""
        if measure.dimension not in (
            "money",
            "mass",
            "count",
            "length",
            "volume",
            "energy",
            "area",
            "share",
            "multiple",
        ):
            return measure, after
        word, here = "", after
        if self.low(after) in ("per", "each", "every", "/", "a", "an"):
            word, here = self.low(after + 1), after + 2
        elif self.low(after) in _PERIODIC:
            word, here = self.low(after), after + 1
        basis = self._basis(word, here)
        if basis and measure.dimension != "share":
            return replace(measure.per_basis(basis), end=self.row[here - 1].end), here
        if measure.dimension in ("money", "mass", "volume", "energy", "count"):
            found = (
                None
                if measure.dimension == "count"
                else _RATE_BEFORE.search(self.text[max(0, measure.start - 45) : measure.start])
            )
            if found:
                basis = self._basis({"a day": "day", "a year": "year"}.get(found[1].lower(), {"annual": "year", "yearly": "year",
                         "annually": "year", "monthly": "month", "quarterly": "quarter", "weekly": "week", "daily": "day"}.get(found[1].lower(), "")), 0)  # fmt: skip
            else:
                later = _RATE_AFTER.match(self.text, measure.end)
                basis = self._basis(later[1] or "year", 0) if later else None
            if basis:
                return measure.per_basis(basis), after
        return measure, after

    def _basis(self, word: str, after: int) -> Basis | None:
        name = _PERIODIC.get(word, word)
        known = units.unit([Token(name, name, 0, len(name), "word")], 0) if name else None
        if known is None or name.endswith("s") or name in ("second", "%", "celsius"):
            return None
        if known.unit.dimension not in ("duration", "mass", "volume", "energy", "area", "length"):
            return None
        if (
            self.low(after) in ("earlier", "ago", "later", "before", "after", "old", "on", "and", "from")
            and after
        ):
            return None
        return Basis(known.unit.dimension, known.unit.factor)

    def head(self, at: int) -> tuple[str, ...]:
        """Return the stems of the noun phrase after a figure, and of the one after its "of"."""
        words: list[str] = []
        inside = False
        for token in self.row[at : at + 9]:
            if token.low in ("-", "’", "'", '"', "“", "”"):
                continue
            if token.kind != "word" or not self.readable(self.row.index(token, at)):
                break
            if token.low == "of":
                if inside:
                    break
                inside = True
                continue
            if token.low in _ARTICLES or token.low in ("more", "other", "further", "additional", "new"):
                continue
            if (
                token.low in stop_words()
                or token.low in ones()
                or token.low in tens()
                or (month(token.low) and token.text[0].isupper())
            ):
                break
            if token.low.endswith("ed") and words:
                break
            words.append(stem(token.low))
            if len(words) >= (6 if inside else 4):
                break
        return tuple(words)

    def _role(self, measure: Measure) -> str:
        before = without_bound(self.text[: measure.start])
        following = self.text[measure.end :]
        if _FROM.search(before) and measure.dimension not in ("duration", "length"):
            return "prior"
        if (
            measure.dimension in ("share", "money", "points", "count")
            and _PRIOR.search(before)
            and not before.endswith("was")
        ):
            return "prior"
        if _BY.search(before) and measure.dimension != "duration":
            return "change"
        if measure.dimension in ("share", "points") and (_MOVE.search(before) or _COMPARED.match(following)):
            return "change"
        if re.match(r"\s+short\b", following):
            return "short"
        return "level"

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
        head: tuple[str, ...] | None = None,
    ) -> None:
        """Append a measure that spans the tokens from `at` to `after`, bounded by the words around it."""
        start, end = self.row[at].start, self.row[after - 1].end
        measure = Measure(start, end, dimension, low, high, unit, grain=grain, digits=digits)
        measure = bounded(measure, self.text, end)
        following = self.low(after) == "of"
        self.found.append(
            replace(
                measure,
                head=self.head(after) if head is None else head,
                role=role or self._role(measure),
                of=dimension == "share" and following,
            )
        )
