"""Whether two sentences of two briefings are one claim, and how they fit."""

import pytest

from reeread.extract.claims import Document, compare
from reeread.model.claim import Claim
from reeread.text.blocks import blocks

EVENT = "Orlen Vastby met Kesra Dunmore in Havnstad to discuss the Tesny accord.\n\n"


def compared(*sentences: str) -> tuple[Claim, ...]:
    """Return the claims across briefings of one event that each hold one sentence more."""
    return compare(
        [Document(str(n), EVENT + sentence, blocks(EVENT + sentence)) for n, sentence in enumerate(sentences)]
    )


def verdict(*sentences: str) -> str | None:
    """Return the verdict on the claim of these sentences, None when there is none."""
    for claim in compared(*sentences):
        if any(passage.text in sentences for passage in claim.passages):
            return claim.verdict.value
    return None


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("The blast killed six workers.", "Six employees died in the explosion.", "agree"),
        ("The blast killed six workers.", "The explosion left eight workers dead.", "conflict"),
        (
            "The fire burned 9,400 hectares of forest.",
            "The fire burned about 23,200 acres of forest.",
            "agree",
        ),
        ("The dam is 145 metres high.", "The dam is 476 feet high.", "agree"),
        (
            "The plant makes 120,000 tonnes of solvent a year.",
            "The plant makes 10,000 tonnes of solvent a month.",
            "agree",
        ),
        ("China processes over 90% of the ore.", "China processes 80%–90% of the ore.", "tension"),
        ("Turnout was 67.1 per cent.", "Turnout reached two thirds.", "agree"),
        ("One in four households lost power.", "Power was lost by 25% of households.", "agree"),
        ("The yield fell 15 basis points.", "The yield fell 0.15 percentage points.", "agree"),
        ("Costs will reach $4.5 billion.", "Costs will reach $6.1 billion.", "conflict"),
        ("Nearly 9,000 residents were evacuated.", "Some 8,500 residents were evacuated.", "agree"),
        ("The treaty runs for 30 years.", "The treaty runs for three decades.", "agree"),
        ("The strike lasted from 2 May to 12 June.", "The strike lasted 41 days.", "agree"),
    ],
)
def test_verdicts(one: str, two: str, expected: str) -> None:
    """Overlap agrees, touching an open bound is tension, anything apart conflicts, whatever the unit."""
    assert verdict(one, two) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "China took 60% of Japan's imports of rare earths.",
            "China does 90% of world processing of rare earths.",
        ),
        (
            "Dependency on China, which processed up to 60% of Japan's ore imports.",
            "China processes over 90% of the ore.",
        ),
        ("The yard employs 340 people.", "The yard is 340 metres long."),
        ("Exports rose to $3.1 billion.", "The fine was €3.1 billion."),
        ("The F-35 flew over the port.", "The port has 35 cranes."),
    ],
)
def test_what_is_not_the_same_is_not_compared(one: str, two: str) -> None:
    """Shares of different activities, other dimensions, other currencies and names never meet."""
    assert verdict(one, two) is None


def test_a_deed_without_figures_is_a_claim() -> None:
    """Who signed what with whom is found in other words, and a plan to sign is not the deed."""
    one = "Minister Samir Haddar signed a treaty with Olena Torv."
    two = "Haddar and Torv put their names to the treaty."
    plan = "Haddar and Torv are expected to sign the treaty."
    assert verdict(one, two) == "agree"
    assert verdict(one, plan) is None


def test_copies_are_one_origin() -> None:
    """A reprint does not make a second origin."""
    text = (
        EVENT
        + "The blast at the Havnstad works killed six people and wounded 43 others late on Friday evening."
    )
    other = EVENT.replace("met", "saw") + "Six people died in the blast."
    documents = [
        Document(name, body, blocks(body)) for name, body in (("a", text), ("b", text), ("c", other))
    ]
    claim = next(
        claim for claim in compare(documents) if {p.source for p in claim.passages} == {"a", "b", "c"}
    )
    assert claim.origins == 2


def test_bounds_are_printed_open() -> None:
    """ "Over 90%" has no upper bound; money is counted in its currency, rates by the year."""
    claims = compared("China processes over 90% of the ore.", "China processes more than 90% of the ore.")
    assert {(p.low, p.high, p.unit) for claim in claims for p in claim.passages if "%" in p.value} == {
        (90, None, "%")
    }
    claims = compared("It pays $3 million a year in rent.", "Rent is $3m annually.")
    printed = {(p.low, p.high, p.unit) for claim in claims for p in claim.passages if p.low}
    assert printed == {(3e6, 3e6, "USD/year")}
