"""PDF and Word: what programs that may be there make of a page or a summary."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reeread.export.format import Format
from reeread.model.errors import ReereadError, UsageError

PATIENCE = 300
"""Seconds that a program may take; a page of 200 articles takes Chromium one or two minutes."""

_CHROMIUM = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    # Nothing is asked of anybody: no name has an address, and what needs none goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)
_NO_IMAGES = "function Image(one) return one.caption end"
"""A filter for pandoc, which would otherwise read or fetch what an image names."""


class Typesetter(NamedTuple):
    """A way from a format to a file that it is not."""

    format: str
    """The name of the format."""
    programs: tuple[str, ...]
    """Of which one must be there."""
    install: str
    """What to install, in words."""
    instead: str
    """What to do without."""
    make: Callable[[str, Path, Path], None]
    """Makes a file with the program, of the written format, in a folder of its own."""


def typesetter(format: Format, target: Path) -> Typesetter | None:
    """Return what makes such a file of a format; None if the format is written to it as it is.

    Raises:
        UsageError: Another format becomes such a file.
    """
    ending = target.suffix.lower()
    if not format.templated or ending not in _MADE:
        return None
    setter = _MADE[ending]
    if setter.format != format.name:
        instead = f"`reeread export {setter.format} -o {target}` does."
        raise UsageError(f"{format.name} becomes no {ending}.", str(target), instead)
    return setter


def made(setter: Typesetter, pieces: Iterable[str], target: Path) -> bytes:
    """Return the file that a program makes of what was written.

    Raises:
        ReereadError: The program is not there, fails, or takes too long.
    """
    program = next((found for name in setter.programs if (found := shutil.which(name))), None)
    if program is None:
        raise ReereadError(f"needs {setter.install}, which is not installed.", str(target), setter.instead)
    with tempfile.TemporaryDirectory(prefix="reeread-", ignore_cleanup_errors=True) as folder:
        written, result = (
            Path(folder, f"written.{setter.format}"),
            Path(folder, f"made{target.suffix.lower()}"),
        )
        with written.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(pieces)
        setter.make(program, written, result)
        if not result.exists() or not result.stat().st_size:
            raise ReereadError(f"{Path(program).name} made nothing of it.", str(target), setter.instead)
        return result.read_bytes()


def _print(program: str, page: Path, target: Path) -> None:
    """Print a page with Chromium."""
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    profile = page.parent / "profile"
    _run(
        [
            program,
            *_CHROMIUM,
            *as_root,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ],
        page.parent,
    )


def _typeset(program: str, summary: Path, target: Path) -> None:
    """Make a document of Markdown with pandoc, in two steps: it fetches images before its filters run."""
    no_images, tree = summary.parent / "no-images.lua", summary.parent / "tree.json"
    no_images.write_text(_NO_IMAGES, encoding="utf-8")
    read = ["--sandbox", "--from=commonmark", "--to=json", f"--lua-filter={no_images}", f"--output={tree}"]
    _run([program, *read, str(summary)], summary.parent)
    _run(
        [program, "--from=json", f"--to={target.suffix[1:]}", f"--output={target}", str(tree)], summary.parent
    )


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program to its end or to the end of patience, with all that it has started.

    Raises:
        ReereadError: It failed or took too long.
    """
    name = Path(command[0]).name
    said = folder / "said"
    with said.open("wb") as told:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            cwd=folder,
            env=_apart(folder),
            start_new_session=True,
        )
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise ReereadError(f"{name} took longer than {PATIENCE:,} seconds and was stopped.") from None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if code:
        lines = said.read_text("utf-8", "replace").split("\n")
        reason = next((line for line in reversed(lines) if line.strip()), "")
        raise ReereadError(f"{name} failed with exit code {code}: {reason[:200]}")


def _apart(folder: Path) -> dict[str, str]:
    """Return an environment in which a program keeps what it keeps in a folder, not in the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return kept | {"HOME": str(folder)}


_CHROMIUM_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
)  # fmt: skip
_PRINTER = Typesetter(
    "html",
    _CHROMIUM_NAMES,
    "Chromium or Chrome",
    "Install it, or write an .html file and print it from your browser.",
    _print,
)
_OFFICE = Typesetter("markdown", ("pandoc",), "pandoc", "Install it, or write an .md file.", _typeset)

_MADE = {".pdf": _PRINTER, ".docx": _OFFICE, ".odt": _OFFICE}
"""By ending."""
