"""Suggestions, accepted and dismissed."""

import json
from collections.abc import Callable

import pytest

from reeread.library import Library, history, reading, suggesting, tagging
from reeread.library.adding import add
from reeread.library.codebook import add_tag, edit_tag, merge, remove_tag, restore, retire, tags
from reeread.library.suggested import Names
from reeread.model.body import BlockKind
from reeread.model.briefing import Briefing
from reeread.model.errors import AlreadyDone, NotFound, UsageError
from reeread.model.extraction import Confidence, Decision, Highlight, Level
from reeread.model.span import Span
from reeread.store import details


@pytest.fixture
def sentences(lib: Library, levy: Briefing) -> tuple[Highlight, ...]:
    """Return every sentence of the briefing."""
    return suggesting.reading(lib, reading.article(lib, levy.id))


@pytest.fixture
def suggested(sentences: tuple[Highlight, ...]) -> Highlight:
    """Return a sentence with suggestions."""
    return next(one for one in sentences if one.tags)


def test_stored_highlights_are_the_key_ones_of_a_reading(lib: Library, seeds: tuple[object, ...]) -> None:
    """What was kept when a briefing came in is what the extractor says now, cues and figures included."""
    kept = 0
    for outcome in add(lib, [str(seed) for seed in seeds]):
        assert outcome.briefing
        article = reading.article(lib, outcome.briefing.id)
        read = suggesting.reading(lib, article)
        stored = suggesting.highlights(lib, article.briefing.id)
        assert stored == tuple(one for one in read if one.key)
        assert article.briefing.sentences == len(read)
        kept += len(stored)
    assert kept >= 10


def test_parts_whose_text_is_not_in_the_sentence_keep_it(suggested: Highlight) -> None:
    """A cue that stands before its sentence, or reads otherwise, comes back as it was."""
    cue = suggested.tags[0].cues[0]
    odd = cue._replace(start=0, end=3, text="odd", negated=True, quoted=True)
    whole = suggested._replace(tags=(suggested.tags[0]._replace(cues=(cue, odd)),), speaker="", key=False)
    whole = whole._replace(confidence=Confidence("low confidence", Level.LOW))
    packed = details.packed(whole)
    args = (whole.text, whole.start, whole.block.value, whole.score, whole.key)
    assert details.unpacked(*args, json.loads(json.dumps(packed))) == whole


def test_accepting_tags_and_decides_in_one_deed(lib: Library, levy: Briefing, suggested: Highlight) -> None:
    """The suggested tags are on the sentence, it is marked accepted, and one undo takes both back."""
    annotation = suggesting.accept(lib, levy.id, suggested)
    assert set(annotation.tags) == {suggestion.tag for suggestion in suggested.tags}
    assert decision(lib, levy, suggested.span) is Decision.ACCEPTED
    assert len({event.transaction for event in history.events(lib, briefing=levy.id, limit=2)}) == 1
    undone = history.undo(lib)
    assert undone and undone.deed == "accept"
    assert decision(lib, levy, suggested.span) is Decision.OPEN
    assert tagging.annotations(lib) == ()


def test_accepting_again_is_told_and_leaves_no_trace(
    lib: Library, levy: Briefing, suggested: Highlight
) -> None:
    """Nothing is written, so that undo takes back the accepting; with a tag taken off since, it is a deed."""
    annotation = suggesting.accept(lib, levy.id, suggested)
    events = history.events(lib)
    with pytest.raises(AlreadyDone, match="Already accepted"):
        suggesting.accept(lib, levy.id, suggested)
    assert history.events(lib) == events
    tagging.untag(lib, annotation.passage)
    assert suggesting.accept(lib, levy.id, suggested).tags == annotation.tags


def test_a_second_dismissal_takes_the_first_back(lib: Library, levy: Briefing, suggested: Highlight) -> None:
    """Dismissing toggles, and so does undoing it."""
    for expected in (Decision.DISMISSED, Decision.OPEN, Decision.DISMISSED):
        assert suggesting.dismiss(lib, levy.id, suggested) is expected
        assert decision(lib, levy, suggested.span) is expected
    history.undo(lib)
    assert decision(lib, levy, suggested.span) is Decision.OPEN


def test_decided_sentences_are_among_the_highlights(
    lib: Library, levy: Briefing, sentences: tuple[Highlight, ...]
) -> None:
    """A sentence that is not key is shown once it was decided on, as it was, in its place."""
    plain = next(one._replace(key=False) for one in sentences if one.block is BlockKind.PARAGRAPH)
    suggesting.dismiss(lib, levy.id, plain)
    shown = suggesting.highlights(lib, levy.id)
    assert plain._replace(decision=Decision.DISMISSED) in shown
    assert [one.span for one in shown] == sorted(one.span for one in shown)


