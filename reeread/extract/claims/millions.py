"""Bare millions: "short of the target of 10 billion" is money where the briefing speaks of money."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reeread.extract.claims.lexicon import data
from reeread.extract.claims.statement import Statement

_SCALE = re.compile(r"(?:million|billion|trillion|bn|mn|tn|thousand)s?\b(?: and a half)?\s*$", re.IGNORECASE)
_CLOSE = 0.3
"""How close a word of money must stand."""


def with_money(figures: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the figures of a briefing, bare millions as money of its main currency.

    Where neither the sentence nor the words close by speak of money, the count stays, and an amount that can only
    meet an equal one comes after it.
    """
    currencies = Counter(
        figure.measure.unit
        for figure in figures
        if figure.measure.dimension == "money" and not figure.measure.derived
    )
    currency = max(currencies, key=currencies.__getitem__, default="")
    paid = {figure.sentence for figure in figures if figure.measure.dimension == "money"}
    for figure in figures:
        if not _is_bare(figure):
            yield figure
            continue
        money = replace(figure.measure, dimension="money", unit=currency)
        if figure.sentence in paid or any(figure.groups.get(name, 0) >= _CLOSE for name in _money_words()):
            yield replace(figure, measure=money)
        else:
            yield figure
            yield replace(figure, measure=replace(money, derived="bare"))


def _is_bare(figure: Statement) -> bool:
    """Return whether a count in millions says not what it counts."""
    measure = figure.measure
    if (
        measure.dimension != "count"
        or measure.derived
        or measure.low < 1e6
        or not _SCALE.search(figure.value)
    ):
        return False
    return not measure.head or measure.noun.endswith("ed")


def _money_words() -> frozenset[str]:
    return frozenset(f"#{name}" for name in data("words")["money"].split())
