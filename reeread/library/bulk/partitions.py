"""Many files into a folder of Parquet: others read them, this process alone writes, and what is finished stays."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reeread.export import extracted
from reeread.library.bulk.comparing import Compared, Readings, comparing
from reeread.library.bulk.crew import Crew
from reeread.library.bulk.extracting import Failure, Source, Tabled, given, tabling, unread
from reeread.library.bulk.folder import Counts, Folder, lots, mark
from reeread.library.bulk.line import Line
from reeread.model.errors import ReereadError

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one file."""

    source: str
    failures: tuple[Failure, ...] = ()
    kept: bool = False
    """Whether an earlier run had finished with it."""


@dataclass(slots=True)
class _Partition:
    """One under way."""

    number: int
    mark: str
    files: int
    sentences: "list[pa.RecordBatch]" = field(default_factory=list)
    articles: list[extracted.Row] = field(default_factory=list)
    readings: list[bytes] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def take(self, file: Tabled) -> None:
        """Take in what came of its next file."""
        batch = extracted.unpacked(extracted.SENTENCES, file.sentences)
        failed = sum("error" in row for row in file.articles)
        self.counts += Counts(1, len(file.articles) - failed, batch.num_rows, failed)
        self.sentences.append(batch)
        self.articles += file.articles
        self.readings += file.readings


class Partitions:
    """The partitions of a folder that are under way.

    Args:
        folder: Where they are written.
        crew: Who reads the files; None for this process.
        bytes_too: Whether files are sent with their bytes, as those who read cannot open them.
    """

    def __init__(self, folder: Folder, crew: Crew | None, *, bytes_too: bool) -> None:
        self._folder, self._bytes_too = folder, bytes_too
        self._reading: Line[Source, Tabled] = Line(crew, tabling(folder.wish))
        self._comparing: Line[Readings, Compared] = Line(crew, comparing(), batch=1)
        self._read: deque[_Partition] = deque()
        self._compared: deque[_Partition] = deque()

    def fill(self, names: Sequence[str]) -> Iterator[Handled]:
        """Yield what became of each file; partitions of an earlier run that still hold are kept.

        Raises:
            ReereadError: The folder cannot be written, or the crew is gone; what is finished stays.
        """
        number = -1
        for number, lot in enumerate(lots(names, self._folder.size)):
            known = mark(lot)
            if self._folder.holds(number, known):
                yield from (Handled(name, kept=True) for name in lot)
                continue
            self._folder.begin(number)
            self._read.append(_Partition(number, known, len(lot)))
            for name in lot:
                for file in given(self._reading, self._folder.wish, name, unread, bytes_too=self._bytes_too):
                    yield from self._taken(file)
        for file in self._reading.rest():
            yield from self._taken(file)
        for found in self._comparing.rest():
            yield from self._told(found)
        self._folder.end(number + 1)

    def _taken(self, file: Tabled) -> Iterator[Handled]:
        """Put a file into the partition at the head, and write that when it is whole."""
        partition = self._read[0]
        partition.take(file)
        yield Handled(file.source, file.failures)
        if partition.counts.files < partition.files:
            return
        self._read.popleft()
        self._folder.write(partition.number, extracted.SENTENCES, partition.sentences)
        self._folder.write(
            partition.number, extracted.ARTICLES, _batches(extracted.ARTICLES, partition.articles)
        )
        partition.sentences, partition.articles = [], []
        readings, partition.readings = tuple(partition.readings), []
        if not self._folder.wish.claims:
            self._folder.finish(partition.number, partition.mark, partition.counts)
            return
        self._compared.append(partition)
        for found in self._comparing.give(readings):
            yield from self._told(found)

    def _told(self, found: Compared) -> Iterator[Handled]:
        """Write the claims of the partition at the head."""
        partition = self._compared.popleft()
        self._folder.write(partition.number, extracted.CLAIMS, _batches(extracted.CLAIMS, found.rows))
        if found.why:
            where = f"the claims of partition {partition.number}"
            yield Handled(where, (ReereadError(found.why, where, "Try it with a smaller --partition."),))
            return
        counts = partition.counts + Counts(claims=len(found.rows))
        self._folder.finish(partition.number, partition.mark, counts)


def _batches(table: str, rows: Sequence[extracted.Row]) -> "list[pa.RecordBatch]":
    return [extracted.unpacked(table, extracted.packed(table, rows))]
