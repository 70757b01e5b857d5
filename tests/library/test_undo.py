"""Undo and redo, from the beginning to the end and back."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from library.passing_on import exported, passed_on

from reeread.library import (
    Library,
    claiming,
    codebook,
    deciding,
    editing,
    history,
    purging,
    reading,
    removing,
    stacking,
    suggesting,
    tagging,
)
from reeread.library.adding import add
from reeread.library.commitments import decide, reopen
from reeread.library.grading import grade_passage, grade_source
from reeread.library.searching import search
from reeread.library.triage import set_state
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing, Triage
from reeread.model.claim import Claim
from reeread.model.commitment import Fate
from reeread.model.errors import AlreadyDone, NotFound, ReereadError, UsageError
from reeread.model.grades import Credibility, Reliability
from reeread.model.span import Span
from reeread.model.verdict import Verdict

GRAIN = "The port of Varna handles {}% of the grain imports of Bulgaria, Ivan Petrov said."
TEXTS = (
    "Ports agree on a levy\n\nThe ports signed an agreement. It may raise prices by 12%. Shipowners warned of delays.\n\n"
    f"{GRAIN.format(60)}\n",
    "Ports agree on a levy\n\nNew. The ports signed an agreement. It may raise prices. Shipowners warned of delays.\n\n"
    f"{GRAIN.format(60)} Later: {GRAIN.format(75)}\n",
    f"Second thoughts\n\nThe bank will review the levy. Prices could double, it said.\n\n{GRAIN.format(75)}\n",
)
TAGS = ("risk", "commitment", "speculation", "confirmed")
CLAIMS = ("confirm", "dismiss", "retract", "reopen", "merge", "split")
CODEBOOK = ("merge", "remove", "retire", "restore", "order")


def test_undo_says_what_it_took_back(lib: Library, levy: Briefing) -> None:
    """Each undo and redo tells in one sentence what it was about."""
    passage = Passage(levy.id, Span(23, 36))
    tagging.toggle(lib, passage, "risk")
    tagging.note(lib, passage, "Which?")
    tagging.toggle(lib, passage, "risk")
    codebook.add_tag(lib, "actor")
    removing.remove(lib, levy.id)
    told = [undone.text for undone in iter(lambda: history.undo(lib), None)]
    assert told == [
        "Took back removing “Ports agree on a levy”.",
        "Took back adding the tag “actor”.",
        "Took back taking risk off “The two ports”.",
        "Took back the note on “The two ports”.",
        "Took back tagging “The two ports” as risk.",
        "Took back adding “Ports agree on a levy”.",
    ]
    redone = history.redo(lib)
    assert redone and redone.text == "Redid adding “Ports agree on a levy”."
    assert redone.deed == "add" and redone.briefing == levy.id


def test_undo_of_adding_takes_a_briefing_out_and_redo_brings_it_back(lib: Library, levy: Briefing) -> None:
    """Out of the lists, out of search, and back with everything that stands on it."""
    article = reading.article(lib, levy.id)
    history.undo(lib)
    assert reading.briefings(lib) == () and search(lib, "levy") == ()
    history.redo(lib)
    assert reading.briefings(lib) == (levy,) and len(search(lib, "levy")) == 1
    assert reading.article(lib, levy.id) == article


def test_a_removed_briefing_comes_back_with_its_annotations(
    lib: Library, levy: Briefing, write: Callable[..., str]
) -> None:
    """By undo, and by adding the same bytes again."""
    annotation = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    listed = reading.briefings(lib)
    for bring_back in (
        lambda: history.undo(lib),
        lambda: list(add(lib, [str(lib.path.parent / "levy.txt")])),
    ):
        assert removing.remove(lib, levy.id) == listed[0]
        assert reading.briefings(lib) == () and tagging.annotations(lib) == ()
        with pytest.raises(ReereadError, match="No briefing"):
            reading.article(lib, levy.id)
        bring_back()
        assert reading.briefings(lib) == listed and tagging.annotations(lib) == (annotation,)


def test_a_new_deed_cuts_what_could_be_redone(lib: Library, levy: Briefing) -> None:
    """After undo and something new there is nothing to redo, and undo goes on before the cut."""
    first, second = (Passage(levy.id, Span(start, start + 5)) for start in (0, 10))
    tagging.toggle(lib, first, "risk")
    tagging.toggle(lib, first, "confirmed")
    history.undo(lib)
    kept = tagging.tag(lib, second, ["risk"])
    assert history.redo(lib) is None
    history.undo(lib)
    history.undo(lib)
    assert tagging.annotations(lib) == ()
    history.redo(lib)
    history.redo(lib)
    assert tagging.annotations(lib)[1] == kept


def test_undo_is_each_authors_own(lib: Library, levy: Briefing) -> None:
    """Undo takes back one's own latest deed, not what somebody else did since."""
    passage = Passage(levy.id, Span(0, 5))
    tagging.tag(lib, passage, ["risk"])
    with Library.open(lib.path, "bob") as other:
        theirs = tagging.tag(other, passage, ["confirmed"])
        history.undo(lib)
        assert tagging.annotations(lib) == (theirs,)
        assert history.undo(other) and history.undo(other) is None


