"""Figures that follow from the figures of a sentence: differences, products and sums.

They never stand alone: a derived figure only meets an equal one that another briefing prints.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reeread.extract.claims.lexicon import classes, stem
from reeread.extract.claims.measure import Measure

_TO = re.compile(r"\bto\s*(?:about|around|some|just)?\s*$")
_TO_ONLY = re.compile(r"\s+(?:to|against|versus)\s+$")
_FROM = re.compile(r"\s+(?:per annum )?(?:up |down )?from\s+$")
_OF = re.compile(r"\s+of\s+(?:the|its|a|an|their|that|all|this|some|about|around)?\s*[\w’']*\s*$")
_AND = re.compile(r"(?:\band (?:a \w+ of )?|, )$")
_THROUGH = re.compile(
    r"^\s*(?:to|until|through|till|–|-|and (?:ended|finished|closed|stopped|was (?:called off|over))(?: on)?)\s*$"
)
_LASTED = re.compile(r"\b(?:last(?:ed|s)?|ran|run|closed|on strike|held|out)\b[^.;]*\b(?:from|between)\s*$")
_PART_OF = re.compile(r"^[^,;.]{0,12}\bof (?:the|its|their|a total of|an? \w+(?: \w+)? of|a|his|her|our)\s*$")
_OF_TOTAL = re.compile(r"(?:^|[;:,.] )[Oo]f (?:the|its|their|a|all|these|those|our)?[^,;.]*$")
_NOT = re.compile(r"[^,;.:]{0,40}?\b(?:not|never|without|no|neither)\b|[^,;.:]{0,40}?n[’']t\b")
_SIZES = frozenset({"money", "count", "mass", "area", "volume", "energy", "power", "length", "duration"})
_VOTED = re.compile(
    r"\b(?:vot(?:ed|ing)|back(?:ed|ing)|support(?:ed|ing)|favou?red|oppos(?:ed|ing)|dissent(?:ed|ing)?|against|objected)\b"
)
_OTHERS = re.compile(r"\b(?:and|to|while|but|against|with)\s+$|, $")
_YEAR = 365.25
_KINDS = frozenset({"#DEATH", "#INJURY", "#MISSING", "#RESCUE", "#CASE"})


def derived(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield what follows from the printed figures of a sentence, in order of place."""
    for rule in (_differences, _products, _parts, _rests, _sums, _stretches, _splits):
        yield from rule(measures, text)


