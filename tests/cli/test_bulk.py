"""`reeread extract -o`: Parquet that grows by partitions, and what becomes of it when something ends in the middle."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster
from pyarrow import parquet

from reeread.library.bulk.crew import hired
from reeread.library.bulk.extracting import Wish
from reeread.library.bulk.folder import Folder
from reeread.library.bulk.partitions import Partitions
from tests.cli.conftest import HEARING, Call, opened

COUNT, PARTITION = 35, 10
TEXT = (
    "Port {0} reopens\n\nThe port of Varna may handle {0}% of imports, the harbour office said on Monday.\n"
)


@pytest.fixture
def stack(tmp_path: Path, seeds: tuple[Path, ...]) -> Path:
    """Return a folder of documents, of which one is empty and two share claims."""
    folder = tmp_path / "stack"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number), "utf-8")
    (folder / "07.txt").write_bytes(b"")
    for name, seed in zip(("11.txt", "12.txt"), seeds[:2], strict=True):
        (folder / name).write_bytes(seed.read_bytes())
    return folder


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a folder."""
    rows: list[dict[str, Any]] = parquet.read_table(folder / name).to_pylist()
    return rows


def files(folder: Path) -> dict[str, bytes]:
    """Return all that a folder holds."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def as_lines(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of Parquet without the columns that JSON lines leave out where they say nothing."""
    for row in rows:
        for tag in row["tags"]:
            del tag["method"], tag["model"]
        if row["confidence"] is None:
            del row["confidence"]
    return rows


