"""Periods of the calendar as first and last day: years, quarters, months, weeks, seasons, and parts of them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

EPOCH = date(1970, 1, 1).toordinal()
_DAY = timedelta(days=1)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def day_number(day: date) -> float:
    """Return the days from 1 January 1970, negative before it: what a figure of a date counts."""
    return float(day.toordinal() - EPOCH)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends within it."""

    first: date
    last: date

    def third(self, number: int) -> "Period":
        """Return the first, second or third third (0, 1, 2); of months these are the 1st, 11th and 21st on."""
        length = (self.last - self.first).days + 1
        if 28 <= length <= 31:
            begins, ends = (0, 10, 20)[number], (9, 19, length - 1)[number]
        elif length % 365 in (0, 1) or length > 31:
            months = round(length / 30.44)
            first = shifted(self.first, "month", months * number // 3)
            last = shifted(self.first, "month", months * (number + 1) // 3) - _DAY
            return Period(first, min(last, self.last))
        else:
            begins, ends = length * number // 3, length * (number + 1) // 3 - 1
        return Period(self.first + begins * _DAY, self.first + ends * _DAY)

    def distance(self, day: date) -> int:
        """Return how many days lie between the middle of the period and a day."""
        return abs((self.first.toordinal() + self.last.toordinal()) // 2 - day.toordinal())


def year(number: int, count: int = 1) -> Period:
    """Return a year, or several from it on."""
    return Period(date(number, 1, 1), date(number + count - 1, 12, 31))


def months(number: int, month: int, count: int = 1) -> Period:
    """Return a month of a year, or several from it on."""
    first = date(number, month, 1)
    return Period(first, shifted(first, "month", count) - _DAY)


def piece(number: int, what: str, nth: int) -> Period:
    """Return a quarter or half of a year by its number, 0 for the last."""
    size = 3 if what == "quarter" else 6
    return months(number, ((nth or 12 // size) - 1) * size + 1, size)


def day(number: int, month: int, of_month: int) -> Period:
    """Return a single day."""
    one = date(number, month, of_month)
    return Period(one, one)


def week(containing: date, away: int = 0) -> Period:
    """Return the week, Monday to Sunday, that contains a day, or the one so many weeks away."""
    first = containing - containing.weekday() * _DAY + 7 * away * _DAY
    return Period(first, first + 6 * _DAY)


def containing(unit: str, day: date, away: int = 0) -> Period:
    """Return the week, month, quarter, year or decade that contains a day, or the one so many of them away."""
    if unit == "week":
        return week(day, away)
    if unit == "decade":
        return year(day.year // 10 * 10 + 10 * away, 10)
    if unit == "year":
        return year(day.year + away)
    size = _MONTHS[unit]
    first = shifted(date(day.year, (day.month - 1) // size * size + 1, 1), "month", size * away)
    return months(first.year, first.month, size)


def shifted(day: date, unit: str, count: float) -> date:
    """Return the day so many units later, the last of its month where the month is shorter.

    Raises:
        ValueError, OverflowError: The calendar does not reach that far.
    """
    if unit in _DAYS:
        return day + round(count * _DAYS[unit]) * _DAY
    total = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
    number, month = divmod(total, 12)
    if not 1 <= number <= 9999:
        raise ValueError("The calendar ends before that.")
    return date(number, month + 1, min(day.day, calendar.monthrange(number, month + 1)[1]))