def test_an_edit_that_is_undone_keeps_what_others_edited(lib: Library) -> None:
    """Taking back a new colour leaves the meaning that somebody wrote since."""
    codebook.edit_tag(lib, "risk", color="#000000")
    with Library.open(lib.path, "bob") as other:
        codebook.edit_tag(other, "risk", meaning="Harm.")
    history.undo(lib)
    tag = codebook.tags(lib)[0]
    assert (tag.color, tag.meaning) == ("#E69F00", "Harm.")


def test_events_tell_who_did_what_to_what(lib: Library, levy: Briefing) -> None:
    """Newest first, with state before and after; tags by their names; an undo names what it undoes."""
    annotation = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"], "Hm.")
    history.undo(lib)
    undo, tag, added = history.events(lib)
    assert [(event.author, event.deed, event.subject) for event in (undo, tag, added)] == [
        ("ann", "undo", "annotation"), ("ann", "tag", "annotation"), ("ann", "add", "briefing"),
    ]  # fmt: skip
    assert undo.undoes == tag.transaction and tag.undoes is None
    assert tag.before is None and tag.after == undo.before
    assert tag.after and (tag.after["tags"], tag.after["note"]) == (["risk"], "Hm.")
    assert tag.subject_id == annotation.id
    assert history.events(lib, limit=1) == (undo,)
    assert history.events(lib, briefing=levy.id) == (undo, tag, added)
    assert history.events(lib, briefing="none") == ()


def test_decisions_that_moved_are_told(lib: Library, tmp_path: Path) -> None:
    """The log of a source that came in changed tells of the decisions that moved with their sentences, by these."""
    source = tmp_path / "ports.txt"
    source.write_text(TEXTS[0], encoding="utf-8")
    (outcome,) = add(lib, [str(source)])
    assert outcome.briefing is not None
    sentence = next(one for one in suggesting.highlights(lib, outcome.briefing.id) if one.tags)
    suggesting.dismiss(lib, outcome.briefing.id, sentence)
    source.write_text(f"Corrected.\n\n{TEXTS[0]}", encoding="utf-8")
    list(add(lib, [str(source)]))
    moved = [one for one in history.events(lib) if (one.deed, one.subject) == ("add", "highlight")]
    assert moved and {history.subject(lib, one) for one in moved} == {sentence.text}


def without(state: Any, briefing: str) -> Any:
    """Return what can be told of a state without a briefing: other briefings, annotations and the codebook."""
    listed, _, marks, tags, *_ = state
    return (
        [one._replace(copy_of="") for one in listed if one.id != briefing],
        [
            one._replace(outcome=None) if one.outcome and one.outcome.shown.briefing == briefing else one
            for one in marks
            if one.briefing != briefing
        ],
        tags,
    )


def distinct(states: Iterable[Any]) -> list[Any]:
    """Return states without those that are like the one before."""
    return [state for state, _ in groupby(states)]


