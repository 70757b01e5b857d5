"""What can be wrong around the program: each thing looked at, what was found, and what to do."""

import locale
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reeread import __version__, places
from reeread.model.errors import LibraryMissing, ReereadError

EXTRAS = {
    "web": ("trafilatura", "httpx"),
    "pdf": ("pypdfium2",),
    "feeds": ("feedparser",),
    "xlsx": ("xlsxwriter",),
    "parquet": ("pyarrow",),
    "serve": ("textual_serve",),
    "team": ("psycopg",),
    "cluster": ("dask", "distributed"),
    "agree": ("krippendorff",),
}
"""The modules that each optional dependency of pyproject.toml brings."""


SIGNS = "▌ ▎ ▇ │ ─ ● ○ ◐ ▪ ▸ ✎ ✓ ✗ ≈ ≠ · … “ ” – ↑ ↓ ⋯ ␛"
"""What the reader draws beyond letters, and every font for terminals should have."""


class State(StrEnum):
    """How a finding is to be taken."""

    GOOD = "ok"
    NOTE = "note"
    """Worth knowing; nothing is broken."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    state: State
    what: str
    next_step: str = ""


def program() -> Iterator[Finding]:
    """Yield what the program runs on."""
    yield Finding(
        "reeread", State.GOOD, f"{__version__} on Python {platform.python_version()}, {sys.platform}"
    )
    from reeread.library import checking

    version, package, races = checking.sqlite()
    if races:
        yield Finding(
            "SQLite",
            State.NOTE,
            f"{version} of {package}: when two programs write at once, a change can be lost (mended in 3.51.3).",
            "Let one program write at a time, or install pysqlite3.",
        )
    else:
        yield Finding("SQLite", State.GOOD, f"{version} of {package}")


def extras() -> Iterator[Finding]:
    """Yield which optional packages are there."""
    for extra, modules in EXTRAS.items():
        lacking = [module for module in modules if find_spec(module) is None]
        if lacking:
            yield Finding(
                f"extra {extra}",
                State.NOTE,
                f"without {', '.join(lacking)}",
                f"pip install 'reeread[{extra}]'",
            )
        else:
            yield Finding(f"extra {extra}", State.GOOD, "installed")


def plugins() -> Iterator[Finding]:
    """Yield what each plug-in offers that the settings name; naming it is what lets it run."""
    from reeread.export.format import Format as Written
    from reeread.plugins import Extractor, complaints, named, offers
    from reeread.sources.registry import Format as Read

    for name in named():
        extractors = offers(name, "extractors", Extractor) or []
        parts = [f"{one.method} {one.model}".strip() for one in extractors]
        parts += [f"reads {one.name}" for one in offers(name, "importers", Read) or []]
        parts += [f"writes {one.name}" for one in offers(name, "exporters", Written) or []]
        if wrong := complaints():
            yield Finding(f"plug-in {name}", State.NOTE, " ".join(wrong), "Mend it, or name it no more.")
        else:
            yield Finding(f"plug-in {name}", State.GOOD, ", ".join(parts) or "offers nothing")


def library(path: Path) -> Iterator[Finding]:
    """Yield where the library lies and whether it is sound."""
    from reeread.library import checking

    try:
        found = checking.condition(path)
    except LibraryMissing:
        yield Finding("library", State.NOTE, f"{path} is not there yet.", "reeread add FILE makes it.")
        return
    except ReereadError as error:
        yield Finding("library", State.WRONG, f"{error.what} {path}", error.next_step)
        return
    if found.faults:
        said = "; ".join(found.faults)
        yield Finding(
            "library",
            State.WRONG,
            f"{path} is damaged: {said}",
            "`reeread restore` brings back a backup; `reeread doctor --salvage FILE` saves what can be read.",
        )
    elif found.mendable:
        said = "; ".join(found.mendable)
        yield Finding("library", State.WRONG, f"{path}: {said}", "`reeread doctor --fix` mends it.")
    elif found.version > found.newest:
        what = f"{path} was written by a newer reeread (format {found.version}; here {found.newest})."
        yield Finding(
            "library", State.NOTE, what, "It is read-only here: install the newer one to write in it."
        )
    else:
        older = f", format {found.version} becomes {found.newest} when opened" * (
            found.version < found.newest
        )
        yield Finding("library", State.GOOD, f"{path}: sound, {found.size / 1e6:,.1f} MB{older}")
    if found.open_to_others:
        what = f"Others on this machine may open {path}."
        yield Finding("library", State.NOTE, what, f"If they should not: chmod 600 {path}")
    if found.waiting:
        what = f"{found.waiting / 1e6:,.1f} MB wait in {path}-wal: it is open elsewhere, or was not closed properly."
        yield Finding(
            "library", State.NOTE, what, "They are folded in when it is closed; never delete that file."
        )


def backups(path: Path) -> Iterator[Finding]:
    """Yield when the library was backed up last."""
    from reeread.library import keeping

    if not path.exists():
        return
    if found := keeping.listed(keeping.folder(path)):
        yield Finding(
            "backups", State.GOOD, f"{len(found):,} in {found[0].path.parent}, the latest of {found[0].made}"
        )
    else:
        yield Finding(
            "backups", State.NOTE, "There is none beside the library.", "`reeread backup` makes one."
        )


def folders(library: Path) -> Iterator[Finding]:
    """Yield where everything else lies, and whether it can be written to."""
    for topic, path in (
        ("library folder", library.absolute().parent),
        ("settings", places.config_file()),
        ("cache", places.cache_folder()),
        ("state", places.state_file()),
    ):
        there = path if path.exists() else next(one for one in path.parents if one.exists())
        if os.access(there, os.W_OK):
            yield Finding(topic, State.GOOD, f"{path}" + ("" if path.exists() else " (not there yet)"))
        else:
            state = State.WRONG if topic == "state" else State.NOTE
            yield Finding(
                topic, state, f"{path} cannot be written to.", f"Give yourself the right to write in {there}."
            )


def settings(path: Path) -> Iterator[Finding]:
    """Yield whether the settings make sense."""
    from reeread.screens.terminals import EMOJI

    if not path.exists():
        return
    import tomllib

    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        yield Finding("settings", State.WRONG, f"{path} is no TOML: {error}.", "Mend it or move it away.")
        return
    screen = held.get("screen", {})
    asked: Any = screen.get("emoji", EMOJI[0]) if isinstance(screen, Mapping) else screen
    if asked not in EMOJI:
        choices = ", ".join(f'"{one}"' for one in EMOJI)
        yield Finding(
            "settings", State.WRONG, f"[screen] emoji in {path} is {asked!r}.", f"It can be {choices}."
        )


def terminal(environment: Mapping[str, str], *, here: bool = True) -> Iterator[Finding]:
    """Yield what the terminal says of itself: its kind, its colours, its encoding.

    What is wrong with it is wrong only if there is one here; scripts do without.
    """
    wrong = State.WRONG if here else State.NOTE
    term = environment.get("TERM", "")
    if term in ("", "dumb"):
        what = f"TERM is {term!r}: such a terminal cannot show the reader."
        yield Finding("terminal", wrong, what, "Commands work; set TERM to open the reader.")
    else:
        program = environment.get("TERM_PROGRAM", "")
        version = environment.get("TERM_PROGRAM_VERSION", "")
        yield Finding("terminal", State.GOOD, f"{term} {program} {version}".strip())
    if "NO_COLOR" in environment:
        yield Finding("colours", State.GOOD, "none, as NO_COLOR asks")
    elif environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        yield Finding("colours", State.GOOD, "all")
    elif "256color" in term or "kitty" in term:
        yield Finding("colours", State.GOOD, "256")
    else:
        yield Finding("colours", State.NOTE, "16", "Tags are told by letters and inks, not by grounds.")
    encoding = locale.getencoding()
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding("encoding", wrong, f"{encoding} instead of UTF-8", "Set LANG, e.g. to C.UTF-8.")


def signs(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Yield which signs the reader draws: no terminal says whether its font has them, so eyes have to look."""
    if environment.get("TERM", "") == "linux":
        what = f"The console of Linux has few signs; the reader draws {SIGNS}"
        yield Finding("signs", State.NOTE, what, "What it lacks shows as a box: use a terminal in a window.")
    else:
        yield Finding("signs", State.GOOD, SIGNS, "Where one shows as a box or as “?”, choose another font.")


def widths(found: Mapping[str, int] | None, wanted: Mapping[str, int], replaced: bool) -> Iterator[Finding]:
    """Yield how wide the terminal draws samples.

    Args:
        found: Cells by the names of the samples; None when the terminal did not answer.
        wanted: The same as they should be.
        replaced: Whether what is wrong is replaced in the reader.
    """
    if found is None:
        what = "Not measured: there is no terminal, or it does not say where its cursor is."
        yield Finding("widths", State.NOTE, what, 'If rows look torn, set [screen] emoji = "narrow".')
        return
    wrong = [
        f"{name} {found[name]} instead of {wanted[name]}" for name in wanted if found[name] != wanted[name]
    ]
    if not wrong:
        yield Finding("widths", State.GOOD, "as they should be")
    elif replaced:
        yield Finding("widths", State.GOOD, f"{'; '.join(wrong)}: emoji of these kinds are replaced")
    else:
        yield Finding(
            "widths", State.NOTE, "; ".join(wrong), "reeread doctor --save replaces such emoji here."
        )
