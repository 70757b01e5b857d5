"""Anchors: position, quote and context, and every place of a quote."""

from hypothesis import given
from hypothesis import strategies as st

from reeread.model.span import Span
from reeread.text.anchors import CONTEXT, anchor, occurrences


@given(st.text(max_size=120), st.data())
def test_an_anchor_holds_what_stands_there(body: str, data: st.DataObject) -> None:
    """Prefix, quote and suffix are the body around the span, the context at most 32 code points."""
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    made = anchor(body, Span(start, end))
    assert made.span == Span(start, end)
    assert body[:start].endswith(made.prefix)
    assert len(made.prefix) == min(CONTEXT, start)
    assert body[start:].startswith(made.exact + made.suffix)
    assert len(made.suffix) == min(CONTEXT, len(body) - end)


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=4))
def test_occurrences_are_all_places_overlapping_ones_too(body: str, quote: str) -> None:
    """Every start where the quote stands is found, in order."""
    places = [at for at in range(len(body)) if body.startswith(quote, at)]
    assert [span.start for span in occurrences(body, quote)] == places


def test_an_empty_quote_is_nowhere() -> None:
    """No quote, no place."""
    assert occurrences("abc", "") == []
