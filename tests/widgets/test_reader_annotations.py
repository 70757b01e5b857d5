"""Several annotations on the same text: told apart, chosen, changed, their borders moved."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.messages import (
    DeleteRequested,
    ModeChanged,
    PassageChanged,
    RetagRequested,
    SpanChangeRequested,
    TagRequested,
)
from reeread.model.annotation import Anchor, Annotation
from reeread.widgets.reader.lanes import lanes
from tests.widgets.reader_host import Host, annotation, article, highlight, span_of

SHOWN = article("The mine may close in May. Prices will rise.\n\nNobody knows more than that.")
WHOLE = annotation(SHOWN, "The mine may close in May.", "risk", note="Why?")
PHRASE = annotation(SHOWN, "may close", "risk")
MONTH = annotation(SHOWN, "May", "confirmed")


def reading(*annotations: Annotation, **state: Any) -> Host:
    """Return the reader over the article with annotations."""
    return Host(SHOWN, annotations=annotations, **state)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.integers(0, 4)), max_size=12),
    st.integers(1, 4),
)
def test_annotations_that_share_text_share_no_column(shapes: list[tuple[int, int, int]], room: int) -> None:
    """Whatever overlaps, no two annotations over one code point have a column of the gutter in common."""
    marks = [
        Annotation(str(at), "b", Anchor(start, start + size, ""), ("a", "b", "c", "d")[:tags], "", "", "", "")
        for at, (start, size, tags) in enumerate(sorted(shapes))
    ]
    found = lanes(marks, room)
    assert set(found) == {mark.id for mark in marks if mark.tags}
    for offset in range(90):
        columns = [
            found[mark.id] + column
            for mark in marks
            if mark.tags and mark.span.holds(offset)
            for column in range(min(room, len(mark.tags)))
        ]
        assert len(columns) == len(set(columns))


async def test_each_annotation_has_a_letter_of_its_own() -> None:
    """Two of the same tag on one row are two letters; the columns of the longer one go on below."""
    shown = article("One of many words. " * 12)
    long = annotation(shown, shown.body.strip(), "risk")
    app = Host(shown, annotations=(long, annotation(shown, "many", "risk")))
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert [gutter.rstrip("▎ ") for gutter in app.gutters()[:2]] == [" RR", "  │"]


def of(author: str, *tags: str, note: str = "", quote: str = "The mine may close in May.") -> Annotation:
    """Return somebody's annotation of the article."""
    mark = annotation(SHOWN, quote, *tags, note=note)
    return mark._replace(id=f"{mark.id} {author}", author=author)


BEN_AND_OTHERS = {"ben": "B", "cat": "C", "dan": "D"}


@pytest.mark.parametrize(
    ("marks", "gutter"),
    [
        pytest.param([of("me", "risk")], "  R", id="one's own stay as they are"),
        pytest.param([of("ben", "risk")], " BR", id="another's has the sign before"),
        pytest.param([of("ben", "risk", "confirmed")], "BRF", id="once, before all letters"),
        pytest.param([of("me", "risk"), of("ben", "risk")], "BRR", id="one's own and another's"),
        pytest.param([of("ben", "risk"), of("me", "confirmed")], "FBR", id="whoever came first"),
        pytest.param([of("ben", "risk"), of("cat", "risk")], " CB", id="signs alone where both lack room"),
        pytest.param([of(who, "risk") for who in ("me", "ben", "cat")], "CBR", id="after one's own letter"),
        pytest.param([of(who, "risk") for who in ("cat", "dan", "ben", "me")], "+CR", id="more than fit"),
        pytest.param([of(who, "risk") for who in ("ben", "ben", "cat")], " CB", id="each once"),
        pytest.param([of("ben"), of("eve", "risk")], "  R", id="who has no sign has none"),
    ],
)
async def test_marks_of_others_bear_their_sign(marks: list[Annotation], gutter: str) -> None:
    """One sees in the gutter whose a mark is: one's own as ever, others' behind a sign, however many overlap."""
    app = reading(*marks, initials=BEN_AND_OTHERS)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert app.gutters()[0][:3] == gutter


async def test_a_suggestion_does_not_take_the_place_of_a_sign() -> None:
    """Where letters, signs and suggestions are too many, it is said that there are more, and whose marks stand there."""
    shown = [highlight(SHOWN, "The mine may close in May.", "speculation", "may")]
    app = reading(of("me", "risk"), of("ben", "risk"), initials=BEN_AND_OTHERS, highlights=tuple(shown))
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert app.gutters()[0][:3] == "sBR"
        app.reader.annotations = (*app.reader.annotations, of("cat", "risk"))
        assert app.gutters()[0][:3] == "+BR"


async def test_marks_of_others_go_on_as_another_line() -> None:
    """Below its letters a mark of somebody else is a broken line, and stands in a column of its own."""
    shown = article("One of many words. " * 12)
    own = annotation(shown, shown.body.strip(), "risk")
    others = own._replace(id="other", author="ben")
    app = Host(shown, annotations=(own, others), initials=BEN_AND_OTHERS)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert [gutter[:3] for gutter in app.gutters()[:2]] == ["BRR", " ┊│"]


