"""Parquet: passages, briefings, tags and the log as tables, for DuckDB, pandas and Spark."""

import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Page, Shape
from reeread.extras import needed
from reeread.model.errors import ReereadError

if TYPE_CHECKING:
    pass

Row = dict[str, Any]

_ROWS = 50_000
"""In a group."""
_PASSAGES = {
    **dict.fromkeys(("annotation", "briefing"), "string"),
    **dict.fromkeys(("start", "end"), "int64"),
    **dict.fromkeys(("exact", "prefix", "suffix"), "string"),
    "tags": "strings",
    **dict.fromkeys(("note", "author", "created", "modified", "state"), "string"),
    "credibility": "int64",
}
_BRIEFINGS = {
    **dict.fromkeys(("briefing", "title", "byline", "source", "published", "added", "reliability"), "string"),
    **dict.fromkeys(("stacks",), "strings"),
    **dict.fromkeys(("characters", "sentences"), "int64"),
    **dict.fromkeys(("sha256", "body"), "string"),
}
_TAGS = {
    **dict.fromkeys(("tag", "key", "color", "meaning"), "string"),
    "position": "int64",
    "retired": "bool",
}
_EVENTS = dict.fromkeys(
    ("event", "transaction", "at", "author", "deed", "subject", "subject_id", "before", "after", "undoes"),
    "string",
)


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Page]:
    """Yield four files; offsets count code points of the body, and times are ISO 8601 in UTC.

    Raises:
        ReereadError: pyarrow is not installed.
    """
    with needed("parquet", "Parquet", ReereadError):
        import pyarrow as pa
    del pa
    tables = (
        ("passages", _PASSAGES, _passages(dossier)),
        ("briefings", _BRIEFINGS, _briefings(dossier)),
        ("tags", _TAGS, _tags(dossier)),
        ("events", _EVENTS, _events(dossier)),
    )
    for name, columns, rows in tables:
        yield Page(f"{name}.parquet", _table(name, columns, rows))


def _table(name: str, columns: dict[str, str], rows: Iterator[Row]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    kinds: dict[str, pa.DataType] = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "int64": pa.int64(),
        "bool": pa.bool_(),
    }
    schema = pa.schema([(column, kinds[kind]) for column, kind in columns.items()], {"reeread_id": name})
    file = io.BytesIO()
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        group: list[Row] = []
        for row in rows:
            group.append(row)
            if len(group) == _ROWS:
                out.write_table(pa.Table.from_pylist(group, schema))
                group.clear()
        out.write_table(pa.Table.from_pylist(group, schema))
    return file.getvalue()


def _passages(dossier: Dossier) -> Iterator[Row]:
    for entry in dossier.entries:
        for one in entry.annotations:
            yield {
                "annotation": one.id,
                "briefing": one.briefing,
                **one.anchor._asdict(),
                "tags": list(one.tags),
                "note": one.note,
                "author": one.author,
                "created": one.created,
                "modified": one.modified,
                "state": one.state.value,
                "credibility": one.grade and one.grade.value,
            }


def _briefings(dossier: Dossier) -> Iterator[Row]:
    for entry in dossier.entries:
        one = entry.article.briefing
        yield {
            "briefing": one.id,
            "title": one.title,
            "byline": one.byline,
            "source": one.source,
            "published": one.published or None,
            "added": one.added,
            "reliability": one.grade and one.grade.value,
            "stacks": list(one.stacks),
            "characters": one.characters,
            "sentences": one.sentences,
            "sha256": entry.article.sha256,
            "body": entry.article.body,
        }


def _tags(dossier: Dossier) -> Iterator[Row]:
    for tag in dossier.tags:
        yield {
            "tag": tag.name,
            "key": tag.key,
            "color": tag.color,
            "meaning": tag.meaning,
            "position": tag.position,
            "retired": tag.retired,
        }


def _events(dossier: Dossier) -> Iterator[Row]:
    for one in dossier.events:
        yield {
            "event": one.id,
            "transaction": one.transaction,
            "at": one.at,
            "author": one.author,
            "deed": one.deed,
            "subject": one.subject,
            "subject_id": one.subject_id,
            "before": one.before and json.dumps(one.before, ensure_ascii=False),
            "after": one.after and json.dumps(one.after, ensure_ascii=False),
            "undoes": one.undoes,
        }


FORMAT = Format(
    "parquet",
    "",
    Shape.FOLDER,
    "A folder of tables for DuckDB, pandas or Spark: passages, briefings, tags and the log.",
    write,
    "Blocks, claims, the bytes that came in.",
)
