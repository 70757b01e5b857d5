"""Tags and notes on passages."""

import pytest

from reeread.library import Library, history, reading, tagging
from reeread.library.codebook import add_tag, edit_tag
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span


@pytest.fixture
def passage(levy: Briefing) -> Passage:
    """Return a passage of the briefing."""
    return Passage(levy.id, Span(23, 67))


def test_a_tag_is_kept_with_its_anchor(lib: Library, passage: Passage) -> None:
    """The annotation holds position, quote, both contexts, author and times."""
    annotation = tagging.tag(lib, passage, ["risk"])
    body = reading.article(lib, passage.briefing).body
    assert annotation.passage == passage
    assert annotation.anchor.exact == body[23:67]
    assert (annotation.anchor.prefix, annotation.anchor.suffix) == (body[:23], body[67:99])
    assert (annotation.tags, annotation.note, annotation.author) == (("risk",), "", "ann")
    assert annotation.created == annotation.modified
    assert tagging.annotations(lib) == (annotation,)
    assert reading.find(lib, passage.briefing).annotations == 1


def test_tagging_twice_is_tagging_once(lib: Library, passage: Passage) -> None:
    """A tag that is there is not put again: same annotation, no event."""
    first = tagging.tag(lib, passage, ["risk"], "Why?")
    events = history.events(lib)
    assert tagging.tag(lib, passage, ["risk"]) == first
    assert tagging.tag(lib, passage, ["risk"], "Why?") == first
    assert history.events(lib) == events


def test_one_passage_bears_several_tags_in_the_order_of_the_codebook(lib: Library, passage: Passage) -> None:
    """Tags are a set, shown in the codebook's order however they came."""
    tagging.tag(lib, passage, ["confirmed", "risk"])
    assert tagging.tag(lib, passage, ["commitment"]).tags == ("risk", "commitment", "confirmed")


def test_passages_overlap_freely(lib: Library, levy: Briefing) -> None:
    """Nested, crossing and equal spans of several authors stand side by side, in order."""
    spans = [Span(0, 30), Span(5, 10), Span(8, 40), Span(8, 12)]
    for span in spans:
        tagging.tag(lib, Passage(levy.id, span), ["risk"])
    with Library.open(lib.path, "bob") as other:
        tagging.tag(other, Passage(levy.id, Span(5, 10)), ["confirmed"])
    found = tagging.annotations(lib, levy.id)
    assert [annotation.span for annotation in found] == sorted([*spans, Span(5, 10)])


def test_one_authors_keys_change_only_their_own(lib: Library, passage: Passage) -> None:
    """Two authors' marks on one span are two annotations; taking one off leaves the other."""
    tagging.tag(lib, passage, ["risk"], "Ann's")
    with Library.open(lib.path, "bob") as other:
        tagging.tag(other, passage, ["risk"])
        assert tagging.untag(other, passage) is None
        assert tagging.toggle(other, passage, "confirmed")
    assert [(one.author, one.tags, one.note) for one in tagging.annotations(lib)] == [
        ("ann", ("risk",), "Ann's"),
        ("bob", ("confirmed",), ""),
    ]


def test_a_second_press_takes_the_tag_off(lib: Library, passage: Passage) -> None:
    """Toggling puts a tag on, adds others, takes them off, and leaves nothing behind at last."""
    results = [tagging.toggle(lib, passage, tag) for tag in ("risk", "confirmed", "risk", "confirmed")]
    assert [result.tags if result else None for result in results] == [
        ("risk",), ("risk", "confirmed"), ("confirmed",), None,
    ]  # fmt: skip
    assert tagging.annotations(lib) == ()


def test_untag_takes_some_or_all_off(lib: Library, passage: Passage) -> None:
    """Named tags go; without names all go; a note keeps the annotation."""
    tagging.tag(lib, passage, ["risk", "confirmed", "commitment"], "Stays.")
    some = tagging.untag(lib, passage, ["risk", "speculation"])
    assert some and some.tags == ("commitment", "confirmed")
    rest = tagging.untag(lib, passage)
    assert rest and (rest.tags, rest.note) == ((), "Stays.")
    assert tagging.note(lib, passage, "") is None
    assert tagging.untag(lib, passage) is None


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nb\rc\n",
        "nul \0 inside",
        " leading and trailing \t",
        "日本語 👩‍👩‍👧 e\u0301 \u202e",
        "\ufeff",
        "'; DROP TABLE x; --",
    ],
)
def test_notes_are_kept_to_the_character(lib: Library, passage: Passage, text: str) -> None:
    """A note comes back as it was written, after closing and opening too, and after undo and redo."""
    assert getattr(tagging.note(lib, passage, text), "note", None) == text
    tagging.note(lib, passage, "")
    history.undo(lib)
    lib.close()
    with Library.open(lib.path, "ann") as again:
        assert [one.note for one in tagging.annotations(again)] == [text]


