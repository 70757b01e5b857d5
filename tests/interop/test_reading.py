"""Formats for people's programs: pandoc, LibreOffice and the csv module read back what was marked."""

import csv
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from interop.conftest import Export
from interop.trial import Trial

from reeread.export.format import Options
from reeread.export.registry import formats
from reeread.library import Library
from reeread.library.delivering import deliver
from reeread.library.exporting import dossier

Needs = Callable[[str], str]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _plain(inlines: Any) -> str:
    """Return the text of pandoc's inlines or blocks."""
    if isinstance(inlines, list):
        return "".join(_plain(one) for one in inlines)
    kind, content = inlines["t"], inlines.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " " if kind == "Space" else "\n"
    return content if kind == "Str" else _plain(content)


def _pandoc(needs: Needs, *arguments: str) -> str:
    done = subprocess.run(
        [needs("pandoc"), *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _callouts(blocks: list[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield block id, quote and note of each callout of a page."""
    for one, after in pairwise(blocks):
        if one["t"] != "BlockQuote":
            continue
        inner = one["c"]
        assert _plain(inner[0]).startswith("[!quote] ")
        nested = [part for part in inner if part["t"] == "BlockQuote"]
        texts = [_plain(part) for part in inner[1:] if part["t"] != "BlockQuote"]
        if texts and re.fullmatch(r"#\S+( #\S+)*", texts[-1]):
            texts.pop()
        note = "\n\n".join(_plain(part) for part in nested[0]["c"][1:]) if nested else ""
        yield _plain(after), "\n\n".join(texts), note


def test_pandoc_reads_the_vault(library: Trial, export: Export, needs: Needs) -> None:
    """Each passage of an Obsidian folder reads back with its quote, its note and its block id."""
    found = []
    for page in export("obsidian").glob("*.md"):
        parsed = json.loads(_pandoc(needs, "--from=commonmark_x-smart", "--to=json", str(page)))
        assert parsed["meta"]["title"]["t"] == "MetaInlines"
        found += [
            (_nfc(quote), _nfc(note)) for block, quote, note in _callouts(parsed["blocks"]) if block[0] == "^"
        ]
    assert sorted(found) == sorted((_nfc(one.exact), _nfc(one.note)) for one in library.marks)


def test_pandoc_reads_the_summary(library: Trial, export: Export, needs: Needs) -> None:
    """Every quote stands in the Markdown summary to the letter, as a reader of Markdown sees it."""
    seen = " ".join(
        _pandoc(needs, "--from=commonmark", "--to=plain", "--wrap=none", str(export("markdown"))).split()
    )
    for one in library.marks:
        assert _nfc(" ".join(one.exact.split())) in _nfc(seen)


@pytest.mark.parametrize("name", ["csl", "bibtex"])
def test_pandoc_cites_the_sources(
    name: str, library: Trial, export: Export, needs: Needs, tmp_path: Path
) -> None:
    """pandoc's citeproc finds every key, and prints every title."""
    file = export(name)
    text = file.read_text(encoding="utf-8")
    keys = (
        [one["id"] for one in json.loads(text)] if name == "csl" else re.findall(r"(?m)^@\w+\{([^,]+),", text)
    )
    assert len({*keys}) == len(library.titles)
    page = tmp_path / "page.md"
    page.write_text(" ".join(f"[@{key}]" for key in keys), encoding="utf-8")
    command = (
        "--citeproc",
        f"--bibliography={file}",
        "--from=markdown",
        "--to=plain",
        "--wrap=none",
        str(page),
    )
    printed = _nfc(_pandoc(needs, *command)).replace("’", "'").replace("‘", "'").casefold()
    for title in library.titles.values():
        assert _nfc(title).replace("’", "'").replace("‘", "'").casefold()[:40] in printed


def test_readwise_rows_read_back(library: Trial, export: Export) -> None:
    """Python's csv module reads each highlight and its note back to the letter."""
    with export("readwise").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["Highlight"] for row in rows) == sorted(one.exact for one in library.marks)
    assert all(any(row["Note"].endswith(one.note) for row in rows) for one in library.marks)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_libreoffice_computes_nothing(
    name: str, library: Trial, export: Export, needs: Needs, tmp_path: Path
) -> None:
    """LibreOffice opens the table without one formula in it, and shows every quote."""
    content = _opened(needs, export(name), tmp_path)
    assert "table:formula" not in content
    cells = re.findall(r"<table:table-cell(?:[^>]*[^/])?>.*?</table:table-cell>", content, re.DOTALL)
    shown = {_spaceless(unescape(re.sub(r"<[^>]+>", "", cell))) for cell in cells}
    for one in library.marks:
        # LibreOffice itself drops a tab inside a cell.
        assert shown & {_spaceless(one.exact), _spaceless(f"'{one.exact}")}, one.exact


def test_libreoffice_would_compute(libraries: dict[str, Trial], needs: Needs, tmp_path: Path) -> None:
    """Without the guard it does compute a cell that begins with "=": the test above can fail."""
    table = tmp_path / "export.csv"
    with Library.open(libraries["trial"].path, "nobody") as lib:
        deliver(formats()["csv"], dossier(lib), table, Options(raw_cells=True))
    assert "table:formula" in _opened(needs, table, tmp_path)


def _opened(needs: Needs, table: Path, folder: Path) -> str:
    """Return what LibreOffice makes of a table: its content as OpenDocument has it."""
    command = [needs("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    if table.suffix == ".csv":
        # Commas, double quotes, UTF-8, from the first row; the last but one lets formulas in.
        command.append("--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true")
    command += ["--convert-to", "ods", "--outdir", str(folder), str(table)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "export.ods") as archive:
        return archive.read("content.xml").decode()


def _spaceless(text: str) -> str:
    return "".join(text.split())
