"""Words that are figures of their own: fractions, ratios, multiples, none."""

from reeread.extract.claims import units
from reeread.extract.claims.heads import Head
from reeread.extract.claims.lexicon import classes, data, stem, stop_words
from reeread.extract.claims.numbers import fractions, number, ones, small
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.times import month
from reeread.extract.claims.tokens import DASHES

_BEFORE_A_QUARTER = frozenset(
    ["marks", "dollars", "euros", "pounds", "crowns", "francs", "million", "billion", "bn", "cents", "tonnes"]
)
_BLURS = frozenset(
    ["about", "nearly", "almost", "roughly", "than", "over", "around", "under", "just", "barely"]
)
_AFTER_SHARE = frozenset(
    [
        "of",
        "in",
        "to",
        "since",
        "from",
        "on",
        "as",
        "and",
        "below",
        "above",
        "higher",
        "lower",
        "less",
        "more",
        "cheaper",
        "dearer",
        "is",
        "are",
        "was",
        "were",
        "have",
        "had",
    ]
)
_NOUGHT = frozenset({"#DEATH", "#INJURY", "#MISSING", "#SURVIVOR"})


def fraction(scan: Scan, at: int) -> int:
    """Read "two thirds", "a quarter of", "half the", "three-quarters of a point"."""
    low, value, after = scan.low(at), 0.0, 0
    if (
        low in ("a", "quarter")
        and scan.readable(at)
        and "quarter" in (low, scan.low(at + 1))
        and number(scan.row, at)
    ):
        return 0  # "a quarter of a million" is a number
    if low in ones() and ones()[low]:
        here = at + 2 if scan.low(at + 1) in DASHES else at + 1
        named = scan.low(here)
        if (
            (
                named in fractions()
                and (named.endswith("s") or ones()[low] == 1)
                and scan.low(here + 1) != "of a"
            )
            and not (named.startswith("quarter") and ones()[low] not in (1, 3))
            and named
            not in (
                "half",
                "halves",
            )
        ):
            value, after = ones()[low] / fractions()[named], here + 1
    elif low in ("a", "an", "by") and scan.low(at + 1) in fractions() and scan.low(at + 1) != "half":
        if _is_share(scan, at):
            value, after = 1 / fractions()[scan.low(at + 1)], at + 2
    elif low == "half" and scan.low(at + 1) in (
        "of",
        "the",
        "its",
        "their",
        "all",
        "his",
        "her",
        "our",
        "my",
    ):
        if scan.low(at - 1) not in ("second", "first", "a", "-", "last"):
            value, after = 0.5, at + 1
    elif low in ("quarter", "half") and (
        _point(scan, at + 1) or (scan.low(at + 1) == "a" and _point(scan, at + 2))
    ):
        after = at + 1
        while scan.low(after) in ("-", "a", "percentage") or scan.low(after).startswith("point"):
            after += 1
        points = 0.25 if low == "quarter" else 0.5
        scan.add(at, after, "points", points, points, grain=0, digits=2)
        return after
    if not after:
        return 0
    share = 100 * value
    if _point(scan, after):
        while scan.low(after) in ("-", "of", "a", "percentage") or scan.low(after).startswith("point"):
            after += 1
        scan.add(at, after, "points", value, value, grain=0, digits=2)
    else:
        scan.add(at, after, "share", share, share, grain=0.12 * share, role=_fraction_role(scan, after))
    return after


def _fraction_role(scan: Scan, after: int) -> str:
    """Return "ratio" for a fraction of something, "" where the words around it say what it is."""
    return "ratio" if scan.low(after) == "of" else ""


def _is_share(scan: Scan, at: int) -> bool:
    if scan.low(at + 1) == "quarter" and scan.low(at - 1) in _BEFORE_A_QUARTER:
        return False  # "four marks a quarter"
    if scan.low(at - 1) in _BLURS or scan.low(at) == "by":
        return True
    following = scan.low(at + 2)
    return following in _AFTER_SHARE or (not following.isalpha() and following not in DASHES)


