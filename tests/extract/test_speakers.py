"""Whose words a sentence reports."""

import pytest

from reeread.extract.lexicon import lexicon
from reeread.extract.predicates import predicates
from reeread.extract.sentence import Sentence
from reeread.extract.speakers import speaker


def who(text: str, last: str | None = None) -> str | None:
    """Return the speaker of an English sentence."""
    s = Sentence(text, lexicon("en"))
    return speaker(s, predicates(s), last)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "“They sang when they heard the drill,” said rescue captain Marek Stolz.",
            "rescue captain Marek Stolz",
        ),
        ("According to the Nikkei, the talks went on.", "the Nikkei"),
        ("According to the Nikkei on the 26th, Glass revealed the details.", "the Nikkei"),
        ("Management told us that it will run the circuit flat out.", "Management"),
        ('"We lost the lots," chief executive Lin Po-han told reporters.', "chief executive Lin Po-han"),
        ("Tadashi Maeda said that work would begin.", "Tadashi Maeda"),
    ],
)
def test_the_speaker_is_named_as_in_the_text(text: str, name: str) -> None:
    """The noun phrase of who speaks comes back in the words of the sentence."""
    assert who(text) == name


def test_a_pronoun_stands_for_the_speaker_before() -> None:
    """ "He said" belongs to the last speaker named, and to nobody when there was none."""
    assert who("He said that work would begin.", "Tadashi Maeda") == "Tadashi Maeda"
    assert who("He said that work would begin.") is None


@pytest.mark.parametrize(
    "text",
    [
        "The river rose.",
        "It was said to be closed.",
        "Prices may rise.",
        "The two leaders signed a treaty and confirmed the date of the summit.",
    ],
)
def test_a_sentence_without_a_speaker_has_none(text: str) -> None:
    """Plain statements and sayings without a sayer belong to nobody."""
    assert who(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "A lawsuit is possible, said attorney Ray Ochoa, who represents two families.",
            "attorney Ray Ochoa",
        ),
        ("The mine stays shut, its director, Halina Wrona, told relatives.", "Halina Wrona"),
        ("The head of the bank signed the paper and said that it would hold.", "The head of the bank"),
    ],
)
def test_a_speaker_far_from_the_verb_is_found(text: str, name: str) -> None:
    """An inverted order, an apposition and a shared subject do not hide who speaks."""
    assert who(text) == name


def test_a_body_is_not_he() -> None:
    """A pronoun for a person does not stand for "the Nikkei"."""
    assert who("He said that work would begin.", "the Nikkei") is None
    assert who("He said that work would begin.", "the mayor") == "the mayor"
