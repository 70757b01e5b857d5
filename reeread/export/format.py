"""What a format is: a name, an ending and a way to write a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from reeread.export.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of a format; each heeds what concerns it."""

    raw_cells: bool = False
    """In tables: leave cells as they are, though a spreadsheet would compute them."""


DEFAULTS = Options()


class Writer(Protocol):
    """A function that yields a dossier in pieces."""

    def __call__(self, dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
        """Yield the pieces in order."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a dossier can leave in."""

    name: str
    extension: str
    """With its dot."""
    binary: bool
    about: str
    """What it is for, in one line."""
    write: Writer
