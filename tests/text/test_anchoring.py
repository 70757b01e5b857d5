"""Passages found again in a text that has changed."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.text.anchoring import Finder, Found, found_together, reworded
from reeread.text.anchoring.alignment import Alignment
from reeread.text.anchoring.folding import Folded
from reeread.text.anchors import anchor

CHARACTERS = "ab e\u0301ﬁ日本👨‍👩‍👧🇯🇵’“—\xa0\u200b\n .!"
"""Combining marks, ligatures, CJK, joined emoji, flags, typography, white space: what moves offsets."""

WORDS = ("harbour", "minister", "signed", "tonnes", "grain", "later", "port", "cranes", "monday", "price")

MEMO = """The harbour of Varna was closed on Monday after a storm damaged two of its four cranes.

Grain exports will be delayed by a week, the harbour master said, and prices may rise.

The minister promised new cranes by the end of the year. He did not say who would pay for them.

Farmers in the north stored 12,000 tonnes of wheat in sheds that were built for potatoes."""

SENTENCE = "Grain exports will be delayed by a week, the harbour master said, and prices may rise."


def standing(body: str, quote: str) -> Anchor:
    """Return the anchor of a quote where it first stands."""
    return anchor(body, Span(body.index(quote), body.index(quote) + len(quote)))


def found(old: str, new: str, quote: str = SENTENCE) -> tuple[str | None, AnchorState]:
    """Return what a quote became, and how sure that is."""
    one = Finder(new, old).find(standing(old, quote))
    return one.span and one.span.within(new), one.state


bodies = st.text(CHARACTERS, max_size=200)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Return a body and some spans of it, none empty."""
    body = draw(st.text(CHARACTERS, min_size=1, max_size=200))
    starts = draw(st.lists(st.integers(0, len(body) - 1), min_size=1, max_size=5))
    return body, [Span(at, draw(st.integers(at + 1, len(body)))) for at in starts]


@settings(deadline=None)
@given(passages())
def test_in_an_unchanged_text_everything_is_where_it_was(case: tuple[str, list[Span]]) -> None:
    """The same body gives the same places, beyond doubt."""
    body, spans = case
    finder = Finder(body, body)
    for span in spans:
        assert finder.find(anchor(body, span)) == Found(span, AnchorState.ANCHORED, 1.0)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=12, max_size=60), st.text(CHARACTERS, max_size=60), st.data()
)
def test_text_put_in_before_moves_everything(words: list[str], before: str, data: st.DataObject) -> None:
    """What stands in a text of its own words is found as far on as the text put in before it is long."""
    body = " ".join(f"{word}{number}" for number, word in enumerate(words)) + "."
    start = data.draw(st.integers(0, len(body) - 30))
    span = (
        Span(start, start + data.draw(st.integers(25, len(body) - start))) if len(body) - start > 25 else None
    )
    if span is None or not before.strip():
        return
    one = Finder(f"{before}\n\n{body}", body).find(anchor(body, span))
    assert (
        one.span is not None and one.span.within(f"{before}\n\n{body}").strip() == span.within(body).strip()
    )
    assert one.state is AnchorState.MOVED


@settings(deadline=None)
@given(passages(), bodies)
def test_a_place_lies_in_the_body_and_holds_something(case: tuple[str, list[Span]], new: str) -> None:
    """Whatever became of the text, with the old one at hand or not, a span that is said is one of the new body."""
    old, spans = case
    for finder in (Finder(new, old), Finder(new)):
        for span in spans:
            one = finder.find(anchor(old, span))
            assert (one.span is None) == (one.state is AnchorState.ORPHAN)
            places = [one.span] if one.span else []
            places += [place.span for place in finder.places(anchor(old, span))]
            assert all(0 <= place.start < place.end <= len(new) for place in places)


@settings(deadline=None)
@given(passages(), bodies)
def test_two_passages_never_end_at_one_place(case: tuple[str, list[Span]], new: str) -> None:
    """Passages that were different are different afterwards, or all but one are orphans."""
    old, spans = case
    kept = list(dict.fromkeys(spans))
    places = [one.span for one in found_together(Finder(new, old), [anchor(old, span) for span in kept])]
    standing = [place for place in places if place is not None]
    assert len(standing) == len(set(standing))


def test_what_stood_apart_and_falls_together_is_said() -> None:
    """Two sentences of which one sentence was made do not both stand on it beyond doubt."""
    old = "One crane of four was damaged by the storm. News. One crane of five was damaged by the storm."
    new = "Other news. One crane of six was damaged by the storm."
    spans = [Span(0, 43), Span(50, len(old))]
    states = [one.state for one in found_together(Finder(new, old), [anchor(old, span) for span in spans])]
    assert sum(state in (AnchorState.ANCHORED, AnchorState.MOVED) for state in states) <= 1


@settings(deadline=None)
@given(bodies)
def test_folding_and_back_covers_the_character(body: str) -> None:
    """Each character of the folded text leads back to the stretch of the body that it is made of."""
    folded = Folded(body)
    ends = [folded.end(at + 1) for at in range(len(folded.text))]
    starts = [folded.start(at) for at in range(len(folded.text))]
    assert starts == sorted(starts) and ends == sorted(ends)
    assert all(0 <= start < end <= len(body) for start, end in zip(starts, ends, strict=True))
    for start, end, made in zip(starts, ends, folded.text, strict=True):
        assert made in Folded(body[start:end]).text or made.isspace()


