"""Figures of a sentence as intervals in base units: money, percentages, ranges, bounds, counts and dates."""

import re
from dataclasses import replace
from datetime import date

from reeread.extract.amounts import Amount, amounts
from reeread.extract.bounds import Bound, after, before
from reeread.extract.counted import counted
from reeread.extract.dates import dates
from reeread.extract.figure_grammar import Grammar, grammar
from reeread.extract.tokens import masked
from reeread.model.extraction import Figure

_DATED = "\ue000"
"""What stands for a character of a date, which no rule reads."""
_MINUS = re.compile(r"(?:\bminus |(?<![\w)%])[-−])$", re.I)
_EITHER = re.compile(r"(?:±|\+/[-−]|\bplus or minus|\bplus/minus)\s?$", re.I)
_DASHES = frozenset("-–—‐‑−")
_FROM = re.compile(r"\bfrom (?:about |around |some |roughly |just )?\S{0,3}$", re.I)
_RANGING = re.compile(r"\b(?:rang(?:es?|ed|ing)|anywhere) from (?:about |around |roughly )?\S{0,3}$", re.I)
_JOINING = frozenset((" and ", " or ", ", ", " to ", " from ", ", and "))
_CHANGED = re.compile(
    r"\b(?:fell|falls?|rose|rises?|gain(?:ed|s)?|lost|loses|lose|drop(?:ped|s)?|climb(?:ed|s)?|slid|slips?|slipped"
    r"|up|down|added|adds|shed|sheds|jump(?:ed|s)?|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|grew|grow[ns]?|cut|raised|lowered"
    r"|declined?|tumbled|surged|soared|plunged|by) \S{0,3}$",
    re.I,
)
_SPAN = re.compile(r"[ \u00a0-](\w+)")
_BETWEEN = re.compile(r"\bbetween (?:about |around |some |roughly )?\S{0,4}$", re.I)


def figures(text: str, offset: int = 0, published: date | None = None) -> tuple[Figure, ...]:
    """Return the figures of a sentence in order, their places shifted by `offset` (code points of the body).

    A date counts days from 1 January 1970. One that is told by the day of the article ("next month") has bounds
    only where that day is known: `published`.
    """
    text = masked(text)
    days = dates(text, published)
    for one in days:
        text = text[: one.start] + _DATED * (one.end - one.start) + text[one.end :]
    result = _amounts(grammar(), text)
    if days:
        result = sorted([*result, *days], key=lambda figure: figure.start)
    return tuple(_shifted(figure, offset) if offset else figure for figure in result)


def _amounts(words: Grammar, text: str) -> list[Figure]:
    """Return the figures of a text that are no dates; those have been blanked out."""
    found = _united(text, amounts(words, text))
    result: list[Figure] = []
    place = floor = 0
    while place < len(found):
        first = found[place]
        if first.start < floor:
            place += 1
            continue
        second = found[place + 1] if place + 1 < len(found) else None
        if second is not None and not _is_range(text, first, second):
            second = None
        figure = _figure(words, text, first, second, floor)
        place += 1 if second is None else 2
        if figure is not None:
            floor = figure.end
            result.append(figure)
    return result


def is_money(unit: str) -> bool:
    """Return whether the unit of a figure is a currency."""
    return unit in grammar().currencies


def _shifted(figure: Figure, offset: int) -> Figure:
    return Figure(
        figure.start + offset,
        figure.end + offset,
        figure.text,
        figure.low,
        figure.high,
        figure.unit,
        figure.approximate,
    )


def _united(text: str, found: list[Amount]) -> list[Amount]:
    """Return amounts with the percent sign that one of a row bears for all: "5, 6 and 7%", "from 3 to 4%"."""
    for place in range(len(found) - 2, -1, -1):
        first, second = found[place : place + 2]
        shared = second.unit.startswith(("%", "percentage")) and not first.unit and first.most is None
        if shared and text[first.end : second.start] in _JOINING:
            found[place] = replace(first, unit=second.unit)
    return found


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    between = text[first.end : second.start]
    if len(between) > 5 or first.most is not None:
        return False
    word = between.strip() if len(between) < 3 else between.strip(" -")  # "12- to 17-year-olds"
    ascending = first.value * first.scale < second.value * second.scale or (
        first.value < second.value and first.scale in (1, second.scale)
    )
    if not ascending or (first.unit and second.unit not in ("", first.unit)):
        return False
    if word in _DASHES:
        return True
    if first.unit and not second.unit and word != "and":
        return False
    lead = text[max(0, first.start - 24) : first.start]
    if word == "to":
        return not (_FROM.search(lead) or (first.unit and _CHANGED.search(lead))) or bool(
            _RANGING.search(lead)
        )
    if word == "or":
        return not first.unit and second.value <= 2 * first.value + 1 and first.scale == second.scale
    return word == "and" and bool(_BETWEEN.search(lead))


def _figure(words: Grammar, text: str, first: Amount, second: Amount | None, floor: int) -> Figure | None:
    last = second or first
    behind = after(words, text, last.end)
    ahead = before(words, text, first.start, floor, span=_is_span(words, text, last.end))
    bound = ahead.at < first.start or behind.at > last.end
    start, end = ahead.at, max(last.end, behind.at)
    unit = last.unit or first.unit
    if not unit:
        thing = counted(words, text, first, last, end, bound=bound)
        if thing is None:
            return None
        unit, end = thing.unit, thing.end
        if text.startswith(" or ", end) and behind.at == last.end:  # "12 ships or more"
            behind = after(words, text, end)
            end = behind.at
    low, high = _interval(first, second, ahead, behind)
    about = ahead.about or behind.about or first.most is not None
    lead = text[max(0, start - 16) : start]
    if second is None and low is not None and low == high:
        if found := _EITHER.search(lead):
            low, start = -low, start - len(found.group())
        elif found := _MINUS.search(lead):
            low, high, start = -low, -low, start - len(found.group())
    return Figure(start, end, text[start:end], _round(low), _round(high), unit, about)


def _interval(
    first: Amount, second: Amount | None, ahead: Bound, behind: Bound
) -> tuple[float | None, float | None]:
    """Return the ends of a figure, None for an open one."""
    if second is not None:
        scale = second.scale if first.scale == 1 and first.value < second.value * 1000 else first.scale
        if first.value * scale > second.value * second.scale:
            scale = first.scale
        return first.value * scale, second.value * second.scale
    low = first.value * first.scale
    high = low if first.most is None else first.most * first.scale
    if first.more or behind.more or ahead.more:
        return low, None
    return (None, high) if behind.less or ahead.less else (low, high)


def _is_span(words: Grammar, text: str, at: int) -> bool:
    """Return whether a time or a length follows."""
    found = _SPAN.match(text, at)
    return found is not None and found[1].lower() in words.counted.spans


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.12g}")
