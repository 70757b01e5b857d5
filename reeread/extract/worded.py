"""Numbers that are said in words: "two hundred and fifty", "two thirds", "one in eight", "tens of thousands"."""

import re
from dataclasses import dataclass

from reeread.extract.figure_grammar import Grammar

_HALF = re.compile(r" and (?:a|one)[ -](half|third|quarter)\b| and three[ -]quarters\b", re.I)
_HALVES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}
_PLURAL_OF = 10
"""A scale in the plural is at least two of it and less than ten."""
_ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000))
_TIMES = re.compile(
    r" (?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|years|decades|million|billion|per cent|percent|%)"
)


@dataclass(frozen=True, slots=True)
class Half:
    """What "and a half" adds, and where it ends."""

    value: float
    end: int


def half_more(grammar: Grammar, text: str, words: str, at: int) -> Half | None:
    """Return what stands after a number to be added: "two and a half million", "a million and a half"."""
    if not text.startswith(" and ", at) or (found := _HALF.match(text, at)) is None:
        return None
    part = _HALVES[found[1].lower()] if found[1] else 3 / 4
    return Half(part * grammar.scales.get(words.rsplit(" ", 1)[-1].lower(), 1.0), found.end())


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


def part(grammar: Grammar, words: str) -> float:
    """Return "two thirds", "half of a" or "2/3" in percent."""
    if "/" in words:
        upper, lower = words.split("/")
        return 100 * int(upper) / int(lower)
    found = [word for word in re.split(r"[ -]", words.lower()) if word not in ("a", "an", "of")]
    if len(found) > 1 and found[-1] == "one":
        found.pop()
    return 100 * grammar.numbers.get(found[0], 1) / grammar.fractions[found[-1]]


def ratio(grammar: Grammar, match: re.Match[str], text: str) -> float | None:
    """Return "one in eight" in percent, or None where "in" means something else: "two in 2019", "one in three years"."""
    few, many = _number(grammar, match["few"]), _number(grammar, match["many"])
    if not 0 < few < many or _TIMES.match(text, match.end()):
        return None
    if " out of " not in match["ratio"].lower() and not (few == 1 and many <= 1000) and many not in _ROUND:
        return None
    if many == 100 and few == 1 and "hundred" not in match["many"] and not match["many"].isdigit():
        return None
    return 100 * few / many


def _number(grammar: Grammar, words: str) -> float:
    plain = words.replace(",", "").lower()
    return float(plain) if plain.isdigit() else spelled_value(grammar, plain)


def vague(grammar: Grammar, words: str) -> tuple[float, float]:
    """Return the ends of "dozens", "tens of thousands", "several hundred", "a couple"."""
    low = words.lower()
    if low == "a couple":
        return 2.0, 2.0
    size = 1.0
    for word in low.split():
        size *= grammar.vague.get(word, grammar.scales.get(word, 1.0))
    return 2 * size, _PLURAL_OF * size
