"""The states of a briefing's source: body, blocks, marks and the bytes as they came in."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import partial

from reeread.model.body import Parsed
from reeread.model.briefing import Article
from reeread.model.errors import NotFound, StoreError
from reeread.model.extraction import Highlight
from reeread.store import bodies, briefings, details, words
from reeread.store.bodies import Text
from reeread.store.deed import Deed
from reeread.store.engine import Connection


def add(
    deed: Deed,
    source: str,
    parsed: Parsed,
    raw: bytes,
    highlights: Sequence[Highlight],
    method: str,
    *,
    briefing: str | None = None,
) -> tuple[str, int]:
    """Write a version with all that belongs to it, not yet shown; return its briefing's id and its number.

    Args:
        deed: The transaction.
        source: Where it came from.
        parsed: What the importer made of it.
        raw: Its bytes.
        highlights: Every sentence as the extractor read it; the key ones are kept.
        method: The extractor's name and version.
        briefing: The briefing that it is a newer state of; a new one if None.
    """
    connection = deed.connection
    version_id = _next(connection, "versions")
    if briefing is None:
        uuid, number, briefing_id = deed.new_id(), 1, _next(connection, "briefings")
    else:
        uuid = briefing
        briefing_id, _ = briefings.current(connection, uuid)
        last = connection.execute("SELECT max(number) FROM versions WHERE briefing_id = ?", (briefing_id,))
        number = 1 + last.fetchone()[0]
    meta, utf8 = parsed.meta, parsed.body.encode()
    row = {
        "id": version_id,
        "briefing_id": briefing_id,
        "number": number,
        "made": deed.at,
        "title": meta.title,
        "title_derived": int(meta.title_derived),
        "byline": meta.byline,
        "published": meta.published,
        "language": meta.language,
        "address": meta.address,
        "format": parsed.format,
        "encoding": parsed.encoding,
        "method": method,
        "characters": len(parsed.body),
        "sentences": len(highlights),
        "warnings": json.dumps(parsed.warnings, ensure_ascii=False) if parsed.warnings else None,
        "sha256": hashlib.sha256(utf8).digest(),
    }
    deed.insert("versions", row)
    bodies.write(deed, version_id, parsed, utf8)
    kept = {
        "version_id": version_id,
        "size": len(raw),
        "sha256": hashlib.sha256(raw).digest(),
        "compressed": None if raw == utf8 else zlib.compress(raw),
    }
    deed.insert("sources", kept)
    connection.executemany(
        'INSERT INTO highlights (version_id, start, "end", block, score, details) VALUES (?, ?, ?, ?, ?, ?)',
        [
            (version_id, one.start, one.end, one.block.value, one.score, details.packed(one))
            for one in highlights
            if one.key
        ],
    )
    if number == 1:
        listed = {"id": briefing_id, "uuid": uuid, "source": source, "added": deed.at, "removed": deed.at}
        deed.insert("briefings", {**listed, "version_id": version_id})
        deed.at_commit.append(partial(words.put, deed, briefing_id, meta.title, parsed.body))
    return uuid, number


def article(connection: Connection, uuid: str, text: Text | None = None) -> Article:
    """Return the present version of a briefing; its text is not read again if it is given.

    Raises:
        NotFound: The library holds no such briefing.
    """
    briefing = briefings.one(connection, uuid)
    _, version_id = briefings.current(connection, uuid)
    number, sha256, warnings = connection.execute(
        "SELECT number, sha256, warnings FROM versions WHERE id = ?", (version_id,)
    ).fetchone()
    text = text or bodies.read(connection, version_id)
    return Article(
        briefing,
        str(number),
        text.body,
        text.blocks,
        text.marks,
        sha256.hex(),
        tuple(json.loads(warnings)) if warnings else (),
    )


def number(connection: Connection, version_id: int) -> int:
    """Return which version of its briefing it is, counted from one."""
    return int(connection.execute("SELECT number FROM versions WHERE id = ?", (version_id,)).fetchone()[0])


def shown(connection: Connection, uuid: str) -> int:
    """Return the number of the version that a briefing shows, listed or not."""
    row = connection.execute(
        "SELECT versions.number FROM versions JOIN briefings ON briefings.version_id = versions.id"
        " WHERE briefings.uuid = ?",
        (uuid,),
    ).fetchone()
    return int(row[0])


def row_id(connection: Connection, uuid: str, number: int) -> tuple[int, int]:
    """Return the row ids of a briefing, listed or not, and of one of its versions."""
    row = connection.execute(
        "SELECT briefings.id, versions.id FROM briefings"
        " JOIN versions ON versions.briefing_id = briefings.id"
        " WHERE briefings.uuid = ? AND versions.number = ?",
        (uuid, number),
    ).fetchone()
    if row is None:
        raise NotFound(f"Briefing {uuid} has no version {number}.", next_step="reeread list shows the ids.")
    return int(row[0]), int(row[1])


def raw(connection: Connection, uuid: str) -> bytes:
    """Return the bytes that the present version of a briefing came in as.

    Raises:
        StoreError: They are not what came in: their SHA-256 is another.
    """
    _, version_id = briefings.current(connection, uuid)
    compressed, sha256 = connection.execute(
        "SELECT compressed, sha256 FROM sources WHERE version_id = ?", (version_id,)
    ).fetchone()
    try:
        bytes_ = (
            bodies.read(connection, version_id).body.encode()
            if compressed is None
            else zlib.decompress(compressed)
        )
        whole = hashlib.sha256(bytes_).digest() == sha256
    except zlib.error:
        whole = False
    if not whole:
        raise StoreError(
            f"The bytes kept of briefing {uuid} are damaged.", next_step="Restore a backup if there is one."
        )
    return bytes_


def same_reading(connection: Connection, uuid: str, parsed: Parsed) -> bool:
    """Return whether the present version of a briefing reads as this: body, blocks, marks, title and format."""
    _, version_id = briefings.current(connection, uuid)
    row = connection.execute(
        "SELECT sha256, title, format FROM versions WHERE id = ?", (version_id,)
    ).fetchone()
    if row != (hashlib.sha256(parsed.body.encode()).digest(), parsed.meta.title, parsed.format):
        return False
    text = bodies.read(connection, version_id)
    return text.blocks == parsed.blocks and text.marks == parsed.marks


def _next(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
