"""`reeread anchors`: what moved, is unsure or was not found, and settling it from a script."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call

KEPT = "Grain exports will be delayed by a week, the harbour master said, and prices may rise."
NEWER = KEPT.replace("by a week", "by ten days")
GONE = "The minister promised two new cranes by the end of the year."


@pytest.fixture
def changed(call: Call, tmp_path: Path) -> dict[str, Any]:
    """Return the rows of two annotations by their state, after their source came in changed."""
    source = tmp_path / "varna.txt"
    source.write_text(f"Varna\n\nA storm came.\n\n{KEPT}\n\n{GONE} He gave no date.\n", encoding="utf-8")
    assert call("add", source).code == 0
    (row,) = call("list", "--json").rows
    for quote in (KEPT, GONE):
        assert call("tag", row["id"], "--quote", quote, "--as", "risk").code == 0
    source.write_text(f"Varna\n\nLatest news.\n\n{NEWER}\n\nHe gave no date. It snows.\n", encoding="utf-8")
    assert call("add", source).code == 0
    return {one["state"]: one for one in call("anchors", "--json").rows}


def test_old_and_new_stand_beside_one_another(changed: dict[str, Any], call: Call) -> None:
    """Each is a line of the table and a JSON object with both passages and what is around them."""
    moved, orphan = changed["moved"], changed["orphan"]
    assert (moved["old"]["exact"], moved["new"]["exact"]) == (KEPT, NEWER)
    assert (moved["old"]["version"], moved["new"]["version"]) == (1, 2)
    assert moved["new"]["before"].endswith("Latest news.\n\n")
    assert (orphan["old"]["exact"], orphan["new"]) == (GONE, None)
    table = call("anchors").out
    assert table.splitlines()[0].split()[:5] == ["id", "state", "briefing", "was", "now"]
    assert moved["id"][-8:] in table and "by ten days" in table
    assert [one["state"] for one in call("anchors", "--json", "--state", "orphan").rows] == ["orphan"]


def test_accepting_and_undoing(changed: dict[str, Any], call: Call) -> None:
    """What moved is accepted by its id or all at once, and comes back by undo."""
    said = call("anchors", "--accept", changed["moved"]["id"][-8:])
    assert (said.code, said.err) == (0, "Accepted 1. `reeread undo` takes it back.\n")
    assert [one["state"] for one in call("anchors", "--json").rows] == ["orphan"]
    assert call("undo").code == 0
    assert call("anchors", "--accept-moved").err.startswith("Accepted 1.")
    assert (
        call("anchors", "--accept", changed["orphan"]["id"]).err
        == "Accepted 0, 1 stood so already or nowhere.\n"
    )


def test_choosing_a_place(changed: dict[str, Any], call: Call) -> None:
    """An orphan is put on a quote that a person names; without a place the command says where it may stand."""
    id = changed["orphan"]["id"]
    assert call("anchors", "--choose", id).code == 1
    assert "Nothing like it stands in the text" in call("anchors", "--choose", id).err
    assert call("anchors", "--choose", id, "--quote", "It snows.").code == 0
    kept = {one["id"]: one for one in call("annotations", "--json").rows}
    assert (kept[id]["exact"], kept[id]["state"]) == ("It snows.", "anchored")
    moved = changed["moved"]
    told = call("anchors", "--choose", moved["id"])
    assert told.code == 1 and f"It may stand at {moved['new']['start']}." in told.err
    assert call("anchors", "--choose", moved["id"], "--start", 0).code == 1
    assert call("anchors", "--choose", moved["id"], "--start", moved["new"]["start"]).code == 0
    assert call("anchors").err == "Every annotation stands where it was made.\n"


def test_detaching(changed: dict[str, Any], call: Call) -> None:
    """A detached annotation is an orphan that shows the text it was made on."""
    assert call("anchors", "--detach", changed["moved"]["id"]).code == 0
    rows = call("anchors", "--json").rows
    assert [(one["state"], one["old"]["exact"]) for one in rows] == [("orphan", KEPT), ("orphan", GONE)]


def test_what_makes_no_sense_is_refused(changed: dict[str, Any], call: Call) -> None:
    """Two deeds at once, a place for nothing, and ids of nothing are told."""
    id = changed["moved"]["id"]
    assert call("anchors", "--accept", id, "--detach", id).code == 2
    assert call("anchors", "--start", 3).code == 2
    assert call("anchors", "--accept", "zzzz").code == 1
    assert "`reeread anchors` lists them" in call("anchors", "--detach", "zzzz").err
