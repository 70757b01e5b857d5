"""The sentences of the status line, and values after a deed."""

from reeread.model.annotation import Anchor, Annotation, Passage
from reeread.model.body import BlockKind
from reeread.model.extraction import Confidence, Cue, Decision, Highlight, Level, Likelihood, Suggestion
from reeread.model.span import Span
from reeread.screens.reading.marks import with_annotation, with_decision, with_decisions
from reeread.screens.reading.words import counts_words, match_words, number, passage_words, place_words

CUES = (
    Cue(0, 3, "may", "x"),
    Cue(4, 10, "likely", "x"),
    Cue(11, 14, "may", "x"),
    Cue(15, 18, "not", "x", negated=True),
)
LIKELY = Highlight(
    0,
    30,
    "It may likely rain, may it not",
    BlockKind.PARAGRAPH,
    0.5,
    True,
    (Suggestion("speculation", 0.9, CUES),),
    likelihood=Likelihood("likely", 55, 80),
)


def mark(start: int, *tags: str, author: str = "ana", note: str = "") -> Annotation:
    """Return an annotation of five characters."""
    anchor = Anchor(start, start + 5, "xxxxx")
    return Annotation(f"{author}{start}", "b", anchor, tags, note, author, "", "")


def test_suggestions_are_said_with_their_words() -> None:
    """An open suggestion names the tag, its live cues once each, and the likelihood in percent."""
    assert passage_words((), LIKELY, "ana") == "speculation suggested by “may”, “likely” · 55–80%"


def test_confidence_is_said_after_likelihood() -> None:
    """How sure a judgement is stands apart from how likely its subject."""
    sure = LIKELY._replace(tags=(), confidence=Confidence("moderate confidence", Level.MODERATE))
    assert passage_words((), sure, "ana") == "55–80% · moderate confidence"


def test_a_given_tag_is_said_once() -> None:
    """A tag that is given and suggested is named once, with the words that suggested it."""
    assert (
        passage_words((mark(0, "speculation"),), LIKELY, "ana")
        == "speculation · suggested by “may”, “likely” · 55–80%"
    )


def test_others_are_named_with_their_tags() -> None:
    """Tags of another author bear the name, and notes are shown on one line."""
    marks = (mark(0, "risk"), mark(0, "risk", "confirmed", author="ben", note="Why?\nSays who?"))
    assert (
        passage_words(marks, None, "ana") == "2 here · risk · risk, confirmed (ben) · ✎ Why? Says who? (ben)"
    )
    assert passage_words(marks, None, "ana", marks[0]) == "1 of 2 here · risk"
    assert passage_words(marks[:1], None, "ana", marks[0]) == "risk"


def test_a_dismissed_suggestion_is_said_to_be() -> None:
    """A refused suggestion is named as such, without its cues."""
    (dismissed,) = with_decision((LIKELY,), LIKELY.span, Decision.DISMISSED)
    assert passage_words((), dismissed, "ana") == "dismissed: speculation · 55–80%"


def test_words_from_outside_are_made_safe() -> None:
    """Control characters in tags, notes and cues become visible."""
    assert "\x1b" not in passage_words((mark(0, "a\x1bb", note="\x1b[2J"),), None, "ana")


def test_the_place_is_said_in_sentences_and_percent() -> None:
    """The place counts sentences from one, knows the share, and needs no sentences to say it."""
    assert place_words(30, (0, 10, 30, 60), 100) == "sentence 3 of 4  30%"
    assert place_words(29, (0, 10, 30, 60), 100) == "sentence 2 of 4  29%"
    assert place_words(5, (), 50) == " 10%"
    assert place_words(0, (), 0) == "  0%"


def test_numbers_agree_with_their_nouns() -> None:
    """One is singular, others plural, thousands are grouped, and matches say which of how many."""
    assert number(1, "passage") == "1 passage"
    assert number(1204, "passage") == "1,204 passages"
    assert counts_words(0, 1, read_only=False) == "0 briefings   1 passage"
    assert counts_words(2, 0, read_only=True) == "read-only   2 briefings   0 passages"
    assert match_words(0, 0) == "no match"
    assert match_words(3, 1200) == "match 3 of 1,200"
    assert match_words(0, 2) == "2 matches"


def test_an_annotation_takes_its_place() -> None:
    """A new one is put in order, one's own on the passage is replaced, None removes it, others' stay."""
    theirs, later = mark(10, "risk", author="ben"), mark(20, "risk")
    passage = Passage("b", Span(10, 15))
    mine = mark(10, "confirmed")
    marks = with_annotation((theirs, later), passage, "ana", mine)
    assert marks == (theirs, mine, later)
    assert with_annotation(marks, passage, "ana", mark(10, "risk"))[1].tags == ("risk",)
    assert with_annotation(marks, passage, "ana", None) == (theirs, later)


def test_decisions_are_those_that_are_stored() -> None:
    """Highlights take the stored decision of their sentence, or none if none is stored."""
    decided = with_decision((LIKELY,), LIKELY.span, Decision.ACCEPTED)
    assert with_decisions((LIKELY,), decided) == decided
    assert with_decisions(decided, ()) == (LIKELY,)
