"""The worked example as three people have it who share a hub, for the pictures of what only several people see."""

import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from build_example import AUTHOR, LIBRARY
from hub.postgres import READER, READER_PASSWORD, Server, new_hub

from reeread.library import Library, codebook, editing, grading, reading, tagging
from reeread.library.syncing import sync
from reeread.model.annotation import Passage
from reeread.model.grades import Reliability

_BEGAN = 1_761_900_000
"""After the last mark of the example."""
_MARKS = (
    ("ben", "China controls 80%–90% of the global rare earth production and refining market.", "risk",
     "One country, two steps of the chain. Who else refines?"),
    ("ben", "U.S.-Japan cooperation on the rare earth supply chain is expected", "commitment", ""),
    ("cat", "China controls 80%–90% of the global rare earth production and refining market.", "confirmed", ""),
    ("cat", "the United States and Japan moved to build a resource alliance", "speculation",
     "“Moved to build” is a headline; nothing was signed on that day."),
)  # fmt: skip
_MEANING = (
    (AUTHOR, "What may go wrong, with whom it would hurt."),
    ("ben", "A loss that may come, and how likely it is."),
    ("cat", "What may go wrong. Not: what has gone wrong already, which is confirmed."),
)
_NOTES = (
    (
        AUTHOR,
        "Third hand: Glass on the 25th, the Nikkei on the 26th, then this outlet. Get the Nikkei original.",
    ),
    (
        "laptop",
        "Second hand at best. The embassy has the lecture on its site: quote that, and nothing below.",
    ),
)


def shared(server: Server, folder: Path) -> Path:
    """Return the library of the example's reader once all have met the hub, with some fields in which they differ.

    Args:
        server: Where the hub is made.
        folder: An empty one, for their libraries.
    """
    os.environ["PGPASSWORD"] = READER_PASSWORD
    address = server.address(new_hub(server), READER)
    shutil.copy(LIBRARY, folder / f"{AUTHOR}.db")
    seconds: Iterator[int] = itertools.count(_BEGAN, 60)
    with ExitStack() as opened:
        libraries = {
            name: opened.enter_context(
                Library.open(folder / f"{name}.db", who, create=True, clock=lambda: float(next(seconds)))
            )
            for name, who in ((AUTHOR, AUTHOR), ("laptop", AUTHOR), ("ben", "ben"), ("cat", "cat"))
        }

        def meet(names: Sequence[str]) -> None:
            for name in names:
                sync(libraries[name], address)

        meet([*libraries])
        first = reading.briefings(libraries[AUTHOR])[0].id
        for name, quote, tag, note in _MARKS:
            (span,) = tagging.occurrences(libraries[name], first, quote)
            tagging.tag(libraries[name], Passage(first, span), [tag], note or None)
        for name, meaning in _MEANING:
            codebook.edit_tag(libraries[name], "risk", meaning=meaning)
        for name, grade in ((AUTHOR, Reliability.C), ("cat", Reliability.D)):
            grading.grade_source(libraries[name], first, grade)
        for name, note in _NOTES:
            own = next(one for one in tagging.annotations(libraries[name]) if one.note.startswith("Third"))
            editing.note(libraries[name], own.id, note)
        meet([*libraries, *libraries])
    return folder / f"{AUTHOR}.db"
