"""Annotations counted while they are made and go: whatever is done, the counts are those of the rows."""

import random
import uuid
from contextlib import suppress
from pathlib import Path

import pytest

from reeread.library import Library, codebook, history, tagging
from reeread.library.adding import add
from reeread.library.removing import remove
from reeread.model.annotation import Passage
from reeread.model.errors import ReereadError
from reeread.model.span import Span
from reeread.store import annotations, sharing
from reeread.store.codebook import ids
from reeread.store.deed import State
from reeread.store.engine import Connection, sqlite
from reeread.store.parts import part
from tests.library.many import fill

AT = "2026-01-01T00:00:00.000Z"
_COUNTED = """
SELECT author_id, 0, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL GROUP BY author_id
UNION ALL
SELECT author_id, -1, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL AND note <> '' GROUP BY author_id
UNION ALL
SELECT author_id, tag_id, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
JOIN annotation_tags ON annotation_id = annotations.id
WHERE removed IS NULL GROUP BY author_id, tag_id
"""


def kept(connection: Connection) -> set[tuple[int, int, int]]:
    """Return the counts as they are kept, without those of nothing."""
    return set(connection.execute("SELECT * FROM tallies WHERE number <> 0").fetchall())


def do(rng: random.Random, lib: Library, id: str, text: Path, turn: int) -> None:
    """Do something."""
    start = rng.randrange(3)
    passage = Passage(id, Span(start, start + 8))
    match rng.randrange(10):
        case 0 | 1 | 2:
            tagging.toggle(lib, passage, rng.choice(("risk", "commitment", "speculation", "confirmed")))
        case 3:
            tagging.note(lib, passage, rng.choice(("", "Why?")))
        case 4:
            remove(lib, id)
        case 5 | 6:
            history.undo(lib)
        case 7:
            history.redo(lib)
        case 8:
            text.write_text(f"{text.read_text()}And more, {turn}.\n")
            list(add(lib, [str(text)]))
        case _ if turn > 40:
            codebook.merge(lib, "speculation", "confirmed")


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_the_rows_after_any_deeds(tmp_path: Path, seed: int) -> None:
    """Tagging, noting, deleting, merging tags, taking briefings out, new versions, undo and redo, by two authors."""
    rng = random.Random(seed)
    path = tmp_path / "notes.db"
    with Library.open(path, "ann", create=True) as ann, Library.open(path, "bob") as bob:
        briefings = fill(ann, 6)
        text = tmp_path / "told.txt"
        text.write_text("Told\n\nThe levy of 5 euros may rise, the bank said.\n")
        (first,) = add(ann, [str(text)])
        assert first.briefing
        briefings.append(first.briefing.id)
        for turn in range(70):
            try:
                do(rng, rng.choice((ann, bob)), rng.choice(briefings), text, turn)
            except ReereadError:
                continue  # it was taken out, or there is no such tag any more
            with ann.store.reading() as connection:
                assert kept(connection) == {*connection.execute(_COUNTED).fetchall()}


def many_new(lib: Library, briefing: str, number: int) -> list[tuple[str, State]]:
    """Return annotations that are not there yet, some with a note, some with two tags."""
    with lib.store.reading() as connection:
        tags = [*ids(connection).values()]
    return [
        (
            str(uuid.uuid4()),
            {
                **{"briefing": briefing, "version": 1, "author": ("cat", "dan")[place % 2], "start": 0, "end": place + 1},
                **{"exact": "x", "prefix": "", "suffix": "", "note": "" if place % 3 else "Why?", "state": "anchored"},
                **{"created": AT, "modified": AT, "grade": None, "outcome": None, "shown": None},
                "tags": tags[: 1 + place % 2],
            },
        )
        for place in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize("removed", [False, True])
def test_many_are_counted_together(tmp_path: Path, removed: bool) -> None:
    """However many annotations come in at once, the counts are those of the rows, and go on being kept afterwards."""
    with Library.open(tmp_path / "notes.db", "ann", create=True) as lib:
        first, second = fill(lib, 2)
        tagging.tag(lib, Passage(first, Span(0, 8)), ["risk"])
        if removed:
            remove(lib, first)
        with sharing.working(lib.store) as deed:
            annotations.create_all(deed, many_new(lib, first, 1_300))
        tagging.toggle(lib, Passage(second, Span(0, 8)), "confirmed")
        with lib.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (1_302,)
            assert kept(connection) == {*connection.execute(_COUNTED).fetchall()}


def test_what_fails_meanwhile_leaves_the_counting_as_it_was(tmp_path: Path) -> None:
    """Many annotations of which one cannot be written leave nothing, and the next ones are counted."""
    with Library.open(tmp_path / "notes.db", "ann", create=True) as lib:
        (first,) = fill(lib, 1)
        new = many_new(lib, first, 1_300)
        new[1_200][1]["end"] = 0
        with sharing.working(lib.store) as deed, suppress(sqlite.IntegrityError), part(deed):
            annotations.create_all(deed, new)
        tagging.tag(lib, Passage(first, Span(0, 8)), ["risk"], "Why?")
        with lib.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (1,)
            assert kept(connection) == {*connection.execute(_COUNTED).fetchall()} != set()
