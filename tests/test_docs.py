"""The documentation: its examples run, its links lead somewhere, its keys are those of the program."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from build_docs import KEYS, keys_page

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A command as a document shows it, and what it says comes back."""

    command: str
    shown: tuple[str, ...]


def examples(document: Path) -> list[Example]:
    """Return the commands after "$ " in a document, each with the lines that follow it."""
    found: list[Example] = []
    for block in _BLOCK.findall(document.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            while command.endswith("\\"):
                command = f"{command[:-1]}{shown.pop(0)}"
            found.append(Example(command, tuple(shown)))
    return found


@pytest.fixture
def sandbox(tmp_path: Path) -> Path:
    """Return a folder with copies of the worked example and the seeds, and nobody's settings."""
    shutil.copy(ROOT / "annotations.db", tmp_path)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "docs").mkdir()
    program = tmp_path / ".bin" / "reeread"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reeread "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command in the sandbox, as the author of the worked example."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("REEREAD", "XDG"))
    }
    environment |= {
        "HOME": str(folder / ".home"),
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "REEREAD_AUTHOR": "analyst",
    }
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "document", [one for one in DOCUMENTS if examples(one)], ids=lambda document: document.name
)
def test_examples_run(document: Path, sandbox: Path) -> None:
    """Each command of a document succeeds, in the order given, and prints what the document shows."""
    for example in examples(document):
        done = run(example.command, sandbox)
        assert done.returncode == 0, f"{example.command}\n{done.stdout}"
        if example.shown:
            assert _fits(example.shown, done.stdout), f"{example.command}\n{done.stdout}"


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


def _fits(shown: tuple[str, ...], printed: str) -> bool:
    """Return whether output is what is shown: "…" ends a line that goes on, or alone stands for any lines."""
    pattern = ""
    for line in shown:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        elif line.endswith("…"):
            pattern += re.escape(line[:-1]) + r".*\n"
        else:
            pattern += re.escape(line) + r"[ \t]*\n"
    return re.fullmatch(pattern, printed if printed.endswith("\n") else f"{printed}\n") is not None


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
