"""Calling commands as a shell does, in this process."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reeread import cli


@dataclass(frozen=True)
class Called:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """Return the JSON lines that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Called]

HEARING = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "runpy.run_module('reeread', run_name='__main__', alter_sys=True)"
)
"""What `python -c` takes to be `python -m reeread` that ctrl+c reaches: a shell may have started the tests deaf to it."""


PATIENCE = 60.0
"""Seconds after which a command that does not come to the last source is taken to have stopped."""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs `reeread` with arguments and, if wanted, bytes on standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Called:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = cli.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Called(code, said.out, said.err)

    return run


@pytest.fixture
def ids(call: Call, seeded: object) -> list[str]:
    """Return the ids of the five seeds, in order."""
    return [row["id"] for row in call("list", "--json").rows]


def opened(pipe: Path, reader: subprocess.Popen[str]) -> int:
    """Return the end of a pipe for writing once the reader has opened the other."""
    for _ in range(int(PATIENCE / 0.02)):
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        with contextlib.suppress(subprocess.TimeoutExpired):
            reader.wait(0.02)
            break
    reader.kill()
    pytest.fail(f"The command never came to the last source: {reader.communicate()[1]}")
