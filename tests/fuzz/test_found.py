"""What fuzzing found, and that the targets run on what fuzzing begins with."""

from pathlib import Path

import pytest
from fuzz.corpus import corpus, pieces
from fuzz.findings import Findings
from fuzz.targets import targets
from sources.printing import paragraph, pdf

FOUND = {
    "an empty feed": ("feed", b""),
    "half a character in the title of a PDF": (
        "pdf",
        pdf([paragraph(60, 700, ["Words of it."])], Title="twelve signs").replace(
            b"(twelve signs)", b"<FEFFD8000041>"
        ),
    ),
    "a point before digits that are no number": ("text", b"Prices .62441_0 and two thirds of it.\n"),
}


@pytest.mark.parametrize("name", sorted(FOUND))
def test_what_was_found_is_mended(name: str) -> None:
    """Each input that once showed a fault is read or refused."""
    target, raw = FOUND[name]
    targets()[target](raw)


@pytest.mark.parametrize("name", sorted(targets()))
def test_every_target_has_a_corpus(name: str) -> None:
    """What is fuzzed begins with sources that are read or refused as they are, and with what they are made of."""
    begin = corpus(name)
    assert any(len(raw) > 100 for raw in begin) and len(pieces(name)) > 5
    for raw in begin[:3]:
        targets()[name](raw)


def test_a_fault_is_kept_once_in_its_shortest_form(tmp_path: Path) -> None:
    """Of inputs that fail at one place the shortest stays, with what was said; others stand beside it."""
    folder = tmp_path / "found"

    def target(raw: bytes) -> None:
        if raw.startswith(b"a"):
            raise KeyError(raw)
        if raw.startswith(b"b"):
            raise ValueError(raw)

    findings = Findings(folder, "some thing")
    for raw in (b"abc", b"x", b"ab", b"abcd", b"b"):
        findings.trying(target, raw)
    assert (findings.tried, len(findings)) == (5, 2)
    assert sorted(path.read_bytes() for path in folder.glob("some-thing-*.input")) == [b"ab", b"b"]
    assert any(path.read_text("utf-8").startswith("KeyError in ") for path in folder.glob("*.said"))
