"""Amounts, shares, counts, rates and ratios of a sentence, as intervals in base units."""

from collections.abc import Sequence

from reeread.extract.claims.amounts import amount
from reeread.extract.claims.fractions import fraction, half_unit, multiple, nought, ratio_in_words
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.scan import Habits, Scan
from reeread.extract.claims.tokens import tokens

_READERS = (fraction, half_unit, ratio_in_words, multiple, nought, amount)
"""Each returns the token to go on with, 0 where it reads nothing; the last one always goes on."""


def quantities(text: str, hidden: Sequence[tuple[int, int]], habits: Habits) -> list[Measure]:
    """Return the quantities of a sentence in order; `hidden` stretches (dates, addresses) are not read."""
    scan = Scan(text, tokens(text), hidden, habits)
    at = 0
    while at < len(scan.row):
        at = (
            next(after for reader in _READERS if (after := reader(scan, at))) if scan.readable(at) else at + 1
        )
    return scan.found
