"""Annotations whose source changed under them, and settling where they stand."""

from collections.abc import Callable

import pytest

from reeread.library import Library, anchoring, editing, history, reading, tagging
from reeread.library.adding import add
from reeread.model.annotation import AnchorState, Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, UsageError

Write = Callable[..., str]

KEPT = "Grain exports will be delayed by a week, the harbour master said, and prices may rise."
GONE = "The minister promised two new cranes by the end of the year."
TWICE = "Ships wait."

OLD = f"Varna harbour closed\n\nA storm damaged the cranes. {TWICE}\n\n{KEPT}\n\n{GONE} He gave no date.\n"
NEW = (
    f"Varna harbour closed\n\nLatest news first.\n\nHail fell. {TWICE} Rain fell. {TWICE} It snowed too.\n\n"
    + KEPT.replace("by a week", "by ten days")
    + "\n\nHe gave no date.\n"
)


@pytest.fixture
def changed(lib: Library, write: Write) -> Briefing:
    """Return a briefing with three annotations, whose source came in changed since."""
    (outcome,) = add(lib, [write(OLD, "varna.txt")])
    assert outcome.briefing
    for quote in (KEPT, GONE, TWICE):
        (span,) = tagging.occurrences(lib, outcome.briefing.id, quote)
        tagging.tag(lib, Passage(outcome.briefing.id, span), ["risk"])
    list(add(lib, [write(NEW, "varna.txt")]))
    return outcome.briefing


def states(lib: Library) -> dict[str, AnchorState]:
    """Return the state of each annotation, by the first word of its passage as it was."""
    drifts = {one.annotation.id: one for one in anchoring.drifts(lib)}
    found = {}
    for one in tagging.annotations(lib):
        was = drifts[one.id].was if one.id in drifts else None
        found[(was.text if was else one.anchor.exact).split()[0]] = one.state
    return found


def of(lib: Library, word: str) -> str:
    """Return the id of the annotation whose passage began with a word."""
    return next(
        one.annotation.id for one in anchoring.drifts(lib) if one.was and one.was.text.startswith(word)
    )


def test_what_changed_is_listed_with_both_texts(lib: Library, changed: Briefing) -> None:
    """Each annotation that is not beyond doubt comes with where it stood, and stands, and what is around it."""
    assert states(lib) == {"Grain": AnchorState.MOVED, "The": AnchorState.ORPHAN, "Ships": AnchorState.REVIEW}
    drifts = {one.annotation.state: one for one in anchoring.drifts(lib, [changed.id])}
    moved, orphan = drifts[AnchorState.MOVED], drifts[AnchorState.ORPHAN]
    assert moved.was and moved.now and moved.reworded
    assert (moved.was.version, moved.was.text, moved.now.version) == (1, KEPT, 2)
    assert moved.now.text == KEPT.replace("by a week", "by ten days") == moved.annotation.anchor.exact
    assert moved.was.before.endswith("Ships wait.\n\n") and moved.now.after.startswith("\n\nHe gave")
    assert orphan.was and orphan.was.text == GONE and orphan.now is None
    assert anchoring.counted(lib, changed.id) == dict.fromkeys(drifts, 1)
    assert anchoring.drifts(lib, states=[AnchorState.ORPHAN]) == (orphan,)


def test_accepting_is_one_deed(lib: Library, changed: Briefing) -> None:
    """What was accepted is beyond doubt; an orphan stays one; one undo takes all of it back."""
    before = states(lib)
    done = anchoring.accept(lib, [one.annotation.id for one in anchoring.drifts(lib)])
    assert (done.changed, done.same, done.foreign) == (2, 1, 0)
    assert [one.annotation.state for one in anchoring.drifts(lib)] == [AnchorState.ORPHAN]
    undone = history.undo(lib)
    assert undone and undone.text == "Took back accepting the place of 2 passages."
    assert states(lib) == before


