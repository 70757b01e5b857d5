"""How often each rule and each method was right."""

from collections.abc import Callable

import pytest

from reeread.library import Library, codebook, editing, history, reading, removing, suggesting, tagging
from reeread.library.adding import add
from reeread.library.trusting import trust
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.extraction import Cue, Highlight, Suggestion
from reeread.model.span import Span
from reeread.model.trust import Trust


@pytest.fixture
def sentences(lib: Library, levy: Briefing) -> list[Highlight]:
    """Return sentences with the suggestions of two rules and of a model, one of them negated."""
    found = [
        one for one in suggesting.reading(lib, reading.article(lib, levy.id)) if one.block == "paragraph"
    ]

    def suggested(one: Highlight) -> Highlight:
        cues = [Cue(one.start, one.start + 3, one.text[:3], rule) for rule in ("risk.weak", "risk.strong")]
        lost = cues[0]._replace(rule="risk.lost", negated=True)
        by_rules = Suggestion("risk", 0.5, (*cues, lost))
        by_model = Suggestion("commitment", 0.5, (cues[0]._replace(rule="loud"),), "llm/1", "parrot")
        return one._replace(tags=(by_rules, by_model))

    return [suggested(one) for one in found]


def counts(lib: Library, rule: str = "risk.weak") -> tuple[int, int, int]:
    """Return what was made of a rule's suggestions: accepted, corrected, dismissed."""
    found = [one for one in trust(lib) if one.rule == rule]
    return (found[0].accepted, found[0].corrected, found[0].dismissed) if found else (0, 0, 0)


def test_nothing_decided_is_nothing_told(lib: Library, sentences: list[Highlight]) -> None:
    """Suggestions that nobody decided on count for nothing."""
    assert trust(lib) == ()


def test_each_rule_and_method_is_counted(lib: Library, levy: Briefing, sentences: list[Highlight]) -> None:
    """A suggestion counts for each of its live rules and once for its method, whose model is told apart."""
    suggesting.accept(lib, levy.id, sentences[0])
    suggesting.accept(lib, levy.id, sentences[1])
    suggesting.dismiss(lib, levy.id, sentences[2])
    editing.retag(lib, [tagging.annotations(lib)[1].id], remove=["commitment"])
    assert trust(lib) == (
        Trust("llm/1", "parrot", "", "", 1, 1, 1),
        Trust("llm/1", "parrot", "loud", "commitment", 1, 1, 1),
        Trust("rules/1", "", "", "", 2, 0, 1),
        Trust("rules/1", "", "risk.strong", "risk", 2, 0, 1),
        Trust("rules/1", "", "risk.weak", "risk", 2, 0, 1),
    )
    assert [one.right for one in trust(lib)] == [33, 33, 67, 67, 67]


def test_what_stands_in_the_end_counts(lib: Library, levy: Briefing, sentences: list[Highlight]) -> None:
    """Tags taken off were corrected, wherever borders were moved; what was refused and put on by hand was right."""
    passage = suggesting.accept(lib, levy.id, sentences[0])
    assert counts(lib) == (1, 0, 0)
    editing.move(lib, passage.id, Span(passage.span.start + 4, passage.span.end - 1))
    assert counts(lib) == (1, 0, 0)
    editing.delete(lib, [passage.id])
    assert counts(lib) == (0, 1, 0)
    history.undo(lib)
    assert counts(lib) == (1, 0, 0)
    suggesting.dismiss(lib, levy.id, sentences[1])
    assert counts(lib) == (1, 0, 1)
    tagging.tag(lib, Passage(levy.id, sentences[1].span), ["risk"])
    assert counts(lib) == (2, 0, 0)


def test_each_reader_counts(lib: Library, levy: Briefing, sentences: list[Highlight]) -> None:
    """Everybody's decisions count, each by the annotations of whoever decided."""
    suggesting.accept(lib, levy.id, sentences[0])
    with Library.open(lib.path, "bob") as other:
        suggesting.dismiss(other, levy.id, sentences[0])
    assert counts(lib) == (1, 0, 1)


def test_renamed_tags_keep_their_record(lib: Library, levy: Briefing, sentences: list[Highlight]) -> None:
    """What a tag is called now changes nothing; a rule's record names it as the extractor does."""
    suggesting.accept(lib, levy.id, sentences[0])
    codebook.edit_tag(lib, "risk", new_name="danger")
    assert counts(lib) == (1, 0, 0)
    assert {one.tag for one in trust(lib) if one.rule == "risk.weak"} == {"risk"}


def test_only_briefings_that_are_asked_for_count(
    lib: Library, levy: Briefing, sentences: list[Highlight], write: Callable[..., str]
) -> None:
    """Of some briefings, or of all; those that were taken out count no more."""
    (outcome,) = add(lib, [write("Other\n\nThe bank warned of delays.\n", "other.txt")])
    assert outcome.briefing
    suggesting.accept(lib, levy.id, sentences[0])
    assert trust(lib, [levy.id]) == trust(lib) and trust(lib, [outcome.briefing.id]) == ()
    removing.remove(lib, levy.id)
    assert trust(lib) == ()


def test_methods_of_merged_tags_are_told_apart(
    lib: Library, levy: Briefing, sentences: list[Highlight]
) -> None:
    """Where two tags are one now, our suggestions are one and a model's stands beside it."""
    codebook.merge(lib, "commitment", "risk")
    suggesting.accept(lib, levy.id, sentences[0])
    (decided,) = suggesting.decided(lib, levy.id)
    assert [(one.tag, one.method, one.model) for one in decided.tags] == [
        ("risk", "rules/1", ""), ("risk", "llm/1", "parrot"),
    ]  # fmt: skip
    assert decided.suggested == ("risk",)
