"""PDF, Word and OpenDocument files, made by the programs themselves."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reeread.export import typeset
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Options
from reeread.export.registry import formats
from reeread.library.delivering import deliver
from reeread.model.errors import ReereadError, UsageError
from tests.export.conftest import Maker

BODY = "The port reopened on Monday. A strike would close it."
Needs = Callable[[str], str]


@pytest.fixture
def dossier(make: Maker) -> Dossier:
    """Return one briefing with a passage."""
    return make.dossier(make.entry(("A strike would close it.", ("risk",), "When? <b>"), body=BODY))


def fake(name: str, script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a shell script be the only program of that name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_chromium_makes_a_pdf_of_the_page(dossier: Dossier, needs: Needs, tmp_path: Path) -> None:
    """The PDF has the title, the quotes and the article, and is tagged for readers that speak it."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    needs("chromium")
    target = tmp_path / "report.pdf"
    deliver(formats()["html"], dossier, target)
    pdf = pypdfium2.PdfDocument(target)
    try:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
        assert pdf.get_metadata_value("Title") == "Ports" and pdf.is_tagged()
    finally:
        pdf.close()
    assert text.count("A strike would close it.") >= 3 and "When? <b>" in text
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize(("ending", "inside"), [(".docx", "word/document.xml"), (".odt", "content.xml")])
def test_pandoc_makes_a_document_of_the_summary(
    ending: str, inside: str, dossier: Dossier, needs: Needs, tmp_path: Path
) -> None:
    """The document holds headings, quotes and notes."""
    needs("pandoc")
    target = tmp_path / f"summary{ending}"
    deliver(formats()["markdown"], dossier, target)
    text = zipfile.ZipFile(target).read(inside).decode()
    for said in ("Key judgements", "A strike would close it.", "When? &lt;b&gt;"):
        assert said in text


def test_an_image_of_a_template_is_neither_read_nor_fetched(
    dossier: Dossier, needs: Needs, tmp_path: Path
) -> None:
    """Whatever a template names, a document holds its words and no file of this machine."""
    needs("pandoc")
    secret, own, target = tmp_path / "secret.png", tmp_path / "own.j2", tmp_path / "summary.docx"
    secret.write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    own.write_text(f"![words]({secret})", encoding="utf-8")
    deliver(formats()["markdown"], dossier, target, Options(template=own))
    with zipfile.ZipFile(target) as document:
        assert not [name for name in document.namelist() if "media/" in name]
        assert "words" in document.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("name", "ending", "program"), [("html", ".pdf", "Chromium"), ("markdown", ".docx", "pandoc")]
)
def test_a_program_that_is_not_there_is_named(
    name: str, ending: str, program: str, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the message says which one is missing and what to do, and nothing is written."""
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    target = tmp_path / f"out{ending}"
    with pytest.raises(ReereadError, match=f"needs {program}.* not installed. Install it, or write an"):
        deliver(formats()[name], dossier, target)
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "ending", "other"), [("markdown", ".pdf", "html"), ("html", ".DOCX", "markdown")]
)
def test_the_format_that_becomes_such_a_file_is_named(
    name: str, ending: str, other: str, dossier: Dossier, tmp_path: Path
) -> None:
    """Asking the wrong one of the two is misuse, and the message has the right command."""
    with pytest.raises(UsageError, match=f"`reeread export {other} -o "):
        deliver(formats()[name], dossier, tmp_path / f"out{ending}")


@pytest.mark.parametrize(
    ("script", "patience", "said"),
    [
        ("echo 'no display' >&2; exit 3", 60, "chromium failed with exit code 3: no display"),
        ("exit 0", 60, "made nothing of it"),
        ("sleep 1000 & sleep 1000", 0.2, "took longer than 0.2 seconds and was stopped"),
    ],
)
def test_a_program_that_fails_or_hangs_is_told(
    script: str, patience: float, said: str, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it said, that nothing came, that it was stopped: and what was there before stays."""
    fake("chromium", script, tmp_path, monkeypatch)
    monkeypatch.setattr(typeset, "PATIENCE", patience)
    target = tmp_path / "report.pdf"
    target.write_bytes(b"before")
    with pytest.raises(ReereadError, match=said):
        deliver(formats()["html"], dossier, target)
    assert target.read_bytes() == b"before"


def test_chromium_is_asked_for_nothing_but_the_page(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a profile and a home of its own, which are gone afterwards, and no way to any name."""
    fake(
        "chromium",
        f'for one in "$@"; do case $one in --print-to-pdf=*) out=${{one#*=}};; esac; done\n'
        f'echo "$HOME" "$@" > {tmp_path}/asked; echo pdf > "$out"',
        tmp_path,
        monkeypatch,
    )
    deliver(formats()["html"], dossier, tmp_path / "report.pdf", DEFAULTS)
    home, *asked = (tmp_path / "asked").read_text("utf-8").split()
    assert f"--user-data-dir={home}/profile" in asked and not Path(home).exists()
    assert "--host-resolver-rules=MAP" in asked and asked[-1] == f"file://{home}/written.html"
    assert (tmp_path / "report.pdf").read_bytes() == b"pdf\n"
