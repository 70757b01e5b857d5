"""How strongly two figures of two briefings state the same thing."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reeread.extract.claims.doubts import doubts
from reeread.extract.claims.frames import same_frame
from reeread.extract.claims.lexicon import classes
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.relation import relation
from reeread.extract.claims.statement import Deed, Statement, Statements
from reeread.extract.claims.worth import far_apart, worth
from reeread.model.verdict import Verdict

AGREE_FROM, DIFFER_FROM, DATE_FROM, DATE_CONFLICT_FROM = 0.8, 0.6, 1.1, 2.0
"""Scores from which on a link holds."""
_SYNONYM = 0.85
"""What a word is worth that stands for another, beside the same word."""
_STRANGERS = 0.6
"""How much more two briefings must show that share no name."""
_LONELY = (2.2, 1.0)
"""What the only link of two briefings that share no name, or one, must score."""
_MANY_NAMES = 4
_TIE = 0.45
"""What an agreement must be worth to tie two briefings that share no more than one name."""
_LEAST_SHARED = 0.3
"""What the words around must share unless the values themselves are telling."""
_TELLING, _TELLING_HERE = 1.6, 1.2
"""What values must be worth to tell by themselves, in any briefings and in those of one event."""
_LARGE, _COMMON, _NEAR = 60_000, 40, 0.4
"""Above so many pairs of figures two texts are paired by words close to the figures, common ones aside."""
_SMALL = 0.8
"""How much more small counts that disagree must show when they do not count the same."""
_TOO_FAR = -1.9
"""Figures whose worth is less than this lie too far apart to be meant for one thing: about ten times."""
_NO_MATCH, _SURELY_OTHER = 12.0, 1.3
"""Factors between two figures beyond which they are worth less than that, and beyond which they never agree."""
_TOLLS = frozenset({"#DEATH", "#INJURY", "#MISSING", "#VOTE", "#ARREST", "#CASE"})
_TIMES = frozenset({"date", "weekday", "year"})


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
        self.first, self.second = first.frequencies, second.frequencies
        self.worths = _worths(first.printed + second.printed)
        """From about 1.6 for a stem around two figures to 0.2 for one around every figure."""


@lru_cache(256)
def _worths(total: int) -> tuple[float, ...]:
    """Return the worth of a stem by how many of `total` figures have it close by."""
    size = math.log(total + 2)
    return tuple(1.6 * math.log((total + 2) / max(1.6, often)) / size for often in range(total + 1))


def links(first: Statements, second: Statements, *, acquainted: bool = False) -> list[Link]:
    """Return the figures that two briefings share, each figure at most once, the surest first.

    Where they are `acquainted`, a third briefing has shown that both are of one event, whatever they name. Where
    nothing shows it, only sentences are linked that are the same but for their figure.
    """
    rarity = _Rarity(first, second)
    candidates = _Candidates(second, large=len(first.figures) * len(second.figures) > _LARGE)
    known = len(first.names.shared(second.names))
    at_home = known > 0 or acquainted
    if not at_home and min(len(first.names.inside), len(second.names.inside)) >= _MANY_NAMES:
        return []  # each tells of its own people and places
    strange = 0.0 if at_home else _STRANGERS
    found: list[Link] = []
    for figure in first.figures:
        for other in candidates.of(figure):
            if _comparable(figure.measure, other.measure):
                link = _scored(figure, other, rarity, _TELLING_HERE if at_home else _TELLING)
                if link and link.score >= _least(link, figure, other) + strange:
                    found.append(link)
    found.sort(key=lambda link: -link.score)
    kept = _one_to_one(found)
    if known > 1 or acquainted or _of_one_event(kept, known):
        return kept
    return [link for link in kept if same_frame(link.first, link.second, first, second)]


def _of_one_event(found: Sequence[Link], known: int) -> bool:
    """Return whether the links of briefings that share no more than one name show that they are of one event."""
    return any(_ties(link) for link in found) and (len(found) > 1 or found[0].score >= _LONELY[known])


def _ties(link: Link) -> bool:
    """Return whether two briefings agree in something so telling that they must be of one event."""
    if link.verdict is not Verdict.AGREE or not isinstance(link.first, Statement):
        return False
    return isinstance(link.second, Statement) and (
        (worth(link.first.measure, link.second.measure, link.verdict) or 0.0) >= _TIE
    )


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
        if not self._large:
            for dimension in _KIN.get(figure.measure.dimension, (figure.measure.dimension,)):
                yield from self._rows.get((dimension, ""), ())
            return
        seen: set[int] = set()
        for dimension in _KIN.get(figure.measure.dimension, (figure.measure.dimension,)):
            for key in self._keys(figure):
                row = self._rows.get((dimension, key), ())
                if len(row) > _COMMON:
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
    if one.dimension == "money" and one.unit != two.unit and one.unit and two.unit:
        return False
    if (one.per is None) == (two.per is None):
        return one.per is None or two.per is None or one.per.dimension == two.per.dimension
    basis = one.per or two.per
    return basis is not None and basis.dimension == "duration"


def _scored(one: Statement, two: Statement, rarity: _Rarity, telling: float) -> Link | None:
    apart = one.near.isdisjoint(two.near)
    if far_apart(one.measure, two.measure, _SURELY_OTHER if apart else _NO_MATCH):
        return None
    verdict = relation(one.measure, two.measure)
    if apart and verdict is not Verdict.AGREE:
        return None
    value = worth(one.measure, two.measure, verdict)
    if value is None or value < _TOO_FAR:
        return None
    shared = _shared(one, two, rarity)
    if shared < _LEAST_SHARED and value < telling:
        return None
    return Link(shared + value - doubts(one, two, verdict), verdict, one, two)


def _shared(one: Statement, two: Statement, rarity: _Rarity) -> float:
    """Return what the contexts share: rare words close to both figures count most, many words less each."""
    parts = []
    explained: dict[str, float] = {}
    worths, first, second = rarity.worths, rarity.first.get, rarity.second.get
    far_word, far_group = two.context.get, two.groups.get
    for base, near in one.context.items():
        if far := far_word(base):
            least = near if near < far else far
            part = worths[first(base, 0) + second(base, 0)] * math.sqrt(least * (near + far) / 2)
            parts.append(part)
            for name in classes(base):
                explained[name] = max(part, explained.get(name, 0.0))
    for name, near in one.groups.items():
        if far := far_group(name):
            least = near if near < far else far
            rare = _SYNONYM * worths[first(name, 0) + second(name, 0)]
            part = rare * math.sqrt(least * (near + far) / 2) - explained.get(name, 0.0)
            if part > 0:
                parts.append(part)
    if len(parts) <= 4:
        return sum(parts)
    parts.sort(reverse=True)
    return sum([part / (1 + 0.25 * at) for at, part in enumerate(parts)])


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
