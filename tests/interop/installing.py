"""Environments of their own for the programs that read our exports, made once beneath build/interop.

Called as a program it makes all of them: no test then waits for a download.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WANTED = "REEREAD_INTEROP"
"""Set, it lets the tests install; `make interop` and CI do."""
LISTS = Path(__file__).parent / "environments"
MADE = Path(__file__).resolve().parents[2] / "build" / "interop"
_PATIENCE = 900
"""Seconds that an installation may take."""


def python(name: str) -> str:
    """Return the Python of an environment that holds what its list names."""
    home, wanted = MADE / name, LISTS / f"{name}.txt"
    with _once(home, wanted) as missing:
        if missing:
            _run([sys.executable, "-m", "venv", str(home)])
            pip = [
                str(home / "bin" / "python"),
                "-m",
                "pip",
                "--disable-pip-version-check",
                "install",
                "--quiet",
            ]
            _run([*pip, "--requirement", str(wanted)])
    return str(home / "bin" / "python")


def node() -> tuple[str, Path]:
    """Return Node and the folder whose modules it may import."""
    npm, home, wanted = _program("npm"), MADE / "node", LISTS / "package.json"
    with _once(home, wanted) as missing:
        if missing:
            home.mkdir(parents=True)
            shutil.copy(wanted, home)
            _run([npm, "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"], cwd=home)
    return _program("node"), home


@contextmanager
def _once(home: Path, wanted: Path) -> Iterator[bool]:
    """Say whether an environment must be made, one process at a time; it counts as made if nothing fails."""
    if not os.environ.get(WANTED):
        pytest.skip("`make interop` installs the programs that read our exports")
    MADE.mkdir(parents=True, exist_ok=True)
    stamp = home / ".made"
    text = hashlib.sha256(wanted.read_bytes()).hexdigest()
    with (MADE / f"{home.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = not stamp.exists() or stamp.read_text("utf-8") != text
        if missing and home.exists():
            shutil.rmtree(home)
        yield missing
        if missing:
            stamp.write_text(text, "utf-8")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: .ci/run and `make interop` need it")
    return found


def _run(command: list[str], cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"


if __name__ == "__main__":
    for one in sorted(LISTS.glob("*.txt")):
        python(one.stem)
    node()
