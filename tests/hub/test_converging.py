"""Whatever several people do without a network, and in whatever order they meet the hub, they end with the same."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hub_desk import BODY, add, everything
from hypothesis import HealthCheck, Phase, given, settings

from reeread.library import (
    Library,
    codebook,
    deciding,
    editing,
    history,
    reading,
    removing,
    stacking,
    suggesting,
    tagging,
)
from reeread.library.syncing import conflicts, settle
from reeread.model.annotation import Passage
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.errors import ReereadError, StoreError
from reeread.model.span import Span
from reeread.model.verdict import Verdict
from tests.hub.conftest import Desk

PEOPLE = ("ann", "ben", "cleo", "dan", "ann")
"""Five replicas, of which two are one person's."""
TEXTS = (BODY, "Mills close\n\nThe mills closed in May. They may reopen.\n")
SPANS = (Span(0, 5), Span(0, 11), Span(6, 11))


def _briefing(lib: Library, number: int) -> str:
    there = reading.briefings(lib)
    return there[number % len(there)].id if there else add(lib)


def _annotation(lib: Library, number: int) -> str | None:
    there = [one for one in tagging.annotations(lib) if one.author == lib.author]
    return there[number % len(there)].id if there else None


def _tag_name(lib: Library, number: int) -> str:
    there = [tag.name for tag in codebook.tags(lib) if not tag.retired]
    return there[number % len(there)]


def _decide(lib: Library, number: int) -> None:
    briefing = _briefing(lib, number)
    suggesting.dismiss(lib, briefing, suggesting.highlights(lib, briefing)[0])


def _claim(lib: Library, number: int) -> None:
    briefings = reading.briefings(lib)
    passages = tuple(
        ClaimPassage(one.id, 0, 5, reading.article(lib, one.id).body[:5], "5", 5.0, 5.0, "")
        for one in briefings[:2]
    )
    deciding.confirm(lib, [Claim(f"claim {number}", Verdict.AGREE, 1, passages)])


