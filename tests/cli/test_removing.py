"""`reeread remove`, and `remove --purge`."""

import json
from pathlib import Path

import pytest

from reeread import places
from reeread.cli import removing
from reeread.library.drafts import Draft, Drafts
from tests.cli.conftest import Call


def test_it_is_asked_before_it_is_erased(call: Call, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal it takes --yes, exit 2; in one, anything but a yes leaves all as it was, exit 1."""
    refused = call("remove", ids[0], "--purge")
    assert refused.code == 2 and "needs a yes" in refused.err and "--yes" in refused.err
    monkeypatch.setattr(removing, "_hears", lambda: True)
    no = call("remove", ids[0], "--purge", stdin=b"n\n")
    assert no.code == 1 and "Nothing was erased" in no.err
    assert len(call("list", "--json").rows) == 5
    yes = call("remove", ids[0], "--purge", stdin=b"y\n")
    assert yes.code == 0 and "for good. Nothing brings it back." in yes.out
    assert len(call("list", "--json").rows) == 4


def test_it_says_what_goes_and_that_it_went(call: Call, ids: list[str], seeded: Path) -> None:
    """How many annotations go along; a second time, who erased it when; undo says that nothing brings it back."""
    call("tag", ids[1], "--quote", "rare earths", "--start", "67", "--as", "risk")
    call("codebook", "add", "actor")
    done = call("remove", ids[1], "--purge", "--yes")
    assert done.code == 0 and "1 version of it and" in done.out and "would be erased for good" in done.out
    again = call("remove", ids[1], "--purge")
    assert again.code == 0 and "erased by tester at" in again.out and "nothing is left of it" in again.out
    undone = call("undo")
    assert "Nothing brings back what was erased for good. Took back adding the tag “actor”." in undone.out
    told = call("history", "--json").rows
    assert [row["before"] or row["after"] for row in told if row["subject_id"] == ids[1]] == [None, None]
    assert call("show", ids[1]).code == 1
    assert call("remove", "zzzz", "--purge").code == 1
    assert call("remove", ids[0], "--yes").code == 2


def test_backups_are_named_and_deleted_if_asked(call: Call, ids: list[str], seeded: Path) -> None:
    """Those that hold it are named with the command that deletes them; then there is a new one without it."""
    call("backup")
    call("backup")
    folder = seeded.with_name(f"{seeded.name}.backups")
    before = {one.name for one in folder.iterdir()}
    done = call("remove", ids[0], "--purge", "--yes")
    assert "2 backups with its text" in done.out and all(name in done.out for name in before)
    assert f"reeread remove {ids[0]} --purge --backups" in done.out
    assert {one.name for one in folder.iterdir()} == before
    assert call("remove", ids[0], "--purge", "--backups").code == 2
    assert "Deleted 2 backups" in call("remove", ids[0], "--purge", "--backups", "--yes").out
    (new,) = folder.iterdir()
    assert new.name not in before
    assert "backup" not in call("remove", ids[0], "--purge").out


def test_the_place_in_it_is_forgotten(call: Call, ids: list[str], seeded: Path) -> None:
    """The state file knows the id no longer, drafts for its passages are gone, and those of others are kept."""
    state = places.state_file()
    state.parent.mkdir(parents=True)
    held = {"briefing": ids[0], "offsets": {ids[1]: 5, ids[0]: 9}, "hidden": []}
    state.write_text(json.dumps({"libraries": {str(seeded.resolve()): held}}))
    drafts = Drafts(state.with_name("drafts"), seeded, "somebody")
    for briefing in ids[:2]:
        drafts.keep(Draft("note", "Words.", "A note.", briefing=briefing, end=6))
    call("remove", ids[0], "--purge", "--yes")
    assert [one.briefing for one in drafts.left()] == [ids[1]]
    (kept,) = json.loads(state.read_text())["libraries"].values()
    assert kept == {"briefing": ids[1], "offsets": {ids[1]: 5}, "hidden": []}


def test_another_program_that_reads_is_told_of(
    ids: list[str], seeded: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody reads all the time, it is said that bytes may be left, and what to do about it."""
    from reeread.store import engine

    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "busy_timeout = 1"))
    other = engine.connect(str(seeded))
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM briefings").fetchone()
    done = call("remove", ids[0], "--purge", "--yes")
    assert (
        done.code == 1
        and "bytes of it may lie in the file" in done.err
        and f"remove {ids[0]} --purge" in done.err
    )
    assert len(call("list", "--json").rows) == 4
    other.close()
    assert call("remove", ids[0], "--purge").code == 0
