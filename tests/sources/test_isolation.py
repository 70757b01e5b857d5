"""Child processes that read sources: what ends them is said, and the next source has a new one."""

import subprocess
import sys
from pathlib import Path

import pytest

from reeread.model.errors import SourceError
from reeread.sources import isolation, limits, parse

PAGE = b"<html><body><p>Words of a page.</p></body></html>"


@pytest.fixture(autouse=True)
def no_idle_child() -> None:
    """Begin without a child that waits."""
    isolation._end_all()


def test_one_child_reads_several_sources() -> None:
    """A child that has answered waits for the next source."""
    parse(PAGE, "a.html")
    first = isolation._idle[0]
    parse(PAGE, "b.html")
    assert isolation._idle == [first]
    assert first.served == 2


def test_a_fault_of_a_parser_is_said_and_the_child_goes_on() -> None:
    """Any exception in the child concerns its source only."""
    (part,) = isolation.parts("none", b"x", "a")
    assert "parser failed" in str(part.error)
    assert parse(PAGE, "a.html").body == "Words of a page."


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who asked waits so long and no longer; the next source is read by another child."""
    monkeypatch.setattr(limits, "WAITING", 0)
    with pytest.raises(SourceError, match="took more than 0 seconds"):
        parse(PAGE, "a.html")
    monkeypatch.undo()
    assert parse(PAGE, "a.html").body == "Words of a page."


def test_a_child_that_dies_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash is no fault of the program that asked."""
    monkeypatch.setattr(isolation, "_MODULE", "reeread.sources.part")  # ends at once
    with pytest.raises(SourceError, match="parser crash"):
        parse(PAGE, "a.html")
    assert not isolation._idle


def test_parts_that_nobody_takes_end_the_child() -> None:
    """A reader who stops in the middle leaves no process behind."""
    parts = isolation.parts("html", PAGE, "a.html")
    next(parts)
    parts.close()
    assert not isolation._idle


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit address space")
def test_the_child_is_bound(tmp_path: Path) -> None:
    """It can neither take more memory nor write a file, whatever code runs in it."""
    script = (
        "from reeread.sources import limits; limits.bind()\n"
        "try: bytearray(limits.MEMORY)\n"
        "except MemoryError: print('memory')\n"
        "try: open('written', 'w').write('x' * 9999)\n"
        "except OSError: print('file')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert run.stdout.split() == ["memory", "file"]
