"""Stacks, triage, and the list filtered and sorted by them."""

from collections.abc import Callable

import pytest

from reeread.library import Library, history, reading, stacking, tagging
from reeread.library.adding import add
from reeread.library.codebook import add_tag
from reeread.library.removing import remove
from reeread.library.triage import set_state
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing, TagCount, Triage
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span

TEXTS = {
    "b.txt": "Álvaro signs\n\nSaturday, 3 May 2025\n\nThe minister signed on Monday.",
    "a.txt": "zinc prices\n\nSunday, 1 June 2025\n\nPrices rose.\n" + "They rose again. " * 200,
    "c.txt": "Bank review\n\nThe bank reviews.",
}


@pytest.fixture
def three(lib: Library, write: Callable[..., str]) -> tuple[str, str, str]:
    """Return the ids of three briefings in Ann's library."""
    added = [outcome.briefing for outcome in add(lib, [write(text, name) for name, text in TEXTS.items()])]
    first, second, third = (briefing.id for briefing in added if briefing)
    return first, second, third


def titles(found: tuple[Briefing, ...]) -> list[str]:
    """Return the first words of titles."""
    return [one.title.split()[0] for one in found]


def test_stacks_tell_what_stands_in_them(lib: Library, three: tuple[str, str, str]) -> None:
    """By name, with counts of briefings, triage, annotations and minutes; what is removed counts no more."""
    assert stacking.stacks(lib) == ()
    assert stacking.gather(lib, three[:2], " Ports ") == 2
    assert stacking.gather(lib, three[1:], "Banks") == 2
    assert stacking.gather(lib, three[:2], "Ports") == 0
    set_state(lib, three[1], Triage.LATER)
    set_state(lib, three[0], Triage.DONE)
    tagging.tag(lib, Passage(three[1], Span(0, 4)), ["risk"])
    banks, ports = stacking.stacks(lib)
    assert (banks.name, banks.briefings, banks.new, banks.later, banks.done) == ("Banks", 2, 1, 1, 0)
    assert (ports.name, ports.briefings, ports.new, ports.later, ports.done) == ("Ports", 2, 0, 1, 1)
    assert (banks.annotations, ports.annotations, ports.minutes) == (1, 1, 4)
    assert reading.find(lib, three[1]).stacks == ("Banks", "Ports")
    remove(lib, three[0])
    assert stacking.stacks(lib)[1].briefings == 1


def test_gathering_is_one_deed(lib: Library, three: tuple[str, str, str]) -> None:
    """One undo takes all of it back, and says so; taking out and renaming too."""
    stacking.gather(lib, three, "Ports")
    assert stacking.take_out(lib, three[:2], "Ports") == 2
    assert stacking.rename(lib, "Ports", "Harbours").briefings == 1
    assert stacking.remove(lib, "Harbours") == 1
    assert stacking.stacks(lib) == ()
    told = [getattr(history.undo(lib), "text", "") for _ in range(4)]
    assert told == [
        "Took back removing the stack “Harbours”.",
        "Took back renaming the stack “Harbours” and “Ports”.",
        "Took back taking 2 briefings out of “Ports”.",
        "Took back gathering 3 briefings in “Ports”.",
    ]
    assert stacking.stacks(lib) == ()
    history.redo(lib)
    assert [(one.name, one.briefings) for one in stacking.stacks(lib)] == [("Ports", 3)]


def test_undo_leaves_what_others_gathered_since(lib: Library, three: tuple[str, str, str]) -> None:
    """Ann takes her stack back; that Bob put the briefing into his stays."""
    stacking.gather(lib, three[:1], "Ann's")
    with Library.open(lib.path, "bob") as other:
        stacking.gather(other, three[:1], "Bob's")
        history.undo(lib)
        assert reading.find(lib, three[0]).stacks == ("Bob's",)
        history.redo(lib)
        history.undo(other)
    assert reading.find(lib, three[0]).stacks == ("Ann's",)


