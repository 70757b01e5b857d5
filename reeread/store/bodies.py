"""The texts of versions with their structure, kept so that neither many short ones nor a long one cost much."""

import json
import zlib
from typing import NamedTuple

from reeread.model.body import Parsed
from reeread.model.columns import Blocks, Marks
from reeread.store.engine import Connection

_SHORT = 64 * 1024
"""Bytes of UTF-8 up to which a body is kept compressed."""


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
    """Return the text of a version."""
    blocks, marks, targets, compressed, body = connection.execute(
        "SELECT blocks, marks, targets, compressed, body FROM bodies WHERE version_id = ?", (version_id,)
    ).fetchone()
    addresses = {int(place): target for place, target in json.loads(targets).items()} if targets else {}
    return Text(whole(compressed, body), Blocks.unpacked(blocks), Marks.unpacked(marks or b"", addresses))


def whole(compressed: bytes | None, body: str | None) -> str:
    """Return the body that these two columns keep."""
    return zlib.decompress(compressed).decode() if compressed is not None else body or ""
