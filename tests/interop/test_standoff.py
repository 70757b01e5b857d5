"""Standoff formats: the format's own readers find the same characters at the same places."""

import csv
import io
import re
import socket
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from interop import installing
from interop.conftest import Export, Read
from interop.trial import Trial

from reeread.library.bulk.extracting import Wish, opened, told
from reeread.library.bulk.folder import Folder
from reeread.library.bulk.partitions import Partitions

DATA = Path(__file__).resolve().parents[1] / "data"


def _flat(text: str) -> str:
    """Return text with its white space as HTML shows it."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["cas-xmi", "cas-json"])
def test_cassis_covers_the_same_text(name: str, library: Trial, export: Export, read: Read) -> None:
    """dkpro-cassis loads each file, and what it covers by the offsets is the quote, with its tags, note and author."""
    found = read(installing.python("readers"), "cas.py", export(name))
    wanted = [
        [library.titles[one.briefing], one.exact, sorted(one.tags), one.note, one.author]
        for one in library.marks
    ]
    assert sorted(found) == sorted(wanted)


def test_duckdb_cuts_the_same_text(library: Trial, export: Export, read: Read) -> None:
    """DuckDB joins passages and briefings, and what it cuts from the body by the offsets is the quote."""
    found = read(installing.python("readers"), "duck.py", export("parquet"))
    wanted = [
        [library.titles[one.briefing], one.exact, one.exact, sorted(one.tags), one.note, one.author]
        for one in library.marks
    ]
    assert sorted(found["passages"]) == sorted(wanted)
    assert found["tags"][:2] == ["risk", "commitment"]
    assert found["events"][0] == found["events"][1] >= len(wanted)


def test_duckdb_reads_what_was_extracted(tmp_path: Path, seeds: tuple[Path, ...], read: Read) -> None:
    """DuckDB unnests tags, figures and passages of all partitions, and counts what the JSON lines hold."""
    target = tmp_path / "tables"
    wish = Wish(claims=True)
    for size in (2, 5):
        folder = Folder(target / str(size), wish, size)
        names = [*map(str, seeds)]
        assert not any(one.failures for one in Partitions(folder, None, bytes_too=False).fill(names))
    rows = [row for seed in seeds for row in told(wish, opened(wish, str(seed), bytes_too=False)).rows]
    figures = [one for row in rows for one in row["figures"] if one["unit"] == "USD"]
    for size in (2, 5):
        found = read(installing.python("readers"), "duck_bulk.py", target / str(size))
        assert dict(found["tags"]) == Counter(one["tag"] for row in rows for one in row["tags"])
        assert Counter(map(tuple, found["money"])) == Counter((one["text"], one["low"]) for one in figures)
        likely = [row["likelihood"]["low"] for row in rows if row["likelihood"]]
        assert found["likely"] == [len(likely), min(likely)]
        assert found["counted"] == len(rows)
    assert {source for _, _, source, _ in found["passages"]} <= {*map(str, seeds)}
    assert {verdict for _, verdict, _, _ in found["passages"]} == {"agree", "tension"}


def test_web_annotations_satisfy_the_standard(library: Trial, export: Export, read: Read) -> None:
    """Each passage passes every MUST schema of the W3C's suite, and JSON-LD's own processor loses none of its keys."""
    found = read(installing.python("readers"), "w3c.py", DATA / "w3c", export("w3c"))
    assert found == {"wrong": [], "lost": [], "items": len(library.marks)}


@pytest.mark.parametrize(("name", "schema"), [("qdc", "Codebook.xsd"), ("qdpx", "Project.xsd")])
def test_refi_files_satisfy_the_standard(
    name: str, schema: str, export: Export, needs: Callable[[str], str], tmp_path: Path
) -> None:
    """xmllint accepts codebook and project by the standard's own schemas."""
    file = export(name)
    if name == "qdpx":
        file = Path(zipfile.ZipFile(file).extract("project.qde", tmp_path))
    command = [needs("xmllint"), "--noout", "--nonet", "--schema", str(DATA / "refi" / schema), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_refi_selections_are_the_quotes(library: Trial, export: Export) -> None:
    """The texts in a project are the bodies to the byte, and its selections cut the quotes out of them."""
    with zipfile.ZipFile(export("qdpx")) as archive:
        texts = {
            name[8:-4]: archive.read(name).decode() for name in archive.namelist() if name != "project.qde"
        }
        project = archive.read("project.qde").decode()
    assert sorted(texts.values()) == sorted(library.bodies.values())
    found = []
    for guid, inner in re.findall(r'<TextSource guid="([^"]+)".*?>(.*?)</TextSource>', project, re.DOTALL):
        for start, end in re.findall(r'startPosition="(\d+)" endPosition="(\d+)"', inner):
            found.append(texts[guid][int(start) : int(end)])
    assert sorted(found) == sorted(one.exact for one in library.marks)


def test_qualitative_coding_imports_the_project(
    library: Trial, export: Export, read: Read, tmp_path: Path
) -> None:
    """qualitative-coding takes the project in: every code with as many coded lines as passages bear its tag."""
    program = installing.python("qualitative-coding")
    home = tmp_path / "qc"
    home.mkdir()
    command = [str(Path(program).with_name("qc")), "init", "--import", str(export("qdpx"))]
    environment = {
        "PYTHONBREAKPOINT": "0",
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = read(program, "qualitative_coding.py", home)
    # It knows codes by the last part of their names, and counts a line once for each code and coder.
    wanted = Counter(tag.rpartition("/")[2] for one in library.marks for tag in one.tags)
    assert found["codes"].keys() == wanted.keys()
    assert all(0 < found["codes"][code] <= wanted[code] for code in wanted)
    assert all(code in found["codebook"] for code in wanted)


def test_taguette_imports_the_project(library: Trial, export: Export, read: Read) -> None:
    """Taguette's server imports the file: its own code cuts the quotes out of the documents, its CSV has the same tags.

    Its CSV leaves out passages without a tag.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = read(installing.python("taguette"), "taguette_server.py", export("taguette"), str(port))
    assert [one["name"] for one in found["projects"]] == ["Trial"]
    assert sorted(text for _, text in found["cut"]) == sorted(one.exact for one in library.marks)
    rows = csv.DictReader(io.StringIO(found["csv"]))
    told = Counter((row["tag"], _flat(row["content"])) for row in rows)
    assert told == Counter((tag, _flat(one.exact)) for one in library.marks for tag in one.tags)


@pytest.mark.parametrize("name", ["w3c", "hypothesis"])
def test_annotator_finds_the_passages(name: str, library: Trial, export: Export, read: Read) -> None:
    """Apache Annotator finds each quote and position in our HTML: a W3C position counts code points.

    Hypothes.is counts as JavaScript does, so its positions are cut out by JavaScript itself.
    """
    program, modules = installing.node()
    assert read(program, "annotator.mjs", modules, export("html"), export(name)) == {
        "items": len(library.marks),
        "wrong": [],
    }