def test_stacks_that_are_not_there_are_told(lib: Library, three: tuple[str, str, str]) -> None:
    """An unknown stack is told with those that there are; a taken or invisible name is refused."""
    with pytest.raises(NotFound, match="add --stack"):
        stacking.remove(lib, "Ports")
    stacking.gather(lib, three, "Ports")
    stacking.gather(lib, three, "Banks")
    for call in (stacking.remove, lambda *args: stacking.rename(*args, "x")):
        with pytest.raises(NotFound, match="“Banks”, “Ports”"):
            call(lib, "ports")
    with pytest.raises(NotFound, match="“Banks”"):
        stacking.take_out(lib, three, "x")
    with pytest.raises(UsageError, match="already"):
        stacking.rename(lib, "Ports", "Banks")
    with pytest.raises(UsageError, match="no name"):
        stacking.gather(lib, three, "a\nb")
    with pytest.raises(NotFound, match="reeread list"):
        stacking.gather(lib, ["none"], "Ports")
    assert stacking.rename(lib, "Ports", "Ports").briefings == 3


def test_triage_is_kept_and_taken_back(lib: Library, three: tuple[str, str, str]) -> None:
    """A briefing is new until it is put off or done; the same again leaves no trace; removal keeps it."""
    assert {one.state for one in reading.briefings(lib)} == {Triage.NEW}
    assert set_state(lib, three[0], Triage.LATER).state is Triage.LATER
    events = history.events(lib)
    set_state(lib, three[0], Triage.LATER)
    assert history.events(lib) == events
    remove(lib, three[0])
    history.undo(lib)
    assert reading.find(lib, three[0]).state is Triage.LATER
    undone = history.undo(lib)
    assert undone and undone.text == "Took back marking “Álvaro signs” as later."
    assert reading.find(lib, three[0]).state is Triage.NEW
    with pytest.raises(NotFound, match="reeread list"):
        set_state(lib, "none", Triage.DONE)


def test_the_list_is_filtered(lib: Library, three: tuple[str, str, str]) -> None:
    """By stack, triage, tags with those below them, and words in title, source and byline, accents aside."""
    add_tag(lib, "risk/supply")
    set_state(lib, three[2], Triage.DONE)
    stacking.gather(lib, three[1:], "Ports")
    tagging.tag(lib, Passage(three[1], Span(0, 4)), ["risk/supply", "confirmed"])
    tagging.tag(lib, Passage(three[1], Span(5, 9)), ["confirmed"])
    assert titles(reading.briefings(lib, state=Triage.NEW)) == ["Álvaro", "zinc"]
    assert titles(reading.briefings(lib, stack="Ports", state=Triage.DONE)) == ["Bank"]
    assert titles(reading.briefings(lib, tags=["risk"])) == ["zinc"]
    assert titles(reading.briefings(lib, tags=["speculation"])) == []
    assert titles(reading.briefings(lib, text="ALVARO")) == ["Álvaro"]
    assert titles(reading.briefings(lib, text="review C.TXT")) == ["Bank"]
    assert reading.find(lib, three[1]).tags == (TagCount("confirmed", 2), TagCount("risk/supply", 1))
    assert reading.briefings(lib)[0].tags == ()


def test_the_list_is_sorted(lib: Library, three: tuple[str, str, str]) -> None:
    """By adding, title as people read it, date (newest first, none last), length, and annotations."""
    tagging.tag(lib, Passage(three[2], Span(0, 4)), ["risk"])
    sorts = {
        sort: titles(reading.briefings(lib, sort=sort))
        for sort in ("added", "title", "published", "minutes", "annotations")
    }
    assert sorts == {
        "added": ["Álvaro", "zinc", "Bank"],
        "title": ["Álvaro", "Bank", "zinc"],
        "published": ["zinc", "Álvaro", "Bank"],
        "minutes": ["Bank", "Álvaro", "zinc"],
        "annotations": ["Bank", "Álvaro", "zinc"],
    }
    with pytest.raises(UsageError, match="minutes"):
        reading.briefings(lib, sort="colour")
