"""Numbers with what belongs to them: currency, unit, range, basis, bound and head noun."""

import re
from dataclasses import replace

from reeread.extract.claims import units
from reeread.extract.claims.bounds import bounded
from reeread.extract.claims.heads import ARTICLES
from reeread.extract.claims.lexicon import classes, stem, stop_words
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.numbers import Number, number
from reeread.extract.claims.rates import rate
from reeread.extract.claims.roles import role
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.tokens import DASHES

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
_ALONE = frozenset({"#DEATH", "#INJURY", "#MISSING", "#ARREST", "#MEMBER"})


def amount(scan: Scan, at: int) -> int:
    """Read a number with its currency, unit, range, basis, bound and head noun."""
    token = scan.row[at]
    if not _begins(scan, at):
        return at + 1
    first = number(scan.row, at)
    if first is None:
        return at + 1
    after = first.after
    if token.text[0] == "0" and len(token.text) > 2 and "." not in token.text:
        return after  # a telephone number
    if (
        token.kind == "number"
        and scan.low(after) in ("st", "nd", "rd", "th")
        and scan.row[after].start == scan.row[after - 1].end
    ):
        return after + 1
    if token.kind == "number" and at <= 2 and scan.low(after) in (".", ")") and _is_marker(scan, at, after):
        return after
    if token.kind == "number" and scan.low(at - 1) == "(" and scan.low(after) == ")" and at <= 2:
        return after
    sign, currency = _currency_before(scan, at)
    ratio = 0 if currency else _ratio(scan, at, first)
    if ratio:
        return ratio
    votes = 0 if currency else _votes(scan, at, first)
    if votes:
        return votes
    return _amount(scan, at, sign, currency, first)


def _bare(scan: Scan, at: int) -> bool:
    """Return whether digits have neither decimals nor separators nor a scale or unit after them."""
    found = number(scan.row, at)
    if found is None or not scan.row[at].text.isdigit() or found.scaled:
        return False
    return units.unit(scan.row, found.after) is None and scan.low(found.after) not in ("+", "per", "-", "–")


def _is_marker(scan: Scan, at: int, after: int) -> bool:
    """Return whether a number at the start numbers an item of a list."""
    return all(token.kind == "sign" for token in scan.row[:at]) and len(scan.row) > after + 1


def _begins(scan: Scan, at: int) -> bool:
    token, before = scan.row[at], scan.row[at - 1] if at else None
    if token.low == "one" and not _counts_one(scan, at):
        return False
    if token.kind != "number" or before is None:
        return True
    if before.end == token.start and before.kind == "word" and before.text not in units.currency_codes():
        return False
    if before.end == token.start and before.low in DASHES and at > 1:
        earlier = scan.row[at - 2]
        if earlier.kind == "word" and earlier.end == before.start and earlier.low not in ("mid", "to", "sub"):
            return False
    if before.low == "." and at > 1 and scan.low(at - 2) == "no":
        return False
    if before.kind == "word" and before.text.isupper() and len(before.text) > 1 and _bare(scan, at):
        return before.text in units.currency_codes()  # ATR 72, COVID 19
    return before.low not in _NO_FIGURE_BEFORE or before.text in units.currency_codes()


def _counts_one(scan: Scan, at: int) -> bool:
    following = scan.low(at + 1)
    if following in (
        "in",
        "out",
        "million",
        "billion",
        "thousand",
        "hundred",
        "-",
        "percentage",
    ) or units.unit(scan.row, at + 1):
        return True
    if following == "of" or following in stop_words():
        return False
    return any(_ALONE & classes(stem(scan.low(k))) for k in range(at + 1, min(len(scan.row), at + 4)))


def _currency_before(scan: Scan, at: int) -> tuple[int, str]:
    """Return the index of the first token of the amount and its currency, "" when none stands before."""
    if not at:
        return at, ""
    before = scan.row[at - 1]
    if before.kind == "currency":
        code = scan.row[at - 2].text if at > 1 else ""
        if code in ("US", "U.S") or (code in units.currency_codes() and len(code) == 3):
            return at - 2, units.currency_codes().get(code, "USD")  # "CHF$3 billion"
        return at - 1, units.currency_signs()[before.text]
    if before.text in units.currency_codes() and (len(before.text) > 1 or before.end == scan.row[at].start):
        return at - 1, units.currency_codes()[before.text]
    return at, ""