def test_what_is_detached_stands_where_it_was_made(lib: Library, changed: Briefing) -> None:
    """A detached annotation is an orphan with its old text; undo puts it back where it was found."""
    before = tagging.annotations(lib)
    id = of(lib, "Grain")
    anchoring.detach(lib, [id])
    one = editing.find(lib, id)
    assert (one.state, one.anchor.exact) == (AnchorState.ORPHAN, KEPT)
    assert one.span.within(OLD) == KEPT
    assert anchoring.detach(lib, [id]).changed == 0
    history.undo(lib)
    assert tagging.annotations(lib) == before


def test_what_is_beyond_doubt_is_not_detached(lib: Library, changed: Briefing) -> None:
    """There is nothing to take off what stands where it was put, and the message says what to do."""
    id = of(lib, "Grain")
    anchoring.accept(lib, [id])
    with pytest.raises(UsageError, match="beyond doubt"):
        anchoring.detach(lib, [id])


def test_a_place_can_be_chosen_for_what_is_unsure(lib: Library, changed: Briefing) -> None:
    """Every place where it may stand is offered; what a person chose is beyond doubt."""
    id = of(lib, "Ships")
    spans = anchoring.places(lib, id)
    assert {span.start for span in spans} == {
        span.start for span in tagging.occurrences(lib, changed.id, TWICE)
    }
    moved = editing.move(lib, id, spans[1])
    assert (moved.span, moved.state) == (spans[1], AnchorState.ANCHORED)
    assert id not in {one.annotation.id for one in anchoring.drifts(lib)}


def test_what_is_somebody_elses_stays(lib: Library, changed: Briefing) -> None:
    """Others see the list and settle only their own."""
    with Library.open(lib.path, "Bob") as other:
        ids = [one.annotation.id for one in anchoring.drifts(other)]
        assert anchoring.accept(other, ids).foreign == anchoring.detach(other, ids).foreign == 3
    assert len(anchoring.drifts(lib)) == 3


def test_what_nobody_looked_at_stays_unsure(lib: Library, changed: Briefing, write: Write) -> None:
    """In the next version each is as unsure as before, beside the place that was last beyond doubt."""
    before = {one.annotation.id: one for one in anchoring.drifts(lib)}
    list(add(lib, [write(NEW + "\nMore tomorrow.\n", "varna.txt")]))
    after = {one.annotation.id: one for one in anchoring.drifts(lib)}
    assert {id: one.annotation.state for id, one in after.items()} == {
        id: one.annotation.state for id, one in before.items()
    }
    assert [one.was for one in after.values()] == [one.was for one in before.values()]
    assert {one.now.version for one in after.values() if one.now} == {3}


def test_an_orphan_comes_back_with_its_text(lib: Library, changed: Briefing, write: Write) -> None:
    """What was gone in one version and stands in the next to the letter has moved, and is listed."""
    id = of(lib, "The")
    list(add(lib, [write("News.\n\n" + OLD, "varna.txt")]))
    one = editing.find(lib, id)
    assert one.state is AnchorState.MOVED and one.span.within(reading.article(lib, changed.id).body) == GONE


def test_two_annotations_that_fall_together_are_not_both_kept_there(lib: Library, write: Write) -> None:
    """Of two passages of which one is left, the text that is left bears one annotation."""
    say = "The port handled {} tonnes of grain in the month of May, the ministry reported."
    (outcome,) = add(lib, [write(f"{say.format(400)} News.\n\n{say.format(500)} Weather.\n", "two.txt")])
    assert outcome.briefing
    for number in (400, 500):
        (span,) = tagging.occurrences(lib, outcome.briefing.id, say.format(number))
        tagging.tag(lib, Passage(outcome.briefing.id, span), ["risk"])
    list(add(lib, [write(f"Sport.\n\n{say.format(450)} Summer.\n", "two.txt")]))
    found = tagging.annotations(lib)
    assert len(found) == 2
    assert sum(one.state in (AnchorState.ANCHORED, AnchorState.MOVED) for one in found) <= 1


def test_an_unknown_annotation_is_told(lib: Library, changed: Briefing) -> None:
    """Nothing is accepted when one of them is not there."""
    with pytest.raises(NotFound):
        anchoring.accept(lib, [of(lib, "Grain"), "none"])
    assert len(anchoring.drifts(lib)) == 3
