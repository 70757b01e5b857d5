"""Commands ended in the middle: what is there is whole, and nothing that they started goes on."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reeread.library import Library, checking, reading, suggesting
from reeread.library.adding import BATCH
from tests.cli.conftest import HEARING, PATIENCE, Call, opened

COUNT = BATCH + 32
"""So many that one batch at least is written, though two processes still hold some."""
TEXT = "Port {0} reopens\n\nThe port of {0} may handle {0}% of imports, the harbour office of {0} said on Monday.\n"


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    """Return a folder of more documents than are written at once."""
    folder = tmp_path / "stack"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:04}.txt").write_text(TEXT.format(number), "utf-8")
    return folder


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name, which tells how far it is")
@pytest.mark.parametrize(("end", "jobs"), [("SIGKILL", 2), ("SIGINT", 1)])
def test_the_same_command_goes_on(call: Call, tmp_path: Path, stack: Path, end: str, jobs: int) -> None:
    """Killed outright or by ctrl+c, each briefing that is there is whole, none is there twice, and none is lost."""
    pipe, library = tmp_path / "last.txt", Path(os.environ["REEREAD_DB"])
    os.mkfifo(pipe)
    adding = subprocess.Popen(
        [sys.executable, "-c", HEARING, "add", f"--jobs={jobs}", str(stack), str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writing = opened(pipe, adding)  # the command waits for it behind all the others
    adding.send_signal(getattr(signal, end))
    _, said = adding.communicate()
    os.close(writing)
    assert adding.returncode == (130 if end == "SIGINT" else -signal.SIGKILL)
    assert "Traceback" not in said
    with Library.open(library, "tester") as lib:
        kept = reading.briefings(lib)
        assert 0 < len(kept) <= COUNT
        for one in kept:
            number = int(Path(one.source).stem)
            assert reading.article(lib, one.id).body == TEXT.format(number)
            assert reading.raw(lib, one.id) == TEXT.format(number).encode()
            assert one.sentences == 2 and suggesting.highlights(lib, one.id)
    assert checking.condition(library).faults == ()
    again = call("add", "--jobs", 1, stack)
    assert again.code == 0
    assert again.out.startswith(_said(COUNT - len(kept), len(kept)))
    sources = [row["source"] for row in call("list", "--json").rows]
    assert len(sources) == len(set(sources)) == COUNT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name, which tells that it runs")
def test_ctrl_c_stops_the_printer_too(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While Chromium prints ctrl+c ends it with all that it has started, and leaves no half file."""
    pipe, folder = tmp_path / "pipe", tmp_path / "bin"
    os.mkfifo(pipe)
    folder.mkdir()
    (folder / "chromium").write_text(f"#!/bin/sh\nsh -c 'cat {pipe}'\n", encoding="utf-8")
    (folder / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "out").mkdir()
    printing = subprocess.Popen(
        [sys.executable, "-c", HEARING, "export", "html", "-o", str(tmp_path / "out" / "report.pdf")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writing = opened(pipe, printing)  # the printer reads
    printing.send_signal(signal.SIGINT)
    _, said = printing.communicate()
    assert printing.returncode == 130 and "Traceback" not in said
    assert list((tmp_path / "out").iterdir()) == []
    ended = select.poll()
    ended.register(writing, 0)
    assert ended.poll(PATIENCE * 1000), "it still reads"
    os.close(writing)


def _said(added: int, unchanged: int) -> str:
    return f"{added} added, {unchanged} unchanged."
