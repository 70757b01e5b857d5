"""What the program writes to a terminal, byte for byte, over texts that want to steer it."""

import random
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from monkey.hostile import BIDI, ESCAPES, MARKUP, articles
from terminal.conftest import environment
from terminal.tmux import Terminal

from reeread.library import Library, codebook, reading, stacking, tagging
from reeread.library.adding import add
from reeread.model.annotation import Passage
from reeread.model.span import Span

COLUMNS, ROWS = 130, 36
EVIL = f"{ESCAPES} {BIDI} {MARKUP}"
MEANT = re.compile(
    r"\x1b\[[\d;:]*[mHJKXABCDGd]"  # looks, the cursor, erasing
    r"|\x1b\[[<>=?]?[\d;]*(?:\$p|[hlucntq])"  # modes, questions, the keyboard
    r"|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"  # the clipboard, in base 64
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse
    r"|\x1b[78>=]|[\r\n]"
)
STEERS = re.compile(
    "[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
THEIRS = re.findall(r"\x1b\[[\d;]*[A-Za-z]|\x1b\].*?(?:\x07|\x1b\\)", ESCAPES)
"""The sequences of the texts, which the program has no use for."""


@pytest.fixture
def evil(tmp_path: Path, own_places: None) -> Path:
    """Return a library whose texts, titles, names, tags, notes and authors all want to steer the terminal."""
    for name, text in articles(random.Random(0)).items():
        (tmp_path / name).write_text(text, "utf-8")
    path = tmp_path / "evil.db"
    with Library.open(path, f"au\x1b[31mthor {BIDI}", create=True) as lib:
        list(add(lib, [str(tmp_path / name) for name in articles(random.Random(0))]))
        codebook.add_tag(lib, "ta\u202eg [bold]x", "", "", "mean\x9b31ming")
        for briefing in reading.briefings(lib):
            tagging.tag(lib, Passage(briefing.id, Span(0, 12)), ["ta\u202eg [bold]x", "risk"], EVIL)
        stacking.gather(lib, [one.id for one in reading.briefings(lib)], f"stack {MARKUP}")
    return path


@pytest.fixture
def recorded(needs: Callable[[str], str], tmp_path: Path, evil: Path) -> Iterator[tuple[Terminal, Path]]:
    """Return the program in a terminal over the hostile library, and the file that gets every byte it writes."""
    record = tmp_path / "bytes"
    reader = shlex.join([sys.executable, "-m", "reeread", "--db", str(evil)])
    sized = f"stty columns {COLUMNS} rows {ROWS}; exec {reader}"
    command = [needs("script"), "--quiet", "--flush", "--command", sized, str(record)]
    with tempfile.TemporaryDirectory(prefix="reeread") as short:
        terminal = Terminal(needs("tmux"), Path(short, "s"), (COLUMNS, ROWS))
        terminal.start(command, tmp_path, environment())
        yield terminal, record
        terminal.close()


def test_no_control_that_the_program_did_not_mean(recorded: tuple[Terminal, Path]) -> None:
    """Through every screen and many dialogs nothing of the texts reaches the terminal as a control."""
    terminal, record = recorded
    terminal.wait("BRIEFINGS", "sentence 1 of")
    for _ in range(5):
        terminal.press("Tab", "Tab")
        terminal.wait("enter read")
        terminal.press("j", "Enter")
        terminal.wait("HIGHLIGHTS", "sentence", "a accept")
    terminal.press("y")
    terminal.wait("opied")
    screens = {
        "@": "Annotations",
        "T": "Codebook",
        "#": "Numbers",
        "?": "type to search",
        "o": "enter open",
        "t": "1–9 recent",
        "m": "ctrl+s save",
        "S": "a new name",
        "e": "Format",
        "|": "Beside which?",
    }
    for key, shows in screens.items():
        terminal.press(key)
        terminal.wait(shows)
        terminal.press("Escape")
        terminal.wait_gone(shows)
    for key, shows, said in (("\\", "Search everything", " found"), ("/", "alt+r", "match")):
        terminal.press(key)
        terminal.wait(shows)
        terminal.write("pwned")
        terminal.wait(said)
        terminal.press("Escape")
        terminal.wait_gone(shows)
    terminal.press("q")
    assert terminal.left() == 0
    written = record.read_bytes().decode()
    body = written[written.index("\n") + 1 : written.rindex("\nScript done")]
    assert all(sequence not in body for sequence in THEIRS)
    rest = MEANT.sub("", body)
    found = STEERS.search(rest)
    assert found is None, repr(rest[max(0, found.start() - 60) : found.end() + 60])
