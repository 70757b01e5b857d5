"""Figures in other units and bases agree where arithmetic says so, and shares of different wholes never meet."""

import pytest

from reeread.extract.claims import Document, compare
from reeread.text.blocks import blocks

ONE = (
    "Talks at Ostrau\n\nLorania's minister Ines Pardo met Thabo Linde of Quell in Ostrau on Monday to discuss the Tesny"
    " mine.\n\n"
)
TWO = "After the Ostrau meeting\n\nIn Ostrau, Pardo and Linde spoke for hours about Tesny and what Quell wants.\n\n"


def verdicts(one: str, two: str) -> set[str]:
    """Return the verdicts on the claims that two sentences share, in briefings of one event."""
    bodies = ONE + one, TWO + two
    found = compare([Document(str(n), body, blocks(body)) for n, body in enumerate(bodies)])
    return {
        claim.verdict.value
        for claim in found
        if all(any(passage.text.rstrip(".") in side for passage in claim.passages) for side in (one, two))
    }


@pytest.mark.parametrize(
    ("expected", "one", "two"),
    [
        (
            "agree",
            "Copper from Tesny sells at $4.30 a pound.",
            "The copper price for Tesny is $9,480 a tonne.",
        ),
        (
            "conflict",
            "Copper from Tesny sells at $4.30 a pound.",
            "The copper price for Tesny is $7,500 a tonne.",
        ),
        ("agree", "The mine earns 20 million euros a quarter.", "The mine earns 80 million euros a year."),
        (
            "agree",
            "The mine yields 1,500 tonnes of copper a month.",
            "Copper output of the mine is 18,000 tonnes a year.",
        ),
        (
            "agree",
            "The mine yields 50 tonnes of copper a day.",
            "The mine's output of copper is about 18,250 tonnes a year.",
        ),
        (
            "agree",
            "A fifth of the 40 million dollar budget goes to roads.",
            "Roads get 8 million dollars of the budget.",
        ),
        (
            "agree",
            "Of the budget of 40 million dollars, 8 million goes to roads.",
            "A fifth of the budget goes to roads.",
        ),
        ("agree", "Of the 600 miners, 150 live in Tesny.", "One in four miners lives in Tesny."),
        ("agree", "150 of the 600 miners live in Tesny.", "25 per cent of the miners live in Tesny."),
        ("agree", "The road is 12 miles long.", "The road has a length of 19.3 kilometres."),
        ("agree", "The pit reaches a depth of 1,000 feet.", "The pit is 305 metres deep."),
        ("agree", "The concession covers 5,000 acres.", "The concession covers 20 square kilometres."),
        (
            "agree",
            "The dump holds 3 million cubic metres of waste.",
            "The dump holds 3 billion litres of waste.",
        ),
        (
            "agree",
            "The furnace runs at 2,192 degrees Fahrenheit.",
            "The furnace runs at 1,200 degrees Celsius.",
        ),
        (
            "agree",
            "The wage is 15 dollars an hour, or 31,200 dollars a year.",
            "Workers earn 31,200 dollars a year.",
        ),
        (
            "agree",
            "The rate was raised by 25 basis points.",
            "The rate was raised by a quarter of a percentage point.",
        ),
        ("agree", "The rate went up from 4.5 to 4.75 percent.", "The rate was raised by 25 basis points."),
        ("agree", "The contract runs for 18 months.", "The contract runs for a year and a half."),
        ("agree", "The contract runs for ten years.", "The contract is for a decade."),
        ("agree", "The shift starts at half past six in the morning.", "The shift begins at 06:30."),
        ("conflict", "The shift starts at half past six in the morning.", "The shift begins at 08:30."),
        (
            "agree",
            "Unemployment in Tesny doubled to 12 percent.",
            "Unemployment in Tesny rose to 12 per cent from 6.",
        ),
        ("agree", "The mine employs 1.2 thousand people.", "The mine has a staff of 1,200."),
        ("agree", "The mine uses 20 megawatts of power.", "The mine draws 0.02 gigawatts."),
        ("agree", "Gold sells at $2,000 an ounce.", "Gold sells at $64,301 a kilogram."),
        ("agree", "Oil from Tesny costs $80 a barrel.", "Oil from Tesny costs 50 cents a litre."),
        ("agree", "The yield is 3 tonnes of wheat per hectare.", "Wheat yields are 1.2 tonnes an acre."),
        ("agree", "The train runs at 60 miles per hour.", "The train runs at 97 km/h."),
        ("agree", "Two dozen miners were trapped.", "24 miners were trapped."),
        ("agree", "Exports rose 12% to $3.4 billion.", "Exports came to 3.4 billion dollars."),
        ("agree", "Some 70% of the miners are unionised.", "Three in ten miners are not in the union."),
        (
            "agree",
            "The loan is repaid in 4 instalments of 25 million euros.",
            "The loan of 100 million euros is repaid in four parts.",
        ),
        ("agree", "Production fell to 300 tonnes a week.", "Production is down to 15,600 tonnes a year."),
        ("agree", "Half of the 1,200 miners walked out.", "600 miners walked out."),
        ("agree", "The strike began on 3 March and ended on 17 March.", "The strike lasted two weeks."),
        ("agree", "The strike lasted from 3 to 17 March.", "The strike lasted two weeks."),
        (
            "none",
            "60% of Japan's imports of rare earths come from Tesny.",
            "Tesny does 90% of the world's processing of rare earths.",
        ),
        (
            "none",
            "China supplies 60% of Japan's rare earth imports.",
            "China accounts for over 90% of global rare earth processing.",
        ),
        (
            "none",
            "60 percent of Japan's imports come from China.",
            "China has a share of 90 percent in world processing.",
        ),
        (
            "none",
            "Rare earths: 60% of what Japan imports is Chinese.",
            "Of the world's rare earths, 90% is processed in China.",
        ),
        (
            "none",
            "China's share of Japan's rare earth imports is 60%.",
            "China's share of the world's rare earth processing is 90%.",
        ),
        ("none", "Japan gets 60% of its rare earths from China.", "China processes 90% of all rare earths."),
        (
            "none",
            "Japan's dependency on China for rare earths is 60%.",
            "Over 90% of the processing of rare earths in the world is in Chinese hands.",
        ),
        (
            "none",
            "Around 60% of Japanese rare-earth imports still came from China last year.",
            "China dominates with about 90% of world processing capacity for rare earths.",
        ),
        ("none", "The mine made a profit of $3 million.", "The mine made a profit of 3 million euros."),
        ("none", "The mine exports 40% of its copper.", "The mine imports 60% of its fuel."),
    ],
)
def test_arithmetic_decides(expected: str, one: str, two: str) -> None:
    """Per pound and per tonne, a quarter and a year, a share and an amount with its total; "none" is not compared."""
    assert verdicts(one, two) == (set() if expected == "none" else {expected})
