"""Erasing a briefing for good: no byte of its words is left, and all else is as it was."""

import re
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reeread import places
from reeread.library import (
    Library,
    claiming,
    codebook,
    deciding,
    editing,
    history,
    keeping,
    purging,
    reading,
    removing,
    stacking,
    suggesting,
    tagging,
)
from reeread.library.adding import add
from reeread.library.commitments import decide
from reeread.library.grading import grade_passage, grade_source
from reeread.library.searching import search
from reeread.library.triage import set_state
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing, Triage
from reeread.model.commitment import Fate
from reeread.model.errors import AlreadyDone, NotFound, StoreError
from reeread.model.grades import Credibility, Reliability
from reeread.model.span import Span
from reeread.store import checking, engine

GRAIN = "The port of Varna handles {}% of the grain imports of Bulgaria, Ivan Petrov said."
LEVY = f"Ports agree on a levy\n\nThe ports pledged to build a pier. It may raise prices by 12%.\n\n{GRAIN.format(60)}\n"
OTHER = (
    f"Second thoughts\n\nThe bank will review the levy. Prices could double, it said.\n\n{GRAIN.format(75)}\n"
)
THIRD = f"A third view\n\nNobody asked the shippers so far, and nobody will.\n\n{GRAIN.format(80)}\n"

SECRET = "zanzibarquux"
"""Stands in each word that the briefing alone has, so that one search finds them all."""
DOOMED = (
    f"The {SECRET}title of it\n\nBy Kim {SECRET}byline\n\nThe {SECRET}actor pledged to build a {SECRET}pier by May."
    f" The {SECRET}risk is great, and it may cost {SECRET}money. The pier of Varna stood.\n\n"
    f"{GRAIN.format(90)[:-1]} in the {SECRET}grain hall.\n"
)
AGAIN = DOOMED.replace("May", "June").replace("money", "gold")


def traces(path: Path, words: bytes = SECRET.encode()) -> list[str]:
    """Return where words stand in a library: in its bytes, those beside it, or in what is compressed there."""
    found = [
        one.name
        for one in path.parent.glob(f"{path.name}*")
        if one.is_file()
        and (words in one.read_bytes() or words.decode().encode("utf-16-le") in one.read_bytes())
    ]
    connection = engine.connect(str(path), mode="ro")
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'words'"
    ).fetchall()
    for (table,) in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                plain = (
                    value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else b""
                )
                with suppress(zlib.error):
                    plain = zlib.decompress(plain)
                if words in plain:
                    found.append(f"{table}: {row}")
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, row)")
    found += [term for (term,) in connection.execute("SELECT term FROM temp.terms") if words.decode() in term]
    connection.close()
    return found


def schema(path: Path) -> list[tuple[str, str]]:
    """Return everything that the library declares, to the letter."""
    connection = engine.connect(str(path))
    rows = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    connection.close()
    return rows


