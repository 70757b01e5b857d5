"""Words of confidence, kept apart from those of likelihood."""

import pytest

from reeread.extract import extract
from reeread.extract.confidence import confidence
from reeread.extract.likelihood import likelihood
from reeread.model.extraction import Confidence, Level
from reeread.text.blocks import blocks


@pytest.mark.parametrize(
    ("text", "term", "level"),
    [
        ("We assess with high confidence that it failed.", "high confidence", Level.HIGH),
        ("We have moderate confidence that the truce holds.", "moderate confidence", Level.MODERATE),
        ("It fell to the north (low confidence).", "low confidence", Level.LOW),
        ("Confidence level: medium", "Confidence level: medium", Level.MODERATE),
        ("Our overall confidence is low.", "overall confidence is low", Level.LOW),
        ("We are highly confident that it holds.", "highly confident", Level.HIGH),
        ("The panel has very high confidence in it.", "very high confidence", Level.HIGH),
    ],
)
def test_confidence_in_a_judgement_has_a_level(text: str, term: str, level: Level) -> None:
    """High, moderate or low, whatever the likelihood of its subject, of which the sentence says nothing."""
    assert confidence(text) == Confidence(term, level)
    assert likelihood(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Consumer confidence is high.",
        "Investors said business confidence was low.",
        "He survived a vote of no confidence.",
        "Voters have low confidence in the government.",
        "They spoke in confidence.",
    ],
)
def test_other_confidence_has_none(text: str) -> None:
    """Moods, votes and secrets are no judgement's."""
    assert confidence(text) is None


def test_a_highlight_bears_both_apart() -> None:
    """What is extracted of a sentence names its likelihood and its confidence each for itself."""
    body = "We judge with low confidence that prices will very likely rise."
    (highlight,) = extract(body, blocks(body))
    assert highlight.likelihood is not None
    assert (highlight.likelihood.low, highlight.likelihood.high) == (80, 95)
    assert highlight.confidence == Confidence("low confidence", Level.LOW)
