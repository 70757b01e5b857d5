"""What a number counts, and the numbers that count nothing: names, ordinals, years, places in a list."""

import re
from dataclasses import dataclass

from reeread.extract.amounts import Amount
from reeread.extract.figure_grammar import Counted, Grammar

_YEARS = range(1500, 2101)
_FARTHEST = 4
"""How many words may stand between a number and the plural that it counts, that one included."""
_NOUN = re.compile(r"(?P<gap>[ \u00a0-]?)(?P<word>U\.S\.|U\.K\.|[^\W\d_]+(?:[’'-][^\W\d_]+)*)(?!\w)")
_BEFORE = re.compile(
    r"(?:(?P<earlier>[^\W\d_][\w.]*)[ \u00a0])?(?P<word>[^\W\d_][\w.-]*)(?P<point>\.?)[ \u00a0]$"
)
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|s)\b|[:/]\d|°(?!\s?[CF]\b)|\s?[ap]\.?m\b\.?|\s(?:GMT|UTC|BST|CET|EST|EDT)\b", re.I
)
_PER = re.compile(r" (?P<per>(?:per|for every|in every) \d{1,3}(?:,\d{3})+(?: [a-z]+s\b| people\b)?)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_AGED = re.compile(r"\b[Aa]ged (?:between )?$")
_GROUP = re.compile(r"\bGroup of $")
_OF = re.compile(r" of (?:(?:the|its|their|all) )?(?:\d|them\b|those\b)")


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted, as the unit of a figure, and where its words end."""

    unit: str
    end: int


def counted(
    grammar: Grammar, text: str, first: Amount, last: Amount, at: int, *, bound: bool
) -> Thing | None:
    """Return the thing counted by the number that ends at `at`, or None when the number counts nothing.

    `bound` says that words before or after it bound the number, as nobody bounds a name.
    """
    words = grammar.counted
    if _is_name(words, text, first, at, bound=bound):
        return None
    number_end = at
    if first.most is not None and text.startswith(" of ", at):
        at += 3
    if found := words.signs.match(text, at):
        return Thing(found["sign"] or f"°{found['degrees']}", found.end())
    if found := _PER.match(text, at):
        return Thing(found["per"], found.end())
    nouns = _nouns(words, text, at)
    if _AGED.search(text, max(0, first.start - 16), first.start):
        return Thing("years", at)
    capital = bool(nouns) and nouns[0]["word"][0].isupper() and not _is_nation(words, nouns[0]["word"])
    if capital and not bound:  # 222 News
        return None
    found = _thing(words, nouns) if not capital else None
    if found is None:
        bare = bound or _is_bare(words, text, first, last, at)
        return Thing("", number_end) if bare else None
    word = found["word"].lower()
    if first.value == 1 and not first.digits and found["gap"] != "-":  # "one" is seldom a count
        return None
    unit = _plural(word) if word in words.attributive and first.value != 1 else word
    unit = re.sub(r"[’']s$", "", unit)
    if len(nouns) > 1 and nouns[-2]["word"].lower() in words.measures and found is nouns[-1]:
        unit = f"{nouns[-2]['word'].lower()} {unit}"
    return Thing("years" if unit.startswith("year-old") else unit, found.end())


def _nouns(words: Counted, text: str, at: int) -> list[re.Match[str]]:
    """Return the words that follow a number, up to the plural that it counts."""
    nouns: list[re.Match[str]] = []
    while len(nouns) < _FARTHEST and (found := _NOUN.match(text, at)):
        low = found["word"].lower()
        if low in words.nothing or low in words.months:
            break
        nouns.append(found)
        at = found.end()
        if _is_plural(words, low) or (found["gap"] == "-" and low in words.attributive):
            break
    return nouns


def _thing(words: Counted, nouns: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the word that says what is counted."""
    if not nouns:
        return None
    first, last = nouns[0], nouns[-1]
    low = first["word"].lower()
    if first["gap"] == "-":
        return first if low in words.attributive else None
    if _is_plural(words, last["word"].lower()) and (last["word"].islower() or last is not first):
        return last
    return first if low in words.done or low in words.attributive or not low.isascii() else None


def _is_plural(words: Counted, low: str) -> bool:
    if low in words.plurals:
        return True
    return (
        len(low) > 2
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is"))
        and low not in words.singular
    )


def _plural(word: str) -> str:
    """Return the plural of a noun that a hyphen joins to its number: "five-day" counts days."""
    irregular = {"foot": "feet", "man": "men", "woman": "women", "person": "people", "inch": "inches"}
    if word in irregular:
        return irregular[word]
    if word.endswith("s"):
        return word
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


def _is_nation(words: Counted, word: str) -> bool:
    return word in words.nations or (len(word) > 4 and word.endswith(words.endings))


def _is_bare(words: Counted, text: str, first: Amount, last: Amount, at: int) -> bool:
    """Return whether a number without a noun is a figure all the same."""
    if first.most is not None or last is not first:
        return bool(first.digits) or first.most is not None
    if "," in first.digits or "." in first.digits or first.scale > 1:
        return bool(first.digits)
    if _OF.match(text, at):
        return first.value != 1  # "one of them"
    found = _BEFORE.search(text[max(0, first.start - 24) : first.start])
    return found is not None and found["word"].lower() in words.casualties


def _is_name(words: Counted, text: str, amount: Amount, at: int, *, bound: bool) -> bool:
    """Return whether a number names or dates something."""
    if (amount.scale == 1 and _ORDINAL.match(text, amount.end)) or _is_clock(text, amount):
        return True
    after = _NOUN.match(text, at)
    following = after["word"].lower() if after else ""
    if following in words.months and after is not None and after["word"][0].isupper():
        return True
    before = _BEFORE.search(text[max(0, amount.start - 40) : amount.start])
    word = before["word"] if before else ""
    low = word.lower().rstrip(".")
    if low in words.months and word[:1].isupper() and amount.digits:
        return True
    if amount.digits and amount.value in _YEARS and amount.digits.isdigit() and amount.scale == 1:
        return not bound and not (following in words.crowds and low not in ("in", "the", "of"))
    if not amount.digits:
        return _is_capital_inside(text, amount)
    if (
        low in words.names
        or word.lower() in words.names
        or (low == "of" and (before or {"earlier": ""})["earlier"] == "Group")
    ):
        return True
    return bool(before) and not bound and _names(words, text, amount, before, at)  # type: ignore[arg-type]


def _is_clock(text: str, amount: Amount) -> bool:
    """Return whether "at 13.07" is a time of day: at the beginning of a sentence, or before the day."""
    if not _CLOCK.fullmatch(amount.digits) or text[max(0, amount.start - 3) : amount.start].lower() != "at ":
        return False
    return amount.start == len("At ") or text.startswith(" on ", amount.end)


def _is_capital_inside(text: str, amount: Amount) -> bool:
    """Return whether a number in words is spelled with a capital within its sentence: "the Group of Seven"."""
    if not text[amount.start].isupper():
        return False
    before = text[: amount.start].rstrip(" \u00a0\u202f\t\n-•")
    return bool(before) and before[-1] not in ".?!:“\"'‘(•–—"


def _names(words: Counted, text: str, amount: Amount, before: re.Match[str], at: int) -> bool:
    """Return whether a number follows a name closely and belongs to it: "Apollo 11", "Task Force 58"."""
    word = before["word"]
    if not word[0].isupper() or before["point"] or amount.scale != 1 or not amount.digits.isdigit():
        return False
    if not text[: amount.start - len(before.group().lstrip())].strip() and not before["earlier"]:
        return False  # the sentence begins here, and so with a capital
    earlier = (before["earlier"] or "").lower()
    return earlier not in words.places
