"""`reeread templates`, and `reeread export --template`."""

from pathlib import Path

import pytest

from reeread.export.template import shipped
from tests.cli.conftest import Call


def test_they_are_listed(call: Call) -> None:
    """Each template that ships has a line with its name and file."""
    listed = call("templates", "list")
    assert listed.code == 0
    assert {line.split()[0] for line in listed.out.splitlines()[1:] if line[:1].strip()} == set(shipped())


def test_one_is_copied_and_written_by(
    call: Call, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy goes where it is told, into a folder under its own name, and never over a file that is there."""
    monkeypatch.chdir(tmp_path)
    assert call("templates", "copy", "markdown").code == 0
    (tmp_path / "folder").mkdir()
    assert call("templates", "copy", "html/judgements", "folder").code == 0
    assert (tmp_path / "folder" / "judgements.html.j2").exists()
    own = tmp_path / "markdown.md.j2"
    own.write_text(own.read_text("utf-8").replace("Key judgements", "What counts"), encoding="utf-8")
    assert "## What counts" in call("export", "markdown", "--template", own).out
    again = call("templates", "copy", "markdown")
    assert again.code == 1 and "already" in again.err and "## What counts" in own.read_text("utf-8")
    unknown = call("templates", "copy", "latex")
    assert unknown.code == 1 and "html/judgements" in unknown.err


def test_a_template_that_fails_writes_nothing(call: Call, ids: list[str], tmp_path: Path) -> None:
    """The message has file and line; the file that was there stays as it was."""
    own, target = tmp_path / "own.j2", tmp_path / "summary.md"
    own.write_text("one\n{{ summary.nothing }}", encoding="utf-8")
    target.write_text("before", encoding="utf-8")
    called = call("export", "markdown", "--template", own, "-o", target)
    assert (called.code, called.out, target.read_text("utf-8")) == (1, "", "before")
    assert f"{own}:2: the template fails" in called.err and "Traceback" not in called.err


def test_a_format_without_a_template_refuses_one(call: Call, ids: list[str], tmp_path: Path) -> None:
    """--template with CSV is misuse, and says which formats have templates."""
    called = call("export", "csv", "--template", tmp_path / "own.j2")
    assert called.code == 2 and "html, markdown" in called.err
