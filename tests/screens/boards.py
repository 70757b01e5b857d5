"""A library with annotations of two people, for the screens beside the reading."""

import itertools
from pathlib import Path

from textual.pilot import Pilot

from reeread.library import Library, codebook, reading, tagging
from reeread.model.annotation import Annotation, Passage
from reeread.model.span import Span
from reeread.screens.board import Board


def marked(path: Path, author: str = "ana", *, words: tuple[str, ...] = ("China",)) -> None:
    """Tag the first places of words in each briefing as risk and confirmed, the second with a note.

    Times are always the same, so that pictures are, too.
    """
    seconds = itertools.count(1_770_000_000)
    with Library.open(path, author, clock=lambda: next(seconds)) as lib:
        for briefing in reading.briefings(lib):
            for word in words:
                spans = tagging.occurrences(lib, briefing.id, word)
                for number, span in enumerate(spans[:2]):
                    tags = ("confirmed",) if number else ("risk", "confirmed")
                    tagging.tag(lib, Passage(briefing.id, span), tags, "Who says so?" if number else None)


def held(path: Path) -> tuple[Annotation, ...]:
    """Return what the library holds."""
    with Library.open(path, "ana") as lib:
        return tagging.annotations(lib)


def wide_codebook(path: Path, count: int = 200) -> None:
    """Add many tags, below one another by tens."""
    with Library.open(path, "ana") as lib:
        for number in range(count):
            name = f"topic {number // 10}" if number % 10 == 0 else f"topic {number // 10}/part {number % 10}"
            codebook.add_tag(lib, name, meaning=f"Meaning {number}.")


def board(pilot: Pilot[None]) -> Board[object]:
    """Return the board that is open."""
    screen = pilot.app.screen
    assert isinstance(screen, Board)
    return screen


def span_at(start: int) -> Span:
    """Return a span of five characters."""
    return Span(start, start + 5)
