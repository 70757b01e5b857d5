"""What a sentence leaves out of its figures: units said once, cents, brackets with another currency."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reeread.extract.claims.measure import Measure

_MILLION = 1e6
_TO_ONLY = re.compile(r"\s+(?:to|against|versus)\s+$")
_TO_COME = re.compile(r"\s+to\s+$")
_ENDS = re.compile(r"\s*(?:[.;!?)](?:\s|$)|$)")
_CONVERTED = re.compile(r"^\s*\((?:(?:about|around|or|approximately|roughly|nearly|some)\s+)*$")
_COMPOUND = re.compile(r"^(?:,? and |, | )$")
_CENTS = re.compile(r"^\s+and\s+$")


def completed(measures: Sequence[Measure], text: str) -> list[Measure]:
    """Return the figures with what the sentence leaves out: "54 per cent to 32", "18 dollars and 20 cents"."""
    found: list[Measure] = []
    for measure in measures:
        before = found[-1] if found else None
        between = text[before.end : measure.start] if before else ""
        if (
            before
            and measure.dimension == "count"
            and before.dimension == "share"
            and _TO_ONLY.match(between)
        ):
            if measure.high <= 100 and not measure.head:
                measure = replace(measure, dimension="share")
        elif before and _is_share_again(before, measure, text):
            measure = replace(measure, dimension="share")
        elif measure.dimension == "count" and measure.low >= _MILLION and not measure.head:
            money = next((other for other in reversed(found) if other.dimension == "money"), None)
            measure = replace(measure, dimension="money", unit=money.unit) if money else measure
        elif before and _is_unit_to_come(before, measure) and _TO_COME.match(between):
            found[-1] = replace(before, dimension=measure.dimension, unit=measure.unit)
        elif (
            before
            and measure.unit
            and before.unit
            and measure.unit != before.unit
            and _CONVERTED.match(between)
        ):
            measure = replace(measure, role="converted")
        elif before and _COMPOUND.match(between) and _is_rest(before, measure):
            found[-1] = replace(
                before, end=measure.end, low=before.low + measure.low, high=before.high + measure.high,
                grain=measure.grain, digits=max(2, measure.digits), head=measure.head,
            )  # fmt: skip
            continue
        elif before and _CENTS.match(between) and _is_change(before, measure):
            found[-1] = replace(
                before, end=measure.end, low=before.low + measure.low, high=before.high + measure.high,
                grain=measure.grain, digits=before.digits + measure.digits, head=measure.head,
            )  # fmt: skip
            continue
        found.append(measure)
    return found


def _is_share_again(share: Measure, bare: Measure, text: str) -> bool:
    """Return whether a bare number is a share, too: "he wants eight percent and was offered four and a half."."""
    if share.dimension != "share" or bare.dimension != "count" or bare.head or bare.bound or bare.high > 100:
        return False
    return bool(_ENDS.match(text, bare.end)) and not any(
        sign in text[share.end : bare.start] for sign in ".;:("
    )


def _is_unit_to_come(bare: Measure, measure: Measure) -> bool:
    """Return whether a bare number stands in the unit of the one after it: "from 4.5 to 4.75 percent"."""
    if bare.dimension != "count" or bare.head or bare.bound or measure.per:
        return False
    return measure.dimension == "share" and bare.high <= 100


def _is_rest(whole: Measure, rest: Measure) -> bool:
    """Return whether a span is the smaller part of the one before it: "six years and two months"."""
    same = whole.dimension == rest.dimension and whole.dimension in ("duration", "length", "mass")
    return same and not rest.bound and whole.low == whole.high and rest.high < whole.grain


def _is_change(whole: Measure, cents: Measure) -> bool:
    """Return whether an amount is the cents that go with the whole one before it."""
    same = bool(whole.unit) and cents.unit == whole.unit
    return same and whole.low == whole.high == int(whole.low) and cents.high < 1
