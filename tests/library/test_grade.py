"""The two grades: of a source, and of what a passage says."""

import pytest

from reeread.library import Library, codebook, editing, history, reading, removing, tagging
from reeread.library.adding import add
from reeread.library.grading import grade_passage, grade_source
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, UsageError
from reeread.model.grades import Credibility, Reliability
from reeread.model.span import Span


@pytest.fixture
def passage(levy: Briefing) -> Passage:
    """Return a passage of the briefing."""
    return Passage(levy.id, Span(23, 36))


def test_every_grade_has_its_words() -> None:
    """Six letters and six digits, each with a meaning of its own."""
    assert "".join(Reliability) == "ABCDEF" and [int(one) for one in Credibility] == [1, 2, 3, 4, 5, 6]
    assert Reliability.B.words == "B, usually reliable" and Credibility(2).words == "2, probably true"
    assert len({one.meaning for one in (*Reliability, *Credibility)}) == 12


def test_a_source_is_graded_for_everybody(lib: Library, levy: Briefing) -> None:
    """The grade is the briefing's, whoever sets it; the same again leaves no trace, and none takes it off."""
    assert grade_source(lib, levy.id, Reliability.B).grade is Reliability.B
    with Library.open(lib.path, "bob") as other:
        assert reading.briefings(other)[0].grade is Reliability.B
        grade_source(other, levy.id, Reliability.D)
    events = history.events(lib)
    grade_source(lib, levy.id, Reliability.D)
    assert history.events(lib) == events
    assert reading.article(lib, levy.id).briefing.grade is Reliability.D
    assert grade_source(lib, levy.id, None).grade is None
    with pytest.raises(NotFound):
        grade_source(lib, "none", Reliability.A)


def test_a_passage_is_graded_as_ones_own(lib: Library, passage: Passage) -> None:
    """The grade stands on the reader's own annotation, with or without tags, and apart from the source's."""
    tagged = tagging.tag(lib, passage, ["risk"], "Hm.")
    graded = grade_passage(lib, passage, Credibility.DOUBTFUL)
    assert graded and (graded.id, graded.tags, graded.note, graded.grade) == (tagged.id, ("risk",), "Hm.", 4)
    assert reading.briefings(lib)[0].grade is None
    with Library.open(lib.path, "bob") as other:
        theirs = grade_passage(other, passage, Credibility.CONFIRMED)
        assert theirs and theirs.id != tagged.id
    assert [one.grade for one in tagging.annotations(lib)] == [4, 1]
    events = history.events(lib)
    assert grade_passage(lib, passage, Credibility.DOUBTFUL) == graded
    assert history.events(lib) == events
    with pytest.raises(UsageError, match="not inside the body"):
        grade_passage(lib, Passage(passage.briefing, Span(0, 10**6)), Credibility.DOUBTFUL)


def test_a_grade_alone_keeps_an_annotation(lib: Library, passage: Passage) -> None:
    """Without tag and note it stays while it is graded, whatever takes tag and note away."""
    assert grade_passage(lib, passage, None) is None and tagging.annotations(lib) == ()
    for take_off in (
        lambda: tagging.toggle(lib, passage, "risk"),
        lambda: tagging.untag(lib, passage),
        lambda: editing.retag(lib, [tagging.annotations(lib)[0].id], remove=["risk"]),
        lambda: codebook.remove_tag(lib, "risk", force=True),
    ):
        tagging.tag(lib, passage, ["risk"])
        grade_passage(lib, passage, Credibility.PROBABLE)
        take_off()
        (left,) = tagging.annotations(lib)
        assert (left.tags, left.note, left.grade, left.label) == ((), "", 2, "grade")
        editing.note(lib, left.id, "Hm.")
        editing.note(lib, left.id, "")
        assert tagging.annotations(lib)[0].grade == 2
        assert grade_passage(lib, passage, None) is None and tagging.annotations(lib) == ()


def test_what_a_tag_s_removal_touches_counts_grades(lib: Library, passage: Passage) -> None:
    """A graded passage is not among those that would go with their only tag."""
    tagging.tag(lib, passage, ["risk"])
    assert codebook.use(lib, "risk").alone == 1
    grade_passage(lib, passage, Credibility.PROBABLE)
    assert codebook.use(lib, "risk").alone == 0


def test_grades_are_taken_back_and_told(lib: Library, levy: Briefing, passage: Passage) -> None:
    """Undo and redo say in a sentence whose grade it was."""
    grade_source(lib, levy.id, Reliability.B)
    grade_passage(lib, passage, Credibility.PROBABLE)
    told = [undone.text for undone in (history.undo(lib), history.undo(lib)) if undone]
    assert told == [
        "Took back the grade of “The two ports”.",
        "Took back the grade of the source of “Ports agree on a levy”.",
    ]
    assert tagging.annotations(lib) == () and reading.briefings(lib)[0].grade is None
    assert history.redo(lib) and reading.briefings(lib)[0].grade is Reliability.B


def test_grades_stay_through_removal_and_a_new_version(
    lib: Library, levy: Briefing, passage: Passage
) -> None:
    """A briefing that comes back is graded as it was, and a passage keeps its grade where its quote stands."""
    grade_source(lib, levy.id, Reliability.C)
    grade_passage(lib, passage, Credibility.POSSIBLE)
    removing.remove(lib, levy.id)
    history.undo(lib)
    assert reading.briefings(lib)[0].grade is Reliability.C
    source = lib.path.parent / "levy.txt"
    source.write_text(f"Update.\n\n{source.read_text()}")
    list(add(lib, [str(source)]))
    (carried,) = tagging.annotations(lib)
    assert (carried.anchor.exact, carried.grade) == ("The two ports", 3) and carried.span.start == 32
    assert reading.briefings(lib)[0].grade is Reliability.C
