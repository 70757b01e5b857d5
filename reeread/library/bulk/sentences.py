"""The sentences of many files in order: as rows for JSON lines, or into one file of Parquet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reeread.export import extracted, writing
from reeread.library.bulk.crew import Crew
from reeread.library.bulk.extracting import Tabled, Told, Wish, given, tabling, telling, unread, untold
from reeread.library.bulk.line import Line
from reeread.library.bulk.partitions import Handled


def told(names: Sequence[str], wish: Wish, crew: Crew | None, *, bytes_too: bool) -> Iterator[Told]:
    """Yield what came of each file as rows for JSON lines."""
    line = Line(crew, telling(wish))
    for name in names:
        yield from given(line, wish, name, untold, bytes_too=bytes_too)
    yield from line.rest()


def written(
    target: Path, names: Sequence[str], wish: Wish, crew: Crew | None, *, bytes_too: bool
) -> Iterator[Handled]:
    """Write the sentences of files into one file of Parquet, and yield what became of each.

    The file is there when all is yielded, and not before.

    Raises:
        ReereadError: The file cannot be written, pyarrow is not installed, or the crew is gone.
    """
    extracted.schema(extracted.SENTENCES)
    with writing.replacing(target) as draft, extracted.Writer(extracted.SENTENCES, draft) as out:
        for file in _tabled(names, wish, crew, bytes_too=bytes_too):
            out.put(extracted.unpacked(extracted.SENTENCES, file.sentences))
            yield Handled(file.source, file.failures)


def _tabled(names: Sequence[str], wish: Wish, crew: Crew | None, *, bytes_too: bool) -> Iterator[Tabled]:
    line = Line(crew, tabling(wish))
    for name in names:
        yield from given(line, wish, name, unread, bytes_too=bytes_too)
    yield from line.rest()
