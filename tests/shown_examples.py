"""The examples of the documentation: commands as a page shows them, and what it says comes back."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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


def furnished(folder: Path) -> Path:
    """Return a folder with copies of the worked example and the seeds, and nobody's settings."""
    shutil.copy(ROOT / "annotations.db", folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "docs").mkdir()
    program = folder / ".bin" / "reeread"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reeread "$@"\n')
    program.chmod(0o755)
    return folder


def run(
    command: str, folder: Path, more: Mapping[str, str] | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a shell command in a furnished folder, as the author of the worked example.

    Args:
        command: As a document shows it.
        folder: Where.
        more: Of the environment.
        given: What somebody types, or a program hands over.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("REEREAD", "XDG"))
    }
    environment |= {
        "HOME": str(folder / ".home"),
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        "REEREAD_AUTHOR": "analyst",
        **(more or {}),
    }
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def fits(shown: tuple[str, ...], printed: str) -> bool:
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
