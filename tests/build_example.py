"""Builds the worked example, annotations.db, and its summary from the seeds and a reader's marks kept as text.

The same text gives the same file, byte for byte with the same SQLite: times are those of the text, ids are
drawn from a seeded source. `make example` runs it.
"""

import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from reeread.export.registry import formats
from reeread.library import Library
from reeread.library.adding import add
from reeread.library.exporting import dossier
from reeread.library.reading import article, briefings
from reeread.library.suggesting import accept, dismiss, reading
from reeread.library.tagging import note, occurrences, tag, untag
from reeread.model.annotation import Passage
from reeread.model.extraction import Highlight
from reeread.store import migrations, schema
from reeread.store.ids import Uuid7

ROOT = Path(__file__).resolve().parent.parent
MARKS = Path(__file__).parent / "data" / "example"
LIBRARY = ROOT / "annotations.db"
SUMMARY = ROOT / "docs" / "example-summary.md"

AUTHOR = "analyst"
TITLE = "Rare earths, Japan and the United States"
MADE = "2025-10-30T09:00:00Z"
CORRECTION = timedelta(seconds=7)
"""How long after accepting the reader puts right what was suggested wrongly."""
WRITING = timedelta(seconds=20)
"""How long after tagging a note is written, unless the text says when."""


class BuildError(Exception):
    """The text does not fit the seeds."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the reader made of one passage."""

    source: str
    at: datetime
    quote: str
    tags: tuple[str, ...] = ()
    decision: str = ""
    """"accepted" or "dismissed": what the reader made of the suggestions for the sentence, if there are any."""
    note: str = ""
    noted: datetime | None = None
    start: int | None = None
    """Which occurrence is meant where the quote stands several times."""


class Clock:
    """The time of the deed that is being done again."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> float:
        """Return it in seconds since 1970."""
        return self.now.timestamp()


def marks() -> list[Mark]:
    """Return the reader's marks, in the order of the files and in them."""
    return [mark for _, _, found in _files() for mark in found]


def build(target: Path) -> None:
    """Write the worked example to a path where nothing is yet.

    Raises BuildError when the text no longer fits; it names every passage that does not.
    """
    clock = Clock(min(mark.at for mark in marks()) - timedelta(minutes=5))
    ids = Uuid7(clock, random.Random("reeread").randbytes)
    with Library.open(target, AUTHOR, create=True, clock=clock, ids=ids, base=ROOT) as lib:
        for source, stack, _ in _files():
            for outcome in add(lib, [str(ROOT / source)], stack=stack):
                if outcome.error:
                    raise outcome.error
            clock.now += timedelta(seconds=5)
        _redo_the_morning(lib, clock)


def summary(library: Path) -> str:
    """Return the Markdown export of a library file, as of the day of the example."""
    return _written(library, "markdown")


def page(library: Path) -> str:
    """Return the HTML export of a library file, as of the day of the example."""
    return _written(library, "html")


def _written(library: Path, format: str) -> str:
    with Library.open(library, AUTHOR) as lib:
        gathered = replace(dossier(lib, title=TITLE), made=MADE)
        return "".join(map(str, formats()[format].write(gathered)))


def _files() -> Iterator[tuple[str, str, list[Mark]]]:
    """Yield each file's seed, the stack that the seed goes on, and its marks."""
    for path in sorted(MARKS.glob("*.toml")):
        text = tomllib.loads(path.read_text("utf-8"))
        source = text["source"]
        found = [Mark(source, **{**entry, "tags": tuple(entry.get("tags", ()))}) for entry in text["passage"]]
        yield source, text["stack"], found


def _redo_the_morning(lib: Library, clock: Clock) -> None:
    """Do every deed of the text again, in the order of time."""
    known = {briefing.source: briefing.id for briefing in briefings(lib)}
    suggested = {
        (one, highlight.span): highlight
        for one in known.values()
        for highlight in reading(lib, article(lib, one))
    }
    wrong: list[str] = []
    deeds: list[tuple[datetime, Mark, Passage, bool]] = []
    for mark in marks():
        spans = [
            span
            for span in occurrences(lib, known[mark.source], mark.quote)
            if mark.start in (None, span.start)
        ]
        if len(spans) != 1:
            wrong.append(f"stands {len(spans)} times: {mark.quote}")
            continue
        passage = Passage(known[mark.source], spans[0])
        deeds.append((mark.at, mark, passage, False))
        if mark.note:
            deeds.append((mark.noted or mark.at + WRITING, mark, passage, True))
    if wrong:
        raise BuildError("\n".join(wrong))
    for at, mark, passage, writes in sorted(deeds, key=lambda deed: deed[0]):
        clock.now = at
        if writes:
            note(lib, passage, mark.note)
        else:
            _mark(lib, clock, mark, passage, suggested.get((passage.briefing, passage.span)))


def _mark(lib: Library, clock: Clock, mark: Mark, passage: Passage, highlight: Highlight | None) -> None:
    """Accept or dismiss what is suggested, if anything is, and put right what is not as the reader wants it."""
    given: tuple[str, ...] = ()
    if mark.decision and highlight and highlight.tags:
        if mark.decision == "accepted":
            given = accept(lib, passage.briefing, highlight).tags
        else:
            dismiss(lib, passage.briefing, highlight)
        clock.now += CORRECTION
    if missing := [name for name in mark.tags if name not in given]:
        tag(lib, passage, missing)
    if surplus := [name for name in given if name not in mark.tags]:
        untag(lib, passage, surplus)


def main() -> None:
    """Put the worked example and its summary where they belong, whole or not at all; before them what a library holds."""
    schema.NEWEST.write_text(schema.written(migrations.steps()), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".example-") as folder:
        new = Path(folder) / LIBRARY.name
        try:
            build(new)
        except BuildError as error:
            sys.exit(f"The text of the example does not fit any more:\n{error}")
        text = summary(new)
        new.chmod(0o644)
        new.replace(LIBRARY)
    SUMMARY.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
