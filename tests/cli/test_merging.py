"""`reeread merge`."""

import json
from pathlib import Path

from tests.cli.conftest import Call

ONCE = "China controls 80%–90% of the global rare earth production"


def test_it_is_told_before_it_is_done(ids: list[str], call: Call, tmp_path: Path) -> None:
    """Without --yes nothing changes and the counts are told; with it another library has everything."""
    assert call("tag", ids[0], "--quote", ONCE, "--as", "confirmed", "--note", "see 2").code == 0
    file, mine = tmp_path / "theirs.json", tmp_path / "mine.db"
    assert call("export", "json", "-o", file).code == 0
    assert call("merge", file, "--db", mine).code == 1
    assert not mine.exists()
    done = call("merge", file, "--yes", "--db", mine)
    assert (done.code, done.err) == (0, "")
    assert "theirs.json (reeread/1), merged:" in done.out
    (row,) = call("annotations", "--json", "--db", mine).rows
    assert (row["exact"], row["tags"], row["note"]) == (ONCE, ["confirmed"], "see 2")
    again = call("merge", file, "--db", mine)
    assert again.code == 0 and "Nothing was changed. With --yes it is done." in again.out
    rows = call("merge", file, "--json", "--db", mine).rows
    assert {one["status"] for one in rows} == {"unchanged"}


def test_one_bad_file_does_not_stop_the_others(ids: list[str], call: Call, tmp_path: Path) -> None:
    """A file that holds nothing is said with its name, the next one comes in, and the exit code is 1."""
    bad, good = tmp_path / "bad.txt", tmp_path / "good.jsonld"
    bad.write_text("plain words", encoding="utf-8")
    good.write_text(
        json.dumps(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "type": "Annotation",
                "creator": {"type": "Person", "name": "Jo"},
                "body": {"type": "TextualBody", "value": "what of it?"},
                "target": {
                    "source": f"urn:uuid:{call('list', '--json').rows[0]['id']}",
                    "selector": {"type": "TextQuoteSelector", "exact": ONCE},
                },
            }
        ),
        encoding="utf-8",
    )
    called = call("merge", bad, good, "--yes")
    assert called.code == 1 and "bad.txt" in called.err and "no JSON" in called.err
    (row,) = call("annotations", "--json", "--author", "Jo").rows
    assert (row["exact"], row["note"], row["state"]) == (ONCE, "what of it?", "anchored")
