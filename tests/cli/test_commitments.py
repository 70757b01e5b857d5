"""`reeread commitments`: the table and its JSON lines."""

from pathlib import Path

import pytest

from reeread.library import Library, tagging
from reeread.library.commitments import decide
from reeread.model.annotation import Passage
from reeread.model.commitment import Fate
from tests.cli.conftest import Call
from tests.conftest import AUTHOR

PROMISE = "The state will build the bridge by 2019."


@pytest.fixture
def promised(call: Call, tmp_path: Path) -> str:
    """Return the id of a briefing with a commitment, and another sentence."""
    source = tmp_path / "ports.txt"
    source.write_text(f"Ports\n\n{PROMISE} The bridge was never built.\n", encoding="utf-8")
    assert call("add", source).code == 0
    (row,) = call("list", "--json").rows
    assert call("tag", row["id"], "--quote", PROMISE, "--as", "commitment").code == 0
    return str(row["id"])


def test_who_promised_what_until_when(promised: str, call: Call) -> None:
    """Each commitment is a line, with its state, and one JSON object with all that is known of it."""
    (row,) = call("commitments", "--json").rows
    mark = call("annotations", "--json").rows[0]
    assert row == {
        "id": mark["id"], "briefing": promised, "start": mark["start"], "end": mark["end"], "exact": PROMISE,
        "actor": "The state", "promise": "build the bridge by 2019",
        "deadline": {"text": "by 2019", "day": "2019-12-31"}, "state": "due", "shown": None, "author": AUTHOR,
    }  # fmt: skip
    assert mark["outcome"] is None
    head, line = call("commitments").out.splitlines()
    assert head.split() == ["state", "until", "who", "promise", "briefing", "start"]
    assert line.startswith("due    2019-12-31  The state     build the bridge by 2019")


def test_what_was_decided_is_told(promised: str, call: Call, tmp_path: Path) -> None:
    """A broken one bears the passage that shows it, in its own row, in the annotation's and in the summary."""
    with Library.open(tmp_path / "library.db", AUTHOR) as lib:
        (mark,) = tagging.annotations(lib)
        (proof,) = tagging.occurrences(lib, promised, "The bridge was never built.")
        decide(lib, mark.id, Fate.BROKEN, Passage(promised, proof))
    shown = {
        "briefing": promised, "version": 1, "start": proof.start, "end": proof.end,
        "exact": "The bridge was never built.",
    }  # fmt: skip
    assert call("commitments", "--json").rows[0]["shown"] == shown
    assert call("annotations", "--json").rows[0]["outcome"] == {"state": "broken"} | shown
    summary = call("export", "markdown").out
    line = next(line for line in summary.splitlines() if line.startswith("- **The state**"))
    assert line.startswith("- **The state**, broken, until 2019-12-31 (“by 2019”): “The state will build")
    assert line.endswith("sentence 2 [1] · shown by “The bridge was never built.”")
    assert "bridge" not in call("export", "markdown", "--tag", "risk").out


def test_states_and_briefings_narrow_the_list(promised: str, call: Call) -> None:
    """By state, repeated for several, and by briefing; an empty list says what makes a commitment."""
    assert len(call("commitments", "--state", "due", "--state", "met", "--json").rows) == 1
    empty = call("commitments", "--state", "open")
    assert (empty.code, empty.out) == (0, "") and "tag passages as commitment" in empty.err
    assert call("commitments", "--state", "kept").code == 2
    assert call("commitments", "nowhere").code == 1
