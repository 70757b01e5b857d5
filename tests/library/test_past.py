"""The library as it was: told from its log, the same as what was seen then."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from reeread.export.registry import Options, formats
from reeread.library import Library, history, past, purging, reading, removing, suggesting, tagging
from reeread.library.adding import add
from reeread.library.exporting import dossier
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import StoreError
from reeread.model.span import Span
from reeread.store.ids import moment
from tests.library.test_undo import Deeds, without


class Ticking:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.now = 1_760_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        self.now += 1
        return self.now


def exports(lib: Library) -> list[str]:
    """Return the library in three formats, but for when they were made."""
    gathered = replace(dossier(lib), made="")
    return [
        "".join(map(str, formats()[name].write(gathered, Options()))) for name in ("json", "markdown", "csv")
    ]


class Then(Deeds):
    """Any deeds, each state written down with its time; in the end all are told again."""

    EXPORTED: ClassVar = 6
    """Of so many states one is exported, too."""

    def open(self, *, create: bool = False) -> Library:
        """Open the library with a clock of its own."""
        if create:
            self.clock = Ticking()
            self.seen: list[tuple[str, Any, list[str] | None]] = []
            self.erased: list[str] = []
        return Library.open(self.folder / "notes.db", "ann", create=create, clock=self.clock)

    @rule(number=st.integers(0, 3))
    def purge(self, number: int) -> None:
        """Erase a briefing: at no time it will have been there."""
        if briefing := self.briefing(number):
            purging.purge(self.lib, briefing)
            self.erased.append(briefing)
            self.seen = [(when, self.less(state, briefing), None) for when, state, _ in self.seen]
            self.states, self.at = [self.state()], 0

    def less(self, state: Any, briefing: str) -> Any:
        """Return what can be told of a state without a briefing, perhaps one that others were taken from before."""
        return without((state[0], None, state[1], state[2]) if len(state) == 3 else state, briefing)

    @rule()
    def undo(self) -> None:
        """Take a deed back, if there is one."""
        history.undo(self.lib)
        self.states, self.at = [self.state()], 0

    @rule()
    def redo(self) -> None:
        """Do a deed again, if there is one."""
        history.redo(self.lib)
        self.states, self.at = [self.state()], 0

    def agrees(self) -> None:
        """Write down what there is."""
        told = exports(self.lib) if len(self.seen) % self.EXPORTED == 0 else None
        self.seen.append((moment(self.clock.now), self.state(), told))

    def teardown(self) -> None:
        """Hold that every state is told as it was."""
        if not hasattr(self, "lib"):
            return
        now = self.lib
        for when, state, told in self.seen:
            with past.as_of(now, when) as self.lib:
                if len(state) == 3:
                    seen = self.state()
                    for briefing in self.erased:
                        assert all(one.id != briefing for one in seen[0])
                        seen = self.less(seen, briefing)
                    assert seen == state
                else:
                    assert self.state() == state
                    assert told is None or exports(self.lib) == told
        now.close()
        shutil.rmtree(self.folder)


class TestThen(Then.TestCase):  # type: ignore[misc]
    """Lists, texts, annotations, tags, stacks, search apart, claims and exports of every moment are told as they were."""

    settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


def test_what_was_taken_out_since_is_there_and_what_came_in_is_not(
    lib: Library, levy: Briefing, write: Callable[..., str]
) -> None:
    """A moment before both shows the first as it was, with its title, text and mark, and not the second."""
    mark = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"], "Why?")
    then, text = moment(lib.store.clock()), reading.article(lib, levy.id)
    lib.store.clock = lambda: 4e9
    tagging.note(lib, Passage(levy.id, Span(0, 5)), "Because.")
    list(add(lib, [write("Another thing.\n", "other.txt"), write("Another levy.\n")]))
    removing.remove(lib, levy.id)
    with past.as_of(lib, then) as before:
        assert reading.briefings(before) == (text.briefing,)
        assert reading.article(before, levy.id) == text
        assert tagging.annotations(before) == (mark,)
        assert [event.deed for event in history.events(before)] == ["tag", "add"]
        assert suggesting.highlights(before, levy.id)
    with past.as_of(lib, "1999-12-31T23:59:59.999Z") as nothing:
        assert reading.briefings(nothing) == () and tuple(history.events(nothing)) == ()


def test_nothing_can_be_written_in_the_past(lib: Library, levy: Briefing) -> None:
    """A deed is refused, the library itself is as it was, and once left the past is closed."""
    before = lib.path.read_bytes()
    with past.as_of(lib, "2999-01-01T00:00:00.000Z") as then:
        with pytest.raises(StoreError, match="as it was at"):
            tagging.tag(then, Passage(levy.id, Span(0, 5)), ["risk"])
        assert reading.briefings(then) == reading.briefings(lib)
    with pytest.raises(StoreError, match="closed"):
        reading.briefings(then)
    assert lib.path.read_bytes() == before


def test_a_log_that_does_not_fit_is_told(lib: Library, levy: Briefing) -> None:
    """Where somebody changed the library by another program, it is said that the past cannot be told."""
    mark = tagging.tag(lib, Passage(levy.id, Span(0, 5)), ["risk"])
    with lib.store.reading() as connection:
        connection.execute("DELETE FROM annotations WHERE uuid = ?", (mark.id,))
    with pytest.raises(StoreError, match="cannot be told"), past.as_of(lib, "1999-12-31T00:00:00.000Z"):
        pass
