"""The words around a figure, weighed by how close they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from reeread.extract.claims.lexicon import (
    any_phrase,
    classes,
    common_names,
    data,
    generic,
    phrases,
    stem,
    stop_words,
)
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.numbers import ones, scales, tens
from reeread.extract.claims.statement import Whole

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_BORDER = re.compile(r"[,;:—–(]| and | while | but | which | who | of whom | compared | whereas ")
_DATELINE = re.compile(r"[A-Z][\w .,/’'-]{2,60}\([A-Z][\w .]{1,30}\)\s*(?:-|–|—|--)\s+")
_DECAY = 6.0
"""Words away at which a word counts half."""
_BORDER_FACTOR = 0.75
_FIGURE_FACTOR = 0.6
_FAR = 0.15
"""The weight of words of the sentence before, and of the heading above."""
_HEAD_NOUN, _HEAD = 1.3, 1.1
NEAR, _BESIDE = 0.3, 0.45
_OF = re.compile(r"\s+of\s+([^,.;:()]{0,70})")
_UNSAID = Whole()
_WHOLE = 6
"""How many words after "of" say what a share is a share of."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a sentence as pairing sees it; `start` counts from the start of the sentence."""

    stem: str
    start: int
    word: str
    """As printed; "" where a turn of phrase stands for it."""


def mentions(text: str) -> list[Mention]:
    """Return the words of a sentence that can carry a claim, and what its turns of phrase stand for."""
    found = []
    if any_phrase().search(text):
        for pattern, stems in phrases():
            for match in pattern.finditer(text):
                found += [Mention(base, match.start(), "") for base in stems]
    return found + words(text)


def words(text: str) -> list[Mention]:
    """Return the words of a sentence that can carry a claim."""
    found = []
    passed = stop_words()
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.lower()
        if low in passed or low in ones() or low in tens() or low in scales():
            continue
        if len(word) > 2 or word.isupper():
            found.append(Mention(stem(word.replace(".", "")), match.start(), word))
    return found


def dateline(text: str) -> int:
    """Return where a sentence begins that "OSLO, March 3 (Northwire) -" stands before, 0 where nothing does."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def borders(text: str) -> list[int]:
    """Return where clauses of a sentence meet."""
    return [match.start() for match in _BORDER.finditer(text)]


def context(
    measure: Measure,
    text: str,
    words: Sequence[Mention],
    edges: Sequence[int],
    figures: Sequence[tuple[int, int]],
    far: Iterable[str],
) -> dict[str, float]:
    """Return the stems around a figure with their weights; `far` stems come from outside the sentence."""
    found: dict[str, float] = {}
    start, end = measure.start, measure.end
    for mention in words:
        at = mention.start
        if mention.word and any(low <= at < high for low, high in figures):
            continue  # units and currencies are no context
        left, right = (at, start) if at < start else (end, at)
        distance = text.count(" ", left, right) if right > left else 0
        weight = 1 / (1 + distance / _DECAY)
        crossed = min(3, sum(left < edge < right for edge in edges))
        passed = min(
            3, sum(left < low < right and not (low >= start and high <= end) for low, high in figures)
        )
        weight *= _BORDER_FACTOR**crossed * _FIGURE_FACTOR**passed
        if weight > found.get(mention.stem, 0.0):
            found[mention.stem] = weight
    for at, base in enumerate(measure.head):
        found[base] = max(found.get(base, 0.0), _HEAD_NOUN if at == len(measure.head) - 1 else _HEAD)
    for base in far:
        found.setdefault(base, _FAR)
    return found


def groups(around: dict[str, float]) -> dict[str, float]:
    """Return the classes of the stems of a context, each with the weight of its closest stem."""
    found: dict[str, float] = {}
    for base, weight in around.items():
        for name in classes(base):
            if weight > found.get(name, 0.0):
                found[name] = weight
    return found


def counted(head: Sequence[str]) -> frozenset[str]:
    """Return the stems of a head and their classes, without words that say only that people are counted."""
    found = frozenset(base for base in head if base not in generic())
    return found | {name for base in found for name in classes(base)}


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(stem(word) for word in left.split()), frozenset(stem(word) for word in right.split()))
        for left, right in data("words")["opposites"]
    )


def poles(around: dict[str, float]) -> frozenset[int]:
    """Return which sides of the opposites stand close by: n for the left of the n-th, -n for the right, never both."""
    near = {base for base, weight in around.items() if weight >= _BESIDE}
    found = set()
    for number, (left, right) in enumerate(_opposites(), 1):
        has_left, has_right = not near.isdisjoint(left), not near.isdisjoint(right)
        if has_left != has_right:
            found.add(number if has_left else -number)
    return frozenset(found)


def activities(grouped: dict[str, float]) -> frozenset[str]:
    """Return the classes of activities close by."""
    return frozenset(name for name in _activities() if grouped.get(name, 0.0) >= NEAR)


def parts(grouped: dict[str, float]) -> frozenset[str]:
    """Return the classes close by that make a figure a part of a whole."""
    return frozenset(name for name in _parts() if grouped.get(name, 0.0) >= _BESIDE)


@cache
def _parts() -> frozenset[str]:
    return frozenset(f"#{name}" for name in data("words")["parts"].split())


@cache
def _activities() -> frozenset[str]:
    return frozenset(f"#{name}" for name in data("words")["activities"].split())


def whole(measure: Measure, text: str) -> Whole:
    """Return what a share is a share of."""
    found = _OF.match(text, measure.end) if measure.dimension == "share" else None
    if found is None:
        return _UNSAID
    printed = [word for word in _WORD.findall(found[1]) if word.lower() not in stop_words()][:_WHOLE]
    stems = {stem(word.replace(".", "")) for word in printed}
    acts = {name for base in stems for name in classes(base)} & _activities()
    scope = {stem(word.replace(".", "")) for word in printed if word[0].isupper()}
    if stems & _world():
        scope.add("#WORLD")
    return Whole(frozenset(acts), frozenset(scope))


@cache
def _world() -> frozenset[str]:
    return frozenset(stem(word) for word in data("words")["world"].split())


def subject(words: Sequence[Mention], around: dict[str, float]) -> str:
    """Return the stem of the name that stands closest to a figure, "" where none is near."""
    near = [
        (around.get(mention.stem, 0.0), mention.stem)
        for mention in words
        if mention.word[:1].isupper() and mention.word.lower() not in common_names()
    ]
    weight, base = max(near, default=(0.0, ""))
    return base if weight >= _BESIDE else ""
