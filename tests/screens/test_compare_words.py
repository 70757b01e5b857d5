"""Stops on the way through shared claims, and what is said of them."""

import pytest

from reeread.model.claim import Claim, ClaimPassage
from reeread.model.span import Span
from reeread.model.verdict import Verdict
from reeread.screens.compare.words import claim_words, partner_words, shared_words
from reeread.screens.stops import Stop, linked, stop_at, stop_beyond, stops


def passage(source: str, start: int, value: str, low: float, high: float | None) -> ClaimPassage:
    """Return a passage of ten code points."""
    return ClaimPassage(source, start, start + 10, "ten signs.", value, low, high, "%")


FIRST = Claim("first", Verdict.AGREE, 2, (passage("a", 50, "17", 17, 17), passage("b", 9, "17", 17, 17)))
SECOND = Claim(
    "second",
    Verdict.TENSION,
    3,
    (
        passage("a", 50, "80–90%", 80, 90),
        passage("a", 20, "80%", 80, 85),
        passage("b", 70, "90+%", 90, None),
        passage("c", 5, "over 90", 90, None),
        passage("c", 25, "91", 91, 91),
    ),
)
PLACES = stops((FIRST, SECOND), "a")


def test_stops_are_in_the_order_of_the_text() -> None:
    """Each passage of the article is a stop; of those on one span the gravest comes first."""
    assert (Stop(Span(20, 30), SECOND), Stop(Span(50, 60), SECOND), Stop(Span(50, 60), FIRST)) == PLACES
    assert stops((FIRST, SECOND), "d") == ()


def test_the_gravest_is_met_unless_one_is_kept() -> None:
    """A cursor on two claims stands on the graver one, or on the one that it came for."""
    assert stop_at(PLACES, Span(45, 80), None) == PLACES[1]
    assert stop_at(PLACES, Span(45, 80), FIRST) == PLACES[2]
    assert stop_at(PLACES, Span(30, 50), FIRST) is None


@pytest.mark.parametrize(
    ("present", "cursor", "by", "expected"),
    [
        (None, Span(0, 10), 1, 0),
        (None, Span(0, 10), -1, None),
        (None, Span(35, 45), 1, 1),
        (None, Span(35, 45), -1, 0),
        (1, Span(45, 60), 1, 2),
        (2, Span(45, 60), 1, None),
        (2, Span(45, 60), -1, 1),
        (0, Span(20, 30), -1, None),
        (None, Span(90, 95), -1, 2),
    ],
)
def test_the_way_leads_from_stop_to_stop(
    present: int | None, cursor: Span, by: int, expected: int | None
) -> None:
    """The next stop is that after the present one, else after the cursor; there is none beyond the ends."""
    found = stop_beyond(PLACES, None if present is None else PLACES[present], cursor, by)
    assert found == (None if expected is None else PLACES[expected])


def test_only_the_partners_of_one_claim_are_lit() -> None:
    """Every stop is marked with its verdict; those of the claim under the cursor are lit."""
    assert [(each.verdict, each.lit) for each in linked(PLACES, FIRST)] == [
        (Verdict.TENSION, False),
        (Verdict.TENSION, False),
        (Verdict.AGREE, True),
    ]


def test_claims_are_told_in_words() -> None:
    """Verdict, sides and independent origins are words, not signs."""
    assert claim_words(FIRST) == "2 sources agree · independent origins 2"
    assert claim_words(SECOND) == "in tension · 2 sources against 1 · independent origins 3"
    assert shared_words((FIRST, SECOND)) == "2 shared claims · 1 in tension"
    assert shared_words(()) == "No shared claims found"


def test_partners_are_named_with_their_figures() -> None:
    """The passage's own figure, the verdict, and at most two partners by figure and title; long titles are cut."""
    assert partner_words(PLACES[2], "a", {"b": "Blog"}) == "“17” agrees with “17” (Blog)"
    titles = {"b": "Blog", "c": "A title that is too long for a line that has other things to say"}
    assert partner_words(PLACES[1], "a", titles) == (
        "“80–90%” in tension with “90+%” (Blog), “over 90” (A title that is too long for a line…) and 1 more"
    )
