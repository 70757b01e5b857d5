"""Words of likelihood and their bands."""

import pytest

from reeread.extract.likelihood import likelihood


@pytest.mark.parametrize(
    ("text", "term", "low", "high"),
    [
        ("There is almost no chance of rain.", "almost no chance", 1, 5),
        ("It is very unlikely to hold.", "very unlikely", 5, 20),
        ("A veto is improbable.", "improbable", 20, 45),
        ("There is a roughly even chance of a strike.", "roughly even chance", 45, 55),
        ("The deal is likely to pass.", "likely", 55, 80),
        ("It is highly likely that prices rise.", "highly likely", 80, 95),
        ("The bill will almost certainly fail.", "almost certainly", 95, 99),
        ("More likely than not, the truce holds.", "More likely than not", 55, 80),
    ],
)
def test_each_band_has_its_words(text: str, term: str, low: int, high: int) -> None:
    """A word of likelihood gives its ICD 203 band in whole percents, the longest phrase winning."""
    found = likelihood(text)
    assert found is not None
    assert (found.term, found.low, found.high) == (term, low, high)


@pytest.mark.parametrize("text", ["The likes of them met.", "The chancellor left.", "Prices rose."])
def test_other_words_have_no_band(text: str) -> None:
    """A word that only contains one of likelihood gives nothing."""
    assert likelihood(text) is None