@pytest.mark.parametrize("how", ["alone", "jobs", "cluster", "shared"])
def test_a_folder_holds_what_the_lines_say(
    how: str, call: Call, stack: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whoever reads them, sentences are those of the JSON lines and claims those of `compare`, typed; failures stand by name."""
    words = {"alone": ("--jobs", 1), "jobs": ("--jobs", 2)}.get(how, ())
    if not words:
        words = ("--cluster", request.getfixturevalue("cluster").scheduler_address)
        words += ("--shared-disk",) if how == "shared" else ()
    target = tmp_path / "tables"
    called = call("extract", stack, "-o", target, "--claims", *words)
    lines = call("extract", "--jobs", 1, stack).rows
    claims = call("compare", stack).rows
    assert called.code == 1 and "07.txt: " in called.err
    assert called.out == (
        f"{COUNT - 1} articles, {len(lines)} sentences, {len(claims)} claims, 1 failed in {target}.\n"
    )
    assert as_lines(table(target, "sentences")) == lines
    assert table(target, "claims") == claims and claims
    articles = table(target, "articles")
    assert [row["source"] for row in articles] == sorted(map(str, stack.iterdir()))
    (failed,) = (row for row in articles if row["error"])
    assert failed["source"].endswith("07.txt") and failed["characters"] is None
    assert sum(row["sentences"] or 0 for row in articles) == len(lines)
    assert [name for name in files(target) if name.endswith(".part")] == []


def test_one_file_holds_the_sentences(call: Call, stack: Path, tmp_path: Path) -> None:
    """A path that ends in .parquet is one file of sentences."""
    target = tmp_path / "sentences.parquet"
    called = call("extract", stack / "01.txt", stack / "02.txt", "-o", target)
    assert (called.code, called.out) == (0, "")
    lines = call("extract", stack / "01.txt", stack / "02.txt").rows
    assert as_lines(parquet.read_table(target).to_pylist()) == lines


def test_many_files_are_printed_as_few_are(call: Call, stack: Path, cluster: LocalCluster) -> None:
    """JSON lines and failures are the same to the letter whoever reads the files."""
    alone = call("extract", "--jobs", 1, stack)
    assert alone.code == 1
    assert call("extract", "--jobs", 2, stack) == alone
    assert call("extract", "--cluster", cluster.scheduler_address, stack) == alone


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name, which tells how far it is")
@pytest.mark.parametrize("end", ["SIGKILL", "SIGINT"])
def test_the_same_command_goes_on(call: Call, stack: Path, tmp_path: Path, end: str) -> None:
    """Killed outright or by ctrl+c, finished partitions stay as they are, and what is made in the end is the same."""
    fresh, target, pipe = tmp_path / "fresh", tmp_path / "tables", stack / "99.txt"
    os.mkfifo(pipe)
    words = ["extract", str(stack), "-o", str(target), "--partition", str(PARTITION), "--jobs", "1"]
    extracting = subprocess.Popen(
        [sys.executable, "-c", HEARING, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    writing = opened(pipe, extracting)  # it waits for the last source, behind three partitions
    extracting.send_signal(getattr(signal, end))
    _, said = extracting.communicate()
    os.close(writing)
    assert extracting.returncode == (130 if end == "SIGINT" else -signal.SIGKILL) and "Traceback" not in said
    finished = {name: held for name, held in files(target).items() if name.endswith(".parquet")}
    assert len(json.loads((target / "manifest.json").read_text())["partitions"]) == 3
    times = {name: (target / name).stat().st_mtime_ns for name in finished}
    pipe.unlink()
    pipe.write_text(TEXT.format(99), "utf-8")
    again = call(*words)
    assert "30 files were finished by an earlier run" in again.err
    assert {name: (target / name).stat().st_mtime_ns for name in finished} == times
    assert call(*words[:3], fresh, *words[4:]).out.split(" in ")[0] == again.out.split(" in ")[0]
    assert files(fresh) == {name: held for name, held in files(target).items() if not name.endswith(".part")}


def test_only_what_changed_is_made_anew(call: Call, stack: Path, tmp_path: Path) -> None:
    """Of a file that changed its partition is made anew; partitions of files that are gone are gone."""
    target = tmp_path / "tables"
    words = ("extract", stack, "-o", target, "--partition", PARTITION)
    assert call(*words).code == 1
    before = files(target)
    (stack / "15.txt").write_text("The port of Burgas closed. It may stay so.\n", "utf-8")
    assert f"{COUNT - PARTITION} files were finished" in call(*words).err
    changed = {name for name, held in files(target).items() if before[name] != held}
    assert changed == {"manifest.json", "sentences/000001.parquet", "articles/000001.parquet"}
    for number in range(28, COUNT):
        (stack / f"{number}.txt").unlink()
    called = call(*words)
    assert called.out.startswith("27 articles")
    assert sorted(one.name for one in (target / "sentences").iterdir()) == [
        "000000.parquet", "000001.parquet", "000002.parquet",
    ]  # fmt: skip


def test_a_worker_killed_in_the_middle_changes_nothing(
    stack: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    """A folder that a cluster fills is the same when one of its workers is killed outright meanwhile."""
    names = sorted(map(str, stack.iterdir()))
    wish = Wish(claims=True)
    whole, broken = Folder(tmp_path / "whole", wish, 7), Folder(tmp_path / "broken", wish, 7)
    for _ in Partitions(whole, None, bytes_too=False).fill(names):
        pass
    with (
        hired(1, cluster.scheduler_address) as crew,
        Client(cluster.scheduler_address, set_as_default=False) as client,
    ):
        filling = Partitions(broken, crew, bytes_too=True).fill(names)
        next(filling)
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        assert len([*filling]) == COUNT - 1
    assert files(broken.path) == files(whole.path)


def test_a_folder_of_something_else_is_left_alone(call: Call, stack: Path, tmp_path: Path) -> None:
    """A folder that holds other things, was made with other options, or has a broken manifest is refused, unchanged."""
    target = tmp_path / "tables"
    target.mkdir()
    (target / "letter.txt").write_text("Dear Ann", "utf-8")
    for change, said in (
        (lambda: None, "holds something else"),
        (lambda: call("extract", stack / "01.txt", "--no-learned", "-o", target), "with other options"),
        (lambda: (target / "manifest.json").write_text("{"), "not as it was written"),
    ):
        if "options" in said:
            (target / "letter.txt").unlink()
        change()
        before = files(target)
        called = call("extract", stack / "01.txt", "-o", target)
        assert called.code == 1 and said in called.err
        assert files(target) == before


def test_a_name_that_is_no_utf8_is_written_as_an_escape(call: Call, tmp_path: Path) -> None:
    """The name of a file may be any bytes: in Parquet it stands as in JSON lines."""
    name = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        name.write_text("The port reopened on Monday.", "utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    assert call("extract", name, "-o", tmp_path / "tables").code == 0
    (row,) = table(tmp_path / "tables", "sentences")
    assert row["source"].endswith("caf\\udce9.txt")


@pytest.mark.parametrize(
    "words",
    [
        ("--claims",),
        ("--partition", "5"),
        ("--shared-disk",),
        ("--claims", "-o", "one.parquet"),
        ("--jobs", "2", "--cluster", "tcp://127.0.0.1:9"),
        ("--cluster", "nowhere"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_refused(words: tuple[str, ...], call: Call, stack: Path) -> None:
    """What makes no sense as asked is a wrong use, and nothing is read."""
    called = call("extract", stack, *words)
    assert (called.code, called.out) == (2, "")
