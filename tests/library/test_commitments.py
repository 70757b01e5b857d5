"""Commitments: read from their sentences, reckoned by the day, decided by people."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reeread.library import Library, codebook, editing, history, removing, tagging
from reeread.library.adding import add
from reeread.library.commitments import commitments, decide, reopen
from reeread.library.exporting import dossier
from reeread.model.annotation import Annotation, Passage
from reeread.model.commitment import Fate
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span

PROMISES = (
    "Ports\n\nThe state will build the bridge by 2030. The ports pledged to cut fees by May 2024. "
    "Shipowners will review the levy. The fees fell by half.\n"
)
NEWS = "Fees\n\nThe ports cut their fees in April 2024. Nothing was built.\n"


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    """Return a library in the hands of Ann, in the summer of 2026."""
    seconds = itertools.count(int(datetime(2026, 7, 1, tzinfo=UTC).timestamp()))
    with Library.open(tmp_path / "notes.db", "ann", create=True, clock=lambda: next(seconds)) as library:
        yield library


@pytest.fixture
def ids(lib: Library, write: Callable[..., str]) -> list[str]:
    """Return the ids of two briefings: promises, and what became of them."""
    found = add(lib, [write(PROMISES, "ports.txt"), write(NEWS, "fees.txt")])
    return [one.briefing.id for one in found if one.briefing]


def at(lib: Library, briefing: str, quote: str) -> Passage:
    """Return the passage of a quote."""
    return Passage(briefing, tagging.occurrences(lib, briefing, quote)[0])


@pytest.fixture
def tagged(lib: Library, ids: list[str]) -> list[Annotation]:
    """Return three commitments; the second is a phrase of its sentence."""
    quotes = (
        "The state will build the bridge by 2030.",
        "pledged to cut fees",
        "Shipowners will review the levy.",
    )
    return [tagging.tag(lib, at(lib, ids[0], quote), ["commitment"]) for quote in quotes]


@pytest.fixture
def proof(lib: Library, ids: list[str]) -> Passage:
    """Return the passage that shows that fees were cut."""
    return at(lib, ids[1], "The ports cut their fees in April 2024.")


def fates(lib: Library) -> list[tuple[str, str, str]]:
    """Return state, day and actor of all commitments, in order."""
    return [(one.fate.value, one.day, one.pledge.actor) for one in commitments(lib)]


def test_what_is_tagged_is_listed(lib: Library, tagged: list[Annotation], ids: list[str]) -> None:
    """Due ones first, then open ones by their day, those without one last; a phrase is read in its sentence."""
    assert fates(lib) == [
        ("due", "2024-05-31", "The ports"), ("open", "2030-12-31", "The state"), ("open", "", "Shipowners"),
    ]  # fmt: skip
    first = commitments(lib)[0]
    assert (first.pledge.promise, first.title) == ("cut fees by May 2024", "Ports")
    assert first.pledge.deadline and first.pledge.deadline.text == "by May 2024"
    assert commitments(lib, [ids[1]]) == () and len(commitments(lib, [ids[0]])) == 3


def test_the_tag_is_known_whatever_it_is_called(lib: Library, tagged: list[Annotation]) -> None:
    """Renamed, with tags below it, and gone."""
    codebook.edit_tag(lib, "commitment", new_name="pledge")
    codebook.add_tag(lib, "pledge/money")
    editing.retag(lib, [tagged[0].id], add=["pledge/money"], remove=["pledge"])
    assert len(commitments(lib)) == 3
    codebook.remove_tag(lib, "pledge", force=True)
    assert commitments(lib) == ()


def test_a_person_decides_with_what_shows_it(lib: Library, tagged: list[Annotation], proof: Passage) -> None:
    """Met or broken stands with the quote that shows it; undo, redo and reopening take it back and again."""
    decided = decide(lib, tagged[1].id, Fate.MET, proof)
    assert decided.outcome and decided.outcome.fate is Fate.MET
    shown = decided.outcome.shown
    assert (shown.briefing, shown.version, shown.span) == (proof.briefing, 1, proof.span)
    assert shown.exact == "The ports cut their fees in April 2024."
    assert fates(lib)[-1] == ("met", "2024-05-31", "The ports")
    undone = history.undo(lib)
    assert undone and undone.text == "Took back marking “pledged to cut fees” as met."
    assert fates(lib)[0] == ("due", "2024-05-31", "The ports")
    history.redo(lib)
    assert decide(lib, tagged[1].id, Fate.BROKEN, proof).outcome != decided.outcome
    assert fates(lib)[-1][0] == "broken"
    reopened = reopen(lib, tagged[1].id)
    assert reopened.outcome is None and fates(lib)[0][0] == "due"
    events = history.events(lib)
    assert reopen(lib, tagged[1].id).outcome is None and history.events(lib) == events


def test_what_cannot_be_decided_is_said(
    lib: Library, tagged: list[Annotation], proof: Passage, ids: list[str]
) -> None:
    """No such commitment, no tag, somebody else's, no end, or shown by itself: told, and nothing changes."""
    risk = tagging.tag(lib, at(lib, ids[0], "The fees fell by half."), ["risk"])
    with Library.open(lib.path, "bob") as other:
        theirs = tagging.tag(other, at(other, ids[0], "The fees fell by half."), ["commitment"])
    before = history.events(lib)
    for id, fate, passage, said in (
        ("none", Fate.MET, proof, "No annotation"),
        (risk.id, Fate.MET, proof, "not tagged as commitment"),
        (theirs.id, Fate.MET, proof, "bob’s"),
        (tagged[0].id, Fate.DUE, proof, "met or as broken"),
        (tagged[0].id, Fate.MET, tagged[0].passage, "the commitment itself"),
        (tagged[0].id, Fate.MET, Passage(ids[1], Span(0, 10**6)), "not inside"),
        (tagged[0].id, Fate.MET, Passage("none", Span(0, 3)), "No briefing"),
    ):
        with pytest.raises((NotFound, UsageError), match=said):
            decide(lib, id, fate, passage)
    assert history.events(lib) == before


