"""Words of likelihood and their bands, and numbers of it."""

import tomllib
from pathlib import Path

import pytest

from reeread.extract import likelihood as module
from reeread.extract.likelihood import band, bands, likelihood
from reeread.model.extraction import Likelihood


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
        ("There is a remote chance of a deal.", "remote chance", 1, 5),
        ("There is a realistic possibility of war.", "realistic possibility", 40, 50),
        ("A veto is fifty-fifty.", "fifty-fifty", 45, 55),
    ],
)
def test_each_band_has_its_words(text: str, term: str, low: int, high: int) -> None:
    """A word of likelihood gives its ICD 203 band in whole percents, the longest phrase winning."""
    found = likelihood(text)
    assert found is not None
    assert (found.term, found.low, found.high) == (term, low, high)


def test_every_word_of_the_tables_is_found_by_itself() -> None:
    """Each stands alone in a sentence, in capitals, and over two lines, and is found whole."""
    tables = tomllib.loads(Path(module.__file__).with_suffix(".toml").read_text("utf-8"))
    terms = [
        line for one in tables["band"] for key in ("also", "terms") for line in one[key].strip().split("\n")
    ]
    terms += [line.partition("=")[0] for one in tables["scale"] for line in one["terms"].strip().split("\n")]
    assert len(terms) > 80
    for term in filter(None, terms):
        for written in (term, term.upper(), term.replace(" ", "\n")):
            found = likelihood(f"İ said, it is {written}.")
            assert found is not None and found.term == written


@pytest.mark.parametrize(
    "text", ["The likes of them met.", "The chancellor left.", "Prices rose.", "The remote village burned."]
)
def test_other_words_have_no_band(text: str) -> None:
    """A word that only contains one of likelihood gives nothing."""
    assert likelihood(text) is None


@pytest.mark.parametrize(
    "text", ["The most likely outcome is war.", "Women are more likely to die.", "How likely is it?"]
)
def test_a_comparison_has_no_band(text: str) -> None:
    """More than something else is no measure, and a question states none."""
    assert likelihood(text) is None


@pytest.mark.parametrize(
    ("text", "term", "low", "high"),
    [
        ("There is a 70 percent chance of rain.", "70 percent chance", 70, 70),
        ("There is a one in three chance of it.", "one in three chance", 33, 33),
        ("The probability is put at 60–70%.", "probability is put at 60–70%", 60, 70),
        ("Chances of recovery are below 5%.", "Chances of recovery are below 5%", 0, 5),
        ("It has less than a 10% chance.", "less than a 10% chance", 0, 10),
    ],
)
def test_a_number_of_percents_is_a_likelihood_beside_its_noun(
    text: str, term: str, low: int, high: int
) -> None:
    """It keeps its own ends; an open one reaches to 0 or 100."""
    assert likelihood(text) == Likelihood(term, low, high)


def test_a_percentage_of_something_is_no_likelihood() -> None:
    """A share is none, nor is the odds' neighbour."""
    assert likelihood("70 percent of the chances were missed.") is None
    assert likelihood("They lowered the odds of a cut by 5%.") is None


def test_every_likelihood_lies_in_one_band() -> None:
    """A word's band is its own; a number lies where its middle lies, at the ends as well."""
    for name, low, high in bands():
        assert band(Likelihood("x", low, high)) == Likelihood(name, low, high)
    assert [band(Likelihood("x", at, at)).term for at in (0, 10, 50, 70, 100)] == [
        "almost no chance",
        "very unlikely",
        "roughly even chance",
        "likely",
        "almost certain",
    ]
