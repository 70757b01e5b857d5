"""Figures by the year, the tonne, the hour: what makes an amount a rate."""

import re
from dataclasses import replace

from reeread.extract.claims import units
from reeread.extract.claims.measure import Basis, Measure
from reeread.extract.claims.scan import Scan
from reeread.extract.claims.tokens import Token

_PERIODIC = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
             "quarterly": "quarter", "annum": "year", "p.a": "year"}  # fmt: skip
_RATE_BEFORE = re.compile(
    r"\b(annual|annually|yearly|monthly|quarterly|weekly|daily|a day|a year)\b[\w\s]{0,28}$", re.IGNORECASE
)
_RATE_AFTER = re.compile(
    r"[^,;.:\d(]{0,32}?\b(?:every|each|an?|per) (day|year|month|week|quarter|hour|tonne|ton|kilo|kilogram|hectare|acre|barrel|litre)\b(?! (?:ago|earlier|later|old|before|after|from|and a (?:half|quarter)))"
    r"|[^,;.:\d(]{0,24}?\b(?:annually|yearly)\b"
)
_NO_BASIS = frozenset(["earlier", "ago", "later", "before", "after", "old", "on", "from"])


_PRECIOUS = re.compile(r"\b(?:gold|silver|platinum|palladium|bullion|troy)\b", re.IGNORECASE)
_TROY_OUNCE = 0.0311034768
"""Kilograms."""


def rate(scan: Scan, measure: Measure, after: int) -> tuple[Measure, int]:
    """Return a figure as a rate when a basis is named beside it ("a year", "per tonne", "annual")."""
    if measure.dimension not in (
        "money",
        "mass",
        "count",
        "length",
        "volume",
        "energy",
        "area",
        "share",
        "multiple",
    ):
        return measure, after
    word, here = "", after
    if scan.low(after) in ("per", "each", "every", "/", "a", "an"):
        word, here = scan.low(after + 1), after + 2
    elif scan.low(after) in _PERIODIC:
        word, here = scan.low(after), after + 1
    basis = _basis(scan, word, here)
    if basis and measure.dimension != "share":
        return replace(measure.per_basis(basis), end=scan.row[here - 1].end), here
    if measure.dimension in ("money", "mass", "volume", "energy", "count"):
        found = (
            None
            if measure.dimension == "count"
            else _RATE_BEFORE.search(scan.text[max(0, measure.start - 45) : measure.start])
        )
        if found:
            basis = _basis(scan, {"a day": "day", "a year": "year"}.get(found[1].lower(), {"annual": "year", "yearly": "year",
                     "annually": "year", "monthly": "month", "quarterly": "quarter", "weekly": "week", "daily": "day"}.get(found[1].lower(), "")), 0)  # fmt: skip
        else:
            later = _RATE_AFTER.match(scan.text, measure.end)
            basis = _basis(scan, later[1] or "year", 0) if later else None
        if basis:
            return measure.per_basis(basis), after
    return measure, after


def _basis(scan: Scan, word: str, after: int) -> Basis | None:
    name = _PERIODIC.get(word, word)
    known = units.unit([Token(name, name, 0, len(name), "word")], 0) if name else None
    if known is None or name.endswith("s") or name in ("second", "%", "celsius"):
        return None
    if known.unit.dimension not in ("duration", "mass", "volume", "energy", "area", "length"):
        return None
    if after and (scan.low(after) in _NO_BASIS or scan.low(after + 2) in ("half", "quarter")):
        return None  # "a year ago", "a year and a half"
    if name in ("ounce", "oz") and _PRECIOUS.search(scan.text):
        return Basis(known.unit.dimension, _TROY_OUNCE)
    return Basis(known.unit.dimension, known.unit.factor)
