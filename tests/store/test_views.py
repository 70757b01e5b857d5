"""The views that answer questions to other programs, and the description that ships for Datasette."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reeread.library import (
    Library,
    claiming,
    deciding,
    history,
    purging,
    reading,
    removing,
    stacking,
    tagging,
)
from reeread.library.adding import add
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.store.engine import connect

METADATA = json.loads((Path(__file__).parents[2] / "docs" / "datasette.json").read_text("utf-8"))
VIEWS = ("annotated_passages", "briefing_overview", "tag_counts", "history", "decided_claims")


@pytest.fixture
def lib(seeded: Path) -> Iterator[Library]:
    """Return a library of the five seeds with tags of two people, a stack, and two briefings out of it."""
    with Library.open(seeded, "ben") as other:
        tagging.tag(other, Passage(reading.briefings(other)[0].id, Span(0, 20)), ["risk"])
    with Library.open(seeded, "ann") as library:
        ids = [one.id for one in reading.briefings(library)]
        tagging.tag(library, Passage(ids[0], Span(5, 30)), ["confirmed", "risk"], "Which?")
        for gone in ids[3:]:
            tagging.tag(library, Passage(gone, Span(0, 20)), ["speculation"])
        stacking.gather(library, ids[:2], "Rare earths")
        removing.remove(library, ids[3])
        purging.purge(library, ids[4])
        yield library


def rows(lib: Library, query: str) -> list[dict[str, Any]]:
    """Return what another program would be told."""
    with lib.store.reading() as connection:
        cursor = connection.execute(query)
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def test_passages_have_their_tags_titles_and_authors(lib: Library) -> None:
    """Those of everybody are there, and none of what was taken out or erased."""
    found = {
        (row["quote"], row["tags"], row["note"], row["author"])
        for row in rows(lib, "SELECT * FROM annotated_passages")
    }
    assert found == {
        (mark.anchor.exact, ", ".join(mark.tags), mark.note, mark.author) for mark in tagging.annotations(lib)
    }
    assert len(found) == 2
    counted = {
        row["tag"]: (row["passages"], row["briefings"], row["authors"])
        for row in rows(lib, "SELECT * FROM tag_counts")
    }
    assert counted == {
        "risk": (2, 1, 2),
        "commitment": (0, 0, 0),
        "speculation": (0, 0, 0),
        "confirmed": (1, 1, 1),
    }


def test_the_overview_is_the_list(lib: Library) -> None:
    """Titles, counts and stacks are those that the list of briefings has."""
    found = rows(lib, "SELECT * FROM briefing_overview ORDER BY briefing")
    assert [(row["briefing"], row["title"], row["annotations"], row["stacks"] or "") for row in found] == [
        (one.id, one.title, one.annotations, ", ".join(one.stacks)) for one in reading.briefings(lib)
    ]
    assert all(row["key_sentences"] > 0 and row["versions"] == 1 for row in found)


def test_the_history_is_the_log(lib: Library) -> None:
    """Every change is told, with who did it; of what was erased nothing but that it was done."""
    found = rows(lib, "SELECT * FROM history ORDER BY deed_number DESC, change_number DESC")
    assert [(row["at"], row["author"], row["deed"], row["subject_id"]) for row in found] == [
        (event.at, event.author, event.deed, event.subject_id) for event in history.events(lib)
    ]


def test_decisions_on_claims_stand_with_their_passages(lib: Library, tmp_path: Path) -> None:
    """A claim that somebody decided on is told with each figure and where it stands."""
    grain = "The port of Varna handles {}% of the grain imports of Bulgaria, Ivan Petrov said."
    files = [tmp_path / f"{figure}.txt" for figure in (60, 75)]
    for file in files:
        file.write_text(f"Grain at {file.stem}\n\n{grain.format(file.stem)}\n", "utf-8")
    added = [one.briefing.id for one in add(lib, [str(file) for file in files]) if one.briefing]
    claim = next(one for one in claiming.claims(lib, added) if len(one.passages) == 2)
    deciding.confirm(lib, [claim])
    found = rows(lib, "SELECT * FROM decided_claims")
    assert {row["briefing"] for row in found} <= set(added) and {row["decided_by"] for row in found} == {
        "ann"
    }
    assert {row["standing"] for row in found} == {"confirmed"}
    assert {row["value"] for row in found} == {passage.value for passage in claim.passages}


def test_what_is_described_is_there(lib: Library) -> None:
    """Every table, view and column that the description names exists, and every view is described."""
    held = METADATA["databases"]["annotations"]
    for name, said in held["tables"].items():
        columns = {row["name"] for row in rows(lib, f"SELECT name FROM pragma_table_xinfo('{name}')")}
        assert columns, name
        assert set(said.get("columns", ())) <= columns, name
        assert {said.get(key, next(iter(columns))) for key in ("label_column", "sort_desc")} <= columns, name
    assert set(VIEWS) <= set(held["tables"])


@pytest.mark.parametrize("name", sorted(METADATA["databases"]["annotations"]["queries"]))
def test_questions_are_answered(name: str, lib: Library) -> None:
    """Each question that ships can be asked."""
    query = METADATA["databases"]["annotations"]["queries"][name]["sql"]
    with lib.store.reading() as connection:
        answers = connection.execute(query, {"tag": "risk", "author": "ann"}).fetchall()
    assert bool(answers) == (name != "contradictions")


def test_a_tag_is_not_taken_for_another_that_holds_its_name(lib: Library) -> None:
    """The question for a tag finds whole names only."""
    query = METADATA["databases"]["annotations"]["queries"]["passages_of_a_tag"]["sql"]
    with lib.store.reading() as connection:
        assert connection.execute(query, {"tag": "ris"}).fetchall() == []
        assert len(connection.execute(query, {"tag": "risk"}).fetchall()) == 2


def test_views_are_read_by_a_connection_that_trusts_nothing(lib: Library) -> None:
    """They use nothing but what SQLite itself has, so that any program can ask them."""
    connection = connect(str(lib.path), mode="ro")
    for view in VIEWS:
        connection.execute(f"SELECT * FROM {view}").fetchall()
    connection.close()