async def test_a_note_of_somebody_else_says_whose() -> None:
    """Notes below one passage are told apart by the sign; one's own stands as ever."""
    app = reading(of("me", note="Mine."), of("ben", note="His.\nMore."), initials=BEN_AND_OTHERS)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        assert app.rows()[1:3] == ["✎ Mine.", "✎ B His."]


@pytest.mark.parametrize("colours", ["dark", "none"])
async def test_signs_are_told_from_letters_without_colours(
    colours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign of a person is underlined and thin, the letter of a tag bold; chosen, both are reversed."""
    if colours == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    app = reading(of("ben", "risk"), initials=BEN_AND_OTHERS)
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        sign, letter = app.look("B"), app.look("R")
        assert (sign.underline, bool(sign.bold)) == (True, False)
        assert (bool(letter.underline), letter.bold) == (False, True)
        await pilot.press("semicolon")
        assert app.look("B").reverse and app.look("R").reverse


async def test_a_key_goes_round_the_annotations_here() -> None:
    """Each is selected and marked in turn and named to the screen; after the last the sentence is meant again."""
    app = reading(WHOLE, PHRASE, MONTH)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        said = []
        for _ in range(4):
            await pilot.press("semicolon")
            await pilot.pause()
            change = app.asked_for(PassageChanged)[-1]
            said.append((app.passage, change.chosen and change.chosen.span.within(SHOWN.body)))
            assert len(change.annotations) == 3
        assert said == [
            ("The mine may close in May.", "The mine may close in May."),
            ("may close", "may close"),
            ("May", "May"),
            ("The mine may close in May.", None),
        ]
        await pilot.press("semicolon", "semicolon")
        assert app.reader.chosen == PHRASE
        assert [bool(part.style.reverse) for part in app.reader.render_line(0) if part.text == "R"] == [
            True,
            False,
        ]
        await pilot.press("j")
        assert app.reader.chosen is None


async def test_what_is_asked_of_an_annotation_is_of_the_chosen_one() -> None:
    """Delete and retag name the chosen annotation, without a choice one's own and the one nearest in extent."""
    other = annotation(SHOWN, "The mine may close in May.", "risk")
    app = reading(PHRASE, MONTH, author="me")
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("D", "semicolon", "semicolon", "R")
        await pilot.pause()
        assert [each.annotation for each in app.asked_for(DeleteRequested)] == [PHRASE]
        assert [each.annotation for each in app.asked_for(RetagRequested)] == [MONTH]
        app.reader.author = "somebody else"
        app.reader.annotations = (other, PHRASE)
        await pilot.press("escape", "delete")
        await pilot.pause()
        assert app.asked_for(DeleteRequested)[-1].annotation == other


async def test_when_the_chosen_one_goes_the_sentence_is_meant_again() -> None:
    """A deleted annotation leaves no selection behind."""
    app = reading(WHOLE, PHRASE)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("semicolon", "semicolon")
        assert app.passage == "may close"
        app.reader.annotations = (WHOLE,)
        await pilot.pause()
        assert app.passage == "The mine may close in May."
        assert app.reader.scene.selection is None


async def test_borders_are_moved_and_kept() -> None:
    """The keys that select move the end, o takes the other end, enter asks for the new span."""
    app = reading(PHRASE)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("B")
        await pilot.pause()
        assert app.asked_for(ModeChanged)[-1].mode == "borders"
        await pilot.press("e", "o", "b", "r", "m", "a", "enter")
        await pilot.pause()
        [request] = app.asked_for(SpanChangeRequested)
        assert request.annotation == PHRASE
        assert request.span == span_of(SHOWN, "mine may close in")
        assert app.asked_for(ModeChanged)[-1].mode == ""
        assert app.passage == "mine may close in"
        assert app.asked_for(TagRequested) == []


async def test_borders_can_be_left_as_they_were() -> None:
    """Escape, another place, or an annotation that is gone leaves the mode without a wish."""
    app = reading(PHRASE)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("B", "l", "l", "escape")
        assert app.passage == "may close"
        assert not app.reader.bordering and not app.reader.selecting
        await pilot.press("B", "l")
        app.reader.show(span_of(SHOWN, "Prices will rise."))
        assert not app.reader.bordering
        app.reader.show(PHRASE.span)
        await pilot.press("B", "l")
        app.reader.annotations = ()
        await pilot.pause()
        assert not app.reader.bordering
        assert app.asked_for(SpanChangeRequested) == []


async def test_borders_that_stay_ask_for_nothing() -> None:
    """Enter on the old borders only leaves."""
    app = reading(PHRASE)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("B", "l", "h", "enter")
        await pilot.pause()
        assert app.asked_for(SpanChangeRequested) == []
        assert not app.reader.bordering


async def test_nothing_is_asked_where_nothing_is() -> None:
    """Without an annotation the keys for one do nothing."""
    app = reading()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("semicolon", "D", "R", "B", "enter", "escape")
        await pilot.pause()
        assert [kind for kind in app.asked if not isinstance(kind, PassageChanged)] == []
