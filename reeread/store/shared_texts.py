"""Texts on their way to other libraries and from them: told by what they say, not by a number."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from reeread.model.columns import Blocks, Marks
from reeread.model.errors import StoreError
from reeread.model.shared_text import SharedText
from reeread.store import bodies, copies, words
from reeread.store.deed import Deed
from reeread.store.engine import Connection

_SAID = (
    "made", "title", "title_derived", "byline", "published", "language", "address", "format", "encoding", "method",
    "characters", "sentences", "warnings",
)  # fmt: skip
_SHORT = 64 * 1024
_MOST = 2**30
"""Bytes that a body may have when it is unpacked."""


class _Written(NamedTuple):
    version_id: int
    title: str
    body: str
    blocks: Blocks


def text_id(title: str, body: str) -> str:
    """Return the id of a text: 40 hexadecimal digits made of its title and its body."""
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass"))
    digest.update(b"\0")
    digest.update(body.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


def of_version(connection: Connection, version_id: int) -> str:
    """Return the id of the text of a version; it is written down, because it costs reading the text."""
    row = connection.execute("SELECT text FROM sync_texts WHERE version_id = ?", (version_id,)).fetchone()
    if row:
        return str(row[0])
    (title,) = connection.execute("SELECT title FROM versions WHERE id = ?", (version_id,)).fetchone()
    text = text_id(title, bodies.read(connection, version_id).body)
    connection.execute("INSERT INTO sync_texts VALUES (?, ?)", (version_id, text))
    return text


def number(connection: Connection, briefing: str, text: str) -> int | None:
    """Return the number of the version of a briefing that has a text, the latest one; None if none has."""
    rows = connection.execute(
        "SELECT versions.number, versions.id FROM versions JOIN briefings ON briefings.id = briefing_id"
        " JOIN bodies ON bodies.version_id = versions.id WHERE uuid = ? ORDER BY versions.number DESC",
        (briefing,),
    ).fetchall()
    return next((number for number, version_id in rows if of_version(connection, version_id) == text), None)


def characters(connection: Connection, version_id: int) -> int:
    """Return how long the text of a version is, in code points."""
    row = connection.execute("SELECT characters FROM versions WHERE id = ?", (version_id,)).fetchone()
    return int(row[0])


def first_body(connection: Connection, briefing: str) -> bytes:
    """Return the SHA-256 of the body of the first version of a briefing."""
    (digest,) = connection.execute(
        "SELECT sha256 FROM versions JOIN briefings ON briefings.id = briefing_id"
        " WHERE uuid = ? ORDER BY number LIMIT 1",
        (briefing,),
    ).fetchone()
    return bytes(digest)


def held(connection: Connection, texts: Iterable[str]) -> set[str]:
    """Return which of these texts the library has."""
    rows = connection.execute(
        "SELECT text FROM sync_texts WHERE text IN (SELECT value FROM json_each(?))", (json.dumps([*texts]),)
    )
    return {text for (text,) in rows}


def packed(connection: Connection, text: str) -> SharedText | None:
    """Return a text as it is sent; None if the library has it no more."""
    names = ", ".join(f"versions.{name}" for name in _SAID)
    row = connection.execute(
        f"SELECT {names}, size, sources.sha256, sources.compressed, blocks, marks, targets, bodies.compressed, body,"
        " highlights.number, highlights.compressed FROM sync_texts JOIN versions ON versions.id = sync_texts.version_id"
        " JOIN bodies ON bodies.version_id = versions.id JOIN sources ON sources.version_id = versions.id"
        " JOIN highlights ON highlights.version_id = versions.id WHERE text = ? ORDER BY versions.id",
        (text,),
    ).fetchone()
    if row is None:
        return None
    said, rest = row[: len(_SAID)], row[len(_SAID) :]
    size, sha256, raw, blocks, marks, targets, compressed, body, count, key = rest
    meta = dict(zip(_SAID, said, strict=True))
    meta |= {"size": size, "sha256": sha256.hex(), "targets": targets, "highlights": count}
    return SharedText(
        text,
        json.dumps(meta, ensure_ascii=False),
        compressed if compressed is not None else zlib.compress(body.encode()),
        blocks,
        marks,
        key,
        raw,
    )


def is_sound(text: SharedText) -> bool:
    """Return whether a text that came from elsewhere is whole and what its id says."""
    try:
        _checked(text)
    except StoreError:
        return False
    return True


def revise(deed: Deed, briefing: str, text: SharedText) -> int:
    """Write a text as another version of a briefing, not yet shown, and return its number.

    Raises:
        StoreError: It is not what its id says, or damaged.
    """
    row, number = deed.connection.execute(
        "SELECT briefings.id, 1 + max(number) FROM briefings JOIN versions ON versions.briefing_id = briefings.id"
        " WHERE uuid = ?",
        (briefing,),
    ).fetchone()
    _compare(deed, row, _write(deed, row, number, text))
    return int(number)


def begin(deed: Deed, briefing: str, source: str, added: str, text: SharedText) -> None:
    """Write a briefing with a text as its first version; it is not in the lists yet.

    Raises:
        StoreError: The text is not what its id says, or damaged.
    """
    (row,) = deed.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM briefings").fetchone()
    (version,) = deed.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM versions").fetchone()
    own = {
        "id": row,
        "uuid": briefing,
        "source": source,
        "added": added,
        "version_id": version,
        "removed": deed.at,
    }
    new = _write(deed, row, 1, text)
    deed.insert("briefings", own)
    _compare(deed, row, new)
    indexed = row, words.spaced(new.body), words.spaced(new.title)
    deed.at_commit.append(partial(words.put, deed, [indexed]))


def _write(deed: Deed, briefing: int, number: int, text: SharedText) -> _Written:
    """Write the rows of a version."""
    meta, body, blocks = _checked(text)
    (version,) = deed.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM versions").fetchone()
    utf8, title = body.encode(), meta["title"]
    short = len(utf8) <= _SHORT
    deed.insert(
        "versions",
        {
            "id": version,
            "briefing_id": briefing,
            "number": number,
            **{name: meta[name] for name in _SAID},
            "folded_title": None if title.isascii() else words.folded(title),
            "characters": len(body),
            "sha256": hashlib.sha256(utf8).digest(),
        },
    )
    deed.insert(
        "bodies",
        {
            "version_id": version,
            "blocks": text.blocks,
            "marks": text.marks,
            "targets": meta["targets"],
            "compressed": text.body if short else None,
            "body": None if short else body,
        },
    )
    source = {"size": meta["size"], "sha256": bytes.fromhex(meta["sha256"]), "compressed": text.raw}
    deed.insert("sources", {"version_id": version, **source})
    key = {"number": meta["highlights"], "compressed": text.highlights}
    deed.insert("highlights", {"version_id": version, **key})
    deed.insert("sync_texts", {"version_id": version, "text": text.id})
    return _Written(version, title, body, blocks)


def _compare(deed: Deed, briefing: int, new: _Written) -> None:
    """Look of which text a version is a copy."""
    from reeread.text.origins import runs

    copies.note(deed.connection, briefing, new.version_id, runs(new.body, new.blocks))


def _checked(text: SharedText) -> tuple[dict[str, Any], str, Blocks]:
    """Return what a text says of itself, its body and its blocks, if all of it is sound."""
    try:
        meta = json.loads(text.meta)
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(text.body, _MOST).decode()
        targets = json.loads(meta["targets"]) if meta["targets"] else {}
        blocks = Blocks.unpacked(text.blocks)
        Marks.unpacked(text.marks or b"", {int(place): target for place, target in targets.items()})
        lines = zlib.decompress(text.highlights).split(b"\n")
        sound = (
            text_id(meta["title"], body) == text.id
            and sum(len(json.loads(line)) for line in lines) == meta["highlights"]
            and all(0 <= one.span.start <= one.span.end <= len(body) for one in blocks)
            and all(name in meta for name in _SAID)
            and len(bytes.fromhex(meta["sha256"])) == 32
        )
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError("A text that came from the hub is damaged.", text.id) from error
    if not sound:
        raise StoreError("A text that came from the hub is not what its id says.", text.id)
    return meta, body, blocks
