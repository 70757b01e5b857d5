"""Coefficients of agreement against worked examples of others."""

import pytest

from reeread.team.agreement import Stretch, alpha, alpha_on_text, kappa


def pairs(both: int, first: int, second: int, neither: int) -> list[tuple[int | None, ...]]:
    """Return ratings of two people: how many units both, one of them, and neither marked."""
    return [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither


def test_kappa_is_cohens() -> None:
    """Of fifty proposals two readers like 20 both, 5 and 10 alone: they agree on .7, by chance on .5, so kappa is .4."""
    assert kappa(pairs(20, 5, 10, 15)) == pytest.approx(0.4)


def test_alpha_is_krippendorffs() -> None:
    """His binary example of two observers and ten units without gaps (Computing Krippendorff's Alpha-Reliability, 2011)."""
    one, other = "0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"
    ratings = [tuple(map(int, unit)) for unit in zip(one.split(), other.split(), strict=True)]
    assert alpha(ratings).value == pytest.approx(0.095, abs=5e-4)


def test_what_one_person_read_says_nothing() -> None:
    """Units that only one person read change neither coefficient; three people who agree in all are at 1."""
    ratings = pairs(3, 1, 2, 9)
    alone: list[tuple[int | None, ...]] = [(1, None), (None, 0), (None, None)]
    assert alpha([*ratings, *alone]).value == alpha(ratings).value
    assert kappa([*ratings, *alone]) == kappa(ratings)
    assert alpha([(1, 1, None), (0, 0, 0), (None, 1, 1)]).value == 1


def test_nothing_can_be_said_where_nothing_differs() -> None:
    """If nobody marked anything, or everybody all, there is no coefficient; nor is there one without units."""
    for ratings in ([], pairs(0, 0, 0, 5), pairs(5, 0, 0, 0)):
        assert alpha(ratings).value is None and kappa(ratings) is None


def test_bounds_hold_the_value_and_are_the_same_again() -> None:
    """The bootstrap's bounds lie around the value, are narrower with more units, and do not change from run to run."""
    few, many = alpha(pairs(4, 1, 2, 20)), alpha(pairs(40, 10, 20, 200))
    assert few == alpha(pairs(4, 1, 2, 20))
    for one in (few, many):
        assert one.low is not None and one.high is not None and one.value is not None
        assert one.low <= one.value <= one.high
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)


def test_borders_count_on_the_text() -> None:
    """Two who mark the same sentence, one only half of it, agree less on the text than on the sentence; lengths weigh."""
    half = [Stretch(10, (1, 1)), Stretch(10, (1, 0)), Stretch(80, (0, 0))]
    whole = [Stretch(20, (1, 1)), Stretch(80, (0, 0))]
    assert alpha_on_text(whole) == 1
    value = alpha_on_text(half)
    assert value is not None and 0.5 < value < 0.7
    split = [Stretch(1, one.ratings) for one in half for _ in range(one.length)]
    assert alpha_on_text(split) == pytest.approx(value)
