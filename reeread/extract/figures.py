"""Figures of a sentence as intervals in base units: money, percentages, ranges, bounds and counts."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from reeread.extract.tokens import masked
from reeread.model.extraction import Figure

_DATA = Path(__file__).parent / "figures.toml"
_LARGE = ("hundred", "thousand", "million", "billion", "trillion", "dozen")
_START = r"(?<![^\W_])"
_YEARS = range(1500, 2101)
_MINUS = re.compile(r"(?:\bminus |(?<![\w)%])[-−])$", re.I)
_NOUN = re.compile(r"[ \u00a0-]?([^\W\d_]+(?:[’'-][^\W\d_]+)*)(?!\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.]*)[ \u00a0]$")
_DATE_BEFORE = re.compile(r"([^\W\d_]{3,9})\.?[ \u00a0]$")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with what directly belongs to it; places are code points of the sentence."""

    start: int
    end: int
    value: float
    scale: float
    unit: str
    digits: str
    more: bool = False
    """Whether a plus sign follows: "90+%"."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled words of figures."""

    digits: re.Pattern[str]
    core: re.Pattern[str]
    words: re.Pattern[str]
    before: re.Pattern[str]
    currency_before: re.Pattern[str]
    after: re.Pattern[str]
    scale: re.Pattern[str]
    unit: re.Pattern[str]
    units: dict[str, str]
    scales: dict[str, float]
    numbers: dict[str, int]
    fractions: dict[str, int]
    bounds: dict[str, str]
    names: frozenset[str]
    months: frozenset[str]
    not_counted: frozenset[str]


def _spelled(word: str) -> str:
    text = re.escape(word).replace("_", r"[\s-]+")
    start = _START if word[0].isalnum() and word[0].isascii() else ""
    end = r"(?![^\W\d_])" if word[-1].isalnum() and word[-1].isascii() else ""
    return f"{start}{text}{end}"


def _any(words: list[str], attached: bool = False) -> str:
    """Return an alternation of words, longest first; attached ones may follow a digit directly."""
    spelled = (_spelled(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(word.removeprefix(_START) if attached else word for word in spelled)


def _key(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().lower())


@lru_cache
def _grammar() -> _Grammar:
    import tomllib  # only when the first figure is read

    data = tomllib.loads(_DATA.read_text("utf-8"))
    scales = {word.lower(): float(value) for value, row in data["scale"].items() for word in row.split()}
    symbols = {word.lower(): unit for unit, row in data["symbol"].items() for word in row.split()}
    names = {word.lower(): unit for unit, row in data["currency"].items() for word in row.split()}
    percents = {word.lower(): unit for unit, row in data["percent"].items() for word in row.split()}
    codes = {unit.lower(): unit for unit in (*data["symbol"], *data["currency"]) if unit.isupper()}
    numbers = dict(_pairs(data["words"]["numbers"]))
    fractions = dict(_pairs(data["words"]["fractions"]))
    bound = data["bound"]
    kinds = {word: kind for kind in ("more", "less", "about") for word in bound[kind].split()}
    after = {word: kind for kind in ("more", "less") for word in bound[f"{kind}_after"].split()}
    word = "|".join(sorted((*numbers, *_LARGE), key=len, reverse=True))
    large = "|".join(_LARGE)
    digits = re.compile(
        r"(?P<digits>(?<![A-Za-z\d.,_:/])(?<![A-Za-z][-‐‑])"
        r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?![\d_:]))"
    )
    core = re.compile(
        digits.pattern
        + rf"|(?<![\w-])(?P<part>(?:(?:an?|one|two|three|four|five|seven|nine)[ -])?(?:{'|'.join(fractions)}))(?= (?:of|as) )"
        rf"|(?<![\w-])(?P<words>(?:(?:half )?an? (?:{large})|(?:{word}))\b"
        rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{word})\b)*)(?!-)",
        re.I,
    )
    signs = [*(code.upper() for code in codes), *(w for row in data["symbol"].values() for w in row.split())]
    marked = [*percents, *names, *codes, *(sign for sign in symbols if not sign.isalpha())]
    return _Grammar(
        digits,
        core,
        re.compile(
            rf"\b(?:{'|'.join((*numbers, *fractions, 'dozen', 'a (?:hundred|thousand|million)'))})\b", re.I
        ),
        re.compile(rf"(?:{_any(list(kinds))})\s*(?:the\s+)?$", re.I),
        re.compile(rf"(?:(?:US|U\.S\.)\s)?(?:{_any(signs)})\s?$"),
        re.compile(rf"\s?(?:{_any(list(after))})", re.I),
        re.compile(rf"[\s-]?(?:{_any(list(scales), attached=True)})\b\.?|[\s-]?(?:千|万|億|兆)", re.I),
        re.compile(
            rf"[\s-]?(?:{_any(marked, attached=True)})",
            re.I,
        ),
        {**codes, **symbols, **names, **percents, "us_$": "USD", "u.s._$": "USD"},
        {**scales, "dozen": 12.0},
        numbers,
        fractions,
        {**kinds, **{f"after:{key}": kind for key, kind in after.items()}},
        frozenset(data["names"]["before"].split()),
        frozenset(data["names"]["months"].split()),
        frozenset(data["names"]["not_counted"].split()),
    )


