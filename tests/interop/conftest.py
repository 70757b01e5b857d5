"""Two libraries, written in a format and read by a program that is not ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interop import trial
from interop.trial import Trial

from reeread.export.format import Shape
from reeread.export.registry import formats
from reeread.library import Library
from reeread.library.delivering import deliver
from reeread.library.exporting import dossier

READERS = Path(__file__).parent / "readers"
EXAMPLE = Path(__file__).resolve().parents[2] / "annotations.db"

Export = Callable[[str], Path]
Read = Callable[..., Any]


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    """Return the document of trials and the worked example; nobody writes to either."""
    folder = tmp_path_factory.mktemp("interop")
    copy = folder / "example.db"
    copy.write_bytes(EXAMPLE.read_bytes())
    return {"trial": trial.make(folder / "trial.db", folder), "example": trial.of(copy)}


@pytest.fixture(params=["trial", "example"])
def library(request: pytest.FixtureRequest, libraries: dict[str, Trial]) -> Trial:
    """Return one of them."""
    return libraries[request.param]


@pytest.fixture
def export(library: Trial, tmp_path: Path) -> Export:
    """Return a function that writes the library in a format and returns where."""

    def written(name: str) -> Path:
        one = formats()[name]
        target = tmp_path / (name if one.shape is Shape.FOLDER else f"export{one.extension}")
        with Library.open(library.path, "nobody") as lib:
            deliver(one, dossier(lib, title="Trial"), target)
        return target

    return written


@pytest.fixture
def read() -> Read:
    """Return a function that runs one of the readers and returns the JSON that it prints."""

    def said(program: str, reader: str, *arguments: str | Path, cwd: Path | None = None) -> Any:
        script = READERS / reader
        done = subprocess.run(
            [program, str(script), *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return said


@pytest.fixture
def ours() -> str:
    """Return the Python that the tests run in."""
    return sys.executable
