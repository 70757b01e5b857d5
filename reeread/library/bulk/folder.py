"""A folder of Parquet that grows by partitions: what is finished is written down, so that the same command goes on."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reeread.export import extracted, writing
from reeread.library.bulk.extracting import Wish
from reeread.library.bulk.request import Make
from reeread.model.errors import ReereadError

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "manifest.json"
_OURS = "reeread extract"


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in a partition, or in all of them."""

    files: int = 0
    articles: int = 0
    sentences: int = 0
    failed: int = 0
    claims: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(
            *(
                mine + theirs
                for mine, theirs in zip(asdict(self).values(), asdict(other).values(), strict=True)
            )
        )


class Folder:
    """A folder with a file of each table for each partition.

    Args:
        path: The folder, which is made if there is none.
        wish: How the files are read.
        size: Files in a partition.

    Raises:
        ReereadError: It holds something else, was made otherwise, or cannot be written.
    """

    def __init__(self, path: Path, wish: Wish, size: int) -> None:
        self.path, self.wish, self.size = path, wish, size
        self._made = {"by": asdict(Make.ours()), **asdict(wish), "partition": size}
        self._partitions: dict[int, dict[str, Any]] = self._held()
        for table in self.tables:
            try:
                (path / table).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ReereadError(f"cannot be made: {error.strerror}.", str(path / table)) from error

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables that are written."""
        claims = (extracted.CLAIMS,) if self.wish.claims else ()
        return (extracted.SENTENCES, extracted.ARTICLES, *claims)

    @property
    def counts(self) -> Counts:
        """Return what is in all partitions that are finished."""
        return sum((self.of(number) for number in self._partitions), Counts())

    def of(self, number: int) -> Counts:
        """Return what is in a partition."""
        return Counts(**self._partitions[number]["holds"])

    def holds(self, number: int, mark: str) -> bool:
        """Return whether a partition is finished and was made of the files that a mark stands for."""
        known = self._partitions.get(number)
        return (
            known is not None
            and known["of"] == mark
            and all(self._file(table, number).is_file() for table in self.tables)
        )

    def begin(self, number: int) -> None:
        """Take a partition for unfinished until it is said to be finished."""
        if self._partitions.pop(number, None) is not None:
            self._note()

    def write(self, number: int, table: str, batches: Iterable["pa.RecordBatch"]) -> None:
        """Write a table of a partition: whole, or not at all. Raises ReereadError where it cannot be written."""
        with writing.replacing(self._file(table, number)) as draft:
            extracted.write(table, draft, batches)

    def finish(self, number: int, mark: str, counts: Counts) -> None:
        """Note that a partition is finished."""
        self._partitions[number] = {"of": mark, "holds": asdict(counts)}
        self._note()

    def end(self, partitions: int) -> None:
        """Take out what an earlier run of more files had beyond so many partitions."""
        beyond = [number for number in self._partitions if number >= partitions]
        for number in beyond:
            del self._partitions[number]
        self._note()
        for number in beyond:
            for table in self.tables:
                self._file(table, number).unlink(missing_ok=True)

    def _file(self, table: str, number: int) -> Path:
        return self.path / table / f"{number:06}.parquet"

    def _note(self) -> None:
        content = {
            "what": _OURS,
            "made": self._made,
            "partitions": {str(number): self._partitions[number] for number in sorted(self._partitions)},
        }
        writing.write(self.path / MANIFEST, [json.dumps(content, indent=1), "\n"])

    def _held(self) -> dict[int, dict[str, Any]]:
        """Return the partitions of an earlier run of the same command."""
        try:
            there = self.path.exists() and any(self.path.iterdir())
            text = (self.path / MANIFEST).read_text("utf-8") if there else ""
        except FileNotFoundError as error:
            raise ReereadError("holds something else.", str(self.path), "Name a new folder.") from error
        except OSError as error:
            raise ReereadError(f"cannot be read: {error.strerror}.", str(self.path)) from error
        if not there:
            return {}
        try:
            held: Mapping[str, Any] = json.loads(text)
            what, made = held["what"], held["made"]
            partitions = {int(number): dict(one) for number, one in held["partitions"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReereadError(
                "is not as it was written.", str(self.path / MANIFEST), "Name a new folder."
            ) from error
        if what != _OURS or made != self._made:
            raise ReereadError(
                "was made by another version or with other options.",
                str(self.path),
                "Give the same options to go on, or name a new folder.",
            )
        return partitions


def lots(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield names in partitions."""
    for first in range(0, len(names), size):
        yield names[first : first + size]


def mark(names: Iterable[str]) -> str:
    """Return what stands for files as they are now: another where a name, a size or a time of change differs."""
    digest = hashlib.sha256()
    for name in names:
        try:
            found = os.stat(name)  # noqa: PTH116 - a million of them
            state = f"{found.st_size} {found.st_mtime_ns}"
        except OSError:
            state = "-"
        digest.update(f"{name}\0{state}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
