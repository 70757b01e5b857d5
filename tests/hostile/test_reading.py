"""Hostile files on the real command: each is imported or refused in one line, and nothing else happens."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile.conftest import Run

DANGEROUS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
IMPORTED = {
    "esc.txt": "control characters",
    "bidi.txt": "reorder text",
    "nul.txt": "1 NUL character kept, shown as ␀",
    "u16le.txt": "utf-16-le",
    "cp932.txt": "Encoding guessed: cp932",
    "deep.md": "read as plain text",
    **dict.fromkeys(
        ("markup.txt", "esc\x1b[31m name.txt", "xss.md", "jsonld.txt", "csv.txt", "mdinject.txt", "crlf.txt"),
        "",
    ),
    **dict.fromkeys(("spaces.txt", "longline.txt", "attr.html", "esc.eml", "esc.xml", "ok.docx"), ""),
}
"""What is said of those that come in."""
REFUSED = {
    "empty.txt": "nothing to import",
    "bom.txt": "nothing to import",
    "bin.txt": "looks like binary data, not text",
    "nested.zip": "looks like a ZIP archive .*, not text",
    "bomb.gz": "looks like a gzip archive, not text",
    "slip.qdpx": "looks like a ZIP archive .*, not text",
    "surrogate.txt": "invalid UTF-8 at byte 1.*--encoding",
    "line100m.txt": "--max-size",
    "bomb.docx": "unpacks to far more",
    "slip.epub": "points out of itself",
    "deepmime.eml": "nested too deep",
    **dict.fromkeys(
        ("laugh.xml", "quad.xml", "xxe.xml", "xxe.docx", "laugh.docx"), "DOCTYPE, which is never read"
    ),
}
EITHER = ("deep.html", "unclosed.html", "comments.html", "nested.html", "bomb.pdf")
"""Text or a clear refusal, within the limits."""


def tree(folder: Path) -> set[str]:
    """Return all that lies below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def well_behaved(run: Run) -> None:
    """Assert that a run shows no fault, steers no terminal and keeps to a gigabyte."""
    assert "Traceback" not in run.err
    assert "fault" not in run.err
    assert not DANGEROUS.search(run.out.replace("\r\n", "").replace("\n", ""))
    assert not DANGEROUS.search(run.err.replace("\n", ""))
    assert run.memory < 2**30


@pytest.mark.parametrize("name", [*IMPORTED, *REFUSED, *EITHER])
def test_adding(name: str, hostile: Path, reeread: Callable[..., Run], tmp_path: Path) -> None:
    """The exit code and one line say what became of it; nothing is written but the library."""
    before = tree(tmp_path.parent)
    run = reeread("add", str(hostile / name))
    well_behaved(run)
    made = {Path(path).name for path in tree(tmp_path.parent) - before}
    assert {one.removesuffix("-wal").removesuffix("-shm") for one in made} <= {
        "out",
        "err",
        "library.db",
        "__pycache__",
    }
    if name in EITHER:
        assert (run.code, len(run.err.splitlines())) in ((0, 0), (1, 1))
        return
    assert run.code == (name in REFUSED)
    said = IMPORTED.get(name) or REFUSED.get(name) or ""
    if not said:
        assert run.err == ""
    else:
        assert re.search(said, run.err)
        assert len(run.err.splitlines()) == (2 if name == "bidi.txt" else 1)


@pytest.mark.parametrize(
    "name", ["esc.txt", "bidi.txt", "esc\x1b[31m name.txt", "esc.eml", "esc.xml", "jsonld.txt", "nul.txt"]
)
def test_showing(name: str, hostile: Path, reeread: Callable[..., Run]) -> None:
    """No table, text or export that a terminal may show holds a control that the file brought."""
    reeread("add", str(hostile / name))
    for words in (
        ("list",),
        ("highlights",),
        ("list", "--json"),
        ("highlights", "--json"),
        ("export", "markdown"),
        ("export", "csv"),
        ("export", "json"),
        ("history",),
    ):
        run = reeread(*words)
        assert (run.code, words) == (0, words)
        well_behaved(run)


@pytest.mark.parametrize(
    "name", ["esc.txt", "bidi.txt", "esc.eml", "nul.txt", "bin.txt", "cp932.txt", "bomb.docx"]
)
def test_extracting(name: str, hostile: Path, reeread: Callable[..., Run]) -> None:
    """Without a library it is the same."""
    well_behaved(reeread("extract", str(hostile / name)))


def test_a_database_from_nowhere_good_is_not_opened(hostile: Path, reeread: Callable[..., Run]) -> None:
    """It is no library of ours: refused, and left as it is."""
    before = (hostile / "evil.db").read_bytes()
    for words in (("list",), ("add", str(hostile / "ok.docx")), ("search", "x")):
        run = reeread("--db", str(hostile / "evil.db"), *words)
        assert run.code == 1
        well_behaved(run)
    assert (hostile / "evil.db").read_bytes() == before
