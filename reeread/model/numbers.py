"""Figures at a glance: what was marked, by tag, briefing, author and likelihood."""

from collections.abc import Iterable
from dataclasses import dataclass

from reeread.model.briefing import TagCount
from reeread.model.extraction import Likelihood


@dataclass(frozen=True, slots=True)
class Band:
    """The passages of speculation that lie in one band of likelihood."""

    name: str
    """As ICD 203 calls it, e.g. "very likely"; "not said" where a passage names none."""
    low: int
    """In whole percents; low and high are 0 where no likelihood is said."""
    high: int
    annotations: tuple[str, ...]
    """The ids of the passages' annotations, in the order of briefings and passages."""

    @property
    def number(self) -> int:
        """Return how many passages lie in it."""
        return len(self.annotations)


@dataclass(frozen=True, slots=True)
class BriefingNumbers:
    """What was marked in one briefing."""

    briefing: str
    """Its id."""
    title: str
    annotations: int
    notes: int
    tags: tuple[TagCount, ...]
    """In the order of the codebook; tags that nothing bears are left out."""
    speculation: int
    """Passages tagged as speculation, whatever that tag is called now."""
    confirmed: int
    """Passages tagged as confirmed."""
    bands: tuple[Band, ...]
    """In the order of likelihood, "not said" last; bands without passages are left out."""


@dataclass(frozen=True, slots=True)
class AuthorNumbers:
    """What one author marked."""

    author: str
    annotations: int
    notes: int
    tags: tuple[TagCount, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was marked in some briefings, or in all."""

    briefings: tuple[BriefingNumbers, ...]
    """Those without annotations too, in the order of the library."""
    authors: tuple[AuthorNumbers, ...]
    """Who marked most comes first."""
    annotations: int
    notes: int
    tags: tuple[TagCount, ...]
    """Every tag of the codebook in its order, those that nothing bears with 0."""
    speculation: int
    confirmed: int
    bands: tuple[Band, ...]
    """All bands in the order of likelihood, those without passages too, "not said" last."""


def banded(
    passages: Iterable[tuple[str, Likelihood | None]], names: Iterable[tuple[str, int, int]]
) -> tuple[Band, ...]:
    """Return the bands of passages, given by id with their likelihood; empty bands are there too.

    Args:
        passages: In the order in which a band is to list them.
        names: Name, low and high of each band, in order; what is not said comes after them.
    """
    ids: dict[tuple[int, int], list[str]] = {}
    for annotation, likely in passages:
        ids.setdefault((likely.low, likely.high) if likely else (0, 0), []).append(annotation)
    every = (*names, ("not said", 0, 0))
    return tuple(Band(name, low, high, tuple(ids.get((low, high), ()))) for name, low, high in every)
