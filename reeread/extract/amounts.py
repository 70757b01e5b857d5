"""The amounts of a sentence: numbers with the scale, currency or percent sign that belongs to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reeread.extract.figure_grammar import Grammar, key
from reeread.extract.worded import half_more, part, ratio, spelled_value, vague

_ENDS = re.compile(r"\s*(?:[.,;:!?)\]”\"](?!\d)|$)")
_JOINED = (" ", " and ", ", ")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[\s\u00a0-]?([^\W\d_]+|[^\w\s])")
_DIGITS = re.compile(r"[\d.½⅓⅔¼¾⅕⅛⅜⅝⅞]+")
_STARTS = re.compile(r"[\d.½⅓⅔¼¾⅕⅛⅜⅝⅞]+|[^\W\d_]+")
_SIGN_BEFORE = 16
_LAST_WORD = re.compile(r"[\w.]+$")
_THOUSANDS = re.compile(r"[, \u00a0\u202f\u2009](?=\d{3})")
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_EACH = re.compile(r"\s?(?:/|(?:per|an?|each|je|pro|the)\b)", re.IGNORECASE)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
_THINGS = re.compile(r"(?:[-–][\d.]+[mk]| (?:to|or) [\d.]+[mk])? [a-z]*(?:s|people|men|women|children)\b")
_RANGE_OF_MONEY = re.compile(r"[$€£¥₹][\d.,]+ ?(?:[-–]|to |and )$")
_SHARES = re.compile(r"\d(?:/[1-9]| (?:in|out of) (?:every )?\d)")
_KANJI = "兆億万"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what directly belongs to it; places are code points of the sentence."""

    start: int
    end: int
    value: float
    scale: float
    unit: str
    digits: str
    more: bool = False
    """Whether a plus sign follows: "90+%"."""
    signed: bool = False
    """Whether the currency stands before the number."""
    most: float | None = None
    """The upper end, where the words name an interval of their own: "dozens"."""


def amounts(grammar: Grammar, text: str) -> list[Amount]:
    """Return the amounts of a text in order, "15 dollars and 15 cents" as one."""
    found: list[Amount] = []
    for match in _numbers(grammar, text):
        floor = found[-1].end if found else 0
        amount = _amount(grammar, text, match, floor) if match.start() >= floor else None
        if amount is None:
            continue
        whole = _joined(grammar, text, found[-1], amount) if found else None
        if whole is None:
            found.append(amount)
        else:
            found[-1] = whole
    return found