def test_what_was_decided_stays_with_its_passage(
    lib: Library, tagged: list[Annotation], proof: Passage, write: Callable[..., str]
) -> None:
    """Into a new version, through removal and undo, and while the tag is off."""
    decide(lib, tagged[1].id, Fate.MET, proof)
    list(add(lib, [write(f"Update.\n\n{PROMISES}", "ports.txt")]))
    assert fates(lib)[-1] == ("met", "2024-05-31", "The ports")
    removing.remove(lib, tagged[1].briefing)
    assert commitments(lib) == ()
    history.undo(lib)
    assert fates(lib)[-1][0] == "met"
    editing.retag(lib, [tagged[1].id], add=["risk"], remove=["commitment"])
    assert len(commitments(lib)) == 2
    editing.retag(lib, [tagged[1].id], add=["commitment"])
    assert fates(lib)[-1][0] == "met"
    editing.delete(lib, [tagged[1].id])
    history.undo(lib)
    assert fates(lib)[-1][0] == "met"


def test_a_commitment_that_is_gone_from_the_text_is_read_from_its_quote(
    lib: Library, tagged: list[Annotation], write: Callable[..., str]
) -> None:
    """An orphan is listed by what it said."""
    list(add(lib, [write("Ports\n\nNothing is left.\n", "ports.txt")]))
    assert ("open", "2030-12-31", "The state") in fates(lib)


def test_exports_know_those_of_their_passages(lib: Library, tagged: list[Annotation], ids: list[str]) -> None:
    """A dossier's entry hands out the commitments among its annotations."""
    entries = list(dossier(lib, briefings=[ids[0]]).entries)
    assert [len(entry.commitments()) for entry in entries] == [3]
    assert [len(entry.commitments()) for entry in dossier(lib, since="2027-01-01").entries] == []
