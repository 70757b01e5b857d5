"""Numbers in digits and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reeread.extract.claims.lexicon import data
from reeread.extract.claims.tokens import DASHES, Token

_LONGEST = 15
"""Digits from which on a number names something rather than counts it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed."""

    value: float
    after: int
    """Index of the token after it."""
    grain: float
    """The size of its last printed digit: 1 for 214, 100 for 1,200, 1e5 for 1.2 million."""
    digits: int
    """How many digits say something: 2 for 1,200, 3 for 214."""
    in_words: bool = False
    scaled: bool = False


@cache
def ones() -> dict[str, int]:
    """Return the words from zero to nineteen."""
    return dict(data("numbers")["ones"])


@cache
def tens() -> dict[str, int]:
    """Return the words from twenty to ninety."""
    return dict(data("numbers")["tens"])


@cache
def scales() -> dict[str, float]:
    """Return the words that multiply the number before them."""
    return dict(data("numbers")["scales"])


@cache
def fractions() -> dict[str, int]:
    """Return the denominators of fractions in words."""
    return dict(data("numbers")["fractions"])


@cache
def _short_scales() -> dict[str, float]:
    return dict(data("numbers")["short_scales"])


def small(word: str) -> int | None:
    """Return the value of a word or digits up to ninety, None when it is neither."""
    if word.isdigit():
        return int(word)
    return ones().get(word, tens().get(word))


def number(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins at a token, None when none does."""
    token = tokens[at]
    if token.kind == "number":
        found: Number | None = _digits(token, at)
    elif token.low in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].low in scales():
        found = Number(1, at + 1, 1, 1, in_words=True)
    elif token.low in scales() and [word.low for word in tokens[at + 1 : at + 4]] == ["and", "a", "half"]:
        size = scales()[token.low]
        return Number(1.5 * size, at + 4, size / 10, 2, in_words=True, scaled=True)
    elif token.low == "half" and _is(tokens, at + 1, "a", "an") and _scale(tokens, at + 2):
        size = scales()[tokens[at + 2].low]
        return Number(size / 2, at + 3, size / 10, 1, in_words=True, scaled=True)
    elif token.low in ("a", "quarter") and (quarter := _quarter_of_a(tokens, at)):
        return quarter
    else:
        found = _words(tokens, at)
    if found is None:
        return None
    return _scaled(tokens, at, _and_a_half(tokens, found))


def _quarter_of_a(tokens: Sequence[Token], at: int) -> Number | None:
    at += _is(tokens, at, "a")
    if (
        _is(tokens, at, "quarter")
        and _is(tokens, at + 1, "of")
        and _is(tokens, at + 2, "a")
        and _scale(tokens, at + 3)
    ):
        size = scales()[tokens[at + 3].low]
        return Number(size / 4, at + 4, size / 10, 2, in_words=True, scaled=True)
    return None


def _is(tokens: Sequence[Token], at: int, *words: str) -> bool:
    return at < len(tokens) and tokens[at].low in words


def _scale(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].low in scales()


def _digits(token: Token, at: int) -> Number | None:
    raw = "".join(sign for sign in token.text if sign.isdigit() or sign == ".")
    whole, _, decimals = raw.partition(".")
    if len(whole) > _LONGEST:
        return None
    if decimals:
        said = (whole + decimals).lstrip("0")
        return Number(float(raw), at + 1, 10.0 ** -len(decimals), max(1, len(said)))
    return Number(float(raw), at + 1, _grain(whole), max(1, len(whole.strip("0"))))


def _grain(whole: str) -> float:
    stripped = whole.lstrip("0")
    return 10.0 ** (len(stripped) - len(stripped.rstrip("0")))


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    total = part = 0.0
    here = at
    while here < len(tokens):
        low = tokens[here].low
        if low in tens() and part % 100 == 0:
            part += tens()[low]
        elif (
            low in ones()
            and (here == at or (part % 100 == 0 and part) or (part % 100 >= 20 and part % 10 == 0))
        ) or (low in ones() and part == 0 and total):
            part += ones()[low]
        elif low == "hundred" and 0 < part < 100:
            part *= 100
        elif low == "thousand" and part:
            total, part = total + part * 1000, 0.0
        elif (
            low in DASHES
            and part >= 20
            and part % 10 == 0
            and here + 1 < len(tokens)
            and tokens[here + 1].low in ones()
        ) or (low == "and" and (part % 100 == 0 and (part or total)) and _small_word(tokens, here + 1)):
            pass
        else:
            break
        here += 1
    if here == at:
        return None
    total += part
    whole = str(int(total))
    return Number(total, here, _grain(whole) if total else 1, max(1, len(whole.strip("0"))), in_words=True)


def _small_word(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].low in ones() or tokens[at].low in tens())


def _and_a_half(tokens: Sequence[Token], found: Number) -> Number:
    at = found.after
    if _is(tokens, at, "and") and _is(tokens, at + 1, "a") and _is(tokens, at + 2, "half", "quarter"):
        extra = 0.5 if tokens[at + 2].low == "half" else 0.25
        return Number(found.value + extra, at + 3, 0.5, found.digits + 1, found.in_words)
    return found


def _scaled(tokens: Sequence[Token], at: int, found: Number) -> Number:
    after, factor, end = found.after, 1.0, found.after
    while after < len(tokens):
        low = tokens[after].low
        if low in DASHES and tokens[after].start == tokens[after - 1].end and _scale(tokens, after + 1):
            after += 1
            continue
        if low in scales():
            factor *= scales()[low]
        elif low in _short_scales() and factor == 1 and _touches(tokens, at, after) and not found.in_words:
            factor *= _short_scales()[low]
        else:
            break
        after += 1
        end = after
    if factor == 1:
        return found
    return Number(found.value * factor, end, found.grain * factor, found.digits, found.in_words, scaled=True)


def _touches(tokens: Sequence[Token], at: int, scale: int) -> bool:
    """Return whether "m" or "k" after a number is a scale: "3m homes" is, "3m high" and "3 m" are not."""
    money = at > 0 and (
        tokens[at - 1].kind == "currency" or tokens[at - 1].text in ("USD", "EUR", "GBP", "CHF")
    )
    if tokens[scale].start != tokens[scale - 1].end:
        return money
    if money or tokens[scale].low != "m":
        return True
    following = tokens[scale + 1] if scale + 1 < len(tokens) else None
    return following is not None and following.kind == "word" and following.low not in _AFTER_METRES


_AFTER_METRES = frozenset(
    [
        "high",
        "long",
        "wide",
        "deep",
        "tall",
        "away",
        "above",
        "below",
        "under",
        "from",
        "of",
        "in",
        "and",
        "at",
        "to",
        "by",
        "on",
        "with",
        "for",
        "the",
        "off",
        "behind",
        "apart",
        "a",
        "an",
        "thick",
    ]
)
