"""The whole room: a body and its blocks in, highlights out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.extract import METHOD, extract
from reeread.model.body import BlockKind
from reeread.model.extraction import Highlight
from reeread.places import shipped
from reeread.text.blocks import blocks

SCRAPS = """The bank will not may have said that prices rose 5% , . ? ! “ ” ' n't May he is to signed a deal and if
until risk of loss – fails $3bn 2030 who , which was can't 文明 é https://x.y/z could - ( ) ; : No Japan's 90+%"""
WORDS = [*SCRAPS.split(), "\n", "\n\n", "\u00a0", ""]
SEEDS = sorted(shipped("seeds").glob("*.txt"))


def read(body: str) -> tuple[Highlight, ...]:
    """Return the highlights of a plain text."""
    return extract(body, blocks(body))


def check(body: str, found: tuple[Highlight, ...]) -> None:
    """Hold what must be true of any highlights of any body."""
    end = 0
    for highlight in found:
        assert body[highlight.start : highlight.end] == highlight.text
        assert highlight.start >= end
        end = highlight.end
        assert 0 <= highlight.score <= 1
        assert highlight.block is not BlockKind.FURNITURE
        for tag in highlight.tags:
            assert 0 < tag.score <= 1
            assert any(not cue.negated for cue in tag.cues)
            for cue in tag.cues:
                assert body[cue.start : cue.end] == cue.text
                assert highlight.start <= cue.start < cue.end <= highlight.end
        for figure in highlight.figures:
            assert body[figure.start : figure.end] == figure.text
            assert highlight.start <= figure.start < figure.end <= highlight.end


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_cues_and_figures_of_the_seeds_stand_where_they_say(path: Path) -> None:
    """Every suggestion has a live cue, and every cue and figure its exact place in the body."""
    body = path.read_text("utf-8")
    found = read(body)
    check(body, found)
    assert any(highlight.key for highlight in found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=60,
    )
)
def test_any_row_of_words_is_read_without_error(words: list[str]) -> None:
    """Whatever stands in a body, the room answers and every place is exact."""
    body = " ".join(words)
    check(body, read(body))


def test_headings_and_questions_get_no_tags() -> None:
    """A heading, a title and a question suggest nothing, whatever their words."""
    body = "Two died in the flood\n\nThe flood killed two people on Monday.\n\nWill the ministry rebuild the dam?\n"
    found = read(body)
    assert found[0].tags == ()
    assert {tag.tag for tag in found[1].tags} == {"risk", "confirmed"}
    assert found[-1].tags == ()
    assert not found[0].key


def test_words_in_quotation_marks_are_marked_quoted() -> None:
    """A cue inside quotation marks belongs to its speaker, one outside to the writer."""
    (found,) = read("“The wall collapsed,” said the mayor, and two people died.")
    (risk,) = [tag for tag in found.tags if tag.tag == "risk"]
    assert {cue.text: cue.quoted for cue in risk.cues} == {"collapsed": True, "died": False}
    assert found.speaker == "the mayor"


def test_a_suppressed_cue_shows_only_beside_a_live_one() -> None:
    """A negated cue is marked beside a live one and appears nowhere when it is the only one."""
    (both,) = read("The strike killed two men but no damage was reported.")
    (risk,) = [tag for tag in both.tags if tag.tag == "risk"]
    assert {cue.text: cue.negated for cue in risk.cues}["damage"] is True
    (alone,) = read("The engineers found no damage.")
    assert "risk" not in {tag.tag for tag in alone.tags}


def test_text_without_cue_files_is_ranked_and_counted_but_not_tagged() -> None:
    """In a language without a folder of cues there are scores, keys and figures and no tags."""
    body = "文明が発展すればするほど、必要とされる鉱物の90%は深く地中に潜る。\n\n人間の欲望もまた、掘れば掘るほど底知れぬものとなる。\n"
    found = read(body)
    assert all(highlight.tags == () for highlight in found)
    assert [figure.text for highlight in found for figure in highlight.figures] == ["90%"]
    assert any(highlight.key for highlight in found)
    french = (
        "Le gouvernement a signé lundi avec son voisin un contrat pour la livraison de gaz naturel liquéfié."
    )
    assert read(french)[0].tags == ()


def test_a_foreign_sentence_among_english_ones_gets_no_tags() -> None:
    """The language is judged for each sentence, too."""
    body = "The ministry signed the treaty on Monday.\n\n文明が発展すればするほど。\n\nThe river rose by two metres.\n"
    assert [bool(highlight.tags) for highlight in read(body)] == [True, False, True]


@pytest.mark.parametrize("text", ["how the losses and the risk are shared", "whether the harvest was lost"])
def test_a_fragment_that_only_asks_gets_no_tags(text: str) -> None:
    """A list item that names an open question states nothing."""
    (found,) = (h for h in read(f"The draft leaves open\n\n- {text}\n") if text in h.text)
    assert found.tags == ()


def test_a_line_that_leads_in_can_only_leave_something_open() -> None:
    """Before its list a line with a hedge is speculation; it confirms nothing."""
    (found, *_) = read("The ministry, which probably fears the vote, has three aims:\n\n- to wait\n")
    assert {tag.tag for tag in found.tags} == {"speculation"}


def test_addresses_hold_no_cues() -> None:
    """The words of a URL suggest nothing."""
    (found,) = read("The notes are kept at https://example.org/war-risk-may-kill-90-people/ for readers.")
    assert not {"risk", "speculation"} & {tag.tag for tag in found.tags}
    assert found.figures == ()


def test_the_method_names_its_version() -> None:
    """Whoever stores a suggestion can say which rules made it."""
    assert METHOD == "rules/1 learned/1"