def test_decisions_are_each_authors_own(lib: Library, levy: Briefing, suggested: Highlight) -> None:
    """What Ann dismissed is open to Bob."""
    suggesting.dismiss(lib, levy.id, suggested)
    with Library.open(lib.path, "bob") as other:
        assert decision(other, levy, suggested.span) is Decision.OPEN
        suggesting.accept(other, levy.id, suggested)
    assert decision(lib, levy, suggested.span) is Decision.DISMISSED


def test_decisions_follow_their_sentence_into_a_new_version(
    lib: Library, levy: Briefing, suggested: Highlight, write: Callable[..., str]
) -> None:
    """A sentence that stands in the changed source to the letter is still decided on."""
    suggesting.dismiss(lib, levy.id, suggested)
    body = reading.article(lib, levy.id).body
    list(add(lib, [write("Update.\n\n" + body)]))
    assert decision(lib, levy, Span(suggested.start + 9, suggested.end + 9)) is Decision.DISMISSED


def test_what_cannot_be_accepted_is_told(lib: Library, levy: Briefing, suggested: Highlight) -> None:
    """Nothing suggested, or a tag that the codebook does not have or has retired: told, and nothing changes."""
    tag = suggested.tags[0].tag
    retire(lib, tag)
    before = history.events(lib)
    with pytest.raises(UsageError, match="Nothing is suggested"):
        suggesting.accept(lib, levy.id, suggested._replace(tags=()))
    with pytest.raises(UsageError, match="is retired"):
        suggesting.accept(lib, levy.id, suggested)
    remove_tag(lib, tag)
    with pytest.raises(NotFound, match="no tag"):
        suggesting.accept(lib, levy.id, suggested)
    assert len(history.events(lib)) == len(before) + 1


def test_suggestions_follow_a_renamed_tag(lib: Library, levy: Briefing, suggested: Highlight) -> None:
    """They are shown, accepted and kept under the name that the codebook has for them now, whatever it was."""
    first = suggested.tags[0].tag
    edit_tag(lib, first, new_name="danger")
    shown = [one for one in suggesting.highlights(lib, levy.id) if one.span == suggested.span]
    read = sentence(lib, levy, suggested.span)
    assert {tag.tag for one in (*shown, read) for tag in one.tags} >= {"danger"}
    assert first not in {tag.tag for tag in read.tags}
    assert "danger" in suggesting.accept(lib, levy.id, read).tags
    edit_tag(lib, "danger", new_name="peril")
    (decided,) = suggesting.decided(lib, levy.id)
    assert decided.decision is Decision.ACCEPTED and "peril" in {tag.tag for tag in decided.tags}
    add_tag(lib, first)
    assert "peril" in {tag.tag for tag in sentence(lib, levy, suggested.span).tags}


def test_suggestions_of_merged_tags_are_one(
    lib: Library, levy: Briefing, sentences: tuple[Highlight, ...]
) -> None:
    """A tag receives what is suggested for one that was merged into it; both at once are one suggestion."""
    speculative = next(one for one in sentences if "speculation" in {tag.tag for tag in one.tags})
    merge(lib, "speculation", "risk")
    assert "risk" in {tag.tag for tag in sentence(lib, levy, speculative.span).tags}
    first = next(tag for tag in speculative.tags if tag.tag == "speculation")
    both = speculative._replace(tags=(first._replace(tag="risk", score=0.1), first))
    (suggestion,) = Names(tags(lib)).ours(both).tags
    assert (suggestion.tag, suggestion.score, suggestion.cues) == ("risk", first.score, first.cues)


def test_suggestions_of_retired_and_removed_tags_are_left_out(
    lib: Library, levy: Briefing, suggested: Highlight
) -> None:
    """What the reader has no use for is not suggested; once the tag is there again, it is."""
    tag = suggested.tags[0].tag
    retire(lib, tag)
    assert tag not in {one.tag for one in sentence(lib, levy, suggested.span).tags}
    restore(lib, tag)
    assert sentence(lib, levy, suggested.span) == suggested
    remove_tag(lib, tag)
    assert tag not in {one.tag for one in sentence(lib, levy, suggested.span).tags}
    add_tag(lib, tag)
    assert sentence(lib, levy, suggested.span) == suggested


def decision(lib: Library, briefing: Briefing, span: Span) -> Decision:
    """Return what the library's author decided on a sentence."""
    return sentence(lib, briefing, span).decision


def sentence(lib: Library, briefing: Briefing, span: Span) -> Highlight:
    """Return a sentence as it is read now."""
    article = reading.article(lib, briefing.id)
    return next(one for one in suggesting.reading(lib, article) if one.span == span)
