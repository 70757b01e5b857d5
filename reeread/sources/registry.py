"""Which module reads which kind of source."""

import importlib
from dataclasses import dataclass
from pathlib import PurePath

from reeread.model.body import Parsed
from reeread.model.errors import SourceError, UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of source: the endings of its files and the module whose `parse` reads it."""

    name: str
    endings: tuple[str, ...]
    module: str


_FORMATS = (
    Format("text", (".txt", ".text", ".asc", ".log"), "plain"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
)


def formats() -> dict[str, Format]:
    """Return the known formats by name."""
    return {known.name: known for known in _FORMATS}


def format_of(name: str) -> Format | None:
    """Return the format that the ending of a name stands for, if any."""
    ending = PurePath(name).suffix.casefold()
    return next((known for known in _FORMATS if ending in known.endings), None)


def parse(raw: bytes, name: str, *, format: str | None = None, encoding: str | None = None) -> Parsed:
    """Return the body, blocks, marks and meta of a source.

    The format is the one asked for, else the one that the name's ending stands for, else plain text. Raises
    UsageError for a format that is not known, SourceError for what cannot be read.
    """
    known = formats()
    if format is not None and format not in known:
        raise UsageError(f"there is no format named {format!r}.", next_step=f"Known are {', '.join(known)}.")
    chosen = known[format] if format else format_of(name) or known["text"]
    module = importlib.import_module(f"reeread.sources.{chosen.module}")
    try:
        parsed: Parsed = module.parse(raw, name, encoding=encoding)
    except SourceError as error:
        raise SourceError(error.what, error.where or name, error.next_step) from error
    return parsed