class Deeds(RuleBasedStateMachine):
    """Any deeds, with undo, redo and restarts among them, against a list of the states that there were."""

    @initialize()
    def start(self) -> None:
        """Begin with an empty library."""
        self.folder = Path(tempfile.mkdtemp())
        self.lib = self.open(create=True)
        self.states = [self.state()]
        self.at = 0

    def open(self, *, create: bool = False) -> Library:
        """Open the library."""
        return Library.open(self.folder / "notes.db", "ann", create=create)

    def state(self) -> Any:
        """Return all that a reader can see."""
        lib = self.lib
        listed = reading.briefings(lib)
        return (
            listed,
            [(reading.article(lib, one.id), suggesting.highlights(lib, one.id)) for one in listed],
            tagging.annotations(lib),
            codebook.tags(lib),
            stacking.stacks(lib),
            {one.briefing for one in search(lib, "levy")},
            self.claims(),
        )

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, those that were dismissed, too."""
        return claiming.claims(self.lib, dismissed=True)

    def done(self) -> None:
        """Note the state after a deed: what could be redone cannot be any more."""
        state = self.state()
        if state != self.states[self.at]:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    def briefing(self, number: int) -> str | None:
        """Return the id of one of the briefings, None if there are none."""
        listed = reading.briefings(self.lib)
        return listed[number % len(listed)].id if listed else None

    def tag(self, number: int) -> str:
        """Return the name of one of the tags."""
        present = codebook.tags(self.lib)
        return present[number % len(present)].name

    @rule(
        text=st.sampled_from(TEXTS),
        name=st.sampled_from(["a.txt", "b.txt"]),
        stack=st.sampled_from([None, "x"]),
    )
    def add(self, text: str, name: str, stack: str | None) -> None:
        """Add a file, perhaps again, perhaps changed, perhaps into a stack."""
        path = self.folder / name
        path.write_text(text)
        assert [outcome.error for outcome in add(self.lib, [str(path)], stack=stack)] == [None]
        self.done()

    @rule(number=st.integers(0, 3), start=st.integers(0, 20), tag=st.sampled_from(TAGS))
    def toggle(self, number: int, start: int, tag: str) -> None:
        """Press a tag's key on a passage."""
        if briefing := self.briefing(number):
            with suppress(UsageError):  # retired
                tagging.toggle(self.lib, Passage(briefing, Span(start // 5, 30)), self.tag(TAGS.index(tag)))
            self.done()

    @rule(number=st.integers(0, 3), text=st.sampled_from(["", "A note.\r\n\0"]))
    def note(self, number: int, text: str) -> None:
        """Write a note or take it away."""
        if briefing := self.briefing(number):
            tagging.note(self.lib, Passage(briefing, Span(0, 30)), text)
            self.done()

    @rule(number=st.integers(0, 3), which=st.integers(0, 9), accept=st.booleans())
    def decide(self, number: int, which: int, accept: bool) -> None:
        """Accept or dismiss the suggestions of a sentence."""
        if briefing := self.briefing(number):
            sentences = suggesting.reading(self.lib, reading.article(self.lib, briefing))
            names = {tag.name for tag in codebook.tags(self.lib)}
            known = [one for one in sentences if one.tags and {tag.tag for tag in one.tags} <= names]
            if known and accept:
                with suppress(AlreadyDone):
                    suggesting.accept(self.lib, briefing, known[which % len(known)])
            elif not accept:
                suggesting.dismiss(self.lib, briefing, sentences[which % len(sentences)])
            self.done()

    @rule(name=st.sampled_from(["actor", "risk/supply"]), new=st.sampled_from(["risk", "danger"]))
    def edit_codebook(self, name: str, new: str) -> None:
        """Add a tag if it is not there, else rename the first."""
        with suppress(UsageError):  # another is called so
            if name not in {tag.name for tag in codebook.tags(self.lib)}:
                codebook.add_tag(self.lib, name)
            else:
                codebook.edit_tag(self.lib, self.tag(0), new_name=new)
        self.done()

    @rule(one=st.integers(0, 5), other=st.integers(0, 5), deed=st.sampled_from(CODEBOOK))
    def change_codebook(self, one: int, other: int, deed: str) -> None:
        """Merge, remove, retire, restore or order tags, while three are left."""
        name, into = self.tag(one), self.tag(other)
        with suppress(UsageError):  # itself, or retired
            if deed in {"merge", "remove"} and len(codebook.tags(self.lib)) <= 3:
                return
            if deed == "merge":
                codebook.merge(self.lib, name, into)
            elif deed == "remove":
                codebook.remove_tag(self.lib, name, force=True)
            elif deed == "retire":
                codebook.retire(self.lib, name)
            elif deed == "restore":
                codebook.restore(self.lib, name)
            else:
                codebook.reorder(self.lib, [name, into])
        self.done()

    @rule(one=st.integers(0, 5), other=st.integers(0, 5), number=st.integers(0, 5), start=st.integers(0, 3))
    def edit(self, one: int, other: int, number: int, start: int) -> None:
        """Retag all annotations, note on one and move it."""
        found = tagging.annotations(self.lib)
        if not found:
            return
        annotation = found[number % len(found)]
        with suppress(UsageError):  # retired
            ids = [mark.id for mark in found]
            editing.retag(self.lib, ids, add=[self.tag(one)], remove=[self.tag(other)])
        self.done()
        with suppress(UsageError, NotFound):  # gone by the retagging, or one stands there
            editing.move(self.lib, annotation.id, Span(start, 20))
        self.done()

    @rule(number=st.integers(0, 5))
    def delete(self, number: int) -> None:
        """Delete some annotations."""
        editing.delete(self.lib, [one.id for one in tagging.annotations(self.lib)[number:]])
        self.done()

    @rule(name=st.sampled_from(["x", "y"]), deed=st.sampled_from(["gather", "take out", "rename", "remove"]))
    def stack(self, name: str, deed: str) -> None:
        """Gather briefings in a stack, or change stacks."""
        listed = [one.id for one in reading.briefings(self.lib)]
        with suppress(NotFound, UsageError):  # no such stack, or the other is there
            if deed == "gather":
                stacking.gather(self.lib, listed, name)
            elif deed == "take out":
                stacking.take_out(self.lib, listed[:1], name)
            elif deed == "rename":
                stacking.rename(self.lib, name, "y")
            else:
                stacking.remove(self.lib, name)
        self.done()

    @rule(number=st.integers(0, 3), state=st.sampled_from(Triage))
    def triage(self, number: int, state: Triage) -> None:
        """Mark a briefing as new, later or done."""
        if briefing := self.briefing(number):
            set_state(self.lib, briefing, state)
            self.done()

    @rule(number=st.integers(0, 9), deed=st.sampled_from(CLAIMS))
    def rule_on_claims(self, number: int, deed: str) -> None:
        """Confirm, dismiss, retract, reopen, merge or split claims."""
        claims = self.claims()
        if not claims:
            return
        claim = claims[number % len(claims)]
        with suppress(AlreadyDone, UsageError):  # decided so before, or alone
            if deed == "confirm":
                deciding.confirm(self.lib, [claim], tuple(Verdict)[number % 3])
            elif deed == "dismiss":
                deciding.dismiss(self.lib, [claim])
            elif deed == "retract":
                deciding.retract(self.lib, [claim], "Because.", f"2026-01-0{number % 9 + 1}")
            elif deed == "reopen":
                deciding.reopen(self.lib, [claim])
            elif deed == "merge":
                deciding.merge(self.lib, claims[: number + 1])
            else:
                deciding.split(self.lib, claim, (*claim.passages, *claim.lost)[0].source)
        self.done()

    @rule(number=st.integers(0, 3), grade=st.sampled_from([None, *Reliability]))
    def grade_source(self, number: int, grade: Reliability | None) -> None:
        """Grade a source or take its grade off."""
        if briefing := self.briefing(number):
            grade_source(self.lib, briefing, grade)
            self.done()

    @rule(number=st.integers(0, 3), start=st.integers(0, 2), grade=st.sampled_from([None, *Credibility]))
    def grade_passage(self, number: int, start: int, grade: Credibility | None) -> None:
        """Grade a passage or take its grade off."""
        if briefing := self.briefing(number):
            grade_passage(self.lib, Passage(briefing, Span(start, 30)), grade)
            self.done()

    @rule(
        number=st.integers(0, 5),
        fate=st.sampled_from([None, Fate.MET, Fate.BROKEN]),
        start=st.integers(0, 60),
    )
    def decide_commitment(self, number: int, fate: Fate | None, start: int) -> None:
        """Say what became of a passage that may be a commitment, or open it again."""
        found = tagging.annotations(self.lib)
        if found:
            mark = found[number % len(found)]
            with suppress(UsageError):  # no commitment, or the passage is it
                if fate is None:
                    reopen(self.lib, mark.id)
                else:
                    decide(self.lib, mark.id, fate, Passage(mark.briefing, Span(start, start + 5)))
            self.done()

    @rule(number=st.integers(0, 3))
    def remove(self, number: int) -> None:
        """Take a briefing out."""
        if briefing := self.briefing(number):
            removing.remove(self.lib, briefing)
            self.done()

    @rule(text=st.sampled_from(TEXTS), start=st.integers(0, 3), tag=st.sampled_from([*TAGS, "foreign"]))
    def merge(self, text: str, start: int, tag: str) -> None:
        """Bring in what somebody else marked in a text that is here or not."""
        path, theirs = self.folder / "theirs.txt", self.folder / "theirs.db"
        path.write_text(text)
        theirs.unlink(missing_ok=True)
        with Library.open(theirs, "cat", create=True) as other:
            if tag == "foreign":
                codebook.add_tag(other, tag)
            (outcome,) = add(other, [str(path)])
            assert outcome.briefing is not None
            tagging.tag(other, Passage(outcome.briefing.id, Span(start, 9)), [tag], "Theirs.")
            grade_source(other, outcome.briefing.id, Reliability.C)
            passed_on(other, self.lib, self.folder)
        self.done()

    @rule(number=st.integers(0, 3))
    def purge(self, number: int) -> None:
        """Erase a briefing for good: the states that there were are those without it."""
        briefing = self.briefing(number)
        if briefing is None:
            return
        before = [without(state, briefing) for state in self.states[: self.at + 1]]
        purging.purge(self.lib, briefing)
        states = [self.state()]
        while history.undo(self.lib):
            states.append(self.state())
        states.reverse()
        for state in states[1:]:
            assert history.redo(self.lib) is not None
            assert self.state() == state
        assert distinct(without(state, briefing) for state in states) == distinct(before)
        assert not any(one.id == briefing for state in states for one in state[0])
        self.states, self.at = states, len(states) - 1

    @rule()
    def undo(self) -> None:
        """Take a deed back: the state is the one before it; at the beginning there is nothing to take back."""
        assert (history.undo(self.lib) is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        """Do a deed again: the state is the one after it; at the end there is nothing to do again."""
        assert (history.redo(self.lib) is None) == (self.at == len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @rule()
    def restart(self) -> None:
        """Close the library and open it again."""
        self.lib.close()
        self.lib = self.open()

    @invariant()
    def agrees(self) -> None:
        """Hold that the library shows the state that it should."""
        assert self.state() == self.states[self.at]

    def teardown(self) -> None:
        """Pass it on, take everything back, then do everything again."""
        if not hasattr(self, "lib"):
            return
        with Library.open(self.folder / "passed.db", "ben", create=True) as other:
            passed_on(self.lib, other, self.folder)
            assert exported(other) == exported(self.lib)
        while history.undo(self.lib):
            self.at -= 1
        assert self.at == 0 and self.state() == self.states[0]
        while history.redo(self.lib):
            self.at += 1
            self.agrees()
        assert self.at == len(self.states) - 1
        self.lib.close()
        shutil.rmtree(self.folder)


class TestDeeds(Deeds.TestCase):  # type: ignore[misc]
    """Random deeds, all taken back, are the beginning, and all done again, the end."""

    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