@pytest.fixture
def doomed(lib: Library, write: Callable[..., str]) -> Briefing:
    """Return a briefing of a library in which all was done to it that can be, some of it taken back again."""
    for content, name in ((LEVY, "levy.txt"), (OTHER, "other.txt"), (THIRD, "third.txt")):
        list(add(lib, [write(content, name)]))
    (outcome,) = add(lib, [write(DOOMED, f"{SECRET}.txt")], stack="Tuesday")
    assert outcome.briefing is not None
    briefing = outcome.briefing.id
    levy, other, *_ = reading.briefings(lib)
    marks = [_mark(lib, briefing, quote) for quote in ("actor", "risk", "pier by May", "money")]
    suggesting.dismiss(lib, briefing, suggesting.reading(lib, reading.article(lib, briefing))[1])
    first = next(one for one in suggesting.reading(lib, reading.article(lib, briefing)) if one.tags)
    suggesting.accept(lib, briefing, first)
    with Library.open(lib.path, "bob") as bob:
        _mark(bob, briefing, "money")
    claims = claiming.claims(lib)
    assert any(len({one.source for one in claim.passages}) == 4 for claim in claims)
    for claim in claims:
        deciding.retract(lib, [claim], f"The {SECRET}grain hall burnt.")
    editing.note(lib, marks[0].id, f"A {SECRET}note.")
    editing.retag(lib, [one.id for one in marks], add=["confirmed"])
    editing.delete(lib, [marks[1].id])
    grade_source(lib, briefing, Reliability.B)
    grade_passage(lib, Passage(briefing, Span(4, 10)), Credibility.DOUBTFUL)
    pledge = tagging.tag(lib, Passage(levy.id, Span(23, 57)), ["commitment"])
    decide(lib, pledge.id, Fate.BROKEN, Passage(briefing, marks[2].span))
    mine = tagging.tag(lib, Passage(briefing, Span(30, 60)), ["commitment"])
    decide(lib, mine.id, Fate.MET, Passage(other.id, Span(0, 10)))
    set_state(lib, briefing, Triage.DONE)
    stacking.gather(lib, [levy.id, briefing], "Both")
    codebook.merge(lib, "risk", "speculation")
    list(add(lib, [write(AGAIN, f"{SECRET}.txt")]))
    for _ in range(6):
        history.undo(lib)
    for _ in range(4):
        history.redo(lib)
    removing.remove(lib, briefing)
    history.undo(lib)
    return reading.find(lib, briefing)


def _mark(lib: Library, briefing: str, quote: str) -> Annotation:
    (place,) = tagging.occurrences(lib, briefing, f"{SECRET}{quote}")
    return tagging.tag(lib, Passage(briefing, place), ["risk"], f"{SECRET}noted: {quote}")


def erase(lib: Library, briefing: str) -> None:
    """Erase a briefing and write the library anew."""
    purging.purge(lib, briefing)
    purging.sweep(lib)


def test_no_byte_of_it_is_left(lib: Library, doomed: Briefing) -> None:
    """Its words stand nowhere in the file, beside it, in what is compressed or in the index; what declares it is the same."""
    declared = schema(lib.path)
    assert traces(lib.path)
    erase(lib, doomed.id)
    assert traces(lib.path) == []
    assert schema(lib.path) == declared
    lib.close()
    assert traces(lib.path) == []
    assert checking.condition(lib.path).faults == ()


def test_what_others_say_stays(lib: Library, doomed: Briefing) -> None:
    """Other briefings, their annotations and their claims are as they were, without it."""
    before = reading.briefings(lib)
    marks = tagging.annotations(lib)
    assert any(claim.standing == "retracted" for claim in claiming.claims(lib))
    erase(lib, doomed.id)
    assert reading.briefings(lib) == tuple(one for one in before if one.id != doomed.id)
    left = [one._replace(outcome=None) for one in marks if one.briefing != doomed.id]
    assert list(tagging.annotations(lib)) == left and left
    (claim,) = (one for one in claiming.claims(lib) if one.standing == "retracted")
    assert {one.source for one in claim.passages} == {one.id for one in before} - {doomed.id}
    assert claim.ruling and claim.ruling.reason == "(erased)"
    assert search(lib, SECRET) == () and len(search(lib, "Varna")) == 3


def test_a_tombstone_is_left(lib: Library, doomed: Briefing) -> None:
    """Its id, when and by whom; who did what to it and when, without a word of it."""
    erase(lib, doomed.id)
    grave = purging.find(lib, doomed.id[-12:])
    assert (grave.id, grave.title, grave.by) == (doomed.id, "", "ann") and grave.erased
    events = history.events(lib, briefing=doomed.id)
    assert events[0].deed == "purge" and len(events) > 10
    assert all(event.erased and event.author in ("ann", "bob") for event in events)
    assert all(history.subject(lib, event) == "" for event in events)
    with pytest.raises(NotFound):
        reading.find(lib, doomed.id)
    with pytest.raises(AlreadyDone):
        purging.purge(lib, doomed.id)


