"""Dates of a sentence as intervals of days: absolute ones, and relative ones against the day of the article."""

import re
from datetime import date, timedelta

from reeread.extract.date_mentions import Mention, in_year, mentions
from reeread.extract.date_words import DateWords, date_words
from reeread.extract.periods import Period, day_number
from reeread.model.extraction import DATE, Figure

_LINKS = frozenset(("–", "-", " – ", " - ", " to ", " until ", " through ", " till ", " to the "))
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.I)
_FROM = re.compile(r"\bfrom (?:the )?$", re.I)
_REACH = 32
_AT_END = re.compile(r"\b(?:end|close)\b", re.I)
"""By the end of a period is no later than its last day, however long its end may be."""
_WEEK = timedelta(days=7)
_THIRDS = {"first": 0, "middle": 1, "last": 2}


def dates(text: str, published: date | None = None) -> list[Figure]:
    """Return the dates of a sentence in order; a relative one has no bounds where the article's day is unknown."""
    words = date_words()
    found = mentions(words, text, published)
    result: list[Figure] = []
    place = 0
    while place < len(found):
        first, second = found[place], None
        if place + 1 < len(found) and _is_range(text, first, found[place + 1]):
            second = found[place + 1]
        result.append(_figure(words, text, first, second, result[-1].end if result else 0))
        place += 1 if second is None else 2
    return result


def _is_range(text: str, first: Mention, second: Mention) -> bool:
    between = text[first.end : second.start]
    if between in _LINKS:
        return True
    return between in (" and ", " and the ") and bool(
        _BETWEEN.search(text, max(0, first.start - 14), first.start)
    )


def _figure(words: DateWords, text: str, first: Mention, second: Mention | None, floor: int) -> Figure:
    """Return a date, or a range of two, with the words before it that bound it."""
    start, end = first.start, (second or first).end
    if second is not None:
        if lead := _FROM.search(text, max(floor, start - 12), start):
            start = lead.start()
        return _told(text, start, end, _range(first, second), first.about or second.about)
    period, about = first.period, first.about
    part = words.part.search(text, max(floor, start - _REACH), start)
    if part and (period is None or (period.last - period.first).days > 5):
        start = part.start()
        if period is not None:
            period, about = period.third(_THIRDS[part.lastgroup or "last"]), True
    told = _told(text, start, end, period, about)
    bound = words.bound.search(text, max(floor, start - _REACH), start)
    return _bounded(text, told, bound.lastgroup or "", bound.start()) if bound else told


def _range(first: Mention, second: Mention) -> Period | None:
    """Return the days from one date to another; the first takes its year from the second where it has none."""
    begin, end = first.period, second.period
    if end is not None and first.month and not second.month:
        begin = in_year(end.first.year, first.month, first.of_month)
        if begin.first > end.last:
            begin = in_year(end.first.year - 1, first.month, first.of_month)
    if begin is None or end is None:
        return None
    if begin.first > end.last and (begin.first - end.last).days <= _WEEK.days:  # from Monday to Friday
        end = Period(end.first + _WEEK, end.last + _WEEK)
    if begin.first > end.last:
        return None
    return Period(begin.first, end.last)


def _told(text: str, start: int, end: int, period: Period | None, about: bool) -> Figure:
    low = None if period is None else day_number(period.first)
    high = None if period is None else day_number(period.last)
    return Figure(start, end, text[start:end], low, high, DATE, about)


def _bounded(text: str, told: Figure, kind: str, start: int) -> Figure:
    """Return a date with its bound: "by" and "since" keep the date itself, "before" and "after" do not."""
    low, high, about = told.low, told.high, told.approximate
    match kind:
        case "until":
            low, about = None, about and not _AT_END.search(told.text)
        case "before":
            edge = high if _AT_END.search(told.text) else low
            low, high, about = None, None if edge is None else edge - 1, False
        case "since":
            high = None
        case "after":
            low, high = None if high is None else high + 1, None
        case _:
            about = True
    return Figure(start, told.end, text[start : told.end], low, high, DATE, about)
