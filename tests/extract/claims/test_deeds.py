"""Claims without figures: who did what to whom and when, told in other words."""

import pytest

from reeread.extract.claims import Document, compare
from reeread.model.claim import Claim
from reeread.text.blocks import blocks

ONE = (
    "Ostrau talks on the Tesny accord\n\nDelegates met in Ostrau on Monday to discuss the Tesny accord between Lorania and"
    " Quell.\n\n"
)
TWO = "Lorania, Quell and the Tesny accord\n\nThe Tesny accord was the subject of a meeting in Ostrau this week.\n\n"


def deeds(one: str, two: str) -> list[Claim]:
    """Return the deeds that two sentences share, in briefings of one event."""
    bodies = ONE + one, TWO + two
    found = compare([Document(str(n), body, blocks(body)) for n, body in enumerate(bodies)])
    return [
        claim
        for claim in found
        if all(any(passage.text in side for passage in claim.passages) for side in (one, two))
        and not any(
            passage.value[:1].isdigit() or passage.value.startswith("May") for passage in claim.passages
        )
    ]


def verdicts(one: str, two: str) -> list[str]:
    """Return the verdicts on them."""
    return [claim.verdict.value for claim in deeds(one, two)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Minister Samir Haddar signed a treaty with Olena Torv.",
            "Haddar and Torv put their names to the treaty.",
        ),
        (
            "Lorania and Quell signed the trade pact on 12 May.",
            "The trade pact between Lorania and Quell was signed on May 12.",
        ),
        (
            "The signing of the trade pact by Lorania and Quell took place in Ostrau.",
            "Lorania and Quell signed the trade pact.",
        ),
        ("Veltron acquired the chip maker Nanolit from Orbis.", "Orbis sold Nanolit to Veltron."),
        ("Veltron has bought Nanolit.", "Nanolit was taken over by Veltron."),
        ("Parliament approved the budget of Minister Aldous.", "Lawmakers passed Aldous's budget."),
        ("Prime Minister Kovin resigned on Friday.", "Rada Kovin stepped down."),
        ("The court dismissed Pomelo's appeal.", "Pomelo's appeal was rejected by the court."),
        ("Police arrested the captain of the Lady Teodora.", "The master of Lady Teodora was detained."),
        ("Stellum appointed Dana Okafor chief executive.", "Dana Okafor was named head of Stellum."),
        ("Sorova banned wheat exports.", "Sorova has halted exports of wheat."),
        ("The Karsu bridge collapsed after the quake.", "The collapse of the Karsu bridge cut the road."),
        (
            "The Commission approved the aid for Veltron.",
            "Veltron received clearance from the Commission for the aid.",
        ),
        ("Kestrel withdrew its offer for Altaro.", "Kestrel has withdrawn the bid for Altaro."),
        ("Lorania recognised the government of Quell.", "Quell's government was recognised by Lorania."),
        ("Lorania launched an investigation into Dunmore.", "An inquiry into Dunmore was opened by Lorania."),
        ("Lorania imposed sanctions on Quell.", "Sanctions were imposed on Quell by Lorania."),
        (
            "Pomelo denied the allegations of the Commission.",
            "The Commission's allegations were denied by Pomelo.",
        ),
        ("Lorania joined the Tesny accord.", "Lorania acceded to the Tesny accord."),
        (
            "Nordavia filed for insolvency in Helvik.",
            "Nordavia went bankrupt; it filed for bankruptcy in Helvik.",
        ),
        (
            "Lorania's parliament ratified the Tesny accord.",
            "The Tesny accord was ratified by the parliament of Lorania.",
        ),
    ],
)
def test_one_deed_in_other_words(one: str, two: str) -> None:
    """Passives, nouns, synonyms and the other side's deed are the same deed."""
    assert verdicts(one, two) == ["agree"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Lorania and Quell signed the trade pact.",
            "Lorania and Quell are expected to sign the trade pact.",
        ),
        ("Lorania signed the Tesny accord.", "Quell refused to sign the Tesny accord."),
        ("Veltron bought Nanolit.", "Veltron sold Nanolit."),
        ("Prime Minister Kovin resigned.", "Finance Minister Aldous resigned."),
        ("Lorania opened a port at Ambra.", "Lorania opened an embassy in Quell."),
        ("Police arrested four suspects in Ostrau.", "Police in Ostrau arrested a judge for bribery."),
        ("Lorania raised tariffs on steel.", "Lorania raised the pension age."),
        ("Veltron opened a plant in Ostrau.", "Quell opened talks in Ostrau."),
        ("Lorania agreed to cut emissions.", "Lorania agreed to host the games."),
    ],
)
def test_another_deed(one: str, two: str) -> None:
    """Plans, refusals, other doers, the opposite and other objects are no claim together."""
    assert verdicts(one, two) == []


def test_the_day_decides() -> None:
    """The same deed on another day is a conflict, and then what is printed of it reaches to its day."""
    one = "Lorania signed the agreement with Quell on 12 May."
    found = deeds(one, "Quell and Lorania signed the agreement on 14 May.")
    assert [claim.verdict.value for claim in found] == ["conflict"]
    assert [passage.value for passage in found[0].passages] == [
        "signed the agreement with Quell on 12 May",
        "signed the agreement on 14 May",
    ]
    assert found[0].sides == (("0",), ("1",))
    assert verdicts(one, "On May 12 Quell and Lorania signed the agreement.") == ["agree"]


def test_a_dateline_is_not_the_day_of_a_deed_that_has_its_own() -> None:
    """Nor does it name the claim."""
    one = "Lorania signed the agreement with Quell on 12 May."
    wire = "OSTRAU, May 15 (Northwire) - Quell and Lorania signed the agreement on May 12, officials said."
    (found,) = deeds(one, wire)
    assert found.verdict.value == "agree"
    assert "OSTRAU" not in found.label and "Northwire" not in found.label
