"""The hostile files, and the real command to read them with."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile import files


@dataclass(frozen=True, slots=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str
    memory: int
    """The most bytes that it, or a process of its own, had at once."""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the files."""
    folder = tmp_path_factory.mktemp("hostile")
    files.write(folder)
    return folder


@pytest.fixture
def reeread(tmp_path: Path) -> Callable[..., Run]:
    """Return a function that runs the command in a folder of its own, on a library of its own."""
    desk = tmp_path / "desk"
    desk.mkdir()

    def run(*words: str) -> Run:
        out, err = tmp_path / "out", tmp_path / "err"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "reeread", *words],
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                cwd=desk,
                env=os.environ | {"REEREAD_DB": str(desk / "library.db")},
            )
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        return Run(
            process.returncode,
            out.read_bytes().decode("utf-8"),
            err.read_bytes().decode("utf-8"),
            used.ru_maxrss * unit,
        )

    return run
