"""The texts of versions with their structure, kept so that neither many short ones nor a long one cost much."""

import json
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from reeread.model.body import Parsed
from reeread.model.columns import Blocks, Marks
from reeread.model.errors import StoreError
from reeread.store.engine import Connection

_WAY_BACK = "`reeread restore` shows what a backup brings back; `reeread doctor` looks through the rest."
COLUMNS = "blocks, marks, targets, compressed, body"
_SHORT = 64 * 1024
"""Bytes of UTF-8 up to which a body is kept compressed."""
_UNMARKED = Marks.unpacked(b"", {})


class Text(NamedTuple):
    """The body of one version and its structure, which never change."""

    body: str
    blocks: Blocks
    marks: Marks


def row(parsed: Parsed, utf8: bytes) -> dict[str, object]:
    """Return the columns that keep a body, which is given in UTF-8 too, with its blocks and marks."""
    short = len(utf8) <= _SHORT
    marks = Marks.of(parsed.marks)
    return {
        "blocks": Blocks.of(parsed.blocks).packed(),
        "marks": marks.packed() or None,
        "targets": json.dumps(marks.targets, ensure_ascii=False) if marks.targets else None,
        "compressed": zlib.compress(utf8) if short else None,
        "body": None if short else parsed.body,
    }


def read(connection: Connection, version_id: int) -> Text:
    """Return the text of a version.

    Raises:
        StoreError: It is damaged.
    """
    row = connection.execute(f"SELECT {COLUMNS} FROM bodies WHERE version_id = ?", (version_id,)).fetchone()
    return text(row)


def text(row: Sequence[Any] | None) -> Text:
    """Return the text of which these are the `COLUMNS`.

    Raises:
        StoreError: It is missing or damaged.
    """
    if row is None or row[0] is None:
        raise StoreError("The library lacks the text of this briefing.", next_step=_WAY_BACK)
    blocks, marks, targets, compressed, body = row
    try:
        addresses = {int(place): target for place, target in json.loads(targets).items()} if targets else {}
        marked = Marks.unpacked(marks, addresses) if marks else _UNMARKED
        return Text(whole(compressed, body), Blocks.unpacked(blocks), marked)
    except (zlib.error, ValueError, LookupError, AttributeError) as error:
        raise StoreError("The text of this briefing is damaged.", next_step=_WAY_BACK) from error


def changed(connection: Connection, version_id: int, body: str) -> bool:
    """Return whether a text is not the one that came in: SQLite itself does not see a byte flipped in a text."""
    import hashlib

    (sha256,) = connection.execute("SELECT sha256 FROM versions WHERE id = ?", (version_id,)).fetchone()
    return bool(hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest() != sha256)


def whole(compressed: bytes | None, body: str | None) -> str:
    """Return the body that these two columns keep."""
    return zlib.decompress(compressed).decode() if compressed is not None else body or ""
