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


@pytest.mark.parametrize("text", ["The river rose.", "It was said to be closed.", "Prices may rise."])
def test_a_sentence_without_a_speaker_has_none(text: str) -> None:
    """Plain statements and sayings without a sayer belong to nobody."""
    assert who(text) is None
