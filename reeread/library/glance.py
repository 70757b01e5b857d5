"""What was marked in the whole library, at a glance: counted while it is marked, and of texts no more read than can be shown."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from reeread.library import listing
from reeread.library.library import Library
from reeread.library.numbers import likelihoods
from reeread.library.suggested import Names
from reeread.model.annotation import Annotation
from reeread.model.asked import Asked
from reeread.model.numbers import AuthorNumbers, Band, banded
from reeread.store import codebook, shelf, tallies


class Likely(NamedTuple):
    """How likely passages of speculation are."""

    bands: tuple[Band, ...]
    """All bands in the order of likelihood, those without passages too, "not said" last."""
    whole: bool
    """Whether they are of every passage, or only of those that were changed last."""


def tallied(lib: Library) -> tuple[AuthorNumbers, ...]:
    """Return what each author marked in briefings that are listed, who marked most first."""
    with lib.store.reading() as connection:
        return tuple(tallies.by_author(connection))


def minutes(lib: Library) -> int:
    """Return how long it takes to read all that is listed and not done."""
    with lib.store.reading() as connection:
        return shelf.minutes(connection)


def likely(lib: Library, latest: int, stop: Callable[[], bool]) -> Likely:
    """Return how likely the speculation is: of very many passages, of those that were changed last.

    Args:
        lib: The library.
        latest: How many are read at most.
        stop: Whether the answer is no longer wanted.
    """
    from reeread.extract.likelihood import bands

    with lib.store.reading() as connection:
        name = Names(codebook.tags(connection)).present("speculation")
        known = name in codebook.ids(connection)
    asked = Asked(tags=(name,), sort="modified")
    rows = listing.rows(lib, asked, latest + 1, stop=stop) if known else ()
    marks = [one for one in listing.numbered(lib, rows[:latest]) if one is not None and name in one.tags]
    by_briefing: dict[str, list[Annotation]] = {}
    for one in sorted(marks, key=lambda one: (one.briefing, one.span.start, one.span.end)):
        by_briefing.setdefault(one.briefing, []).append(one)
    read = (likelihoods(lib, id, own) for id, own in by_briefing.items() if not stop())
    return Likely(banded(chain.from_iterable(read), bands()), len(rows) <= latest)
