"""Settling disagreements into a gold set."""

from pathlib import Path

import pytest
from library.test_agreeing import marked

from reeread.export.registry import formats
from reeread.library import Library, agreeing, gold, history, merging, tagging
from reeread.library.delivering import deliver
from reeread.library.exporting import dossier
from reeread.model.annotation import Annotation
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound, UsageError

SAME = "The two ports signed an agreement on Monday."
APART = "It may raise prices by 12%."


@pytest.fixture
def both(lib: Library, levy: Briefing) -> Library:
    """Return a library that Ann and Ben marked: alike in one sentence, apart in two."""
    marked(lib, levy.id, SAME, "commitment")
    marked(lib, levy.id, APART, "speculation")
    with Library.open(lib.path, "ben") as other:
        marked(other, levy.id, "signed an agreement on Monday", "commitment")
        marked(other, levy.id, APART, "risk")
        marked(other, levy.id, "delays", "risk")
        tagging.note(other, tagging.annotations(other, authors=["ben"])[1].passage, "A price is at stake.")
    return lib


def held(lib: Library, name: str = "gold") -> tuple[Annotation, ...]:
    """Return a gold set."""
    return tagging.annotations(lib, authors=[name])


def test_each_disagreement_has_both_sides(both: Library) -> None:
    """What divides people most comes first, with the tags and notes of each; nothing is decided yet."""
    first, second = gold.disputes(both)
    assert first.divided.tags == {"ann": ("speculation",), "ben": ("risk",)}
    assert first.notes == {"ben": ("A price is at stake.",)}
    assert second.divided.tags == {"ann": (), "ben": ("risk",)}
    assert first.decided is second.decided is None


def test_a_filter_by_tag_chooses_sentences_and_hides_nothing_of_them(both: Library) -> None:
    """Where people differ in the tag that is asked for, their other tags stand beside it."""
    (only,) = gold.disputes(both, tags=["speculation"])
    assert only.divided.tags == {"ann": ("speculation",), "ben": ("risk",)}
    with pytest.raises(NotFound, match="nonsense"):
        gold.disputes(both, tags=["nonsense"])


def test_a_decision_is_an_annotation_of_the_gold_set(both: Library) -> None:
    """It bears the tags and the reason; the log has who decided; the sides stay as they were; one undo takes it back."""
    before = list(tagging.annotations(both))
    first, _ = gold.disputes(both)
    gold.settle(both, first.divided.passage, ["risk"], " “May” is about the price. ")
    (one,) = held(both)
    assert (one.tags, one.note, one.anchor.exact) == (("risk",), "“May” is about the price.", APART)
    (event,) = history.events(both, limit=1)
    assert (event.deed, event.author) == ("gold", "ann")
    assert [one for one in tagging.annotations(both) if one.author != "gold"] == before
    assert gold.disputes(both)[0].decided == one
    history.undo(both)
    assert held(both) == () and gold.disputes(both)[0].decided is None


def test_deciding_again_replaces_what_was_decided(both: Library) -> None:
    """The gold set has one annotation for a sentence; no tag at all is a decision, which its reason keeps."""
    passage = gold.disputes(both)[0].divided.passage
    gold.settle(both, passage, ["risk", "speculation"], "Both.")
    gold.settle(both, passage, [], "Neither is said.")
    (one,) = held(both)
    assert (one.tags, one.note) == ((), "Neither is said.")
    history.undo(both)
    assert held(both)[0].tags == ("risk", "speculation")


def test_what_cannot_be_decided(both: Library, levy: Briefing) -> None:
    """Without a reason, with an unknown tag, in a person's name, or by the gold set itself nothing is settled."""
    passage = gold.disputes(both)[0].divided.passage
    with pytest.raises(UsageError, match="for a reason"):
        gold.settle(both, passage, ["risk"], "  ")
    with pytest.raises(NotFound, match="nonsense"):
        gold.settle(both, passage, ["nonsense"], "So.")
    for name in ("ben", "golden", "gold/", ""):
        with pytest.raises(UsageError, match="no name of a gold set"):
            gold.settle(both, passage, ["risk"], "So.", name)
    with Library.open(both.path, "gold") as nobody, pytest.raises(UsageError, match="decides nothing"):
        gold.settle(nobody, passage, ["risk"], "So.")
    assert held(both) == ()


def test_what_all_agree_on_is_taken_in_at_once(both: Library) -> None:
    """The sentence that both marked alike goes into the gold set by one deed, which one undo takes back; twice adds nothing."""
    assert gold.settle_agreed(both) == 1
    (one,) = held(both)
    assert (one.tags, one.note, one.anchor.exact) == (("commitment",), "", SAME)
    assert gold.settle_agreed(both) == 0
    history.undo(both)
    assert held(both) == ()


def test_a_gold_set_is_nobody_in_the_comparison(both: Library) -> None:
    """The coefficients are the same with it and without it, and several sets are apart from each other."""
    alone = agreeing.agree(both)
    gold.settle_agreed(both)
    gold.settle(both, gold.disputes(both)[0].divided.passage, ["risk"], "So.")
    gold.settle(both, gold.disputes(both)[0].divided.passage, [], "Not so.", "gold/strict")
    assert agreeing.agree(both) == alone
    assert [one.what for one in agreeing.agree(both, "pair")] == ["ann and ben"]
    assert (held(both)[1].tags, held(both, "gold/strict")[0].tags) == (("risk",), ())


def test_people_are_compared_with_the_gold_set(both: Library) -> None:
    """Named, it is compared: of what is still open it says nothing, of what nobody marked that it bears no tag."""
    gold.settle_agreed(both)
    gold.settle(both, gold.disputes(both)[0].divided.passage, ["risk"], "So.")
    (ben,) = agreeing.agree(both, "pair", authors=["ben", "gold"])
    (ann,) = agreeing.agree(both, "pair", authors=["ann", "gold"])
    assert ben.units == 4 * 2
    assert ben.kappa == 1 and ann.kappa is not None and ann.kappa < 1
    gold.settle(both, gold.disputes(both)[1].divided.passage, [], "Nobody says so.")
    (after,) = agreeing.agree(both, "pair", authors=["ben", "gold"])
    assert after.units == 5 * 2 and after.kappa is not None and after.kappa < 1


def test_the_gold_set_travels_like_any_other(both: Library, tmp_path: Path) -> None:
    """Exported alone as our JSON and merged elsewhere it has the same tags, reasons and places, and settles there, too."""
    gold.settle_agreed(both)
    gold.settle(both, gold.disputes(both)[0].divided.passage, [], "Neither is said.")
    file = tmp_path / "gold.json"
    deliver(formats()["json"], dossier(both, authors=("gold",)), file)
    with Library.open(tmp_path / "other.db", "cleo", create=True) as other:
        merging.merge(other, merging.read(file))
        assert [(one.tags, one.note, one.span) for one in held(other)] == [
            (one.tags, one.note, one.span) for one in held(both)
        ]
        assert {one.author for one in tagging.annotations(other)} == {"gold"}