def _ratio(scan: Scan, at: int, part: Number) -> int:
    """Read "N in M", "N out of M", "N of the M"; the second and third are counts with a total as well."""
    link = scan.low(part.after)
    if link == "in":
        here = part.after + 1
        whole = number(scan.row, here) if here < len(scan.row) else None
        if (
            whole is None
            or not scan.readable(here)
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
        if scan.low(whole.after) in ("%", "percent", "per") or units.unit(scan.row, whole.after):
            return 0
        if (
            scan.low(whole.after).endswith("s")
            and part.value != 1
            and scan.low(whole.after) not in stop_words()
        ):
            return 0
        share = 100 * part.value / whole.value
        scan.add(
            at,
            whole.after,
            "share",
            share,
            share,
            grain=share / whole.value,
            role="ratio",
            head=scan.head(whole.after),
        )
        return whole.after
    if link == "out" and scan.low(part.after + 1) == "of":
        here = part.after + 2
    elif link == "of":
        here = part.after + 1
    else:
        return 0
    if scan.low(here) in ARTICLES:
        here += 1
    whole = number(scan.row, here) if here < len(scan.row) and scan.readable(here) else None
    if whole is None or whole.value < part.value or whole.value <= 1:
        return 0
    if scan.low(whole.after) in ("%", "percent") or scan.row[here - 1].kind == "currency":
        return 0
    if scan.low(whole.after) == "per" and scan.low(whole.after + 1) == "cent":
        return 0
    head, share = scan.head(whole.after), 100 * part.value / whole.value
    scan.add(at, whole.after, "share", share, share, role="ratio", head=head, digits=2)
    scan.add(at, part.after, "count", part.value, part.value, grain=part.grain, digits=part.digits, head=head)
    scan.add(
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


def _votes(scan: Scan, at: int, first: Number) -> int:
    """Read "7-2", "seven to two" as the winning side's votes where a vote or a match is spoken of."""
    here = first.after
    if scan.low(here) not in DASHES or first.value >= 700:
        return 0
    second = number(scan.row, here + 1) if here + 1 < len(scan.row) else None
    if (
        second is None
        or second.value >= 700
        or not _VOTES.search(scan.text)
        or units.unit(scan.row, second.after)
    ):
        return 0
    high = max(first.value, second.value)
    scan.add(at, second.after, "score", high, high, unit=f"{min(first.value, second.value):g}", digits=3)
    return second.after


def _amount(scan: Scan, at: int, sign: int, currency: str, first: Number) -> int:
    unit, after = _unit(scan, first, currency)
    second = _range(scan, at, first, currency, unit, after)
    low, high, grain, digits = first.value, first.value, first.grain, first.digits
    number_end = scan.row[first.after - 1].end
    if second is not None:
        last, unit, after = second
        low = _scaled_up(low, last)
        high, grain, digits = last.value, 0.0, max(digits, last.digits)
    if unit.dimension == "temperature" and scan.low(sign - 1) in ("minus", "-", "−"):
        low, high = -high, -low
    factor, offset = unit.factor, unit.offset
    measure = Measure(
        scan.row[sign].start,
        scan.row[after - 1].end,
        unit.dimension,
        (low + offset) * factor,
        (high + offset) * factor,
        unit.currency,
        grain=min(grain, 1.0) if unit.dimension == "share" else grain * factor,
        digits=digits,
    )
    measure, after = rate(scan, measure, after)
    measure = bounded(measure, scan.text, number_end)
    found = scan.head(after)
    measure = replace(
        measure,
        head=found.stems,
        noun=found.noun,
        role=role(scan.text, measure),
        of=measure.dimension in ("share", "count") and scan.low(after) == "of",
    )
    scan.found.append(measure)
    return max(after, at + 1)


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


def _unit(scan: Scan, first: Number, currency: str) -> tuple[units.Unit, int]:
    """Return the unit after a number and the token after it."""
    at = first.after
    if currency:
        named = units.currency(scan.row, at, pounds=True, cent=scan.habits.cent)
        if named and named.unit.factor == 1 and scan.row[at].kind == "word":
            at, currency = (
                named.after,
                named.unit.currency,
            )  # "$550 billions dollars", "$3 billion Swiss francs"
        return units.Unit("money", 1, currency=currency), at
    here = at
    if scan.low(here) == "+":
        here += 1
    if scan.low(here) in DASHES and scan.row[here].start == scan.row[here - 1].end:
        here += 1
    if scan.low(here) in (
        "full",
        "whole",
        "straight",
        "more",
        "further",
        "additional",
        "extra",
        "entire",
        "consecutive",
    ) and units.unit(scan.row, here + 1):
        here += 1
    pounds = scan.habits.pounds or first.value >= 1e5
    money = units.currency(scan.row, here, pounds=pounds, cent=scan.habits.cent)
    found = units.unit(scan.row, here)
    if found and money and money.after >= found.after:
        found = None
    if found and found.unit.dimension == "duration" and scan.row[here].low == "second":
        found = None
    if money and not found:
        return money.unit, money.after
    if found:
        return found.unit, found.after
    return units.Unit("count", 1), at


def _range(
    scan: Scan, at: int, first: Number, currency: str, unit: units.Unit, after: int
) -> tuple[Number, units.Unit, int] | None:
    """Return the upper end of a range, its unit and the token after it, None when there is no range."""
    before = scan.text[: scan.row[at].start].lower()
    for start in (after, first.after):
        link = scan.low(start)
        if (
            link in DASHES
            or (link == "to" and not re.search(r"\b(?:from|by)\s+(?:\S+\s)?(?:[$€£]\s?)?$", before))
            or (
                link == "and"
                and re.search(
                    r"\b(?:between|(?:in|within) the range(?: of)?)\s+(?:about |some |roughly )?(?:us|eur|usd)?\s?[$€£]?\s*$",
                    before,
                )
            )
        ):
            here = start + 1
        else:
            continue
        sign = ""
        if scan.low(here) in ("us",) and here + 1 < len(scan.row) and scan.row[here + 1].kind == "currency":
            here += 1
        if here < len(scan.row) and (
            scan.row[here].kind == "currency" or scan.row[here].text in ("EUR", "USD", "GBP", "CHF")
        ):
            here, sign = here + 1, currency
        last = number(scan.row, here) if here < len(scan.row) and scan.readable(here) else None
        if last is None:
            continue
        named, end = _unit(scan, last, sign or (currency if not _own_unit(scan, last) else ""))
        if named.dimension == "count" and unit.dimension != "count":
            named = unit
        if unit.dimension not in ("count", named.dimension):
            continue
        low = _scaled_up(first.value, last)
        if low < last.value <= 50 * max(low, 0.02):
            return last, named, end
    return None


def _own_unit(scan: Scan, last: Number) -> bool:
    return units.unit(scan.row, last.after) is not None
