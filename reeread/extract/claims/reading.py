"""Reading one briefing into statements, without regard to any other."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reeread.extract.claims.completing import completed
from reeread.extract.claims.context import (
    NEAR,
    Mention,
    activities,
    borders,
    context,
    counted,
    dateline,
    groups,
    mentions,
    parts,
    poles,
    subject,
    whole,
)
from reeread.extract.claims.deeds import deeds
from reeread.extract.claims.derived import derived
from reeread.extract.claims.lexicon import classes, common_names
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.millions import with_money
from reeread.extract.claims.quantities import quantities
from reeread.extract.claims.scan import Habits
from reeread.extract.claims.statement import Deed, Names, Statement, Statements
from reeread.extract.claims.times import periods, times
from reeread.extract.claims.totals import parts_of_totals
from reeread.model.body import Block, BlockKind
from reeread.model.span import Span
from reeread.text.origins import shingles
from reeread.text.sentences import sentences

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\+\d[\d \-]{6,}\d")
_ASIDE = re.compile(r"\([^()]*\)")
_LABELLED = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_OUTSIDE = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE, BlockKind.DATELINE})
_PERIOD_REACH = 50
_NONE: frozenset[str] = frozenset()
_LONGEST, _MOST = 3000, 40
"""A longer "sentence", or one with more figures, is a table: it states nothing of one thing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing to compare: its name, body and blocks."""

    source: str
    """The path or the briefing's id, handed on to the passages."""
    body: str
    blocks: tuple[Block, ...]


def read(document: Document, number: int = 0) -> Statements:
    """Return what a briefing states; `number` is its place in the comparison."""
    return _Reading(document, number).statements()


class _Reading:
    """One walk through a briefing."""

    def __init__(self, document: Document, number: int) -> None:
        self.document, self.number = document, number
        self.habits = Habits.of(document.body)
        self.figures: list[Statement] = []
        self.deeds: list[Deed] = []
        self.names: Counter[str] = Counter()
        self.starts: Counter[str] = Counter()
        self.plain: set[str] = set()
        self.stems: Counter[str] = Counter()
        self.title: set[str] = set()

    def statements(self) -> Statements:
        """Return everything that was read."""
        above: frozenset[str] = frozenset()
        before: frozenset[str] = frozenset()
        count = 0
        for block in self.document.blocks:
            if block.kind in _OUTSIDE:
                continue
            for span in sentences(self.document.body, block):
                text = span.within(self.document.body)
                words = mentions(text)
                self._note_names(words, block.kind in _LABELLED)
                if block.kind in _LABELLED:
                    above, before = frozenset(mention.stem for mention in words), frozenset()
                    if not any(sign.isdigit() for sign in text) or (block.kind is BlockKind.TITLE and count):
                        continue
                self._sentence(count, span, text, words, above | before)
                before = frozenset(mention.stem for mention in words)
                count += 1
        self.figures = list(with_money(self.figures))
        self.figures += list(parts_of_totals(self.figures))
        for base in self.plain:
            self.names.pop(base, None)
            self.starts.pop(base, None)
        frequencies: Counter[str] = Counter()
        for figure in self.figures:
            if not figure.measure.derived:
                frequencies.update(base for base, weight in figure.context.items() if weight >= 0.3)
                frequencies.update(base for base, weight in figure.groups.items() if weight >= 0.3)
        return Statements(
            self.document.source,
            tuple(replace(figure, place=place) for place, figure in enumerate(self.figures)),
            tuple(replace(deed, place=-1 - place) for place, deed in enumerate(self.deeds)),
            self._keys(),
            Names(frozenset(self.names), frozenset(self.names) | frozenset(self.starts)),
            dict(frequencies),
            sum(not figure.measure.derived for figure in self.figures),
            shingles(self.document.body, self.document.blocks),
        )

    def _note_names(self, words: Sequence[Mention], label: bool) -> None:
        printed = [mention for mention in words if mention.word]
        capitals = [mention for mention in printed if mention.word[0].isupper()]
        # "What We Know": where every long word is capitalised, a capital says nothing.
        telling = not label or any(mention.word[0].islower() for mention in printed if len(mention.word) > 3)
        for mention in printed:
            self.stems[mention.stem] += 1
            if mention.word[0].islower():
                self.plain.add(mention.stem)
        for mention in capitals:
            if mention.word.lower().replace(".", "") not in common_names():
                inside = mention is not printed[0] and telling
                (self.names if inside else self.starts)[mention.stem] += 1
        if not self.title:
            self.title = {mention.stem for mention in words}

    def _sentence(self, count: int, span: Span, text: str, words: list[Mention], far: frozenset[str]) -> None:
        if len(text) > _LONGEST:
            return
        measures = _measures(text, self.habits)
        self.deeds += deeds(
            self.number, self.document.source, count, span, text, words, _day(measures, dateline(text))
        )
        if not measures or len(measures) > _MOST:
            return
        edges = borders(text)
        printed = [(measure.start, measure.end) for measure in measures if not measure.derived]
        for measure in measures:
            around = context(measure, text, words, edges, printed, far)
            grouped = groups(around)
            start, end = _passage(text, measure)
            near = text[max(0, measure.start - _PERIOD_REACH) : measure.end + _PERIOD_REACH]
            self.figures.append(
                Statement(
                    self.number,
                    self.document.source,
                    count,
                    span.start + start,
                    span.start + end,
                    text[start:end],
                    measure,
                    text[measure.start : measure.end],
                    around,
                    grouped,
                    _one(counted(measure.head)),
                    _one(poles(around)),
                    _one(activities(grouped)),
                    _one(parts(grouped)),
                    whole(measure, text),
                    subject(words, around),
                    _NONE if measure.dimension in ("date", "year", "weekday") else _one(periods(near)),
                    frozenset(
                        key for found in (around, grouped) for key, weight in found.items() if weight >= NEAR
                    ),
                )
            )

    def _keys(self) -> dict[str, float]:
        keys = {base: 1.0 + math.log(count) for base, count in self.names.items()}
        for base in self.title:
            keys[base] = keys.get(base, 0.0) + 0.6
        grouped: Counter[str] = Counter()
        for base, count in self.stems.items():
            if count >= 2 and base not in keys:
                keys[base] = 0.35 * (1 + math.log(count))
            for name in classes(base):
                grouped[name] += count
        for name, count in grouped.items():
            keys[name] = 0.2 * (1 + math.log(1 + count))
        for figure in self.figures:
            measure = figure.measure
            if measure.derived or measure.dimension in ("weekday", "year", "multiple", "score"):
                continue
            if measure.digits >= 2 or measure.dimension in ("money", "share", "points", "date"):
                key = f"={measure.dimension}{measure.unit}{measure.low:.4g}-{measure.high:.4g}"
                keys[key] = 0.5 if measure.digits < 3 else 0.8
        return keys