def test_undo_steps_over_it(lib: Library, doomed: Briefing) -> None:
    """It says that nothing brings it back, goes on to the beginning without it, and redo goes back to the same end."""
    erase(lib, doomed.id)

    def seen() -> object:
        return reading.briefings(lib), tagging.annotations(lib), codebook.tags(lib), claiming.claims(lib)

    states = [seen()]
    undone = history.undo(lib)
    assert undone and undone.text.startswith("Nothing brings back what was erased for good. Took back ")
    states.append(seen())
    while (undone := history.undo(lib)) is not None:
        assert SECRET not in undone.text and "Nothing brings" not in undone.text
        states.append(seen())
    assert reading.briefings(lib) == () and len(states) > 5
    for state in reversed(states[:-1]):
        assert history.redo(lib) is not None
        assert seen() == state
    assert history.redo(lib) is None


def test_the_same_source_comes_in_again_as_another(
    lib: Library, doomed: Briefing, write: Callable[..., str]
) -> None:
    """Adding it later makes a new briefing, with nothing on it, under numbers that nobody had."""
    erase(lib, doomed.id)
    (outcome,) = add(lib, [write(DOOMED, f"{SECRET}.txt")])
    new = outcome.briefing
    assert new is not None and new.id != doomed.id and outcome.status == "added"
    assert reading.article(lib, new.id).body == DOOMED and tagging.annotations(lib, new.id) == ()
    with lib.store.reading() as connection:
        assert connection.execute("SELECT id FROM briefings WHERE uuid = ?", (new.id,)).fetchone() == (5,)


def test_copies_stay_copies_of_one_another(lib: Library, write: Callable[..., str]) -> None:
    """Where the first of several copies is erased, the next one is the first, and a later copy is still found."""
    story = " ".join(f"Word{number} of the long wire story about port {number}." for number in range(60))
    for name in ("a.txt", "b.txt", "c.txt"):
        list(add(lib, [write(f"{story} {name}\n", name)]))
    first, second, third = reading.briefings(lib)
    assert {second.copy_of, third.copy_of} == {first.id}
    erase(lib, first.id)
    assert [one.copy_of for one in reading.briefings(lib)] == ["", second.id]
    list(add(lib, [write(f"{story} d.txt\n", "d.txt")]))
    assert [one.copy_of for one in reading.briefings(lib)] == ["", second.id, second.id]
    erase(lib, second.id)
    erase(lib, third.id)
    assert [one.copy_of for one in reading.briefings(lib)] == [""]


def test_one_that_was_taken_out_can_be_erased(lib: Library, levy: Briefing) -> None:
    """Whether it stands in the lists or not; undo of taking it out is over."""
    removing.remove(lib, levy.id)
    erase(lib, levy.id)
    assert history.undo(lib) is None and history.redo(lib) is None
    assert traces(lib.path, b"Shipowners") == []


def test_only_what_was_asked_for_is_erased_of_the_log(lib: Library, doomed: Briefing) -> None:
    """What the log tells of other things, to the letter, is what it told."""

    def told() -> list[object]:
        return [event for event in history.events(lib) if event.subject == "tag"]

    before = told()
    erase(lib, doomed.id)
    assert told() == before and before


