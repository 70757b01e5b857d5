"""Figures of a sentence as intervals in base units: money, percentages, ranges, bounds and counts."""

import re
from dataclasses import replace

from reeread.extract.amounts import Amount, amounts
from reeread.extract.figure_grammar import Grammar, grammar, key
from reeread.extract.tokens import masked
from reeread.model.extraction import Figure

_YEARS = range(1500, 2101)
_MINUS = re.compile(r"(?:\bminus |(?<![\w)%])[-−])$", re.I)
_NOUN = re.compile(r"[ \u00a0-]?([^\W\d_]+(?:[’'-][^\W\d_]+)*)(?!\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.]*)[ \u00a0]$")
_DATE_BEFORE = re.compile(r"([^\W\d_]{3,9})\.?[ \u00a0]$")


def figures(text: str, offset: int = 0) -> tuple[Figure, ...]:
    """Return the figures of a sentence in order, their places shifted by `offset` (code points of the body)."""
    words = grammar()
    text = masked(text)
    found = amounts(words, text)
    result: list[Figure] = []
    place = 0
    while place < len(found):
        first = found[place]
        second = found[place + 1] if place + 1 < len(found) else None
        if second is not None and _is_range(text, first, second):
            figure = _figure(words, text, first, second)
            place += 2
        else:
            if (
                second is not None
                and not first.unit
                and text[first.end : second.start] in (" and ", " or ", ", ")
            ):
                first = replace(
                    first, unit=second.unit if second.unit.startswith(("%", "percentage")) else ""
                )
            figure = _figure(words, text, first, None)
            place += 1
        if figure is not None and (not result or figure.start + offset >= result[-1].end):
            result.append(_shifted(figure, offset) if offset else figure)
    return tuple(result)


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


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    between = text[first.end : second.start]
    if len(between) > 5:
        return False
    word = between.strip()
    if word in ("-", "–", "—", "‐", "‑", "−"):
        return first.value * first.scale < second.value * second.scale or first.scale < second.scale
    before = text[max(0, first.start - 14) : first.start].lower()
    if word == "to":
        ascending = first.value < second.value or first.scale < second.scale
        return ascending and "from " not in before and (first.unit in ("", second.unit))
    return word == "and" and "between " in before


def _figure(words: Grammar, text: str, first: Amount, second: Amount | None) -> Figure | None:
    last = second or first
    start, end = first.start, last.end
    unit = last.unit or first.unit
    if not unit:
        noun = _counted(words, text, first, last)
        if noun is None:
            return None
        unit, end = noun
    scale = last.scale if second and first.scale == 1 and first.value < 1000 else first.scale
    low: float | None = first.value * scale
    high: float | None = last.value * last.scale if second else low
    approximate = False
    if first.more:
        high = None
    elif found := words.after.match(text, last.end):
        if words.bounds[f"after:{key(found.group())}"] == "more":
            high = None
        else:
            low = None
        end = max(end, found.end())
    while found := words.before.search(text[max(0, start - 24) : start]):
        kind = words.bounds[key(re.sub(r"\s+the\s*$", "", found.group(), flags=re.I))]
        if kind == "about":
            approximate = True
        elif kind == "more" and not second:
            high = None
        elif kind == "less" and not second:
            low = None
        start -= len(found.group())
    if (minus := _MINUS.search(text[max(0, start - 7) : start])) and low is not None and not second:
        low, high, start = -low, -low, start - len(minus.group())
    return Figure(start, end, text[start:end], _round(low), _round(high), unit, approximate)


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.12g}")


def _counted(words: Grammar, text: str, first: Amount, last: Amount) -> tuple[str, int] | None:
    """Return the thing counted and where its word ends, or None when the number counts nothing."""
    if _dates_or_names(words, text, first):
        return None
    bound = words.after.match(text, last.end)
    at = bound.end() if bound else last.end
    nouns: list[tuple[str, int]] = []
    while len(nouns) < 3 and (found := _NOUN.match(text, at)):
        word = found.group(1)
        low = word.lower()
        if low in words.not_counted or low in words.months or low in words.fractions:
            break
        nouns.append((word, found.end()))
        at = found.end()
        if low.endswith("s") or low in ("people", "men", "women", "children", "staff", "police"):
            break
    if not nouns:
        bare = first.digits and (
            "," in first.digits or "." in first.digits or first.scale > 1 or last is not first
        )
        return ("", last.end) if bare else None
    if nouns[0][0][0].isupper():  # 222 News, 3 May
        return None
    plural = next((word for word in nouns if word[0].lower().endswith("s")), None)
    word, end = plural or nouns[0]
    if word[0].isupper() or (first.value == 1 and not first.digits):
        return None
    return word.lower().removesuffix("’s").removesuffix("'s"), end


def _dates_or_names(words: Grammar, text: str, amount: Amount) -> bool:
    after = text[amount.end : amount.end + 12].lower()
    if amount.scale == 1 and re.match(r"(?:st|nd|rd|th)\b|[:/]\d|°", after):
        return True
    if (found := re.match(r"[ \u00a0]([a-z]+)", after)) and found.group(1) in words.months:
        return True
    before = text[max(0, amount.start - 16) : amount.start]
    if found := _DATE_BEFORE.search(before):
        word = found.group(1).lower()
        if word in words.months and not (word == "may" and found.group(1) == "may"):
            return True
    if amount.digits and amount.value in _YEARS and len(amount.digits) == 4 and amount.scale == 1:
        return True
    if not amount.digits:
        return False
    found = _WORD_BEFORE.search(before)
    return bool(found) and found.group(1).lower() in words.names  # type: ignore[union-attr]
