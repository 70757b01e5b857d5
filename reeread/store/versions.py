"""The states of a briefing's source: body, blocks, marks and the bytes as they came in."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from reeread.model.body import Parsed
from reeread.model.briefing import Article
from reeread.model.errors import StoreError
from reeread.model.extraction import Highlight
from reeread.store import bodies, briefings, highlights, words
from reeread.store.bodies import Text
from reeread.store.deed import Deed
from reeread.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version on its way in: all that can be computed before the library is locked."""

    parsed: Parsed
    version: Mapping[str, object]
    body: Mapping[str, object]
    source: Mapping[str, object]
    highlights: Mapping[str, object]


def prepared(parsed: Parsed, raw: bytes, found: Sequence[Highlight], method: str) -> Prepared:
    """Return the rows of a version, hashed and compressed.

    Args:
        parsed: What the importer made of it.
        raw: Its bytes.
        found: Every sentence as the extractor read it; the key ones are kept.
        method: The extractor's name and version.
    """
    meta, utf8 = parsed.meta, parsed.body.encode()
    version = {
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
        "sentences": len(found),
        "warnings": json.dumps(parsed.warnings, ensure_ascii=False) if parsed.warnings else None,
        "sha256": hashlib.sha256(utf8).digest(),
    }
    source = {
        "size": len(raw),
        "sha256": hashlib.sha256(raw).digest(),
        "compressed": None if raw == utf8 else zlib.compress(raw),
    }
    return Prepared(parsed, version, bodies.row(parsed, utf8), source, highlights.row(found))


def add(deed: Deed, source: str, new: Prepared, stacks: Sequence[str] = ()) -> str:
    """Write a new briefing with its first version, and return its id."""
    uuid, briefing_id = deed.new_id(), _next(deed.connection, "briefings")
    version_id = _write(deed, briefing_id, 1, new)
    listed = {"id": briefing_id, "uuid": uuid, "source": source, "added": deed.at, "version_id": version_id}
    deed.insert("briefings", listed)
    if stacks:
        briefings.stack(deed, briefing_id, stacks)
    words_of = partial(words.put, deed, briefing_id, new.parsed.meta.title, new.parsed.body)
    deed.at_commit.append(words_of)
    deed.log("briefing", uuid, briefing_id, None, {"version": 1, "stacks": sorted(stacks), "state": "new"})
    return uuid


def revise(deed: Deed, uuid: str, new: Prepared) -> int:
    """Write another version of a briefing, not yet shown, and return its number."""
    briefing_id, _ = briefings.current(deed.connection, uuid)
    last = deed.connection.execute("SELECT max(number) FROM versions WHERE briefing_id = ?", (briefing_id,))
    number = 1 + int(last.fetchone()[0])
    _write(deed, briefing_id, number, new)
    return number


def _write(deed: Deed, briefing_id: int, number: int, new: Prepared) -> int:
    version_id = _next(deed.connection, "versions")
    place = {"id": version_id, "briefing_id": briefing_id, "number": number, "made": deed.at}
    deed.insert("versions", {**place, **new.version})
    for table, row in (("bodies", new.body), ("sources", new.source), ("highlights", new.highlights)):
        deed.insert(table, {"version_id": version_id, **row})
    return version_id


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
