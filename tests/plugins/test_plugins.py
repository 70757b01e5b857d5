"""Plug-ins: off until named, and never in the way when they are missing or fail."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reeread import places
from reeread.plugins import Extractor, complaints, named, offered, settings
from tests.cli.conftest import Call
from tests.plugins import minds
from tests.plugins.conftest import Plugin

BODY = "Ports\n\nShipowners warned of delays. The ports signed an agreement.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to read."""
    path = tmp_path / "levy.txt"
    path.write_text(BODY, encoding="utf-8")
    return path


def test_nothing_is_imported_while_none_is_named(
    plugin: Plugin, settle: Callable[[str], None], seeded: Path
) -> None:
    """An installed plug-in that no setting names is not imported, nor is pluggy, whatever the command does."""
    plugin(minds.EXTRACTOR)
    settle('author = "ann"\n')
    code = (
        "import sys\nfrom reeread import cli\n"
        "assert cli.run(['extract', sys.argv[1]]) == cli.run(['export', 'csv']) == 0\n"
        "sys.exit(bool({'pluggy', 'loud_minds'} & sys.modules.keys()))"
    )
    seed = places.shipped("seeds") / "000_7383cdfd7dc0c9eb.txt"
    done = subprocess.run([sys.executable, "-c", code, str(seed)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nothing_like_this\n", "cannot be loaded (ModuleNotFoundError"),
        ("raise SystemExit(3)\n", "cannot be loaded (SystemExit: 3)"),
        ("@hookimpl\ndef reeread_extracters():\n    return []\n", "cannot be loaded (PluginValidationError"),
        (
            "@hookimpl\ndef reeread_extractors():\n    raise KeyError('x')\n",
            "does not say what extractors it has",
        ),
        ("@hookimpl\ndef reeread_extractors():\n    return ['x']\n", "offers extractors that are none"),
        ("@hookimpl\ndef reeread_extractors():\n    return 7\n", "does not say what extractors it has"),
    ],
    ids=["import", "exit", "misspelt", "hook", "wrong", "number"],
)
def test_a_plugin_that_fails_is_one_line(
    code: str, said: str, plugin: Plugin, source: Path, call: Call
) -> None:
    """The command does all it would do without the plug-in, and one line on standard error says what is wrong."""
    plugin(code)
    called = call("extract", source)
    assert (called.code, len(called.rows)) == (0, 3)
    (line,) = called.err.splitlines()
    assert "loud" in line and said in line
    assert call("extract", source).err == ""  # said once


def test_a_missing_plugin_is_one_line(settle: Callable[[str], None], source: Path, call: Call) -> None:
    """One that is named and not installed is told, with what to do."""
    settle('plugins = ["absent", "absent"]\n')
    called = call("extract", source)
    assert called.code == 0 and len(called.rows) == 3
    assert called.err.splitlines() == [
        "reeread: No plug-in “absent” is installed: install it, or take it out of `plugins` in the settings file."
    ]


def test_settings_that_make_no_sense_name_no_plugin(settle: Callable[[str], None]) -> None:
    """What is no list of names, or no TOML, is told; a plug-in's own table is there if it is one."""
    settle('plugins = "llm"\n')
    assert named() == () and "is no list of names" in complaints()[0]
    settle("plugins = [")
    assert named() == () and "were not read" in complaints()[0]
    settle('plugins = ["b", "a", "b"]\n[plugin]\nb = 3\n[plugin.a]\nmodel = "parrot"\n')
    assert named() == ("b", "a") and complaints() == ()
    assert (settings("a"), settings("b"), settings("c")) == ({"model": "parrot"}, {}, {})


def test_one_that_fails_takes_no_other_with_it(plugin: Plugin) -> None:
    """Each plug-in is loaded and asked by itself."""
    plugin("1 / 0\n", name="broken")
    plugin(minds.EXTRACTOR)
    assert [one.method for one in offered("extractors", Extractor)] == ["loud/3"]
    assert ["broken" in one for one in complaints()] == [True]


def test_an_importer_reads_in_a_process_of_its_own(plugin: Plugin, call: Call, tmp_path: Path) -> None:
    """Files of its ending come in by it; what it refuses is said as of any source, and it takes no format of ours."""
    plugin(minds.IMPORTER)
    (tmp_path / "a.shout").write_text("hello ports", encoding="utf-8")
    (tmp_path / "b.shout").write_text("silence", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Quiet words.", encoding="utf-8")
    added = call("add", tmp_path / "a.shout", tmp_path / "b.shout", tmp_path / "c.txt")
    assert added.code == 1 and "b.shout: says nothing." in added.err
    assert "would read “text”, which is read already" in added.err
    bodies = [call("show", row["id"], "--json").rows[0]["body"] for row in call("list", "--json").rows]
    assert bodies == ["HELLO PORTS", "Quiet words."]
    assert call("extract", "--format", "shout", tmp_path / "c.txt").rows[0]["text"] == "QUIET WORDS."


def test_an_exporter_writes(plugin: Plugin, call: Call, seeded: Path, source: Path) -> None:
    """Its format is one of the formats; it takes no name of ours, and its failure is said to be its own."""
    plugin(minds.EXPORTER)
    written = call("export", "shout", "--title", "Loud")
    assert written.code == 0 and written.out.startswith("Loud!\n") and len(written.out.splitlines()) == 6
    assert "would write “csv”, which is written already" in written.err
    assert call("export", "csv").out.startswith("briefing,")
    source.write_text("A levy for ports\n\nIt is a levy.\n", encoding="utf-8")
    call("add", source)
    failed = call("export", "shout")
    assert failed.code == 1
    assert "The plug-in that writes “shout” failed (ZeroDivisionError: too loud)." in failed.err


def test_the_example_of_the_docs_works(plugin: Plugin, call: Call, seeded: Path) -> None:
    """The code that docs/plugins.md shows is a plug-in, and writes what it says."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "plugins.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    plugin(code)
    written = call("export", "titles")
    assert (written.code, written.err) == (0, "") and len(written.out.splitlines()) == 5


def test_an_extractor_suggests_beside_the_rules(plugin: Plugin, call: Call, source: Path) -> None:
    """Its suggestions stand after ours, with method and model; scores are between 0 and 1."""
    plugin(minds.EXTRACTOR)
    rows = call("extract", source).rows
    both = [tag for tag in rows[1]["tags"] if tag["tag"] == "risk"]
    assert (both[-1]["method"], both[-1]["model"], both[-1]["score"]) == ("loud/3", "parrot-7b", 1.0)
    assert both[-1]["cues"] == [
        {"start": 28, "end": 34, "text": "delays", "rule": "loud.delay", "negated": False, "quoted": False}
    ]
    assert not [tag for row in (rows[0], rows[2]) for tag in row["tags"] if tag.get("method") == "loud/3"]


def test_what_it_suggests_is_kept_with_the_briefing(plugin: Plugin, call: Call, source: Path) -> None:
    """A briefing's key sentences bear it, and so does the export of what was decided; a table names a tag once."""
    plugin(minds.EXTRACTOR)
    source.write_text("Ports\n\nShipowners warned of delays.\n", encoding="utf-8")
    assert call("add", source).code == 0
    kept = [
        tag
        for row in call("highlights", "--json").rows
        for tag in row["tags"]
        if tag.get("method") == "loud/3"
    ]
    assert [(tag["tag"], tag["model"]) for tag in kept] == [("risk", "parrot-7b")]
    assert "risk, risk" not in call("highlights").out


def test_it_is_asked_once(plugin: Plugin, call: Call, source: Path) -> None:
    """What it said of an article is kept in the cache: it is asked again only for another text or codebook."""
    asked = plugin(minds.EXTRACTOR).with_name("asked.txt")
    for _ in range(2):
        call("extract", source)
    call("add", source)
    names = ["risk", "commitment", "speculation", "confirmed"]
    assert asked.read_text().splitlines() == [f"3 {names}"]
    source.write_text(f"{BODY}More delays.\n", encoding="utf-8")
    call("codebook", "retire", "speculation")
    call("add", source)
    assert asked.read_text().splitlines()[1:] == [f"4 {[one for one in names if one != 'speculation']}"]
    (kept, _) = sorted(places.cache_folder().rglob("*.json"))
    kept.write_text("{", encoding="utf-8")  # a cache that was damaged is none


def test_what_cannot_be_shown_is_left_out(plugin: Plugin, call: Call, source: Path) -> None:
    """Tags that are none, and suggestions without live words of their own sentence, are no suggestions."""
    plugin(minds.UNSOUND)
    assert {tag.get("method") for row in call("extract", source).rows for tag in row["tags"]} == {None}


@pytest.mark.parametrize(
    "answer", ["raise OSError('no net')", "yield ()", "return 3", "yield from [[1]] * 3"]
)
def test_an_extractor_that_fails_is_left_out(answer: str, plugin: Plugin, call: Call, source: Path) -> None:
    """Whatever goes wrong in it, our own suggestions stand, it is said once, and it is not asked again."""
    plugin(
        f"from reeread.plugins import Extractor\ndef suggest(sentences, tags):\n    {answer}\n"
        "@hookimpl\ndef reeread_extractors():\n    return [Extractor('loud/3', suggest)]\n"
    )
    (other := source.with_name("other.txt")).write_text("Another.\n", encoding="utf-8")
    called = call("extract", source, other)
    assert called.code == 0 and len(called.rows) == 4
    (line,) = called.err.splitlines()
    assert line.startswith("reeread: The extractor loud/3 failed (")
    assert not [*places.cache_folder().rglob("*.json")]


def test_a_long_article_is_ours_alone(plugin: Plugin, call: Call, source: Path) -> None:
    """Of an article of more than one part nothing is asked: a model would read for hours."""
    asked = plugin(minds.EXTRACTOR).with_name("asked.txt")
    source.write_text("The ports warned of delays again.\n\n" * 9000, encoding="utf-8")
    called = call("extract", source)
    assert len(called.out.splitlines()) == 9000 and not asked.exists()
    assert json.loads(called.out.splitlines()[0])["tags"]


def test_doctor_tells_which_plugins_there_are(plugin: Plugin, call: Call) -> None:
    """Those that are named: what they offer, or that they are not there."""
    plugin("1 / 0\n", name="broken")
    plugin(minds.EXTRACTOR)
    found = {row["topic"]: row for row in call("doctor", "--json").rows}
    assert (found["plug-in loud"]["state"], found["plug-in loud"]["what"]) == ("ok", "loud/3 parrot-7b")
    assert (
        found["plug-in broken"]["state"] == "note" and "ZeroDivisionError" in found["plug-in broken"]["what"]
    )
