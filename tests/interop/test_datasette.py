"""Datasette: the library file itself is served, and what its JSON says is what the library has."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interop import installing
from interop.conftest import EXAMPLE

from reeread.library import Library, history, reading, tagging

METADATA = Path(__file__).resolve().parents[2] / "docs" / "datasette.json"

Served = Callable[[str], Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a copy of the worked example under the name that the metadata has."""
    return Path(shutil.copy(EXAMPLE, tmp_path / "annotations.db"))


@pytest.fixture
def served(file: Path) -> Served:
    """Return a function that asks Datasette for a page of JSON."""

    def asked(page: str) -> Any:
        call = [installing.python("datasette"), "-m", "datasette", str(file), "--metadata", str(METADATA)]
        done = subprocess.run(
            [*call, "--get", page], capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return asked


def test_passages_are_those_of_the_library(served: Served, file: Path) -> None:
    """The view of annotated passages has every annotation with its quote, tags, note and author, and a title."""
    rows = served("/annotations/annotated_passages.json?_shape=array&_size=max")
    with Library.open(file, "nobody") as lib:
        marks, titles = tagging.annotations(lib), {one.id: one.title for one in reading.briefings(lib)}
    assert len(marks) > 50
    assert sorted(
        (
            row["annotation"],
            row["quote"],
            row["tags"] or "",
            row["note"],
            row["author"],
            row["briefing_title"],
        )
        for row in rows
    ) == sorted(
        (mark.id, mark.anchor.exact, ", ".join(mark.tags), mark.note, mark.author, titles[mark.briefing])
        for mark in marks
    )


def test_briefings_and_log_are_those_of_the_library(served: Served, file: Path) -> None:
    """The overview counts as the list does, and the history tells every change in order."""
    overview = served("/annotations/briefing_overview.json?_shape=array")
    told = served("/annotations/history.json?_shape=array&_size=max")
    with Library.open(file, "nobody") as lib:
        briefings, events = reading.briefings(lib), history.events(lib)
    # A view has no order of its own.
    assert sorted(
        (row["briefing"], row["title"], row["annotations"], row["sentences"], row["stacks"])
        for row in overview
    ) == sorted(
        (one.id, one.title, one.annotations, one.sentences, ", ".join(one.stacks)) for one in briefings
    )
    assert sorted((row["at"], row["deed"], row["subject_id"]) for row in told) == sorted(
        (event.at, event.deed, event.subject_id) for event in events
    )


def test_questions_views_and_keys_are_there(served: Served, file: Path) -> None:
    """Each question of the metadata is answered, what only reeread needs is hidden, and rows lead to each other."""
    page = served("/annotations.json")
    assert {view["name"] for view in page["views"]} == {
        "annotated_passages", "briefing_overview", "tag_counts", "history", "decided_claims",
    }  # fmt: skip
    hidden = {table["name"] for table in page["tables"] if table["hidden"]}
    assert {"landmarks", "copies", "uncompared", "words", "words_data"} <= hidden
    (annotations,) = (table for table in page["tables"] if table["name"] == "annotations")
    assert {key["other_table"] for key in annotations["foreign_keys"]["outgoing"]} == {
        "authors", "briefings", "versions",
    }  # fmt: skip
    for query, values in (("passages_of_a_tag", "tag=risk"), ("deeds_of_an_author", "author=analyst")):
        assert served(f"/annotations/{query}.json?{values}&_shape=array")
    assert served("/annotations/contradictions.json?_shape=array") == []


def test_serving_changes_nothing(served: Served, file: Path) -> None:
    """The file is byte for byte as it was."""
    before = file.read_bytes()
    served("/annotations/tag_counts.json?_shape=array")
    assert file.read_bytes() == before
