"""Coefficients of agreement: Krippendorff's alpha, by the library of that name, and Cohen's kappa.

A rating is 1 where somebody marked a unit, 0 where not, and missing where that person did not read it; units that fewer than two
people read are left out.
"""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from reeread.extras import needed
from reeread.model.agreement import Estimate
from reeread.model.errors import ReereadError

if TYPE_CHECKING:
    import numpy as np

    Counts = np.ndarray[Any, np.dtype[np.int64]]

RESAMPLED = 1_000
"""Samples of the bootstrap."""
_TAIL = 0.025

Ratings = Sequence[Sequence[int | None]]
"""For each unit what each person said of it, in the same order of people."""


class Stretch(NamedTuple):
    """A stretch of text that all people marked alike within, each as they did."""

    length: int
    ratings: tuple[int | None, ...]


def alpha(ratings: Ratings, *, seed: int = 0) -> Estimate:
    """Return Krippendorff's nominal alpha with the bounds of a bootstrap over the units (percentiles of 1,000 samples).

    Source: K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", 4th edition, 2018, chapter 12.

    Args:
        ratings: Of each unit.
        seed: Of the samples, so that the same ratings have the same bounds.

    Raises:
        ReereadError: The package krippendorff is not installed.
    """
    with needed("agree", "Agreement", ReereadError):
        import numpy as np

    counts = _counts(ratings)
    value = _alpha(counts)
    if value is None:
        return Estimate(None)
    chance = np.random.default_rng(seed)
    samples = (counts[chance.integers(0, len(counts), len(counts))] for _ in range(RESAMPLED))
    found = sorted(again for sample in samples if (again := _alpha(sample)) is not None)
    if len(found) < RESAMPLED // 2:
        return Estimate(value)
    last = len(found) - 1
    return Estimate(value, found[round(_TAIL * last)], found[round((1 - _TAIL) * last)])


def alpha_on_text(stretches: Sequence[Stretch]) -> float | None:
    """Return Krippendorff's nominal alpha where each character is a unit: where people set borders counts.

    It is the binary coefficient for unitizing of K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, "On the
    reliability of unitizing textual continua: Further developments", Quality & Quantity 50, 2016, but for the correction of a
    small sample, which is the one of alpha.
    """
    with needed("agree", "Agreement", ReereadError):
        import numpy as np

    read = [one for one in stretches if sum(said is not None for said in one.ratings) > 1]
    counts = _counts([one.ratings for one in read])
    return _alpha(np.repeat(counts, [one.length for one in read], axis=0)) if read else None


def kappa(ratings: Ratings) -> float | None:
    """Return the mean of Cohen's kappa over the pairs of people, weighed by the units that both read; None without any.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960.
    """
    people = len(ratings[0]) if ratings else 0
    total = weight = 0.0
    for one, other in combinations(range(people), 2):
        both = [(row[one], row[other]) for row in ratings if row[one] is not None and row[other] is not None]
        value = _kappa([(bool(left), bool(right)) for left, right in both])
        if value is not None:
            total, weight = total + value * len(both), weight + len(both)
    return total / weight if weight else None


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    if not pairs:
        return None
    share = len(pairs)
    left, right = (sum(pair[side] for pair in pairs) / share for side in (0, 1))
    same = sum(one == other for one, other in pairs) / share
    expected = left * right + (1 - left) * (1 - right)
    return None if math.isclose(expected, 1) else (same - expected) / (1 - expected)


def _counts(ratings: Ratings) -> "Counts":
    """Return for each unit that two people read how many said no, and how many yes."""
    with needed("agree", "Agreement", ReereadError):
        import numpy as np

    pairs = [(sum(one == 0 for one in said), sum(one == 1 for one in said)) for said in ratings]
    return np.array([pair for pair in pairs if sum(pair) > 1], dtype=np.int64).reshape(-1, 2)


def _alpha(counts: "Counts") -> float | None:
    """Return alpha; None where nobody differs in anything, so that nothing can be said."""
    with needed("agree", "Agreement", ReereadError):
        import krippendorff

    if not len(counts) or not counts.sum(axis=0).all():
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