def test_it_is_all_or_nothing(lib: Library, doomed: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure on the way leaves everything, and the triggers, as they were."""
    declared, before = schema(lib.path), reading.briefings(lib)

    def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("reeread.store.purging.Claims.erase", fail)
    with pytest.raises(StoreError):
        purging.purge(lib, doomed.id)
    assert reading.briefings(lib) == before and schema(lib.path) == declared
    with lib.store.reading() as connection, pytest.raises(engine.sqlite.IntegrityError, match="never"):
        connection.execute("UPDATE events SET at = ''")


@pytest.mark.parametrize("where", ["SELECT id FROM briefings", "UPDATE versions", "COMMIT", "VACUUM"])
def test_killed_on_the_way_it_is_there_or_gone(lib: Library, doomed: Briefing, where: str) -> None:
    """Killed before the commit nothing has changed; after it, doing it again leaves no byte."""
    lib.close()
    code = (
        "import os, signal, sys\n"
        "from reeread.library import Library, purging\n"
        "lib = Library.open(sys.argv[1], 'ann')\n"
        "with lib.store.reading() as connection: connection.set_trace_callback(\n"
        "    lambda sql: os.kill(os.getpid(), signal.SIGKILL) if sys.argv[3] in ' '.join(sql.split()) else None)\n"
        "purging.purge(lib, sys.argv[2]); purging.sweep(lib)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lib.path), doomed.id, where], check=False)
    assert done.returncode == -signal.SIGKILL
    with Library.open(lib.path, "ann") as again:
        gone = purging.find(again, doomed.id).erased != ""
        assert gone == (where == "VACUUM")
        assert (doomed.id in reading.ids(again)) != gone
        if not gone:
            assert reading.article(again, doomed.id).body == DOOMED
            purging.purge(again, doomed.id)
        purging.sweep(again)
        assert traces(again.path) == []


def test_another_reader_is_told(lib: Library, doomed: Briefing) -> None:
    """Who has it open and tags it hears that it was erased; what they read is not what stands there later."""
    with Library.open(lib.path, "bob") as bob:
        assert reading.article(bob, doomed.id).body == DOOMED
        erase(lib, doomed.id)
        with pytest.raises(NotFound, match="erased for good"):
            tagging.tag(bob, Passage(doomed.id, Span(0, 5)), ["risk"])
        with pytest.raises(NotFound, match="erased for good"):
            reading.article(bob, doomed.id)
        assert history.undo(bob) is None


def test_backups_that_hold_it_are_named(lib: Library, doomed: Briefing) -> None:
    """One from before it came in, and one from after, are none; deleted, there is a new one."""
    for one in keeping.listed(keeping.folder(lib.path)):
        one.path.unlink()
    held = keeping.back_up(lib.path).path
    unreadable = lib.path.with_name(f"{lib.path.name}.damaged-20260101T000000Z")
    unreadable.write_bytes(b"SQLite format 3\0" + b"\xff" * 100)
    erase(lib, doomed.id)
    keeping.back_up(lib.path)
    found = purging.holding(lib, doomed.id)
    assert found == (held, unreadable)
    made = purging.delete_backups(lib, found)
    assert purging.holding(lib, doomed.id) == () and made.exists()


def test_notes_elsewhere_that_quote_it_are_named(lib: Library, doomed: Briefing) -> None:
    """Four of its words in a row, or of a note on it, are a quotation; fewer are not. They stay."""
    levy, other, *_ = reading.briefings(lib)
    quote = tagging.note(lib, Passage(levy.id, Span(0, 5)), "It says: the pier of VARNA stood, indeed.")
    tagging.note(lib, Passage(other.id, Span(0, 6)), "The pier of nobody.")
    assert quote and purging.quoting(lib, doomed.id) == (quote.id,)
    erase(lib, doomed.id)
    assert quote in tagging.annotations(lib)


def test_the_cache_is_emptied(lib: Library, levy: Briefing) -> None:
    """What plug-ins said of articles is forgotten with it."""
    kept = places.cache_folder() / "suggestions" / "a.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("[]")
    erase(lib, levy.id)
    assert not kept.exists()


WORDS_STAND_IN = {
    "annotations", "authors", "bodies", "briefings", "claim_passages", "claims", "decisions", "events",
    "highlights", "searches", "sources", "stacks", "sync", "sync_arrivals", "sync_aside", "sync_begun", "sync_buried",
    "sync_gone", "sync_heads", "sync_ids", "sync_outbox", "sync_said", "sync_texts", "tags", "versions",
}  # fmt: skip
"""Tables with texts; purging knows each of them, or (authors, searches, stacks, tags, most of sync) they hold no briefing's words."""


def test_every_table_with_texts_is_known(lib: Library) -> None:
    """A table that comes later must be thought of when a briefing is erased: its name is to be added here then."""
    with lib.store.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT tables.name FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns"
            " WHERE tables.schema = 'main' AND tables.type = 'table' AND columns.type IN ('TEXT', 'BLOB')"
        ).fetchall()
    assert {name for (name,) in rows if not re.match("sqlite_", name)} == WORDS_STAND_IN
