"""Which screen comes first: the reading, or what is wrong with the library."""

from collections.abc import Sequence
from pathlib import Path

from textual.screen import Screen

from reeread.library import Library
from reeread.model.errors import ReereadError
from reeread.screens.memory import Memory
from reeread.screens.reading import ReadingScreen


def first_screen(
    path: Path,
    author: str,
    sources: Sequence[str],
    memory: Memory,
    *,
    tour: bool = False,
    read_only: bool = False,
) -> Screen[None]:
    """Return the reading screen of the library, or the one that says why it cannot be opened.

    A library that is not there yet is made only when something is to be added to it. The tour is offered only
    if it is asked for here, on the worked example, to somebody who did not take or leave it before.
    """
    try:
        library = Library.open(path, author, create=bool(sources), read_only=read_only)
        return ReadingScreen(library, memory, sources, tour=tour)
    except ReereadError as error:
        from reeread.screens.trouble import TroubleScreen

        return TroubleScreen(error, path)
