"""The amounts of a sentence: numbers with the scale, currency or percent sign that belongs to them."""

import re
from dataclasses import dataclass, replace

from reeread.extract.figure_grammar import Grammar, key

_ENDS = re.compile(r"\s*(?:[.,;:!?)\]”\"](?!\d)|$)")
_JOINED = (" ", " and ", ", ")


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


def amounts(grammar: Grammar, text: str) -> list[Amount]:
    """Return the amounts of a text in order, "15 dollars and 15 cents" as one."""
    core = grammar.core if grammar.words.search(text) else grammar.digits
    found: list[Amount] = []
    for match in core.finditer(text):
        floor = found[-1].end if found else 0
        amount = _amount(grammar, text, match, floor) if match.start() >= floor else None
        if amount is None:
            continue
        whole = _with_cents(grammar, text, found[-1], amount) if found else None
        if whole is None:
            found.append(amount)
        else:
            found[-1] = whole
    return found


def _with_cents(grammar: Grammar, text: str, first: Amount, second: Amount) -> Amount | None:
    """Return both as one amount where the second is the hundredths of the first."""
    if first.unit not in grammar.currencies or first.unit in grammar.minor or first.signed:
        return None
    if text[first.end : second.start] not in _JOINED or not second.value < 100 or second.scale != 1:
        return None
    named = second.unit in grammar.minor
    bare = not second.unit and second.value == int(second.value) and _ENDS.match(text, second.end)
    if not named and (not bare or text[first.end : second.start] == ", "):
        return None
    value = first.value * first.scale + second.value / 100
    return replace(first, end=second.end, value=value, scale=1.0)


def _amount(grammar: Grammar, text: str, match: re.Match[str], floor: int) -> Amount | None:
    """Return the number with its scale, currency or percent sign, looking back no further than `floor`."""
    start, end = match.span()
    groups = match.groupdict()
    digits = groups["digits"] or ""
    if digits:
        value = float(re.sub(r"[,\u00a0\u202f]", "", digits))
    elif groups["part"]:
        return _part(grammar, match)
    elif groups["share"]:
        value = _share(grammar, groups["share"])
    else:
        value = spelled_value(grammar, groups["words"])
    unit, scale = "", 1.0
    sign = grammar.sign.search(text[max(floor, start - 16) : start])
    if sign and sign["percent"]:
        if _ENDS.match(text, end):
            return Amount(start - len(sign.group()), end, value, 1.0, "%", digits)
        sign = None
    if sign:
        unit = grammar.units.get(key(sign["dollars"] or sign["code"] or sign["lower"] or sign["sign"]), "")
        scale = 1e6 if sign["million"] else 1.0
        start -= len(sign.group())
    more = bool(digits) and text[end : end + 1] == "+"
    end += more
    if (digits or groups["share"]) and (found := grammar.scale.match(text, end)):
        word = found.group().strip(" -\u00a0").lower().rstrip(".")
        money = unit or _currency(grammar, text, found.end())
        if len(word) > 1 or not word.isascii() or (money and found.group()[0] not in " -"):
            scale, end = grammar.scales.get(word, 1.0), found.end()
    if not unit and (found := grammar.millions.match(text, end)):
        return Amount(start, found.end(), value, 1e6, found["code"], digits, more)
    if (found := grammar.unit.match(text, end)) and not _belongs_to_next(text, found):
        named = grammar.units.get(key(found.group()), "")
        repeated = named == unit and not found.group()[-1].isalpha()  # "$ 20 $ 30"
        if not unit or (named == unit and not repeated) or not unit.isupper():
            unit, end = named, found.end()
            if scale == 1 and named in grammar.currencies and (later := grammar.scale.match(text, end)):
                word = later.group().strip(" -\u00a0").lower()
                if len(word) > 3:  # "75 USD million"
                    scale, end = grammar.scales.get(word, 1.0), later.end()
    if unit == "basis points":
        scale, unit = scale / 100, "percentage points"
    return Amount(start, end, value, scale, unit, digits, more, bool(sign))


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


def _part(grammar: Grammar, match: re.Match[str]) -> Amount | None:
    """Return "two thirds of" as a percentage."""
    words = match["part"].lower().replace("-", " ").split()
    if len(words) == 1 and words[0] != "half":
        return None
    count = grammar.numbers.get(words[0], 1) if len(words) > 1 else 1
    return Amount(*match.span("part"), count * 100 / grammar.fractions[words[-1]], 1.0, "%", "")


def _share(grammar: Grammar, words: str) -> float:
    """Return "three quarters" before a scale as a number."""
    found = [word for word in words.lower().split() if word not in ("a", "an", "of")]
    count = grammar.numbers.get(found[0], 1)
    return count / grammar.fractions[found[-1]]


def spelled_value(grammar: Grammar, words: str) -> float:
    """Return the value of number words: "two hundred and fifty"."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", words.lower()):
        if word in grammar.numbers:
            current += grammar.numbers[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * grammar.scales[word]
        elif word in grammar.scales:
            total += (current or 1) * grammar.scales[word]
            current = 0
    return total + current
