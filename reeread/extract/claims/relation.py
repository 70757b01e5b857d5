"""Whether two figures of one thing agree, touch or exclude one another."""

import math

from reeread.extract.claims.measure import Measure
from reeread.model.verdict import Verdict

_BLUR = {1: 0.10, 2: 0.06}
"""How far "about" reaches on either side, by the digits that the figure says."""
_CLOSE = 0.6
"""A figure this much beyond an open bound still touches it, as a part of the lower one."""


def width(measure: Measure) -> tuple[float, float]:
    """Return the interval that a figure covers when two are compared, blurred where it is approximate."""
    low, high = measure.low, measure.high
    if measure.bound == "about":
        part = 0.15 if measure.dimension == "duration" else _BLUR.get(measure.digits, 0.04)
        low, high = low - abs(low) * part, high + abs(high) * part
    elif measure.role == "ratio" and measure.digits == 1 and not measure.bound:
        low, high = low - measure.grain / 4, high + measure.grain / 4
    return low, high


def relation(first: Measure, second: Measure) -> Verdict:
    """Return the verdict on two figures of one dimension."""
    if first.dimension == "score":
        same = first.low == second.low and first.unit == second.unit
        return Verdict.AGREE if same else Verdict.CONFLICT
    if {first.dimension, second.dimension} == {"date", "year"}:
        return _date_and_year(first, second)
    if first.dimension == "date" and first.unit and second.unit and first.unit != second.unit:
        return Verdict.CONFLICT
    if first.dimension == "clock" and (first.half_day or second.half_day):
        shifts = (_compared(first, second, shift) for shift in (0.0, 720.0, -720.0))
        return min(shifts, key=lambda verdict: verdict.gravity)
    return _compared(first, second, 0.0)


def _date_and_year(first: Measure, second: Measure) -> Verdict:
    date, year = (first, second) if first.dimension == "date" else (second, first)
    return Verdict.AGREE if date.unit and year.low <= int(date.unit) <= year.high else Verdict.CONFLICT


def _compared(first: Measure, second: Measure, shift: float) -> Verdict:
    low_1, high_1 = width(first)
    low_2, high_2 = width(second)
    grain_1, grain_2 = first.grain, second.grain
    low_1, high_1 = low_1 + shift, high_1 + shift
    if first.per and not second.per:
        low_1, high_1, grain_1 = (value * first.per.size for value in (low_1, high_1, grain_1))
    elif second.per and not first.per:
        low_2, high_2, grain_2 = (value * second.per.size for value in (low_2, high_2, grain_2))
    low, high = max(low_1, low_2), min(high_1, high_2)
    slack = 1e-6 * max(1e-3, abs(low))
    if low < high - slack:
        return Verdict.AGREE
    if abs(low - high) <= slack:
        if low_1 == high_1 and low_2 == high_2:
            return Verdict.AGREE
        excluded = (low == low_1 and first.open_low) or (low == low_2 and second.open_low)
        excluded |= (high == high_1 and first.open_high) or (high == high_2 and second.open_high)
        return Verdict.TENSION if excluded or (low_1 < high_1 and low_2 < high_2) else Verdict.AGREE
    gap = low - high
    rounding = _rounding(first, second, grain_1, grain_2, max(abs(low), abs(high)))
    if rounding and gap <= rounding * 1.0001:
        return Verdict.AGREE
    if first.dimension == "date" and "by" in (first.bound, second.bound) and gap < 32:
        return Verdict.TENSION
    return Verdict.TENSION if _touches(first, second, gap, low) else Verdict.CONFLICT


def _rounding(first: Measure, second: Measure, grain_1: float, grain_2: float, size: float) -> float:
    """Return how far apart two prints of one value may lie: half the coarser one's last digit.

    Only where the precisions differ, and never on top of "about".
    """
    if first.per != second.per or first.dimension in (
        "mass",
        "length",
        "area",
        "volume",
        "speed",
        "temperature",
        "power",
        "energy",
    ):
        part = 0.1 if first.digits == second.digits == 1 and not _of_ten(grain_1, grain_2) else 0.06
        return min((grain_1 + grain_2) / 2 * 1.02, part * size)
    if grain_1 == grain_2:
        return 0.0
    if first.dimension == "clock":
        return max(grain_1, grain_2) / 2
    coarse, fine = (first, second) if grain_1 > grain_2 else (second, first)
    if coarse.bound == "about" or (fine.bound == "about" and fine.grain == coarse.grain):
        return 0.0
    if coarse.dimension == "count" and coarse.grain <= 10:
        return 0.0  # 140 and 143 houses are two counts, not one rounded
    return min(max(grain_1, grain_2) / 2, 0.06 * size)


def _of_ten(one: float, other: float) -> bool:
    """Return whether two grains are of one unit: "30 kilometres" and "twenty miles" are not."""
    if one <= 0 or other <= 0:
        return True
    power = math.log10(one / other)
    return abs(power - round(power)) < 1e-6


def _touches(first: Measure, second: Measure, gap: float, low: float) -> bool:
    """Return whether one figure lies beyond the other's open bound, where the bound does not exclude it."""
    near = gap < _CLOSE * abs(low)
    for one, other in ((first, second), (second, first)):
        if one.bound in ("more", "at_least", "just_over") and other.low >= one.low and near:
            return True
        if one.bound in ("less", "at_most", "just_under") and other.high <= one.high and near:
            return True
    return False