def test_half_a_surrogate_pair_is_refused(lib: Library, passage: Passage) -> None:
    """What UTF-8 cannot hold is refused with its place, and nothing is written."""
    with pytest.raises(UsageError, match="character 3"):
        tagging.note(lib, passage, "ab\ud800")
    assert tagging.annotations(lib) == () and len(history.events(lib)) == 1


@pytest.mark.parametrize("span", [Span(-1, 4), Span(5, 5), Span(9, 4), Span(0, 10_000)])
def test_passages_outside_the_body_are_refused(lib: Library, levy: Briefing, span: Span) -> None:
    """A span that is no stretch of the body is told, with how offsets count."""
    with pytest.raises(UsageError, match="not inside the body"):
        tagging.tag(lib, Passage(levy.id, span), ["risk"])


def test_unknown_tags_and_briefings_are_told(lib: Library, passage: Passage) -> None:
    """A tag that the codebook lacks is told with those it has; a briefing with where ids are shown."""
    for call in (tagging.tag, tagging.untag):
        with pytest.raises(NotFound, match="risk, commitment, speculation, confirmed"):
            call(lib, passage, ["rsik"])
    with pytest.raises(NotFound, match="no tag"):
        tagging.toggle(lib, passage, "rsik")
    with pytest.raises(NotFound, match="reeread list"):
        tagging.toggle(lib, Passage("none", Span(0, 1)), "risk")
    with pytest.raises(UsageError, match="neither"):
        tagging.tag(lib, passage, [])


def test_annotations_are_filtered(lib: Library, passage: Passage, levy: Briefing) -> None:
    """By briefing, tags (any of them), authors, date and stack; a filter does not change what is shown."""
    both = tagging.tag(lib, passage, ["risk", "confirmed"])
    with Library.open(lib.path, "bob", clock=lambda: 0.0) as other:
        old = tagging.tag(other, Passage(levy.id, Span(0, 5)), ["speculation"])
    assert tagging.annotations(lib, levy.id) == (old, both)
    assert tagging.annotations(lib, "another") == ()
    assert tagging.annotations(lib, tags=["confirmed", "commitment"]) == (both,)
    assert tagging.annotations(lib, authors=["bob", "eve"]) == (old,)
    assert tagging.annotations(lib, since="2000-01-01") == (both,)
    assert tagging.annotations(lib, since="1970-01-01") == (old, both)
    assert tagging.annotations(lib, stack="none") == ()
    with pytest.raises(UsageError, match="no date"):
        tagging.annotations(lib, since="yesterday")


def test_occurrences_are_all_places_of_a_quote(lib: Library, levy: Briefing) -> None:
    """A quote is found to the letter, every time it stands there."""
    spans = tagging.occurrences(lib, levy.id, "levy")
    body = reading.article(lib, levy.id).body
    assert len(spans) == 2 and {span.within(body) for span in spans} == {"levy"}
    assert tagging.occurrences(lib, levy.id, "LEVY") == ()


def test_a_renamed_tag_stays_on_its_passages(lib: Library, passage: Passage) -> None:
    """Annotations bear a tag, not its name; taking the renaming back takes the name back."""
    tagging.tag(lib, passage, ["risk"])
    edit_tag(lib, "risk", new_name="danger")
    assert [one.tags for one in tagging.annotations(lib, tags=["danger"])] == [("danger",)]
    history.undo(lib)
    assert [one.tags for one in tagging.annotations(lib)] == [("risk",)]


def test_a_tag_that_others_use_cannot_be_undone_away(lib: Library, passage: Passage) -> None:
    """Taking back a new tag that somebody put on a passage is refused, and all stays as it is."""
    add_tag(lib, "actor")
    with Library.open(lib.path, "bob") as other:
        borne = tagging.tag(other, passage, ["actor"])
    with pytest.raises(Exception, match="depend on the tag"):
        history.undo(lib)
    assert tagging.annotations(lib) == (borne,)


def test_tagging_survives_a_restart(lib: Library, passage: Passage) -> None:
    """What was written is there when the library is opened again."""
    annotation = tagging.tag(lib, passage, ["risk"], "Kept.")
    lib.close()
    with Library.open(lib.path, "ann") as again:
        assert tagging.annotations(again) == (annotation,)
        assert isinstance(tagging.toggle(again, passage, "confirmed"), Annotation)