def _pairs(row: str) -> list[tuple[str, int]]:
    return [(word, int(value)) for word, _, value in (pair.partition("=") for pair in row.split())]


def figures(text: str, offset: int = 0) -> tuple[Figure, ...]:
    """Return the figures of a sentence in order, their places shifted by `offset` (code points of the body)."""
    grammar = _grammar()
    text = masked(text)
    core = grammar.core if grammar.words.search(text) else grammar.digits
    amounts: list[_Amount] = []
    for match in core.finditer(text):
        found = _amount(grammar, text, match)
        if found is not None and (not amounts or found.start >= amounts[-1].end):
            amounts.append(found)
    if not amounts:
        return ()
    result: list[Figure] = []
    place = 0
    while place < len(amounts):
        first = amounts[place]
        second = amounts[place + 1] if place + 1 < len(amounts) else None
        if second is not None and _is_range(text, first, second):
            figure = _figure(grammar, text, first, second)
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
            figure = _figure(grammar, text, first, None)
            place += 1
        if figure is not None and (not result or figure.start + offset >= result[-1].end):
            result.append(_shifted(figure, offset) if offset else figure)
    return tuple(result)


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


def _amount(grammar: _Grammar, text: str, match: re.Match[str]) -> _Amount | None:
    """Return the number with its scale, currency or percent sign; None when it names or dates something."""
    start, end = match.span()
    groups = match.groupdict()
    digits = groups["digits"] or ""
    if digits:
        value = float(re.sub(r"[,\u00a0\u202f]", "", digits))
    elif groups["part"]:
        return _part(grammar, match)
    else:
        value = _spelled_value(grammar, groups["words"])
    unit = ""
    before = text[max(0, start - 16) : start]
    sign = grammar.currency_before.search(before)
    if sign:
        unit = grammar.units.get(_key(sign.group()), "") or grammar.units.get(
            _key(sign.group()).split("_")[-1], ""
        )
        start -= len(sign.group())
    more = bool(digits) and text[end : end + 1] == "+"
    end += more
    scale = 1.0
    if digits and (found := grammar.scale.match(text, end)):
        word = found.group().strip(" -\u00a0").lower().rstrip(".")
        money = unit or _currency(grammar, text, found.end())
        if len(word) > 1 or not word.isascii() or (money and found.group()[0] not in " -"):
            scale, end = grammar.scales.get(word, 1.0), found.end()
    if found := grammar.unit.match(text, end):
        named = grammar.units.get(_key(found.group()), "")
        if not unit or named == unit or not unit.isupper():
            unit, end = named, found.end()
    if unit == "basis points":
        scale, unit = scale / 100, "percentage points"
    return _Amount(start, end, value, scale, unit, digits, more)


def _currency(grammar: _Grammar, text: str, at: int) -> str:
    """Return the currency written from this place on, "" for none."""
    found = grammar.unit.match(text, at)
    unit = grammar.units.get(_key(found.group()), "") if found else ""
    return unit if unit.isupper() else ""