@lru_cache(4096)
def _one(values: frozenset[Any]) -> frozenset[Any]:
    """Return the set that was made of these values before: most are empty or alike, and each takes memory."""
    return values


def _measures(text: str, habits: Habits) -> list[Measure]:
    """Return the figures of a sentence, printed and derived, in order."""
    hidden = [match.span() for match in _ADDRESS.finditer(text)]
    clear = text
    for start, end in hidden:
        clear = clear[:start] + " " * (end - start) + clear[end:]
    dates = times(clear)
    hidden += [(measure.start, measure.end) for measure in dates]
    found = completed(
        sorted([*dates, *quantities(clear, hidden, habits)], key=lambda measure: measure.start), clear
    )
    return [*found, *derived(found, clear)]


def _day(measures: Sequence[Measure], begin: int) -> Measure | None:
    """Return the day that a sentence names, None where it names none or several; its dateline's if no other."""
    days = [measure for measure in measures if measure.dimension == "date" and not measure.derived]
    days = [day for day in days if day.start >= begin] or days
    one = days[0] if len(days) == 1 else None
    return one if one and one.low == one.high and not one.bound and one.role == "level" else None


def _passage(text: str, measure: Measure) -> tuple[int, int]:
    """Return the stretch of a sentence that states a figure: a long aside in brackets states for itself."""
    start, end = 0, len(text)
    for match in _ASIDE.finditer(text):
        low, high = match.span()
        if len(match.group().split()) < 5:
            continue
        if low <= measure.start < high:
            return low, high
        if any(sign.isdigit() for sign in match.group()):
            if measure.end <= low:
                end = low
                break
            start = high
    while start < end and text[start] in " .,;:":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