def _differences(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield the change of "from A to B" and the lead of "A per cent to B"."""
    for first in measures:
        for last in measures:
            if last.start <= first.start or last.start - first.end > 40 or last.dimension != first.dimension:
                continue
            if (
                last.unit != first.unit
                or first.dimension not in ("share", "money", "count")
                or first.low == last.low
            ):
                continue
            moved = (first.role == "prior" and _TO.search(text[: last.start])) or (
                last.role == "prior" and _FROM.match(text[first.end : last.start])
            )
            if moved or (first.dimension == "share" and _TO_ONLY.match(text[first.end : last.start])):
                size = abs(last.low - first.low)
                share = first.dimension == "share"
                yield Measure(
                    first.start, last.end, "points" if share else first.dimension, size, size, first.unit,
                    grain=0 if share else first.grain + last.grain, digits=2, role="change", derived="difference",
                )  # fmt: skip


def _products(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield the amount that "a tenth of the $40 million" is."""
    for share in measures:
        if share.dimension != "share" or share.role == "prior":
            continue
        for total in measures:
            near = 0 < total.start - share.end < 30
            if (
                near
                and total.dimension in ("money", "count", "mass", "area")
                and _OF.match(text[share.end : total.start])
            ):
                part = replace(
                    total,
                    start=share.start,
                    low=share.low * total.low / 100,
                    high=share.high * total.high / 100,
                )
                yield replace(
                    part, grain=0.02 * part.high, bound="about", digits=2, derived="product", role="level"
                )


def _parts(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield the share that "8 million of the 40 million" or "of the 40 million, 8 million" is."""
    for first, second in itertools.pairwise(measures):
        if first.dimension != second.dimension or first.dimension not in _SIZES or first.unit != second.unit:
            continue
        between = text[first.end : second.start]
        if _PART_OF.search(between) and len(between) < 30:
            part, total = first, second
        elif _OF_TOTAL.search(text[: first.start]) and between.count(",") == 1 and len(between) < 40:
            part, total = second, first
        else:
            continue
        if 0 < part.low == part.high < total.low == total.high and not (part.bound or total.bound):
            share = 100 * part.low / total.low
            yield Measure(
                min(part.start, total.start), max(part.end, total.end), "share", share, share,
                grain=0.02 * share, digits=2, role="ratio", head=part.head or total.head, derived="ratio",
            )  # fmt: skip


def _rests(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield the share of the others: where three in ten are not insured, 70 per cent are."""
    for measure in measures:
        if measure.dimension != "share" or measure.role not in ("level", "ratio") or measure.bound:
            continue
        if _NOT.match(text, measure.end):
            low, high = 100 - measure.high, 100 - measure.low
            yield replace(measure, low=low, high=high, grain=0, digits=2, role="level", derived="rest")


def _sums(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield the sum of two neighbouring counts of one kind: "298 passengers and a crew of 14"."""
    counts = [measure for measure in measures if measure.dimension == "count"]
    for first, second in itertools.pairwise(counts):
        between = text[first.end : second.start]
        if len(between) >= 40 or not _AND.search(between) or first.role != "level" or second.role != "level":
            continue
        if first.low != first.high or second.low != second.high:
            continue
        if _kinds(first.head, "") == _kinds(second.head, between):
            total = first.low + second.low
            yield Measure(
                first.start, second.end, "count", total, total, digits=len(str(int(total))), derived="sum", noun=second.noun,
                head=second.head + first.head,
            )  # fmt: skip


def _kinds(head: Sequence[str], between: str) -> frozenset[str]:
    found = set().union(*(classes(word) for word in (*head, *(stem(word) for word in between.split()[-2:]))))
    return frozenset(found & _KINDS)


def _lasted(measure: Measure, text: str) -> bool:
    """Return whether a date of several days says how long something lasted."""
    return (
        measure.dimension == "date"
        and measure.digits > 2
        and 0 < measure.high - measure.low < 32
        and bool(_LASTED.search(text[: measure.start]))
    )


def _stretches(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield how long "from 2 May to 12 June", "from Wednesday to Friday", "from 2016 to 2022" lasts, within a unit."""
    for measure in measures:
        if _lasted(measure, text):
            days = measure.high - measure.low
            yield Measure(
                measure.start, measure.end, "duration", days, days + 1, digits=2, derived="difference"
            )
    for first, last in itertools.pairwise(measures):
        if first.dimension != last.dimension or first.dimension not in ("date", "weekday", "year"):
            continue
        if (
            first.low != first.high
            or last.low != last.high
            or not _THROUGH.match(text[first.end : last.start])
        ):
            continue
        days = last.low - first.low
        if first.dimension == "year":
            if 0 < days < 100:
                low, high = _YEAR * days, _YEAR * (days + 1)
                yield Measure(first.start, last.end, "duration", low, high, digits=2, derived="difference")
            continue
        if days <= 0:
            days += 7 if first.dimension == "weekday" else 365
        yield Measure(first.start, last.end, "duration", days, days + 1, digits=2, derived="difference")


def _splits(measures: Sequence[Measure], text: str) -> Iterator[Measure]:
    """Yield how a vote was split: "six members supported it and three did not", "six of the nine backed it"."""
    if not _VOTED.search(text):
        return
    for first, second in itertools.pairwise(measures):
        exact = first.low == first.high and second.low == second.high and not (first.bound or second.bound)
        if first.dimension != "count" or second.dimension != "count" or not exact:
            continue
        sides = (first.low, second.low)
        if second.role == "total" and first.low < second.low:
            sides = (first.low, second.low - first.low)
        elif not _OTHERS.search(text[first.end : second.start]) or second.end - first.start > 80:
            continue
        if min(sides) > 0 and max(sides) < 700:
            yield Measure(
                first.start, second.end, "score", max(sides), max(sides), f"{min(sides):g}",
                digits=3, derived="split",
            )  # fmt: skip
