"""Which sentences to show first: centroid, position, cues and figures.

The centroid of term weights with position and cue words follows Radev, Jing, Styś, Tam, "Centroid-based summarization
of multiple documents" (2004).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log, sqrt

SHARE = 0.22
_CENTROID, _POSITION, _CUES, _FIGURES = 0.5, 0.2, 0.2, 0.1
_KEPT = 200
"""How many of the heaviest words make the centroid."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking needs of a sentence."""

    terms: tuple[str, ...]
    """Its content words, lower case."""
    tags: int
    figures: int
    eligible: bool
    """False for headings, titles, bylines and datelines, which are never key."""


def scores(candidates: Sequence[Candidate]) -> list[float]:
    """Return a score from 0 to 1 for each sentence of one body, in order."""
    if not candidates:
        return []
    frequency: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for candidate in candidates:
        frequency.update(candidate.terms)
        spread.update(set(candidate.terms))
    size = len(candidates)
    weights = {
        term: count * log(1 + size / spread[term])
        for term, count in frequency.most_common(_KEPT)
        if len(term) > 1
    }
    central = [
        sum(weights.get(term, 0.0) for term in set(candidate.terms)) / sqrt(6 + len(candidate.terms))
        for candidate in candidates
    ]
    top = max(central) or 1.0
    result: list[float] = []
    for place, candidate in enumerate(candidates):
        early = 1 / (1 + place / max(5, size / 10))
        value = (
            _CENTROID * central[place] / top
            + _POSITION * early
            + _CUES * min(candidate.tags, 2) / 2
            + _FIGURES * min(candidate.figures, 2) / 2
        )
        if not candidate.eligible:
            value /= 2
        result.append(round(min(1.0, value), 4))
    return result


def keys(candidates: Sequence[Candidate], ranked: Sequence[float], share: float = SHARE) -> set[int]:
    """Return the indexes of the key sentences: the best share, at least one where any is eligible."""
    eligible = [place for place, candidate in enumerate(candidates) if candidate.eligible]
    if not eligible:
        return set()
    best = sorted(eligible, key=lambda place: (-ranked[place], place))
    return set(best[: ceil(len(eligible) * share)])