@settings(deadline=None)
@given(bodies, bodies)
def test_the_image_of_a_stretch_is_in_the_other_text(old: str, new: str) -> None:
    """An image, there and back, lies within both texts; equal texts are their own images."""
    alignment = Alignment(old, new)
    for start in range(0, len(old), 7):
        span = Span(start, min(len(old), start + 9))
        image = alignment.image(span)
        if old == new:
            assert image == span
        if image is not None:
            assert 0 <= image.start < image.end <= len(new)
            origin = alignment.origin(image)
            assert origin is not None and origin.end <= len(old)


@pytest.mark.parametrize(
    ("change", "stands", "state"),
    [
        pytest.param(lambda text: f"Latest news.\n\n{text}", SENTENCE, AnchorState.MOVED, id="text before"),
        pytest.param(
            lambda text: text.replace("delayed by a week", "late by ten days"),
            SENTENCE.replace("delayed by a week", "late by ten days"),
            AnchorState.MOVED,
            id="words changed",
        ),
        pytest.param(
            lambda text: text.replace(SENTENCE, "").replace("potatoes.", f"potatoes.\n\n{SENTENCE}"),
            SENTENCE,
            AnchorState.MOVED,
            id="moved",
        ),
        pytest.param(lambda text: text.replace(SENTENCE, ""), None, AnchorState.ORPHAN, id="deleted"),
        pytest.param(
            lambda text: text.replace(SENTENCE, "Nobody knows yet whether the football season can go on."),
            None,
            AnchorState.ORPHAN,
            id="another sentence in its place",
        ),
        pytest.param(
            lambda text: text.replace(" ", "\xa0").replace("week,", "week —"),
            SENTENCE.replace(" ", "\xa0").replace("week,", "week —"),
            AnchorState.MOVED,
            id="set anew",
        ),
        pytest.param(
            lambda text: f"In short: “{SENTENCE}”\n\n" + text.replace("by a week", "by two weeks"),
            SENTENCE.replace("by a week", "by two weeks"),
            AnchorState.MOVED,
            id="edited, with a clean copy elsewhere",
        ),
    ],
)
def test_what_becomes_of_a_sentence(change, stands: str | None, state: AnchorState) -> None:  # type: ignore[no-untyped-def]
    """A sentence is found where it went, in its new words, and is an orphan where it is gone."""
    assert found(MEMO, change(MEMO)) == (stands, state)


def test_another_passage_that_says_the_same_is_not_taken() -> None:
    """Of a sentence that stood twice the one that is left does not become the one that was deleted."""
    old = f"{MEMO}\n\nSummary of the day: {SENTENCE}"
    assert found(old, old.replace(SENTENCE, "", 1)) == (None, AnchorState.ORPHAN)


def test_a_few_other_words_are_not_sure() -> None:
    """A figure that stands where another one stood is for a person to look at, and never silently the same."""
    old = "Prices rose by 12% in March, the office said on Monday."
    assert found(old, old.replace("12%", "15%"), "12%") in (
        ("15%", AnchorState.REVIEW),
        (None, AnchorState.ORPHAN),
    )


def test_without_the_old_text_a_quote_out_of_its_place_is_for_review() -> None:
    """What came from elsewhere and stands between other words may be another passage with the same words."""
    one = Finder(f"Short news.\n\n{SENTENCE}\n\nWeather.").find(standing(MEMO, SENTENCE))
    assert one.state is AnchorState.REVIEW and one.span == Span(13, 13 + len(SENTENCE))


def test_places_to_choose_from_come_the_best_first() -> None:
    """Every copy of a quote is offered, each once."""
    new = f"{SENTENCE}\n\nOther news.\n\n{SENTENCE}"
    places = Finder(new).places(standing(MEMO, SENTENCE))
    assert [place.span.within(new) for place in places] == [SENTENCE, SENTENCE]
    assert places[0].score >= places[1].score


HOSTILE = {
    "one letter": ("a" * 300_000, "a" * 330_000),
    "another letter": ("a" * 300_000, "b" * 330_000),
    "one sentence over and over": ("the cat sat. " * 20_000, "the cat sat! " * 20_000),
    "nothing left": ("the cat sat. " * 20_000, ""),
    "only white space left": ("the cat sat. " * 20_000, " \n" * 50_000),
    "shuffled": ("abc " * 50_000, "".join(random.Random(1).choices("abc ", k=200_000))),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_come_to_an_end(case: tuple[str, str]) -> None:
    """Texts that look alike everywhere, or nowhere, give places in the body, doubts or orphans."""
    old, new = case
    spans = [Span(at, at + 60) for at in range(1000, len(old), len(old) // 5)]
    finder = Finder(new, old)
    for one in found_together(finder, [anchor(old, span) for span in spans]):
        assert one.span is None or 0 <= one.span.start < one.span.end <= len(new)


def test_a_whole_text_can_be_a_passage() -> None:
    """A passage as long as the text is found by its two ends."""
    old = " ".join(f"Sentence number {number} stands here." for number in range(2000))
    new = old.replace("number 1000 ", "number one thousand ")
    one = Finder(f"Top.\n\n{new}", old).find(anchor(old, Span(0, len(old))))
    assert one.span == Span(6, 6 + len(new))


def test_other_words_are_told() -> None:
    """Of two wordings the words that the other has not are told in both; of the same text, none."""
    old, new = "Prices rose by 12% in the month of May.", "Prices rose by 15% in May, again."
    gone, come = reworded(old, new)
    assert [span.within(old) for span in gone] == ["12", "the month of"]
    assert [span.within(new) for span in come] == ["15", ", again"]
    assert reworded(old, old) == ((), ()) == reworded("one " * 500, "two " * 500)
