"""Figures: money, percentages, ranges, bounds, counts, and the numbers that are none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.extract.figures import figures
from reeread.model.extraction import DATE, Figure

BILLION = 1e9
TABLE = [
    line.split(" => ")
    for line in (Path(__file__).parent / "data" / "figures.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"),
    [
        ("its $550 billion package", "$550 billion", 550 * BILLION, 550 * BILLION, "USD"),
        ("committed US $550 billion to it", "US $550 billion", 550 * BILLION, 550 * BILLION, "USD"),
        ("at least $1bn in aid", "at least $1bn", BILLION, None, "USD"),
        ("up to €3.5m a year", "up to €3.5m", None, 3.5e6, "EUR"),
        ("a loan of ¥300 million", "¥300 million", 3e8, 3e8, "JPY"),
        ("some 80 trillion won in all", "some 80 trillion won", 80e12, 80e12, "KRW"),
        ("paid 5m USD for it", "5m USD", 5e6, 5e6, "USD"),
        ("half a million dollars", "half a million dollars", 5e5, 5e5, "USD"),
        ("$10-12 billion of debt", "$10-12 billion", 10 * BILLION, 12 * BILLION, "USD"),
        ("controls 80%–90% of it", "80%–90%", 80, 90, "%"),
        ("about 15 percent of it", "about 15 percent", 15, 15, "%"),
        ("(90+% of refining)", "90+%", 90, None, "%"),
        ("over 90 % of oxides", "over 90 %", 90, None, "%"),
        ("more than 90% of it", "more than 90%", 90, None, "%"),
        ("at most 5 per cent", "at most 5 per cent", None, 5, "%"),
        ("two percent of staff", "two percent", 2, 2, "%"),
        ("80 to 90 percent", "80 to 90 percent", 80, 90, "%"),
        ("two thirds of the houses", "two thirds", 200 / 3, 200 / 3, "%"),
        ("rose 0.25 percentage points", "0.25 percentage points", 0.25, 0.25, "percentage points"),
        ("cut by 25 basis points", "25 basis points", 0.25, 0.25, "percentage points"),
        ("17 elements essential to it", "17 elements", 17, 17, "elements"),
        ("Fourteen cabins burned", "Fourteen cabins", 14, 14, "cabins"),
        ("about 2,000 displaced families", "about 2,000 displaced families", 2000, 2000, "families"),
        ("two hundred and fifty people", "two hundred and fifty people", 250, 250, "people"),
        ("50 or more workers", "50 or more workers", 50, None, "workers"),
        ("必要な鉱物の90%が", "90%", 90, 90, "%"),
        ("it cost 15 dollars and 15 cents", "15 dollars and 15 cents", 15.15, 15.15, "USD"),
        (
            "it cost thirteen dollars forty-five cents",
            "thirteen dollars forty-five cents",
            13.45,
            13.45,
            "USD",
        ),
        ("it rose to 17 USD 25.", "17 USD 25", 17.25, 17.25, "USD"),
        ("a card of USD115.5 each", "USD115.5", 115.5, 115.5, "USD"),
        ("Mex$ 10 million forward", "Mex$ 10 million", 10e6, 10e6, "MXN"),
        ("hk $ 10.05 billion", "hk $ 10.05 billion", 10.05e9, 10.05e9, "HKD"),
        ("losses of 30 MUSD again", "30 MUSD", 30e6, 30e6, "USD"),
        ("they lost 75 USD million.", "75 USD million", 75e6, 75e6, "USD"),
        ("three quarters of a billion dollars", "three quarters of a billion dollars", 75e7, 75e7, "USD"),
        ("a 12-cent dividend", "12-cent", 12, 12, "cents"),
        ("some 12,34,567 rupees", "some 12,34,567 rupees", 1234567, 1234567, "INR"),
        ("per cent of 210", "per cent of 210", 210, 210, "%"),
        ("it cost $5 million.", "$5 million", 5e6, 5e6, "USD"),
        ("投資は5500億ドル", "5500億ドル", 550 * BILLION, 550 * BILLION, "USD"),
    ],
)
def test_a_figure_is_an_interval_in_base_units(
    text: str, quote: str, low: float | None, high: float | None, unit: str
) -> None:
    """Each way of writing gives its interval, its unit and its exact place."""
    found = figures(text)
    assert [(f.text, f.unit) for f in found] == [(quote, unit)]
    assert found[0].low == pytest.approx(low)
    assert found[0].high == pytest.approx(high)
    assert text[found[0].start : found[0].end] == quote


def _told(figure: Figure) -> str:
    """Return a figure as the table tells it."""

    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.12g}"

    ends = (number(figure.low), number(figure.high))
    interval = ends[0] if ends[0] == ends[1] else "..".join(ends)
    return f"{figure.text}: {interval} {figure.unit}".rstrip() + (" ~" if figure.approximate else "")


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[f"{at}" for at in range(len(TABLE))])
def test_a_sentence_of_the_table_has_the_figures_that_stand_beside_it(text: str, wanted: str) -> None:
    """Each sentence gives just the figures beside it, dates aside: quotes, intervals, units, what is approximate."""
    found = (figure for figure in figures(text) if figure.unit != DATE)
    assert " | ".join(map(_told, found)) == wanted.replace("none", "")


def test_a_sign_belongs_to_the_number_that_it_stands_close_to() -> None:
    """Two amounts in a row do not take each other's signs, and a whole number of things is no number of cents."""
    assert [f.text for f in figures("$ 20,000.00 $ 37,305.97")] == ["$ 20,000.00", "$ 37,305.97"]
    assert [f.text for f in figures("10 $ 30 $")] == ["10 $", "30 $"]
    assert [f.text for f in figures("rmb 10 usd 20")] == ["rmb 10", "usd 20"]
    assert [f.text for f in figures("it took 15 dollars and 50 people")] == ["15 dollars", "50 people"]


@pytest.mark.parametrize(
    "text",
    [
        "the F-35 and the agent JP-01",
        "Dear 222 News viewers",
        "on the 21st of the month",
        "at 17:40 and at 5 p.m.",
        "see article 7 and Hall 4",
        "a 9-to-5 job",
        "https://example.org/90%25/30million",
        "version 3.2.1 of it",
    ],
)
def test_names_ordinals_times_and_addresses_are_no_figures(text: str) -> None:
    """A number that names something or puts it in order measures nothing."""
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "approximate"),
    [("about 15 percent", True), ("~15 %", True), ("roughly 40 boats", True), ("15 percent", False)],
)
def test_approximation_is_marked(text: str, approximate: bool) -> None:
    """Words and signs of approximation mark the figure and widen nothing."""
    (figure,) = figures(text)
    assert figure.approximate is approximate
    assert figure.low == figure.high


@given(st.text(alphabet="0123456789 ,.-–%$€+~abcmnillo\u00a0'億万thousandpercent\n"), st.integers(0, 99))
def test_places_are_exact_in_any_text(text: str, offset: int) -> None:
    """Whatever the text, each figure's text is what stands at its place, in order and without overlap."""
    end = 0
    for figure in figures(text, offset):
        assert text[figure.start - offset : figure.end - offset] == figure.text
        assert figure.start - offset >= end
        end = figure.end - offset
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
