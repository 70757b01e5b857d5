"""How strongly two figures of two briefings state the same thing."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reeread.extract.claims.lexicon import classes
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.relation import relation
from reeread.extract.claims.statement import Deed, Statement, Statements
from reeread.model.claim import Verdict

AGREE_FROM, DIFFER_FROM, DATE_FROM, DATE_CONFLICT_FROM = 0.8, 0.8, 1.1, 2.0
"""Scores from which on a link holds."""
_OTHER_WHOLE = 4.0
"""Against shares of different wholes: 60% of a country's imports says nothing of 90% of the world's processing."""
_OTHER_SUBJECT = 0.8
_STRANGERS = 0.6
"""How much more two briefings must show that share no name."""
_LONELY = 1.3
"""What the only link of two briefings that share no more than one name must score."""
_LEAST_SHARED = 0.3
"""What the words around must share unless the values themselves are telling."""
_TELLING = 1.6
_LARGE, _COMMON, _NEAR = 60_000, 40, 0.4
"""Above so many pairs of figures two texts are paired by words close to the figures, common ones aside."""
_SMALL = 0.8
"""How much more small counts that disagree must show when they do not count the same."""
_CLOSE = 0.05
_TOO_FAR = -1.9
"""Figures whose worth is less than this lie too far apart to be meant for one thing: about ten times."""
_TOLLS = frozenset({"#DEATH", "#INJURY", "#MISSING", "#VOTE", "#ARREST", "#CASE"})
_PHYSICAL = frozenset({"money", "mass", "length", "volume", "area", "power", "energy", "speed"})
_TIMES = frozenset({"date", "weekday", "year"})
_DATES_WORTH = {"weekday": 0.2, "year": 0.1, "clock": 0.8}


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """Two statements of two briefings that state the same thing: the truth that claims are made of."""

    score: float
    verdict: Verdict
    first: Statement | Deed
    second: Statement | Deed


class _Rarity:
    """How much a stem tells in two briefings: little when many of their figures have it close by."""

    def __init__(self, first: Statements, second: Statements) -> None:
        self._first, self._second = first.frequencies, second.frequencies
        self._worths = _worths(first.printed + second.printed)

    def of(self, key: str) -> float:
        """Return about 0.2 for a stem around every figure to 1.6 for one around two."""
        return self._worths[self._first.get(key, 0) + self._second.get(key, 0)]


@lru_cache(256)
def _worths(total: int) -> tuple[float, ...]:
    """Return the worth of a stem by how many of `total` figures have it close by."""
    size = math.log(total + 2)
    return tuple(1.6 * math.log((total + 2) / max(1.6, often)) / size for often in range(total + 1))


def links(first: Statements, second: Statements) -> list[Link]:
    """Return the figures that two briefings share, each figure at most once, the surest first."""
    rarity = _Rarity(first, second)
    candidates = _Candidates(second, large=len(first.figures) * len(second.figures) > _LARGE)
    known = len(first.shares_names(second))
    strange = 0.0 if known else _STRANGERS
    found: list[Link] = []
    for figure in first.figures:
        for other in candidates.of(figure):
            if _comparable(figure.measure, other.measure):
                link = _scored(figure, other, rarity)
                if link and link.score >= _least(link, figure, other) + strange:
                    found.append(link)
    found.sort(key=lambda link: -link.score)
    kept = _one_to_one(found)
    if len(kept) == 1 and known < 2 and kept[0].score < _LONELY:
        return []
    return kept


_KIN = {
    "share": ("share", "points"),
    "points": ("points", "share"),
    "date": ("date", "year"),
    "year": ("year", "date"),
}


class _Candidates:
    """The figures of a briefing that one of another may meet: all of its dimension, in a long text those with a word."""

    def __init__(self, reading: Statements, *, large: bool) -> None:
        self._large = large
        self._rows: dict[tuple[str, str], list[Statement]] = {}
        for figure in reading.figures:
            for key in self._keys(figure):
                self._rows.setdefault((figure.measure.dimension, key), []).append(figure)

    def _keys(self, figure: Statement) -> Iterable[str]:
        return (base for base, near in figure.context.items() if near >= _NEAR) if self._large else ("",)

    def of(self, figure: Statement) -> Iterator[Statement]:
        """Yield them, each once."""
        seen: set[int] = set()
        for dimension in _KIN.get(figure.measure.dimension, (figure.measure.dimension,)):
            for key in self._keys(figure):
                row = self._rows.get((dimension, key), ())
                if self._large and len(row) > _COMMON:
                    continue
                for other in row:
                    if id(other) not in seen:
                        seen.add(id(other))
                        yield other


def _one_to_one(found: Sequence[Link]) -> list[Link]:
    """Return the links with every figure used once, but let a repeated figure join where its fellow did."""
    used: dict[int, Link] = {}
    kept = []
    for link in found:
        first, second = id(link.first), id(link.second)
        if first not in used and second not in used:
            used[first] = used[second] = link
            kept.append(link)
        elif link.verdict is Verdict.AGREE and (first in used) != (second in used):
            known = used[first] if first in used else used[second]
            fellow, newcomer = (known.second, link.second) if first in used else (known.first, link.first)
            if _repeats(fellow, newcomer) and link.score >= 0.8 * AGREE_FROM:
                used[id(newcomer)] = link
                kept.append(link)
    return kept


def _repeats(figure: Statement | Deed, other: Statement | Deed) -> bool:
    if not isinstance(figure, Statement) or not isinstance(other, Statement):
        return False
    one, two = figure.measure, other.measure
    same = one.dimension == two.dimension and one.unit == two.unit and one.per == two.per
    exact = (
        abs(one.middle - two.middle) <= 1e-6 * abs(one.middle)
        and one.digits + (one.dimension in ("money", "share")) >= 2
    )
    return same and exact and figure.sentence != other.sentence and not two.derived


def _comparable(one: Measure, two: Measure) -> bool:
    if one.dimension != two.dimension:
        if {one.dimension, two.dimension} == {"share", "points"}:
            return "change" in (one.role, two.role)
        date = one if one.dimension == "date" else two
        return bool(date.unit) and date.digits < 3  # a quarter of a year against a year
    if one.dimension == "money" and one.unit != two.unit:
        return False
    if (one.per is None) == (two.per is None):
        return one.per is None or two.per is None or one.per.dimension == two.per.dimension
    basis = one.per or two.per
    return basis is not None and basis.dimension == "duration"


def _scored(one: Statement, two: Statement, rarity: _Rarity) -> Link | None:
    verdict = relation(one.measure, two.measure)
    worth = _worth(one.measure, two.measure, verdict)
    if worth is None or worth < _TOO_FAR:
        return None
    shared = _shared(one, two, rarity)
    if shared <= 0 or (shared < _LEAST_SHARED and worth < _TELLING):
        return None
    return Link(shared + worth - _doubts(one, two, verdict), verdict, one, two)


def _shared(one: Statement, two: Statement, rarity: _Rarity) -> float:
    """Return what the contexts share: rare words close to both figures count most, many words less each."""
    parts = []
    others, groups = two.context, two.groups
    for base, near in one.context.items():
        far = others.get(base)
        if far:
            least = near if near < far else far
            parts.append(rarity.of(base) * math.sqrt(least * (near + far) / 2))
            continue
        best = 0.0
        for name in classes(base):
            far = groups.get(name)
            if far:
                least = near if near < far else far
                best = max(best, 0.85 * rarity.of(name) * math.sqrt(least * (near + far) / 2))
        if best:
            parts.append(best)
    if len(parts) <= 4:
        return sum(parts)
    parts.sort(reverse=True)
    return sum(part / (1 + 0.25 * at) for at, part in enumerate(parts))


def _worth(one: Measure, two: Measure, verdict: Verdict) -> float | None:
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
            value = _DATES_WORTH[one.dimension]
        if one.dimension == "date":
            value = 1.0 if digits > 1 else 0.2
        if one.bound not in ("", "about", "by") or two.bound not in ("", "about", "by"):
            apart = _apart(one, two)
            # An open figure reaches far: only where the printed values are close, too, do its digits speak.
            value = 0.7 * (value if apart < _CLOSE else min(value, 0.9)) - min(2.0, 1.5 * apart)
    elif one.dimension == "weekday":
        value = -0.3
    elif one.dimension == "year":
        value = -0.8
    elif one.dimension not in ("date", "clock", "temperature", "score"):
        value = -min(2.2, max(0.0, _apart(one, two) - 0.1) * 0.9)
        if verdict is Verdict.TENSION:
            value = value / 2 + 0.3
    if one.derived or two.derived:
        if verdict is not Verdict.AGREE and one.derived != two.derived:
            return None
        if "sum" in (one.derived, two.derived) and (
            one.derived == two.derived or digits < 2 or abs(one.low - two.low) > 1e-6
        ):
            return None
        value -= 0.2
    return value


def _apart(one: Measure, two: Measure) -> float:
    """Return how many e-folds lie between two printed values."""
    sizes = [
        abs(side.printed) * (side.per.size if side.per and not other.per else 1) + 1e-9
        for side, other in ((one, two), (two, one))
    ]
    return abs(math.log(sizes[0] / sizes[1]))


def _doubts(one: Statement, two: Statement, verdict: Verdict) -> float:
    """Return what speaks against the link: other roles, other head nouns, other periods, other activities."""
    agree = verdict is Verdict.AGREE
    first, second = one.measure, two.measure
    doubt = _role_doubt(first, second, agree)
    if first.dimension == second.dimension == "count":
        doubt += _head_doubt(one, two, agree)
        if (one.parts != two.parts or first.of != second.of) and (
            not agree or _apart(first, second) > _CLOSE
        ):
            doubt += 0.8
    if one.periods and two.periods and not one.periods & two.periods:
        doubt += 0.5 if agree else 1.0
    doubt += sum(-pole in two.poles for pole in one.poles)
    if first.dimension == second.dimension and one.activities and two.activities:
        doubt += not one.activities & two.activities
    if first.dimension == second.dimension == "share":
        doubt += _share_doubt(one, two, agree)
    if (first.per is None) != (second.per is None):
        doubt += 0.4 if agree else 0.8
    return doubt


def _share_doubt(one: Statement, two: Statement, agree: bool) -> float:
    """Return what speaks against two shares being shares of one thing."""
    for side, other in ((one, two), (two, one)):
        if side.whole.activities and not side.whole.activities & (other.whole.activities or other.activities):
            return _OTHER_WHOLE
    if one.whole.scope and two.whole.scope and not one.whole.scope & two.whole.scope:
        return 1.0 if agree else _OTHER_WHOLE
    if agree:
        return 0.0
    doubt = 0.0
    if one.measure.of != two.measure.of and "ratio" not in (one.measure.role, two.measure.role):
        doubt += 1.0
    if one.subject and two.subject and one.subject != two.subject:
        doubt += _OTHER_SUBJECT
    return doubt


def _role_doubt(first: Measure, second: Measure, agree: bool) -> float:
    roles = {first.role, second.role}
    if len(roles) == 1:
        return 0.0
    if "converted" in roles:
        return 0.2 if agree else _OTHER_WHOLE  # rates of exchange differ by right
    if "prior" in roles:
        return 1.2
    if "total" in roles:
        return 0.6
    if "change" in roles:
        if agree:
            return 0.5
        return 0.3 if first.dimension == second.dimension == "share" else 1.2
    return 0.0 if agree else 0.6


def _head_doubt(one: Statement, two: Statement, agree: bool) -> float:
    wide = one.counted, two.counted
    if not wide[0] or not wide[1]:
        return 0.0
    if wide[0] & wide[1]:
        return -0.5
    if wide[0] & two.groups.keys() or wide[1] & one.groups.keys():
        return 0.2 if agree else 0.6
    return 0.6 if agree else 1.4


def _least(link: Link, one: Statement, two: Statement) -> float:
    """Return the score from which on a link holds."""
    dimension = one.measure.dimension
    if dimension in _TIMES:
        if link.verdict is Verdict.AGREE:
            return DATE_FROM
        vague = min(one.measure.digits, two.measure.digits) < 3
        return DATE_CONFLICT_FROM + 0.8 * vague
    if link.verdict is Verdict.AGREE and dimension != "clock":
        return AGREE_FROM
    least = DIFFER_FROM
    if dimension == "count" and max(one.measure.high, two.measure.high) <= 12:
        tolls = [{name for name in _TOLLS if side.groups.get(name, 0) > 0.5} for side in (one, two)]
        if not one.counted & two.counted and not tolls[0] & tolls[1]:
            least += _SMALL
    return least
