"""What the values of two figures say by themselves of whether they are meant for one thing."""

import math

from reeread.extract.claims.measure import Measure
from reeread.model.verdict import Verdict

CLOSE = 0.05
"""How many e-folds may lie between values that are printed as the same."""
_PHYSICAL = frozenset({"money", "mass", "length", "volume", "area", "power", "energy", "speed"})
_SCALED = _PHYSICAL | {"share", "points", "count", "multiple", "duration"}
"""Dimensions whose figures are worth the less the further they lie apart."""
_RARE = frozenset({"magnitude", "score"})
"""Dimensions of which an event hardly has two figures."""
_DATES_WORTH = {"weekday": 0.2, "year": 0.1, "clock": 0.8}


def worth(one: Measure, two: Measure, verdict: Verdict) -> float | None:
    """Return what the values themselves say: equal ones speak for the link, distant ones against it."""
    digits = min(one.digits, two.digits)
    value = 0.0
    if verdict is Verdict.AGREE:
        value = 0.45 * min(4, digits) + 0.3
        if one.dimension in _PHYSICAL:
            value += 0.6
        if one.dimension in ("share", "points") and digits >= 2:
            value += 0.5
        if one.dimension == "count" and digits >= 3:
            value += 0.4
        if one.dimension == "count" and max(one.high, two.high) <= 12:
            value = 0.35
        if one.dimension == "duration":
            value = 0.5 + 0.2 * (digits > 1)
        if one.dimension in _DATES_WORTH:
            value = _DATES_WORTH[one.dimension] + 0.4 * (one.dimension == "clock" and digits > 2)
        if one.dimension == "date":
            value = 1.0 if digits > 1 else 0.6 if one.unit and two.unit else 0.2
        if one.bound not in ("", "about", "by") or two.bound not in ("", "about", "by"):
            gap = apart(one, two)
            # An open figure reaches far: only where the printed values are close, too, do its digits speak.
            value = 0.7 * (value if gap < CLOSE else min(value, 0.9)) - min(2.0, 1.5 * gap)
    elif one.dimension in _RARE:
        value = 0.4
    elif one.dimension == "weekday":
        value = -0.3
    elif one.dimension == "year":
        value = -0.8
    elif one.dimension not in ("date", "clock", "temperature"):
        value = -min(2.2, max(0.0, apart(one, two) - 0.1) * 0.9)
        if verdict is Verdict.TENSION:
            value = value / 2 + 0.3
    if one.derived or two.derived:
        if verdict is not Verdict.AGREE and one.derived != two.derived and one.dimension != "score":
            return None
        if "sum" in (one.derived, two.derived) and (
            one.derived == two.derived or digits < 2 or abs(one.low - two.low) > 1e-6
        ):
            return None
        value -= 0.2
    return value


def apart(one: Measure, two: Measure) -> float:
    """Return how many e-folds lie between two printed values."""
    sizes = [
        abs(side.printed) * (side.per.size if side.per and not other.per else 1) + 1e-9
        for side, other in ((one, two), (two, one))
    ]
    return abs(math.log(sizes[0] / sizes[1]))


def far_apart(one: Measure, two: Measure, factor: float) -> bool:
    """Return whether figures of one dimension lie further apart than a factor, without a closer look."""
    if one.dimension not in _SCALED or (one.per is None) != (two.per is None) or one.low <= 0 or two.low <= 0:
        return False
    return one.low > two.high * factor or two.low > one.high * factor