DEEDS: tuple[Callable[[Library, int], object], ...] = (
    lambda lib, n: add(lib, TEXTS[n % 2], f"{n % 2}.txt"),
    lambda lib, n: add(lib, f"{TEXTS[n % 2]}\nMore was said {n % 3} times.\n", f"{n % 2}.txt"),
    lambda lib, n: tagging.tag(lib, Passage(_briefing(lib, n), SPANS[n % 3]), [_tag_name(lib, n)]),
    lambda lib, n: tagging.toggle(lib, Passage(_briefing(lib, n), SPANS[n % 3]), _tag_name(lib, n // 2)),
    lambda lib, n: tagging.note(lib, Passage(_briefing(lib, n), SPANS[n % 3]), f"{lib.path.stem} writes {n}"),
    lambda lib, n: tagging.note(lib, Passage(_briefing(lib, n), SPANS[n % 3]), f"{lib.path.stem} adds {n}"),
    lambda lib, n: tagging.untag(lib, Passage(_briefing(lib, n), SPANS[n % 3])),
    lambda lib, n: (one := _annotation(lib, n)) and editing.delete(lib, [one]),
    lambda lib, n: _decide(lib, n),
    lambda lib, n: _claim(lib, n),
    lambda lib, n: stacking.gather(lib, [_briefing(lib, n)], f"stack {n % 2}"),
    lambda lib, n: stacking.take_out(lib, [_briefing(lib, n)], f"stack {n % 2}"),
    lambda lib, n: codebook.add_tag(lib, f"tag {n % 3}", "0123456789"[n % 10]),
    lambda lib, n: codebook.edit_tag(lib, _tag_name(lib, n), new_name=f"name {n % 2}", key="45"[n % 2]),
    lambda lib, n: codebook.merge(lib, _tag_name(lib, n), _tag_name(lib, n + 1)),
    lambda lib, n: codebook.remove_tag(lib, _tag_name(lib, n), force=True),
    lambda lib, n: history.undo(lib),
    lambda lib, n: history.redo(lib),
    lambda lib, n: removing.remove(lib, _briefing(lib, n)),
)
RANDOM = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
STEP = st.one_of(
    st.tuples(st.integers(0, 4), st.integers(0, len(DEEDS) - 1), st.integers(0, 11)),
    st.tuples(st.integers(0, 4), st.just(-1), st.just(0)),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return a new library of each of the five."""
    folder = tmp_path_factory.mktemp("empty")
    paths = tuple(folder / f"{number}.db" for number in range(len(PEOPLE)))
    for path in paths:
        Library.open(path, "nobody", create=True).close()
    return paths


@RANDOM
@given(steps=st.lists(STEP, min_size=4, max_size=24))
def test_everybody_ends_with_the_same(
    desk: Desk, empty: tuple[Path, ...], steps: list[tuple[int, int, int]]
) -> None:
    """After any histories without a network, and any order of meetings, two rounds make all five the same, and every note stands in all of them or is named as one of several."""
    with ExitStack() as stack:
        libraries = _opened(desk, empty, PEOPLE, stack)
        told: list[set[str]] = [set() for _ in PEOPLE]
        for who, deed, number in steps:
            if deed < 0:
                desk.sync(libraries[who])
                told[who] = _notes(libraries[who])
                continue
            with suppress(ReereadError):
                DEEDS[deed](libraries[who], number)
        written = {note for lib, known in zip(libraries, told, strict=True) for note in _notes(lib) - known}
        for _ in range(2):
            for lib in libraries:
                desk.sync(lib)
        first, *others = (everything(lib) for lib in libraries)
        for other in others:
            assert other == first
        assert written <= _kept(libraries[0])


def _opened(desk: Desk, empty: Sequence[Path], people: Sequence[str], stack: ExitStack) -> list[Library]:
    """Return a new library of each of these, at a desk whose hub is new, until the stack is closed."""
    desk.clear()
    seconds = count(1_790_000_000)
    libraries = []
    for number, author in enumerate(people):
        path = desk.folder / f"{number}.db"
        for old in desk.folder.glob(f"{number}.db*"):
            old.unlink()
        shutil.copy(empty[number], path)
        library = Library.open(path, author, clock=lambda: float(next(seconds)), base=desk.folder)
        libraries.append(stack.enter_context(library))
    return libraries


def _notes(lib: Library) -> set[str]:
    """Return the notes that stand in a library before it hears of others."""
    with lib.store.reading() as connection:
        return {note for (note,) in connection.execute("SELECT note FROM annotations WHERE note <> ''")}


def _kept(lib: Library) -> set[str]:
    """Return the notes that stand in a library, and those that are named as one of several."""
    apart = {choice.text for one in conflicts(lib) for choice in one.choices if one.field == "note"}
    return _notes(lib) | apart


@RANDOM
@given(
    deeds=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, len(DEEDS) - 1), st.integers(0, 5)),
        min_size=4,
        max_size=16,
    ),
    choices=st.lists(st.integers(0, 1), min_size=1, max_size=4),
)
def test_what_is_settled_stays_settled(
    desk: Desk, empty: tuple[Path, ...], deeds: list[tuple[int, int, int]], choices: list[int]
) -> None:
    """Whatever two machines of one person did apart, choosing one value of each conflict ends them all, here at once and there after meeting."""
    with ExitStack() as stack:
        libraries = home, work = _opened(desk, empty, ("ann", "ann"), stack)
        briefing = add(home)
        tagging.tag(home, Passage(briefing, SPANS[0]), ["risk", "confirmed"], "first")
        stacking.gather(home, [briefing], "stack 0")
        for lib in (home, work, home, work):
            desk.sync(lib)
        for who, deed, number in deeds:
            with suppress(ReereadError):
                DEEDS[deed](libraries[who], number)
        for lib in (home, work, home):
            desk.sync(lib)
        for number, conflict in enumerate(conflicts(home)):
            if conflict.id in {one.id for one in conflicts(home)}:
                try:
                    settle(home, conflict, conflict.choices[choices[number % len(choices)]])
                except StoreError:  # a tag that passages bear cannot be taken away
                    settle(home, conflict, conflict.choices[0])
                assert conflict.id not in {one.id for one in conflicts(home)}
        for lib in (home, work, home, work):
            desk.sync(lib)
        assert conflicts(home) == conflicts(work) == ()
        assert everything(home) == everything(work)
