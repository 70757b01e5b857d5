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

_READERS = (fraction, half_unit, ratio_in_words, multiple, nought, amount)
"""Each returns the token to go on with, 0 where it reads nothing; the last one always goes on."""
_LEADS = frozenset(["a", "an", "by", "one"])
"""What may stand before the word that counts: "a third", "by half", "an eighth", "a decade"."""
_OTHERS = ("no", "nobody", "none", "decade", "century", "fortnight")


@cache
def _words() -> frozenset[str]:
    """Return the words with which one of the readers may begin, those of `_LEADS` aside."""
    table = data("numbers")
    return frozenset(
        (*ones(), *tens(), *scales(), *fractions(), *table["multiples"], *table["sets"], *_OTHERS)
    )


@cache
def _any_number() -> re.Pattern[str]:
    """Return a pattern that fits wherever one of the readers may read something."""
    return re.compile(rf"\d|\b(?:{'|'.join(sorted(_words()))})\b", re.IGNORECASE)


def quantities(text: str, hidden: Sequence[tuple[int, int]], habits: Habits) -> list[Measure]:
    """Return the quantities of a sentence in order; `hidden` stretches (dates, addresses) are not read."""
    if not _any_number().search(text):
        return []
    scan = Scan(text, tokens(text), hidden, habits)
    at, words = 0, _words()
    while at < len(scan.row):
        token = scan.row[at]
        if (token.kind == "number" or token.low in words or token.low in _LEADS) and scan.readable(at):
            at = next(after for reader in _READERS if (after := reader(scan, at)))
        else:
            at += 1
    return scan.found
