"""What can be wrong in a library, how it is told, and that mending it takes nobody's work."""

import stat
from pathlib import Path

import pytest

from reeread.library import Library, checking, keeping, purging, reading, removing, tagging
from reeread.library.searching import search
from reeread.model.annotation import Passage
from reeread.model.errors import StoreError
from reeread.model.span import Span
from reeread.store import engine


@pytest.fixture
def tagged(seeded: Path) -> Path:
    """Return a library of the five seeds with a tag and a note."""
    with Library.open(seeded, "ann") as lib:
        first = reading.briefings(lib)[0].id
        tagging.tag(lib, Passage(first, Span(0, 20)), ["risk"], "Which?")
    return seeded


def changed(path: Path, *statements: str) -> None:
    """Do to a library what no reader of ours would."""
    connection = engine.connect(str(path))
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


MENDABLE = {
    "trigger lacking": (["DROP TRIGGER events_stay"], "lacks the trigger “events_stay” on events"),
    "index lacking": (["DROP INDEX annotations_place"], "lacks the index “annotations_place” on annotations"),
    "trigger strange": (
        ["CREATE TRIGGER spy AFTER INSERT ON events BEGIN DELETE FROM tags; END"],
        "carries the trigger “spy” on events",
    ),
    "view strange": (['CREATE VIEW "a""b" AS SELECT 1'], "carries the view"),
    "virtual table strange": (["CREATE VIRTUAL TABLE spy USING fts5 (x)"], "carries the virtual table “spy”"),
    "tag of nothing": (
        ["INSERT INTO annotation_tags VALUES (99, 1)"],
        "rows of annotation_tags point to nothing",
    ),
    "copy of nothing": (["INSERT INTO landmarks VALUES (7, 99)"], "rows of landmarks point to nothing"),
    "words lacking": (["DELETE FROM words WHERE rowid = 2"], "index of words lacks 1 briefings"),
    "words of nothing": (
        ["INSERT INTO words (rowid, body, title) VALUES (99, 'x', 'y')"],
        "index of words lacks 0 briefings and has 1",
    ),
    "words damaged": (["DELETE FROM words_data WHERE id > 10"], "index of words is damaged"),
    "counters": (["UPDATE highlights SET number = number + 1"], "number of key sentences is wrong"),
    "counts of annotations": (["UPDATE tallies SET number = number + 1"], "counts of annotations are wrong"),
    "counts that nothing kept": (
        [
            "DROP TRIGGER tallies_tag_put",
            "INSERT INTO annotation_tags SELECT 1, id FROM tags WHERE name <> 'risk'",
        ],
        "lacks the trigger “tallies_tag_put” on annotation_tags",
    ),
    "several": (
        ["DROP TRIGGER events_stay", "CREATE VIEW spy AS SELECT 1", "DELETE FROM words WHERE rowid = 1"],
        "carries the view “spy”",
    ),
}


def kept(path: Path) -> list[tuple[object, ...]]:
    """Return what people wrote, as it stands in the tables."""
    connection = engine.connect(str(path))
    rows = connection.execute("SELECT * FROM annotations").fetchall()
    rows += connection.execute("SELECT * FROM events").fetchall()
    connection.close()
    return rows


@pytest.mark.parametrize("how", MENDABLE)
def test_what_can_be_mended_is_mended_after_a_backup(how: str, tagged: Path) -> None:
    """It is told beforehand, put right, kept as it was beside, and then there is nothing more to mend."""
    statements, words = MENDABLE[how]
    changed(tagged, *statements)
    before = kept(tagged)
    found = checking.condition(tagged)
    assert found.faults == () and any(words in one for one in found.mendable)
    mended = checking.mend(tagged)
    assert mended.done and not mended.left and mended.backup is not None
    assert mended.backup.why == "fix" and stat.S_IMODE(mended.backup.path.stat().st_mode) == 0o600
    assert any(words in one for one in checking.condition(mended.backup.path).mendable)
    after = checking.condition(tagged)
    assert (after.faults, after.mendable) == ((), ())
    assert kept(tagged) == before
    with Library.open(tagged, "ann") as lib:
        assert len(search(lib, "rare")) == 5 and len(tagging.annotations(lib)) == 1
    assert checking.mend(tagged).backup is None


def test_a_sound_library_is_not_touched(tagged: Path) -> None:
    """With nothing to mend no backup is made and no byte changes; a briefing that was taken out or erased is no flaw."""
    with Library.open(tagged, "ann") as lib:
        removing.remove(lib, reading.briefings(lib)[4].id)
        purging.purge(lib, reading.briefings(lib)[3].id)
    assert checking.mend(tagged).done == ()
    before = tagged.read_bytes()
    mended = checking.mend(tagged)
    assert (mended.done, mended.backup) == ((), None)
    assert checking.condition(tagged).mendable == checking.condition(tagged).faults == ()
    assert tagged.read_bytes() == before and not keeping.listed(keeping.folder(tagged))


FAULTS: dict[str, tuple[str, str]] = {
    "annotation of nothing": ("UPDATE annotations SET briefing_id = 99", "annotations point to nothing"),
    "quote elsewhere": ("UPDATE annotations SET start = start + 1", "does not stand on its words"),
    "table lacking": ("DROP TABLE uncompared", "lacks the table “uncompared”"),
}


@pytest.mark.parametrize("how", FAULTS)
def test_what_somebody_wrote_is_never_taken_out(how: str, tagged: Path) -> None:
    """What cannot be put right without losing it is told and left as it is."""
    statement, words = FAULTS[how]
    changed(tagged, statement)
    before = kept(tagged)
    assert any(words in one for one in checking.condition(tagged).faults)
    assert checking.mend(tagged).done == ()
    assert kept(tagged) == before


def test_without_room_for_a_backup_nothing_is_mended(tagged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup comes first: where it cannot be made, the library is as it was."""
    changed(tagged, "DROP TRIGGER events_stay")
    keeping.folder(tagged).write_text("")
    before = tagged.read_bytes()
    with pytest.raises(StoreError, match="No backup can be made"):
        checking.mend(tagged)
    assert tagged.read_bytes() == before


def test_what_cannot_be_put_back_is_told(tagged: Path) -> None:
    """An index that the rows no longer allow is told by name, and the rest is mended."""
    changed(
        tagged, "DROP INDEX tags_key", "UPDATE tags SET key = 'r' WHERE key = 'c'", "DROP TRIGGER events_stay"
    )
    mended = checking.mend(tagged)
    assert [one for one in mended.left if "tags_key" in one]
    assert any("events_stay" in one for one in mended.done)


def test_others_who_may_read_and_what_waits_are_noted(tagged: Path) -> None:
    """Permissions and a side file that was left behind are known."""
    assert not checking.condition(tagged).open_to_others
    tagged.chmod(0o644)
    assert checking.condition(tagged).open_to_others
    with Library.open(tagged, "ann") as lib:
        tagging.note(lib, Passage(reading.briefings(lib)[0].id, Span(0, 20)), "now")
        assert checking.condition(tagged).waiting > 0
    assert checking.condition(tagged).waiting == 0