def _point(scan: Scan, at: int) -> bool:
    low = scan.low(at)
    if low in ("-", "of"):
        return _point(scan, at + 1) if low == "-" else scan.low(at + 1) == "a" and _point(scan, at + 2)
    return low in ("point", "points") or (low == "percentage" and scan.low(at + 1) in ("point", "points"))


def half_unit(scan: Scan, at: int) -> int:
    """Read "half a day", "a year and a half", "a decade"."""
    if scan.low(at) in ("a", "one") and scan.low(at + 1) in ("decade", "century", "fortnight"):
        unit = units.unit(scan.row, at + 1)
        if unit and scan.low(at - 1) not in ("once", "times", "twice") and scan.low(at + 2) != "and":
            size = unit.unit.factor
            scan.add(at, unit.after, unit.unit.dimension, size, size, grain=0.1 * size, digits=1)
            return unit.after
    if scan.low(at) == "half" and scan.low(at + 1) in ("a", "an"):
        unit = units.unit(scan.row, at + 2)
        if unit and unit.unit.dimension in ("duration", "length", "mass"):
            size = 0.5 * unit.unit.factor
            scan.add(at, unit.after, unit.unit.dimension, size, size, grain=0.2 * size, digits=1)
            return unit.after
    if (
        scan.low(at) in ("a", "an", "one")
        and scan.low(at + 2) == "and"
        and scan.low(at + 3) == "a"
        and scan.low(at + 4) == "half"
    ):
        unit = units.unit(scan.row, at + 1)
        if unit and unit.after == at + 2 and unit.unit.dimension in ("duration", "length", "mass"):
            size = 1.5 * unit.unit.factor
            scan.add(at, at + 5, unit.unit.dimension, size, size, digits=2)
            return at + 5
    return 0


def ratio_in_words(scan: Scan, at: int) -> int:
    """Read "seven of every ten", "one child in eight": a share with its head noun between the numbers."""
    part = small(scan.low(at))
    if not part or scan.low(at + 1) in ("in", "of", "out", ""):
        return 0
    for here in (at + 2, at + 3):
        if scan.low(here) == "in" and all(
            scan.row[k].kind == "word" for k in range(at + 1, min(here, len(scan.row)))
        ):
            whole = small(scan.low(here + 1))
            if (
                whole is None
                or not part < whole
                or (part > 1 and whole not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50))
            ):
                return 0
            following = scan.low(here + 2)
            if (
                scan.low(at + 1) in stop_words()
                or (following and following.endswith("s"))
                or units.unit(scan.row, at + 1)
            ):
                return 0
            if units.unit(scan.row, here + 2) or month(following):
                return 0
            head = Head(tuple(stem(scan.low(k)) for k in range(at + 1, here)), scan.row[here - 1].text)
            share = 100 * part / whole
            scan.add(at, here + 2, "share", share, share, grain=share / whole, role="ratio", head=head)
            return here + 2
    return 0


def multiple(scan: Scan, at: int) -> int:
    """Read "doubled", "fourfold"."""
    value = data("numbers")["multiples"].get(scan.low(at))
    if value is not None and scan.low(at + 1) in ("a", "an", "each", "every", "per"):
        return 0  # "twice a year" says how often, not how much
    if value is not None:
        scan.add(at, at + 1, "multiple", value, value)
        return at + 1
    value = data("numbers")["sets"].get(scan.low(at))
    if value is not None and scan.low(at - 1) in ("the", "a") and at:
        scan.add(at, at + 1, "count", value, value)
        return at + 1
    return 0


def nought(scan: Scan, at: int) -> int:
    """Read "no deaths", "nobody was hurt"."""
    if scan.low(at) not in ("no", "nobody", "none", "zero") or at + 1 >= len(scan.row):
        return 0
    following = scan.low(at + 1)
    if _NOUGHT & classes(stem(following)) or (
        scan.low(at) in ("nobody", "none") and following in ("was", "died", "were")
    ):
        scan.add(at, at + 1, "count", 0, 0)
        return at + 1
    return 0
