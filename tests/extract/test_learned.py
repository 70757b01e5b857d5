"""The second opinion: its file, its sums, what it may add and what it must leave alone."""

import json

import pytest

from reeread.extract import extract
from reeread.extract.learned.features import text_features, verdict_features
from reeread.extract.learned.negation import silenced
from reeread.extract.learned.opinion import second
from reeread.extract.learned.weights import Weights, packed, weights
from reeread.extract.lexicon import TAGS, lexicon
from reeread.extract.reading import highlights, read, suggestions
from reeread.extract.sentence import Sentence
from reeread.model.body import Block, BlockKind
from reeread.model.extraction import Highlight

ABOUT = {"method": "learned/1", "trained": "a test", "bias": [-1.0] * 4, "add": [0.25] * 4, "veto": [1.0] * 4}
TEXTS = (
    "The harvest failed and prices may rise by 40 per cent in May, the minister said.",
    "Officials pledged $3 million; no one else did.",
    "He walked.",
    "Ships wait outside the port for days, the pilots’ union says.",
)


def made(**by_word: tuple[float, float, float, float]) -> Weights:
    """Return weights that know these words and nothing else."""
    return Weights(packed(ABOUT, {f"w:{word}": row for word, row in by_word.items()}))


def opinion_of(text: str, opinion: Weights) -> Highlight:
    """Return the one sentence of a text as rules and opinion read it."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    (found,) = highlights(text, (block,), opinion=lambda _: opinion)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_sums_are_the_sums_over_all_features(text: str) -> None:
    """What the reader adds up word by word is what training counted feature by feature."""
    opinion = weights("en")
    assert opinion is not None
    reading = read(Sentence(text, lexicon("en")))
    given = suggestions(reading)
    odds, _ = opinion.sums(reading, given)
    for place in range(len(TAGS)):
        plain = opinion.about["bias"][place] + sum(
            opinion.of(name)[place] * value
            for features in (text_features(reading), verdict_features(given))
            for name, value in features
        )
        assert odds[place] == pytest.approx(plain)


def test_the_shipped_file_says_what_it_learned_from_and_stays_small() -> None:
    """The header names the method, the training text and a margin for each tag."""
    opinion = weights("en")
    assert opinion is not None
    assert opinion.about["method"] == "learned/1"
    assert "96 briefings" in opinion.about["trained"]
    assert len(opinion) > 5000
    assert all(len(opinion.about[name]) == len(TAGS) for name in ("bias", "add", "veto", "step"))
    assert weights("xx") is None


def test_weights_survive_packing_to_within_a_step() -> None:
    """A byte holds a weight as a share of the largest of its tag."""
    opinion = made(fire=(4.0, 0.0, -2.0, 1.0), water=(-1.0, 0.5, 0.0, 0.0))
    assert opinion.of("w:fire") == pytest.approx((4.0, 0.0, -2.0, 1.0), abs=0.02)
    assert opinion.of("w:water") == pytest.approx((-1.0, 0.5, 0.0, 0.0), abs=0.02)
    assert opinion.of("w:air") == (0.0, 0.0, 0.0, 0.0)


def test_what_the_opinion_adds_is_marked_as_learned_with_its_words() -> None:
    """A learned suggestion names its method, and its cues are words of the sentence at their places."""
    text = "The quay grumbled about oakum again."
    found = opinion_of(
        text, made(the=(0, 0, 0, 0), quay=(0, 0, 0, 0), grumbled=(1, 0, 0, 0), oakum=(9, 0, 0, 0))
    )
    (risk,) = (tag for tag in found.tags if tag.tag == "risk")
    assert risk.method == "learned/1"
    assert "oakum" in [cue.text for cue in risk.cues]
    assert {cue.rule for cue in risk.cues} == {"learned"}
    assert all(text[cue.start : cue.end] == cue.text for cue in risk.cues)
    assert 0 < risk.score <= 1


def test_a_suggestion_of_the_rules_keeps_their_name() -> None:
    """Where the opinion agrees, the rules' cues stand."""
    found = opinion_of("Two passengers died at the scene.", made(passengers=(1, 0, 0, 0), scene=(0, 0, 0, 0)))
    assert {tag.tag: tag.method for tag in found.tags}["risk"] == "rules/1"


def test_the_opinion_can_take_a_suggestion_away() -> None:
    """What the rules suggest goes when the words speak loudly against it."""
    text = "Two passengers died at the scene."
    against = made(passengers=(-9, 0, 0, 0), died=(-30, 0, 0, 0), scene=(-9, 0, 0, 0))
    assert "risk" not in {tag.tag for tag in opinion_of(text, against).tags}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The company has not pledged to refund anyone.", "commitment"),
        ("The summit ended without a pledge of money.", "commitment"),
        ("There was no attack on the convoy.", "risk"),
        ("Nobody was hurt in the fire.", "risk"),
    ],
)
def test_the_opinion_never_overrules_a_negation(text: str, tag: str) -> None:
    """A tag whose only cues a negation suppressed does not come back, however loud the words are."""
    reading = read(Sentence(text, lexicon("en")))
    assert tag not in {given.tag for given in suggestions(reading)}
    assert silenced(reading, tag)
    loud = made(**{word.low: (20.0, 20.0, 0.0, 0.0) for word in reading.sentence.words if word.low.isalpha()})
    assert tag not in {given.tag for given in second(loud, reading, suggestions(reading))}


def test_an_opinion_on_unknown_words_needs_more_to_be_heard() -> None:
    """The same odds that add a tag to familiar text add none where most words are strange."""
    known = dict.fromkeys(("quay", "grumbled", "again"), (0.0, 0.0, 0.0, 0.0))
    loud = {"oakum": (4.0, 0.0, 0.0, 0.0)}
    text = "The quay grumbled about oakum again."
    assert "risk" in {tag.tag for tag in opinion_of(text, made(**known, **loud)).tags}
    assert "risk" not in {tag.tag for tag in opinion_of(text, made(**loud)).tags}


def test_without_the_opinion_no_cue_is_learned() -> None:
    """`learned=False` leaves the rules alone with the text."""
    body = " ".join(TEXTS)
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(body)),)
    for highlight in extract(body, blocks, learned=False):
        assert all(tag.method == "rules/1" for tag in highlight.tags)
        assert "learned" not in json.dumps([cue.rule for tag in highlight.tags for cue in tag.cues])
