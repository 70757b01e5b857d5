"""Annotations changed by their ids: retagged, deleted, noted on, moved."""

import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from reeread.library import Library, editing, history, reading, tagging
from reeread.library.adding import add
from reeread.library.codebook import add_tag, retire
from reeread.library.removing import remove
from reeread.model.annotation import AnchorState, Annotation, Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span


@pytest.fixture
def three(lib: Library, levy: Briefing) -> list[Annotation]:
    """Return three annotations of Ann's: a risk, one confirmed with a note, a note."""
    return [
        tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"]),
        tagging.tag(lib, Passage(levy.id, Span(6, 11)), ["confirmed"], "Why?"),
        tagging.tag(lib, Passage(levy.id, Span(12, 20)), [], "Café, only a note."),
    ]


@pytest.fixture
def bobs(lib: Library, levy: Briefing) -> Iterator[Annotation]:
    """Return an annotation of Bob's."""
    with Library.open(lib.path, "bob") as other:
        yield tagging.tag(other, Passage(levy.id, Span(0, 5)), ["risk"])


def ids(found: list[Annotation]) -> list[str]:
    """Return their ids."""
    return [one.id for one in found]


def test_retagging_keeps_all_but_the_tags(lib: Library, three: list[Annotation]) -> None:
    """Span, note, author and making stay, in one deed; what is so already is not touched."""
    changed = editing.retag(lib, ids(three), add=["speculation"], remove=["confirmed"])
    assert (changed.changed, changed.same, changed.foreign) == (3, 0, 0)
    after = tagging.annotations(lib)
    assert [one.tags for one in after] == [("risk", "speculation"), ("speculation",), ("speculation",)]
    for old, new in zip(three, after, strict=True):
        assert (new.id, new.anchor, new.note, new.created) == (old.id, old.anchor, old.note, old.created)
    assert editing.retag(lib, ids(three), add=["speculation"]).same == 3
    undone = history.undo(lib)
    assert undone and undone.text == "Took back retagging 3 passages."
    assert list(tagging.annotations(lib)) == three


def test_one_left_with_nothing_is_gone(lib: Library, three: list[Annotation]) -> None:
    """Its last tag taken off, an annotation goes if it has no note, and comes back by undo."""
    assert editing.retag(lib, ids(three), remove=["risk", "confirmed"]).changed == 2
    assert [one.note for one in tagging.annotations(lib)] == ["Why?", "Café, only a note."]
    history.undo(lib)
    assert list(tagging.annotations(lib)) == three


def test_deleting_is_one_deed(lib: Library, three: list[Annotation]) -> None:
    """All go and all come back; the same id twice is one."""
    assert editing.delete(lib, [*ids(three), three[0].id]).changed == 3
    assert tagging.annotations(lib) == ()
    undone = history.undo(lib)
    assert undone and undone.text == "Took back deleting 3 passages."
    assert list(tagging.annotations(lib)) == three


def test_others_annotations_stay(lib: Library, three: list[Annotation], bobs: Annotation) -> None:
    """What is Bob's is counted and left alone; changing just his is refused."""
    assert editing.retag(lib, [bobs.id, three[0].id], add=["confirmed"]).foreign == 1
    assert editing.delete(lib, [bobs.id, three[0].id]).foreign == 1
    assert editing.find(lib, bobs.id) == bobs
    for refused in (lambda: editing.note(lib, bobs.id, "x"), lambda: editing.move(lib, bobs.id, Span(0, 2))):
        with pytest.raises(UsageError, match="bob"):
            refused()


def test_a_note_is_written_by_id(lib: Library, three: list[Annotation]) -> None:
    """It is kept to the character; without a text the note goes, and the annotation if it bears no tag."""
    noted = editing.note(lib, three[0].id, "Which?\n")
    assert noted and (noted.note, noted.tags) == ("Which?\n", ("risk",))
    events = history.events(lib)
    assert editing.note(lib, three[0].id, "Which?\n") == noted
    assert history.events(lib) == events
    assert editing.note(lib, three[2].id, "") is None
    with pytest.raises(UsageError, match="surrogate"):
        editing.note(lib, three[0].id, "\ud800")
    with pytest.raises(NotFound, match="reeread annotations"):
        editing.note(lib, three[2].id, "Gone.")


