"""Which numbers count something: not those of names, pages and items of a list."""

from functools import cache

from reeread.extract.claims import units
from reeread.extract.claims.lexicon import classes, data, stem, stop_words
from reeread.extract.claims.numbers import number
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.tokens import DASHES, Token

_PLURALS = frozenset(["people", "men", "women", "children", "percent", "pct", "police"])
_ALONE = frozenset({"#DEATH", "#INJURY", "#MISSING", "#ARREST", "#MEMBER"})


@cache
def _numbered() -> frozenset[str]:
    return frozenset(data("words")["numbered"].split())


def counts(scan: Scan, at: int) -> bool:
    """Return whether the number at a token counts something, rather than naming it or a place in a row."""
    token, before = scan.row[at], scan.row[at - 1] if at else None
    if token.low == "one" and not _counts_one(scan, at):
        return False
    if token.kind == "number" and _names_a_file(scan, at):
        return False
    if token.kind != "number" or before is None:
        return True
    if before.end == token.start and before.kind == "word" and before.text not in units.currency_codes():
        return False
    if before.end == token.start and before.low in DASHES and at > 1:
        earlier = scan.row[at - 2]
        if earlier.kind == "word" and earlier.end == before.start and earlier.low not in ("mid", "to", "sub"):
            return False
    if before.low == "." and at > 1 and scan.low(at - 2) == "no":
        return False
    if before.kind == "word" and before.text.isupper() and len(before.text) > 1 and _bare(scan, at):
        return before.text in units.currency_codes()  # ATR 72, COVID 19
    if _names(scan, at, before):
        return False
    return before.low not in _numbered() or before.text in units.currency_codes()


def is_marker(scan: Scan, at: int, after: int) -> bool:
    """Return whether a number at the start numbers an item of a list."""
    return all(token.kind == "sign" for token in scan.row[:at]) and len(scan.row) > after + 1


def _names_a_file(scan: Scan, at: int) -> bool:
    """Return whether a number goes on with a dot and letters: "2.txt", "163.com"."""
    following = scan.row[at : at + 3]
    return (
        len(following) == 3
        and following[1].text == "."
        and following[2].kind == "word"
        and following[0].end == following[1].start
        and following[1].end == following[2].start
    )


def _bare(scan: Scan, at: int) -> bool:
    """Return whether digits have neither decimals nor separators nor a scale or unit after them."""
    found = number(scan.row, at)
    if found is None or not scan.row[at].text.isdigit() or found.scaled:
        return False
    return units.unit(scan.row, found.after) is None and scan.low(found.after) not in ("+", "per", "-", "–")


def _names(scan: Scan, at: int, before: Token) -> bool:
    """Return whether a bare number is part of a name: "Aurora 2 lifted off", not "In Harwick 43 people"."""
    if not before.text[:1].isupper() or not before.text[1:].islower() or before.low in stop_words():
        return False
    if not scan.readable(at - 1):
        return False  # "By 20 March 612 cases"
    if before.end + 1 != scan.row[at].start or before.low.endswith("s") or not _bare(scan, at):
        return False
    if _ALONE & classes(stem(before.low)) or before.text in units.currency_codes():
        return False  # "Injured 43"
    following = scan.row[at + 1] if at + 1 < len(scan.row) else None
    if following is None or following.kind != "word" or following.low in stop_words():
        return True
    return not following.low.endswith("s") and following.low not in _PLURALS


def _counts_one(scan: Scan, at: int) -> bool:
    """Return whether "one" is a number: "one in five", "one dead", not "one of them"."""
    following = scan.low(at + 1)
    if following in (
        "in",
        "out",
        "million",
        "billion",
        "thousand",
        "hundred",
        "-",
        "percentage",
    ) or units.unit(scan.row, at + 1):
        return True
    if following == "and" and scan.low(at + 3) in ("half", "quarter"):
        return True
    if following == "of" or following in stop_words():
        return False
    return any(_ALONE & classes(stem(scan.low(k))) for k in range(at + 1, min(len(scan.row), at + 4)))
