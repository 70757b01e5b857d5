"""Units and currencies: what a word after or before a number makes of it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reeread.extract.claims.lexicon import data
from reeread.extract.claims.tokens import Token


@dataclass(frozen=True, slots=True)
class Unit:
    """A dimension and how many of its base units one is."""

    dimension: str
    factor: float
    offset: float = 0.0
    """Added before the factor, for degrees Fahrenheit."""
    tight: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit in a row of tokens."""

    unit: Unit
    after: int
    """Index of the token after it."""


@cache
def _units() -> dict[tuple[str, ...], Unit]:
    found = {}
    for entry in data("units")["unit"]:
        unit = Unit(entry["dimension"], entry["factor"], entry.get("offset", 0.0), entry.get("tight", False))
        for words in entry["words"]:
            found[tuple(words.replace("-", " - ").replace("°", "° " if words == "°" else "°").split())] = unit
    return found


@cache
def _longest() -> int:
    return max(len(words) for words in _units())


@cache
def base_name(dimension: str) -> str:
    """Return the name of the unit in which figures of a dimension are counted, "" for plain counts."""
    return str(data("units")["base"].get(dimension, ""))


@cache
def _figures() -> dict[str, dict[str, str]]:
    """Return the words of figures.toml: what highlights read as money, claims read as money, too."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        (Path(__file__).parent.parent / "figures.toml").read_text("utf-8")
    )
    return found


@cache
def currency_signs() -> dict[str, str]:
    """Return the currencies of signs."""
    shared = {sign: code for code, signs in _figures()["symbol"].items() for sign in signs.split()}
    return shared | dict(data("units")["symbols"])


@cache
def currency_codes() -> dict[str, str]:
    """Return the currencies of letters that stand before an amount, case as printed."""
    shared = {code: code for code in (*_figures()["currency"], *_figures()["symbol"])}
    return shared | dict(data("units")["codes"])


@cache
def _currencies() -> dict[str, str]:
    shared = {word: code for code, words in _figures()["currency"].items() for word in words.split()}
    for word in ("pound", "pounds", *_cents()):
        shared.pop(word, None)  # weights as often as money, and hundredths: `currency` decides
    return shared | dict(data("units")["currencies"])


@cache
def _adjectives() -> dict[str, str]:
    return dict(data("units")["adjectives"])


@cache
def _cents() -> dict[str, str]:
    return dict(data("units")["cents"])


def unit(tokens: Sequence[Token], at: int) -> Found | None:
    """Return the physical unit whose words begin at a token, the longest that fits."""
    for count in range(min(_longest(), len(tokens) - at), 0, -1):
        words = tuple(token.low for token in tokens[at : at + count])
        found = _units().get(words)
        if found and not (found.tight and at and tokens[at].start != tokens[at - 1].end):
            return Found(found, at + count)
    return None


def currency(tokens: Sequence[Token], at: int, *, pounds: bool, cent: str) -> Found | None:
    """Return the currency whose words begin at a token.

    `pounds` says whether pounds are money in this document, `cent` of which currency its cents are.
    """
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.low in _adjectives() and at + 1 < len(tokens) and tokens[at + 1].low in _currencies():
        return Found(Unit("money", 1, currency=_adjectives()[token.low]), at + 2)
    if token.low in ("hong", "new") and at + 2 < len(tokens) and tokens[at + 2].low in ("dollar", "dollars"):
        return Found(Unit("money", 1, currency="HKD" if token.low == "hong" else "NZD"), at + 3)
    if token.low in _currencies():
        return Found(Unit("money", 1, currency=_currencies()[token.low]), at + 1)
    if token.kind == "currency":
        return Found(Unit("money", 1, currency=currency_signs()[token.text]), at + 1)
    if token.text in currency_codes() and len(token.text) == 3:
        return Found(Unit("money", 1, currency=currency_codes()[token.text]), at + 1)
    if pounds and token.low in ("pound", "pounds"):
        return Found(Unit("money", 1, currency="GBP"), at + 1)
    if token.low in _cents() and not (token.low == "p" and at and token.start != tokens[at - 1].end):
        named = _cents()[token.low]
        return Found(Unit("money", 0.01, currency=cent if named == "USD" else named), at + 1)
    return None
