"""Amounts, shares, counts, rates and ratios of a sentence, as intervals in base units."""

import re
from collections.abc import Sequence
from functools import cache

from reeread.extract.claims.amounts import amount
from reeread.extract.claims.fractions import fraction, half_unit, multiple, nought, ratio_in_words
from reeread.extract.claims.lexicon import data
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.numbers import fractions, ones, scales, tens
from reeread.extract.claims.scan import Habits, Scan
from reeread.extract.claims.tokens import tokens


@cache
def _any_number() -> re.Pattern[str]:
    """Return a pattern that fits wherever one of the readers may read something."""
    words = {
        *ones(),
        *tens(),
        *scales(),
        *fractions(),
        *data("numbers")["multiples"],
        *data("numbers")["sets"],
        *_OTHERS,
    }
    return re.compile(rf"\d|\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)


_OTHERS = ("no", "nobody", "none", "decade", "century", "fortnight")
_READERS = (fraction, half_unit, ratio_in_words, multiple, nought, amount)
"""Each returns the token to go on with, 0 where it reads nothing; the last one always goes on."""


def quantities(text: str, hidden: Sequence[tuple[int, int]], habits: Habits) -> list[Measure]:
    """Return the quantities of a sentence in order; `hidden` stretches (dates, addresses) are not read."""
    if not _any_number().search(text):
        return []
    scan = Scan(text, tokens(text), hidden, habits)
    at = 0
    while at < len(scan.row):
        at = (
            next(after for reader in _READERS if (after := reader(scan, at))) if scan.readable(at) else at + 1
        )
    return scan.found
