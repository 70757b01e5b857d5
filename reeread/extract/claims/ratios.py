"""Two numbers that are one figure: "seven of the nine", "one in eight", "7-2"."""

import re

from reeread.extract.claims import units
from reeread.extract.claims.heads import ARTICLES
from reeread.extract.claims.lexicon import stop_words
from reeread.extract.claims.numbers import Number, number
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.tokens import DASHES

_WHOLES = frozenset([*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1000, 10000])
"""What "N in M" is said of."""
_ROUND = frozenset([3, 4, 5, 10, 20, 100])
"""The same where a plural follows: "three in ten miners", but three deaths "in seven districts"."""
_VOTES = re.compile(
    r"\b(?:vote|voted|split|majority|margin|ruling|won|beat|score|lost|decision|ruled|passed|tally|defeat|led|lead|ahead"
    r"|polls?|swing)\w*\b",
    re.IGNORECASE,
)


def speaks_of_votes(text: str) -> bool:
    """Return whether a sentence speaks of a vote or a match."""
    return bool(_VOTES.search(text))


def ratio(scan: Scan, at: int, part: Number) -> int:
    """Read "N in M", "N out of M", "N of the M"; the second and third are counts with a total as well."""
    link = scan.low(part.after)
    if link == "in":
        here = part.after + 1
        whole = number(scan.row, here) if here < len(scan.row) else None
        if (
            whole is None
            or not scan.readable(here)
            or part.value not in (1, 2, 3, 4, 7, 9)
            or whole.value <= part.value
        ):
            return 0
        if whole.value not in _WHOLES:
            return 0
        if scan.low(whole.after) in ("%", "percent", "per") or units.unit(scan.row, whole.after):
            return 0
        if (
            scan.low(whole.after).endswith("s")
            and part.value != 1
            and whole.value not in _ROUND
            and scan.low(whole.after) not in stop_words()
        ):
            return 0
        share = 100 * part.value / whole.value
        scan.add(
            at,
            whole.after,
            "share",
            share,
            share,
            grain=share / whole.value,
            role="ratio",
            head=scan.head(whole.after),
        )
        return whole.after
    if link == "out" and scan.low(part.after + 1) == "of":
        here = part.after + 2
    elif link == "of":
        here = part.after + 1
    else:
        return 0
    if scan.low(here) in ARTICLES:
        here += 1
    whole = number(scan.row, here) if here < len(scan.row) and scan.readable(here) else None
    if whole is None or whole.value < part.value or whole.value <= 1:
        return 0
    if scan.low(whole.after) in ("%", "percent") or scan.row[here - 1].kind == "currency":
        return 0
    if scan.low(whole.after) == "per" and scan.low(whole.after + 1) == "cent":
        return 0
    head, share = scan.head(whole.after), 100 * part.value / whole.value
    scan.add(at, whole.after, "share", share, share, role="ratio", head=head, digits=2)
    scan.add(at, part.after, "count", part.value, part.value, grain=part.grain, digits=part.digits, head=head)
    scan.add(
        here,
        whole.after,
        "count",
        whole.value,
        whole.value,
        grain=whole.grain,
        digits=whole.digits,
        role="total",
        head=head,
    )
    return whole.after


def votes(scan: Scan, at: int, first: Number) -> int:
    """Read "7-2", "seven to two" as the winning side's votes where a vote or a match is spoken of."""
    here = first.after
    if scan.low(here) not in DASHES or first.value >= 700:
        return 0
    second = number(scan.row, here + 1) if here + 1 < len(scan.row) else None
    if (
        second is None
        or second.value >= 700
        or not speaks_of_votes(scan.text)
        or units.unit(scan.row, second.after)
    ):
        return 0
    high = max(first.value, second.value)
    scan.add(at, second.after, "score", high, high, unit=f"{min(first.value, second.value):g}", digits=3)
    return second.after
