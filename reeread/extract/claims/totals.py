"""Shares of a total that another sentence gives: "2% of the equity value" beside "$4.5bn for the equity"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reeread.extract.claims.lexicon import stem
from reeread.extract.claims.statement import Statement

_CLOSE = 0.6
"""How close the word that names the whole must stand to the amount."""
_SIZES = frozenset({"money", "count", "mass", "area", "volume", "energy", "power"})
_SAYS_NOTHING = frozenset(
    stem(word) for word in ["value", "total", "amount", "number", "sum", "share", "part", "all", "whole"]
)


def parts_of_totals(figures: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the amounts that shares of a briefing are, where it gives one total, and one only, by the name of the whole."""
    for share in figures:
        measure = share.measure
        whole = frozenset(measure.head) - _SAYS_NOTHING
        if (
            measure.dimension != "share"
            or not measure.of
            or not whole
            or measure.role not in ("level", "ratio")
        ):
            continue
        totals = [figure for figure in figures if _is_total(figure, share, whole)]
        if totals and len({(total.measure.low, total.measure.high) for total in totals}) == 1:
            total = totals[0].measure
            low, high = measure.low * total.low / 100, measure.high * total.high / 100
            part = replace(
                measure, dimension=total.dimension, unit=total.unit, low=low, high=high, grain=0.02 * high,
                bound=measure.bound or "about", digits=2, role="level", derived="product", head=(), noun="", of=False,
            )  # fmt: skip
            yield replace(share, measure=part)


def _is_total(figure: Statement, share: Statement, whole: frozenset[str]) -> bool:
    measure = figure.measure
    if (
        measure.dimension not in _SIZES
        or measure.derived
        or measure.per
        or measure.role not in ("level", "total")
    ):
        return False
    if figure.sentence == share.sentence or measure.low != measure.high or measure.high < 13:
        return False
    return any(figure.context.get(base, 0.0) >= _CLOSE for base in whole)