def test_moving_keeps_all_but_the_borders(lib: Library, levy: Briefing, three: list[Annotation]) -> None:
    """Id, tags, note and making stay; quote and contexts are those of the new place; undo moves it back."""
    moved = editing.move(lib, three[1].id, Span(6, 14))
    body = reading.article(lib, levy.id).body
    assert (moved.id, moved.tags, moved.note) == (three[1].id, ("confirmed",), "Why?")
    assert moved.created == three[1].created
    assert (moved.anchor.exact, moved.anchor.prefix, moved.anchor.suffix) == (
        body[6:14],
        body[:6],
        body[14:46],
    )
    events = history.events(lib)
    assert editing.move(lib, moved.id, Span(6, 14)) == moved and history.events(lib) == events
    with pytest.raises(UsageError, match="not inside"):
        editing.move(lib, moved.id, Span(6, 10_000))
    with pytest.raises(UsageError, match="already"):
        editing.move(lib, moved.id, three[0].span)
    undone = history.undo(lib)
    assert undone and undone.text == "Took back the borders of “agree on”."
    assert list(tagging.annotations(lib)) == three


def test_moving_settles_an_orphan(lib: Library, levy: Briefing, write: Callable[..., str]) -> None:
    """One whose quote is gone stands in the present version again, anchored; undo makes it an orphan."""
    orphan = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    list(add(lib, [write("Harbours agree on a levy\n\nThe two signed.\n")]))
    assert editing.find(lib, orphan.id).state is AnchorState.ORPHAN
    moved = editing.move(lib, orphan.id, Span(0, 8))
    assert (moved.state, moved.anchor.exact) == (AnchorState.ANCHORED, "Harbours")
    assert tagging.annotations(lib, states=[AnchorState.ANCHORED]) == (moved,)
    history.undo(lib)
    assert editing.find(lib, orphan.id).state is AnchorState.ORPHAN
    assert tagging.annotations(lib, states=[AnchorState.ORPHAN, AnchorState.REVIEW])[0].id == orphan.id


def test_unknown_ids_and_tags_are_told(lib: Library, levy: Briefing, three: list[Annotation]) -> None:
    """Nothing changes when one of the ids or tags is wrong or retired, or the briefing was taken out."""
    for wrong in (["none"], [three[0].id, "none"]):
        with pytest.raises(NotFound, match="none"):
            editing.retag(lib, wrong, add=["confirmed"])
        with pytest.raises(NotFound, match="none"):
            editing.delete(lib, wrong)
    with pytest.raises(NotFound, match="no tag"):
        editing.retag(lib, ids(three), remove=["rsik"])
    retire(lib, "speculation")
    with pytest.raises(UsageError, match="retired"):
        editing.retag(lib, ids(three), add=["speculation"])
    with pytest.raises(UsageError, match="retired"):
        tagging.toggle(lib, three[0].passage, "speculation")
    assert list(tagging.annotations(lib)) == three
    remove(lib, levy.id)
    with pytest.raises(NotFound):
        editing.find(lib, three[0].id)


def test_annotations_are_found_by_text_and_tags_below(lib: Library, three: list[Annotation]) -> None:
    """Words in quote and note, case and accents aside; a tag finds those below it; an unknown one is told."""
    assert tagging.annotations(lib, text="CAFE note") == (three[2],)
    assert tagging.annotations(lib, text="agree") == (three[1],)
    add_tag(lib, "risk/supply")
    editing.retag(lib, [three[1].id], add=["risk/supply"])
    assert [one.id for one in tagging.annotations(lib, tags=["risk"])] == [three[0].id, three[1].id]
    assert [one.id for one in tagging.annotations(lib, tags=["risk/supply"])] == [three[1].id]
    with pytest.raises(NotFound, match="risk, commitment, speculation, confirmed, risk/supply"):
        tagging.annotations(lib, tags=["rsik"])


def test_annotations_are_sorted(lib: Library, three: list[Annotation]) -> None:
    """By place, by the latest change, by their first tag with untagged ones last; briefings narrow them."""
    later = count(int(time.time()) + 10)
    with Library.open(lib.path, "ann", clock=lambda: float(next(later))) as late:
        editing.retag(late, [three[0].id], add=["confirmed"])
        editing.retag(late, [three[1].id], add=["risk"], remove=["confirmed"])
        editing.note(late, three[0].id, "Late.")
        editing.retag(late, [three[0].id], remove=["risk"])
        editing.note(late, three[2].id, "Latest.")

    def order(sort: str) -> list[int]:
        return [ids(three).index(one.id) for one in tagging.annotations(lib, sort=sort)]

    assert order("place") == [0, 1, 2]
    assert order("tag") == [1, 0, 2]
    assert order("modified") == [2, 0, 1]
    assert tagging.annotations(lib, briefings=[three[0].briefing, "none"]) == tagging.annotations(lib)
    with pytest.raises(UsageError, match="modified"):
        tagging.annotations(lib, sort="colour")