def _part(grammar: _Grammar, match: re.Match[str]) -> _Amount | None:
    """Return "two thirds of" as a percentage."""
    words = match["part"].lower().replace("-", " ").split()
    if len(words) == 1 and words[0] != "half":
        return None
    count = grammar.numbers.get(words[0], 1) if len(words) > 1 else 1
    return _Amount(*match.span("part"), count * 100 / grammar.fractions[words[-1]], 1.0, "%", "")


def _spelled_value(grammar: _Grammar, words: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", words.lower()):
        if word in grammar.numbers:
            current += grammar.numbers[word]
        elif word == "half":
            current = 0.5
        elif word in ("hundred", "dozen"):
            current = (current or 1) * grammar.scales[word]
        elif word in grammar.scales:
            total += (current or 1) * grammar.scales[word]
            current = 0
    return total + current


def _is_range(text: str, first: _Amount, second: _Amount) -> bool:
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


def _figure(grammar: _Grammar, text: str, first: _Amount, second: _Amount | None) -> Figure | None:
    last = second or first
    start, end = first.start, last.end
    unit = last.unit or first.unit
    if not unit:
        noun = _counted(grammar, text, first, last)
        if noun is None:
            return None
        unit, end = noun
    scale = last.scale if second and first.scale == 1 and first.value < 1000 else first.scale
    low: float | None = first.value * scale
    high: float | None = last.value * last.scale if second else low
    approximate = False
    if first.more:
        high = None
    elif found := grammar.after.match(text, last.end):
        if grammar.bounds[f"after:{_key(found.group())}"] == "more":
            high = None
        else:
            low = None
        end = max(end, found.end())
    while found := grammar.before.search(text[max(0, start - 24) : start]):
        kind = grammar.bounds[_key(re.sub(r"\s+the\s*$", "", found.group(), flags=re.I))]
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


def _counted(grammar: _Grammar, text: str, first: _Amount, last: _Amount) -> tuple[str, int] | None:
    """Return the thing counted and where its word ends, or None when the number counts nothing."""
    if _dates_or_names(grammar, text, first):
        return None
    bound = grammar.after.match(text, last.end)
    at = bound.end() if bound else last.end
    words: list[tuple[str, int]] = []
    while len(words) < 3 and (found := _NOUN.match(text, at)):
        word = found.group(1)
        low = word.lower()
        if low in grammar.not_counted or low in grammar.months or low in grammar.fractions:
            break
        words.append((word, found.end()))
        at = found.end()
        if low.endswith("s") or low in ("people", "men", "women", "children", "staff", "police"):
            break
    if not words:
        bare = first.digits and (
            "," in first.digits or "." in first.digits or first.scale > 1 or last is not first
        )
        return ("", last.end) if bare else None
    if words[0][0][0].isupper():  # 222 News, 3 May
        return None
    plural = next((word for word in words if word[0].lower().endswith("s")), None)
    word, end = plural or words[0]
    if word[0].isupper() or (first.value == 1 and not first.digits):
        return None
    return word.lower().removesuffix("’s").removesuffix("'s"), end


def _dates_or_names(grammar: _Grammar, text: str, amount: _Amount) -> bool:
    after = text[amount.end : amount.end + 12].lower()
    if amount.scale == 1 and re.match(r"(?:st|nd|rd|th)\b|[:/]\d|°", after):
        return True
    if (found := re.match(r"[ \u00a0]([a-z]+)", after)) and found.group(1) in grammar.months:
        return True
    before = text[max(0, amount.start - 16) : amount.start]
    if found := _DATE_BEFORE.search(before):
        word = found.group(1).lower()
        if word in grammar.months and not (word == "may" and found.group(1) == "may"):
            return True
    if amount.digits and amount.value in _YEARS and len(amount.digits) == 4 and amount.scale == 1:
        return True
    if not amount.digits:
        return False
    found = _WORD_BEFORE.search(before)
    return bool(found) and found.group(1).lower() in grammar.names  # type: ignore[union-attr]
