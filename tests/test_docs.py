"""The documentation: its examples run, its links lead somewhere, its keys are those of the program."""

import re
from pathlib import Path

import pytest
from build_docs import KEYS, keys_page
from shown_examples import ROOT, examples, fits, furnished, run

DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

_WITH_A_HUB = "team.md"
"""Its examples need a server and a certificate: tests/hub/test_team_page.py runs them."""
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.fixture
def sandbox(tmp_path: Path) -> Path:
    """Return a folder with copies of the worked example and the seeds, and nobody's settings."""
    return furnished(tmp_path)


@pytest.mark.parametrize(
    "document",
    [one for one in DOCUMENTS if examples(one) and one.name != _WITH_A_HUB],
    ids=lambda document: document.name,
)
def test_examples_run(document: Path, sandbox: Path) -> None:
    """Each command of a document succeeds, in the order given, and prints what the document shows."""
    for example in examples(document):
        done = run(example.command, sandbox)
        assert done.returncode == 0, f"{example.command}\n{done.stdout}"
        if example.shown:
            assert fits(example.shown, done.stdout), f"{example.command}\n{done.stdout}"


def test_there_are_examples() -> None:
    """The README and the commands' page show commands, so that the test above has something to run."""
    shown = {document.name: len(examples(document)) for document in DOCUMENTS}
    assert shown["README.md"] >= 3
    assert shown["commands.md"] >= 15


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Each link of a document to another file of the project, and to a heading in it, leads there."""
    for target in _LINK.findall(document.read_text("utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        assert file.exists(), f"{document.name}: {target}"
        if anchor:
            assert anchor in {_anchor(heading) for heading in _HEADING.findall(file.read_text("utf-8"))}, (
                target
            )


def test_the_page_of_keys_is_what_the_program_binds() -> None:
    """docs/keys.md lists the keys that the program has, with what they do."""
    assert KEYS.read_text("utf-8") == keys_page(), "run `make docs` and commit what it writes"


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
