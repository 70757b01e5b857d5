"""Numbers with what belongs to them: currency, unit, range, basis, bound and head noun."""

import re
from dataclasses import replace

from reeread.extract.claims import units
from reeread.extract.claims.bounds import bounded, without_bound
from reeread.extract.claims.counting import counts, is_marker
from reeread.extract.claims.heads import head_before
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.numbers import Number, number
from reeread.extract.claims.rates import rate
from reeread.extract.claims.ratios import ratio, speaks_of_votes, votes
from reeread.extract.claims.roles import role
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.tokens import DASHES


def amount(scan: Scan, at: int) -> int:
    """Read a number with its currency, unit, range, basis, bound and head noun."""
    token = scan.row[at]
    if not counts(scan, at):
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
    if token.kind == "number" and at <= 2 and scan.low(after) in (".", ")") and is_marker(scan, at, after):
        return after
    if token.kind == "number" and scan.low(at - 1) == "(" and scan.low(after) == ")" and at <= 2:
        return after
    sign, currency = _currency_before(scan, at)
    if not currency and (after := ratio(scan, at, first) or votes(scan, at, first)):
        return after
    return _amount(scan, at, sign, currency, first)


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


def _amount(scan: Scan, at: int, sign: int, currency: str, first: Number) -> int:
    unit, after = _unit(scan, first, currency)
    if unit.dimension == "money" and unit.factor == 0.01 and (whole := _of_every(scan, after)):
        scan.add(
            at, whole, "share", first.value, first.value, grain=first.grain, digits=first.digits, role="ratio"
        )
        return whole
    if (
        unit.dimension == "count"
        and scan.low(after) in ("point", "points")
        and first.value <= 100
        and speaks_of_votes(scan.text)
    ):
        unit, after = units.Unit("points", 1), after + 1
    if unit.dimension == "count" and _is_magnitude(scan, at, after):
        unit = units.Unit("magnitude", 1)
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
    if measure.dimension == "count" and not found.stems:
        found = head_before(scan.row[:at], without_bound(scan.text[: measure.start], reach=90))
    measure = replace(
        measure,
        head=found.stems,
        noun=found.noun,
        role=role(scan.text, measure),
        of=measure.dimension in ("share", "count") and scan.low(after) == "of",
    )
    scan.found.append(measure)
    return max(after, at + 1)


def _of_every(scan: Scan, after: int) -> int:
    """Return the token after "of every euro", "in the pound", "on the dollar", 0 where there is none."""
    if scan.low(after) not in ("of", "in", "on", "from") or scan.low(after + 1) not in (
        "every",
        "each",
        "the",
    ):
        return 0
    named = units.currency(scan.row, after + 2, pounds=True, cent="")
    return named.after if named and named.unit.factor == 1 else 0


def _is_magnitude(scan: Scan, at: int, after: int) -> bool:
    """Return whether a number tells the size of an earthquake: "magnitude 7.1", "a 6.9 quake"."""
    before = scan.low(at - 2) if scan.low(at - 1) in ("of", "-", "a") else scan.low(at - 1)
    return before == "magnitude" or (
        "." in scan.row[at].text and scan.low(after) in ("quake", "earthquake", "tremor")
    )


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
