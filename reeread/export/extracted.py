"""What was extracted from many articles as tables of typed columns, for DuckDB, pandas and Spark."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reeread.extras import needed
from reeread.model.errors import ReereadError

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

SENTENCES, ARTICLES, CLAIMS = "sentences", "articles", "claims"
"""The tables."""
_ROWS, _BATCHES = 50_000, 2_000
"""In a group, at least."""


@cache
def schema(table: str) -> "pa.Schema":
    """Return the columns of a table; offsets count code points of the body.

    Raises:
        ReereadError: pyarrow is not installed.
    """
    with needed("parquet", "Parquet", ReereadError):
        import pyarrow as pa
    text, whole, number, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    place = [("start", whole), ("end", whole), ("text", text)]
    bounds = [("low", number), ("high", number), ("unit", text)]
    cue = pa.struct([*place, ("rule", text), ("negated", flag), ("quoted", flag)])
    tag = [("tag", text), ("score", number), ("cues", pa.list_(cue)), ("method", text), ("model", text)]
    columns = {
        SENTENCES: [
            *(("source", text), ("title", text), ("block", text)),
            *place,
            *(("score", number), ("highlight", flag)),
            ("tags", pa.list_(pa.struct(tag))),
            ("figures", pa.list_(pa.struct([*place, *bounds, ("approximate", flag)]))),
            ("speaker", text),
            ("likelihood", pa.struct([("term", text), ("low", whole), ("high", whole)])),
            ("confidence", pa.struct([("term", text), ("level", text)])),
        ],
        ARTICLES: [
            *((name, text) for name in ("source", "title", "byline", "published", "language", "address")),
            *((name, text) for name in ("format", "encoding", "sha256")),
            *(("characters", whole), ("sentences", whole)),
            ("warnings", pa.list_(text)),
            ("error", text),
        ],
        CLAIMS: [
            *(("claim", text), ("verdict", text), ("origins", whole)),
            ("passages", pa.list_(pa.struct([("source", text), *place, ("value", text), *bounds]))),
        ],
    }
    return pa.schema(columns[table], {"reeread": f"extract {table}"})


def packed(table: str, rows: Sequence[Row]) -> bytes:
    """Return rows of a table as bytes that `unpacked` reads: what costs most of writing them is done."""
    import pyarrow as pa

    columns = schema(table)
    whole = pa.Table.from_pylist(list(rows), columns).combine_chunks()
    batches = whole.to_batches() or [pa.RecordBatch.from_pylist([], columns)]
    return bytes(batches[0].serialize())


def unpacked(table: str, data: bytes) -> "pa.RecordBatch":
    """Return rows that were packed."""
    import pyarrow as pa

    return pa.ipc.read_record_batch(pa.py_buffer(data), schema(table))


class Writer:
    """A file of Parquet that takes rows as they come, a group at a time."""

    def __init__(self, table: str, path: Path) -> None:
        from pyarrow import parquet

        self._columns = schema(table)
        self._out = parquet.ParquetWriter(path, self._columns, compression="zstd")
        self._group: list[pa.RecordBatch] = []
        self._rows = 0

    def __enter__(self) -> "Writer":
        """Return itself."""
        return self

    def __exit__(self, *failed: object) -> None:
        """Write what is left, and close the file."""
        if failed[0] is None:
            self._write()
        self._out.close()

    def put(self, batch: "pa.RecordBatch") -> None:
        """Take some rows."""
        self._group.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _ROWS or len(self._group) >= _BATCHES:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        self._out.write_table(pa.Table.from_batches(self._group, self._columns).combine_chunks())
        self._group, self._rows = [], 0


def write(table: str, path: Path, batches: Iterable["pa.RecordBatch"]) -> None:
    """Write a table to a file of Parquet."""
    with Writer(table, path) as out:
        for batch in batches:
            out.put(batch)
