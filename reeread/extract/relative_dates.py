"""Periods that lie where they do by the day of the article: "next month", "on Monday", "two weeks ago"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reeread.extract.date_words import DateWords
from reeread.extract.figure_grammar import grammar
from reeread.extract.periods import Period, containing, months, piece, shifted, week
from reeread.extract.worded import spelled_value

_DAY = timedelta(days=1)
_BACK = frozenset(("last", "past", "previous"))
_FARTHER = 4
"""How much farther a date ahead is taken to be where no word points ahead: most of the news is of what was."""
_PARTS = {"end": 2, "close": 2, "middle": 1}


@dataclass(frozen=True, slots=True)
class Near:
    """What a date is read against: the day of the article, and whether the date lies ahead of it."""

    published: date | None
    ahead: bool

    @property
    def years(self) -> range:
        """Return the year of the article, the one before and the one after."""
        at = self.published.year if self.published else 0
        return range(max(1, at - 1), min(9998, at + 1) + 1) if at else range(0)

    def closest(self, candidates: Iterable[Period]) -> Period | None:
        """Return the candidate closest to the article's day; where the date lies ahead only those ahead count."""
        today = self.published
        if today is None:
            return None
        if self.ahead:
            return min(
                (one for one in candidates if one.last >= today),
                key=lambda one: one.distance(today),
                default=None,
            )
        return min(
            candidates,
            key=lambda one: one.distance(today) * (_FARTHER if one.first > today else 1),
            default=None,
        )


def weekday(words: DateWords, part: dict[str, str], near: Near) -> Period | None:
    """Return a day of the week: the next one where it lies ahead, else the last one up to the article's day."""
    if near.published is None:
        return None
    number, today = words.weekdays[part["weekday"].lower()], near.published
    if which := part.get("day_week"):
        monday = week(today, {"last": -1, "next": 1}.get(which.lower(), 0)).first
        return Period(monday + number * _DAY, monday + number * _DAY)
    which = part.get("which_day", "").strip().lower()
    since = (today.weekday() - number) % 7
    if which == "next" or which == "this coming" or (which != "last" and near.ahead):
        at = today + ((7 - since) if since or which == "next" else 0) * _DAY
    elif which == "this":
        at = week(today).first + number * _DAY
    else:
        at = today - (since or (7 if which == "last" else 0)) * _DAY
    return Period(at, at)


def relative(words: DateWords, part: dict[str, str], near: Near) -> Period | None:
    """Return a period that lies where it does by the article's day."""
    today = near.published
    if today is None:
        return None
    if "near" in part:
        at = today + {"yesterday": -1, "tomorrow": 1}.get(part["near"].lower(), 0) * _DAY
        return Period(at, at)
    if "nth" in part or "q" in part:
        nth = words.ordinals[part["nth"].lower()] if "nth" in part else int(part["q"])
        what = part.get("what", "quarter").lower()
        if "nth_which" in part:
            away = {"last": -1, "next": 1}.get(part["nth_which"].lower(), 0)
            return piece(today.year + away, what, nth)
        if not nth:
            return containing("quarter", today, -1)
        return near.closest(piece(number, what, nth) for number in near.years)
    if "season_alone" in part:
        first = words.seasons[part["season_alone"].lower()]
        return near.closest(months(number, first, 3) for number in near.years)
    if "of_the" in part:
        whole = containing(part["of_the"].lower(), today)
        return whole.third(_PARTS.get(part["of_part"].lower(), 0))
    if "unit_end" in part:
        last = containing(part["unit_end"].lower(), today).last
        return Period(last, last)
    if "of_which" in part:
        return _named_by(words, part, today)
    return _counted_from(part, today)


def _named_by(words: DateWords, part: dict[str, str], today: date) -> Period | None:
    """Return "last October", "next spring": the one before or after the article, "this" in its year."""
    name, which = part["of_which"].lower(), part["which_month"].lower()
    month = words.months.get(name) or words.seasons[name]
    size = 1 if name in words.months else 3
    each = [months(today.year + away, month, size) for away in (-2, -1, 0, 1)]
    if which == "last":
        return next((one for one in reversed(each) if one.last < today), None)
    if which in ("next", "coming"):
        return next((one for one in each if one.first > today), None)
    return each[2]


def _counted_from(part: dict[str, str], today: date) -> Period | None:
    """Return "last week", "this year", "the next three months", "the coming weeks"."""
    which, unit = part["which"].lower(), part["which_unit"].lower()
    back = which in _BACK
    if "times" in part or unit.endswith("s"):
        count = _number(part["times"]) if "times" in part else 2
        return _stretch(today, unit.rstrip("s"), count, back=back)
    if unit == "weekend":
        saturday = week(today, {"last": -1, "next": 1, "coming": 0}.get(which, 0)).first + 5 * _DAY
        return Period(saturday, saturday + _DAY)
    if which in ("past", "coming"):
        return _stretch(today, unit, 1, back=back)
    return containing(unit, today, {"last": -1, "previous": -1, "next": 1}.get(which, 0))


def _stretch(today: date, unit: str, count: float, *, back: bool) -> Period:
    """Return so many units up to the article's day, or from it on."""
    other = shifted(today, unit, -count if back else count)
    return Period(other, today) if back else Period(today, other)


def is_rough(part: dict[str, str]) -> bool:
    """Return whether a distance is good to about half of its unit only: "two weeks ago", not "within two weeks"."""
    unit = (part.get("span_unit") or part.get("unit") or part["ago_unit"]).lower()
    return (
        "span_which" not in part
        and part.get("within", "").lower() != "within"
        and unit not in ("day", "days")
    )


def distance(part: dict[str, str], near: Near) -> Period | None:
    """Return "two weeks ago", "within six months", "in three years' time": None where the article has no date.

    A distance in weeks, months or years is good to about half of one.
    """
    today = near.published
    if today is None:
        return None
    words = part.get("span_count") or part.get("count") or part["ago_count"]
    unit = (part.get("span_unit") or part.get("unit") or part["ago_unit"]).lower().rstrip("s")
    count = _number(words)
    if which := part.get("span_which", "").lower():
        return _stretch(today, unit, count, back=which in _BACK)
    if part.get("within", "").lower() == "within":
        return _stretch(today, unit, count, back=False)
    sense = part.get("sense") or part.get("ago_sense") or ""
    if not sense and "time" not in part and not near.ahead:
        return None  # "rose 5% in six months"
    back = sense.lower() == "ago"
    first, last = (shifted(today, unit, (-1 if back else 1) * (count + half)) for half in (0.5, -0.5))
    if unit == "day":
        first = last = shifted(today, unit, -count if back else count)
    elif unit in ("month", "quarter", "year", "decade"):
        centre = shifted(today, unit, -count if back else count)
        margin = {"month": 15, "quarter": 45, "year": 182, "decade": 1826}[unit] * _DAY
        first, last = centre - margin, centre + margin
    return Period(min(first, last), max(first, last))


def _number(words: str) -> float:
    low = words.lower()
    if low.isdigit():
        return float(low)
    return 1.0 if low in ("a", "an") else spelled_value(grammar(), low)
