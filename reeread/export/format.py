"""What a format is: a name, an ending and a way to write a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from reeread.export.dossier import Dossier


class Shape(StrEnum):
    """What comes of writing, and so what pieces a writer yields."""

    TEXT = "text"
    """One text; pieces are str."""
    BINARY = "binary"
    """One file that is no text; pieces are bytes."""
    FOLDER = "folder"
    """Several files; pieces are pages."""
    DATABASE = "database"
    """A SQLite file; pieces are statements, which only the store runs."""


class Page(NamedTuple):
    """One file of a folder."""

    path: str
    """Beneath the folder, with slashes."""
    content: str | bytes


class Statement(NamedTuple):
    """One statement of SQL with what stands for its question marks."""

    sql: str
    values: tuple[object, ...] = ()


Piece: TypeAlias = str | bytes | Page | Statement


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of a format; each heeds what concerns it."""

    raw_cells: bool = False
    """In tables: leave cells as they are, though a spreadsheet would compute them."""
    template: Path | None = None
    """In what is written from a template: the file of another one."""


DEFAULTS = Options()


class Writer(Protocol):
    """A function that yields a dossier in pieces."""

    def __call__(self, dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Piece]:
        """Yield the pieces in order."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a dossier can leave in."""

    name: str
    extension: str
    """With its dot; empty for a folder."""
    shape: Shape
    about: str
    """What it is for, in one line."""
    write: Writer
    lacks: str = ""
    """What it cannot carry, in one line; empty where nothing is lost."""
    templated: bool = False
    """Whether it is written from the template of its name."""
