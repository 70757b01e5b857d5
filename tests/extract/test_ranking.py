"""Which sentences come first."""

from math import ceil

import pytest

from reeread.extract.ranking import SHARE, Candidate, keys, scores


def candidate(*terms: str, tags: int = 0, figures: int = 0, eligible: bool = True) -> Candidate:
    """Return what ranking needs of a sentence."""
    return Candidate(terms, tags, figures, eligible)


@pytest.mark.parametrize("size", [1, 2, 5, 40, 5000])
def test_the_top_share_is_key_and_at_least_one(size: int) -> None:
    """Whatever the length, about a fifth of the sentences are key and never none."""
    some = [candidate("river", f"word{place}") for place in range(size)]
    assert len(keys(some, scores(some))) == max(1, ceil(size * SHARE))


def test_headings_are_never_key() -> None:
    """Even where there is nothing else, a heading is not shown as a key sentence."""
    some = [candidate("river", tags=2, eligible=False), candidate("boat")]
    assert keys(some, scores(some)) == {1}
    alone = [candidate("river", eligible=False)]
    assert keys(alone, scores(alone)) == set()


def test_what_the_text_is_about_cues_and_figures_raise_the_score() -> None:
    """Of sentences at like places the central one, the tagged one and the one with a figure rank higher."""
    filler = [candidate("river", "boat", "water") for _ in range(6)]
    ranked = scores([*filler, candidate("river", "boat", "water"), candidate("teapot", "saucer", "spoon")])
    assert ranked[-2] > ranked[-1]
    plain, cued, counted = candidate("river"), candidate("river", tags=1), candidate("river", figures=1)
    assert scores([plain, cued])[1] > scores([plain, plain])[1]
    assert scores([plain, counted])[1] > scores([plain, plain])[1]


def test_scores_lie_between_nought_and_one() -> None:
    """No sentence scores outside the range that the command line promises."""
    some = [candidate(*["river"] * 30, tags=4, figures=9), candidate(), candidate("boat", eligible=False)]
    assert all(0 <= score <= 1 for score in scores(some))
    assert scores([]) == []