def _numbers(grammar: Grammar, text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a text, tried only where a digit stands or a word that begins one."""
    plain = grammar.spelled.isdisjoint(_WORD.findall(text.lower())) and not _SHARES.search(text)
    pattern, places = (grammar.digits, _DIGITS) if plain else (grammar.core, _STARTS)
    end = 0
    for place in places.finditer(text):
        start = place.start()
        word = place.group()
        if start < end or (word[0].isalpha() and word.lower() not in grammar.openings):
            continue
        match = pattern.match(text, start)
        if match and match.group():  # ".5_0" begins with nothing before the point, and is no number
            end = match.end()
            yield match


def _joined(grammar: Grammar, text: str, first: Amount, second: Amount) -> Amount | None:
    """Return both as one amount where the second goes on: hundredths, "3兆5000億円"."""
    between = text[first.end : second.start]
    if not between and text[first.end - 1] in _KANJI and second.scale < first.scale and not first.unit:
        value = first.value * first.scale + second.value * second.scale
        return replace(second, start=first.start, value=value, scale=1.0)
    if first.unit not in grammar.currencies or first.unit in grammar.minor or first.signed:
        return None
    if between not in _JOINED or not second.value < 100 or second.scale != 1:
        return None
    named = second.unit in grammar.minor
    bare = not second.unit and second.value == int(second.value) and _ENDS.match(text, second.end)
    if not named and (not bare or between == ", "):
        return None
    value = first.value * first.scale + second.value / 100
    return replace(first, end=second.end, value=value, scale=1.0)


def _amount(grammar: Grammar, text: str, match: re.Match[str], floor: int) -> Amount | None:
    """Return the number with its scale, currency or percent sign, looking back no further than `floor`."""
    start, end = match.span()
    groups = match.groupdict()
    digits = groups["digits"] or ""
    most: float | None = None
    if digits:
        if digits[0] == "0" and digits[1:2].isdigit():  # telephone numbers, hours
            return None
        value = _value(digits)
    elif groups["ratio"]:
        share = ratio(grammar, match, text)
        return None if share is None else Amount(start, end, share, 1.0, "%", "")
    elif groups["part"]:
        return Amount(start, end, part(grammar, groups["part"]), 1.0, "%", "")
    elif groups["vague"]:
        value, most = vague(grammar, groups["vague"])
        end += 3 * text.startswith(" of ", end)
    elif groups["share"]:
        value = part(grammar, groups["share"]) / 100
    else:
        value = spelled_value(grammar, groups["words"])
    if most is None and (more := half_more(grammar, text, match.group(), end)):
        value, end = value + more.value, more.end
    unit, scale = "", 1.0
    sign = _sign(grammar, text, start, floor)
    if sign and sign["percent"]:
        if _ENDS.match(text, end):
            return Amount(start - len(sign.group()), end, value, 1.0, "%", digits)
        sign = None
    if sign:
        unit = _currency_of(grammar, sign)
        scale = 1e6 if sign["million"] else 1.0
        start -= len(sign.group())
    more_than = bool(digits) and text[end : end + 1] == "+"
    end += more_than
    if most is None and (found := _next(grammar.scale, grammar.scale_words, text, end)):
        word = found.group().strip(" -\u00a0").lower().rstrip(".")
        if _is_scale(
            grammar, text, found, word, unit or _RANGE_OF_MONEY.search(text, max(0, start - 12), start)
        ):
            scale, end = grammar.scales.get(word, 1.0), found.end()
    if not unit and (found := grammar.millions.match(text, end)):
        return Amount(start, found.end(), value, 1e6, found["code"], digits, more_than)
    found = _next(grammar.unit, grammar.unit_words, text, end)
    if found and not _belongs_to_next(text, found):
        named = grammar.units.get(key(found.group()), "")
        repeated = named == unit and not found.group()[-1].isalpha()  # "$ 20 $ 30"
        if not unit or (named == unit and not repeated) or not unit.isupper():
            unit, end = named, found.end()
            if scale == 1 and named in grammar.currencies and (later := grammar.scale.match(text, end)):
                word = later.group().strip(" -\u00a0").lower()
                if len(word) > 3:  # "75 USD million"
                    scale, end = grammar.scales.get(word, 1.0), later.end()
    if unit in grammar.ambiguous and scale == 1 and value < 1000:
        return None
    if unit in grammar.pointed and scale == 1 and _POINTED.fullmatch(digits) and not _EACH.match(text, end):
        value *= 1000
    if most is not None and not unit and text[end - 3 : end] == " of":
        end -= 3
    if unit == "basis points":
        scale, unit = scale / 100, "percentage points"
    return Amount(start, end, value, scale, unit, digits, more_than, bool(sign), most)


def _value(digits: str) -> float:
    """Return the value of a number in figures, as the English or the continental hand writes it."""
    extra = _VULGAR.get(digits[-1], 0.0)
    plain = digits[:-1] if extra else digits
    if plain.count(".") > 1 or ("," in plain and _CONTINENTAL.fullmatch(plain)):
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = _THOUSANDS.sub("", plain).replace(",", "")
    return float(plain or 0) + extra


def _sign(grammar: Grammar, text: str, start: int, floor: int) -> re.Match[str] | None:
    """Return the currency that stands before a number, or "percent of"."""
    before = text[max(floor, start - _SIGN_BEFORE) : start]
    bare = before[:-1] if before[-1:] in (" ", "\u00a0", "\u202f") else before
    last = bare[-1:]
    if not last or last in ",;:()[]-–—":
        return None
    if last.isalnum() or last == ".":
        word = _LAST_WORD.search(bare)
        if word is None or word.group().lower() not in grammar.sign_words:
            return None
    return grammar.sign.search(before)


def _currency_of(grammar: Grammar, sign: re.Match[str]) -> str:
    """Return the currency of what stands before a number."""
    if country := sign["dollars"] or sign["letter"]:
        found = grammar.dollars.get(country.lower().replace(" ", ""))
        return found or grammar.units.get(country.lower(), "USD")
    return grammar.units.get(key(sign["code"] or sign["lower"] or sign["sign"]), "")


def _next(pattern: re.Pattern[str], words: frozenset[str], text: str, at: int) -> re.Match[str] | None:
    """Return what a pattern finds at a place, tried only where one of its first words stands."""
    ahead = _NEXT.match(text, at)
    if ahead is None:
        return None
    word = ahead[1].lower()
    if word.isascii() and word.isalpha() and word not in words:
        return None
    return pattern.match(text, at)


def _is_scale(grammar: Grammar, text: str, found: re.Match[str], word: str, money: object) -> bool:
    """Return whether a word after a number multiplies it: a single letter is as often a unit of length.

    `money` is true where the number is one of money by what stands before it.
    """
    if len(word) > 1 or not word.isascii():
        return True
    if found.group()[0] in " -\u00a0":
        return False
    if money or _currency(grammar, text, found.end()):
        return True
    return word in "km" and bool(_THINGS.match(text, found.end()))


def _belongs_to_next(text: str, unit: re.Match[str]) -> bool:
    """Return whether a sign or code stands close before the next number: "1 $10", "3 USD50"."""
    word = unit.group().strip()
    closed = text[unit.end() : unit.end() + 1].isdigit()
    return closed and unit.group()[0] == " " and (word[0] in "$€£¥" or word.isupper())


def _currency(grammar: Grammar, text: str, at: int) -> str:
    """Return the currency written from this place on, "" for none."""
    found = grammar.unit.match(text, at)
    unit = grammar.units.get(key(found.group()), "") if found else ""
    return unit if unit.isupper() else ""
