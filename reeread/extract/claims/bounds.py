"""Words around a figure that open, cap or blur it."""

import re
from dataclasses import replace
from functools import cache

from reeread.extract.claims.lexicon import data
from reeread.extract.claims.measure import Measure

_SOFTENED = r"(?:\s+(?:a|an|about|some|around|roughly|as|of))?"


@cache
def _before() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{words})" for kind, words in data("bounds")["before"].items())
    return re.compile(rf"(?:^|[\s(“\"'\-—–])(?:{kinds}){_SOFTENED}\s*$", re.IGNORECASE)


@cache
def _after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in data("bounds")["after"].items())


def without_bound(before: str, reach: int = 36) -> str:
    """Return the text before a figure without the words that bound it, so that the word before them shows."""
    near = before[-reach:]
    found = _before().search(near, max(0, len(near) - 36))
    return near[: found.start() + 1].rstrip() if found else near.rstrip()


def bounded(measure: Measure, text: str, number_end: int) -> Measure:
    """Return a figure with its bound: how far it reaches, and which words opened it.

    `number_end` is where the bare number ends, so that the plus of "90+%" is seen.
    """
    found = _before().search(text[max(0, measure.start - 36) : measure.start])
    kind = found.lastgroup if found else None
    word = found.group(kind).lower() if found and kind else ""
    if measure.dimension in ("duration", "length") and word in ("over", "above", "passed", "near", "beyond"):
        kind = None
    for name, pattern in _after():
        if pattern.match(text, measure.end):
            kind = name
    if "+" in text[number_end : measure.end]:
        kind = "at_least"
    if kind is None:
        return measure
    return replace(measure, bound=kind, low=_low(measure, kind), high=_high(measure, kind))


def _reach(kind: str) -> float | None:
    found = data("bounds")["reach"].get(kind)
    return None if found is None else float(found)


def _high(measure: Measure, kind: str) -> float:
    reach = _reach(kind)
    if reach is None or reach < 1:
        return measure.high
    if measure.dimension == "share" and measure.low >= 50 and measure.high < 100 and kind != "just_over":
        return 100.0
    return measure.high * reach


def _low(measure: Measure, kind: str) -> float:
    reach = _reach(kind)
    return measure.low if reach is None or reach > 1 else measure.low * reach
