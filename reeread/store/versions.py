"""The states of a briefing's source: body, blocks, marks and the bytes as they came in."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from reeread.model.body import Parsed
from reeread.model.briefing import Article, Briefing, Triage
from reeread.model.errors import StoreError
from reeread.model.extraction import Highlight, Says
from reeread.store import bodies, briefings, copies, highlights, words
from reeread.store.bodies import Text
from reeread.store.deed import Deed
from reeread.store.engine import Connection
from reeread.text.credentials import public

if TYPE_CHECKING:  # a first paint compares nothing
    from reeread.text.origins import Runs


class Prepared(NamedTuple):
    """A version on its way in: all that can be computed before the library is locked."""

    parsed: Parsed
    version: Mapping[str, object]
    body: Mapping[str, object]
    source: Mapping[str, object]
    highlights: Mapping[str, object]
    words: tuple[str, str]
    """Body and title as the index of words takes them."""
    runs: "Runs"
    """By what its copies are found."""


def prepared(parsed: Parsed, raw: bytes, found: Sequence[Highlight], method: str) -> Prepared:
    """Return the rows of a version, hashed and compressed.

    Args:
        parsed: What the importer made of it.
        raw: Its bytes.
        found: Every sentence as the extractor read it; the key ones are kept.
        method: The extractor's name and version.
    """
    from reeread.extract.mixing import TABLES, says
    from reeread.text.origins import runs

    meta, utf8 = parsed.meta, parsed.body.encode()
    version = {
        "title": meta.title,
        "folded_title": None if meta.title.isascii() else words.folded(meta.title),
        "title_derived": int(meta.title_derived),
        "byline": meta.byline,
        "published": meta.published,
        "language": meta.language,
        "address": public(meta.address),
        "format": parsed.format,
        "encoding": parsed.encoding,
        "method": method,
        "characters": len(parsed.body),
        "sentences": len(found),
        "warnings": json.dumps(parsed.warnings, ensure_ascii=False) if parsed.warnings else None,
        "sha256": _digest(utf8),
        "says": says(parsed.body, parsed.blocks).value,
        "says_by": TABLES,
    }
    source = {
        "size": len(raw),
        "sha256": _digest(raw),
        "compressed": None if raw == utf8 else zlib.compress(raw),
    }
    spaced = words.spaced(parsed.body), words.spaced(meta.title)
    return Prepared(
        parsed,
        version,
        bodies.row(parsed, utf8),
        source,
        highlights.row(found),
        spaced,
        runs(parsed.body, parsed.blocks),
    )


def add(deed: Deed, new: Sequence[tuple[str, Prepared]], stacks: Sequence[str] = ()) -> list[str]:
    """Write new briefings, each with its first version and as a deed of its own, and return their ids.

    Each table is written once for all of them, which takes half the time of one briefing after the other.

    Args:
        deed: Nothing was logged in it before.
        new: Where each comes from, and what is in it.
        stacks: The stacks that they are to stand in.
    """
    briefing, version = _next(deed.connection, "briefings"), _next(deed.connection, "versions")
    ids = [(deed.new_id(), deed.new_id()) for _ in new]
    places = [(briefing + place, version + place) for place in range(len(new))]
    _write(deed, [(*place, 1, one) for place, (_, one) in zip(places, new, strict=True)])
    deed.insert_all(
        "briefings",
        [
            {"id": row, "uuid": uuid, "source": source, "added": deed.at, "version_id": shown}
            for (uuid, _), (row, shown), (source, _) in zip(ids, places, new, strict=True)
        ],
    )
    for (row, shown), (_, one) in zip(places, new, strict=True):
        copies.note(deed.connection, row, shown, one.runs)
    for row, _ in places if stacks else ():
        briefings.stack(deed, row, stacks)
    found = [(row, *one.words) for (row, _), (_, one) in zip(places, new, strict=True)]
    deed.at_commit.append(partial(words.put, deed, found))
    state = {"version": 1, "stacks": sorted(stacks), "state": Triage.NEW.value, "grade": None}
    deed.log_apart("briefing", [(*pair, row, state) for pair, (row, _) in zip(ids, places, strict=True)])
    return [uuid for uuid, _ in ids]


def bring(
    deed: Deed, uuid: str, source: str, added: str, number: int, new: Prepared, state: Mapping[str, object]
) -> None:
    """Write a briefing that another library had, under its id there, as one of the things that a deed does.

    Args:
        deed: What it is part of.
        uuid: The briefing's id.
        source: Where it came from.
        added: When, as an ISO time.
        number: Of its version: earlier ones stayed where they were.
        new: What is in it.
        state: Its stacks, triage and grade.
    """
    row, version = _next(deed.connection, "briefings"), _next(deed.connection, "versions")
    _write(deed, [(row, version, number, new)])
    own = {
        "id": row,
        "uuid": uuid,
        "source": source,
        "added": added,
        "version_id": version,
        "removed": deed.at,
    }
    deed.insert("briefings", own)
    copies.note(deed.connection, row, version, new.runs)
    deed.at_commit.append(partial(words.put, deed, [(row, *new.words)]))
    deed.change("briefing", briefings, uuid, {"version": number, **state})


def revise(deed: Deed, uuid: str, new: Prepared) -> int:
    """Write another version of a briefing, not yet shown, and return its number."""
    briefing_id, _ = briefings.current(deed.connection, uuid)
    last = deed.connection.execute("SELECT max(number) FROM versions WHERE briefing_id = ?", (briefing_id,))
    number = 1 + int(last.fetchone()[0])
    version_id = _next(deed.connection, "versions")
    _write(deed, [(briefing_id, version_id, number, new)])
    copies.note(deed.connection, briefing_id, version_id, new.runs)
    return number


def _write(deed: Deed, new: Sequence[tuple[int, int, int, Prepared]]) -> None:
    """Write versions, given by the rows of briefing and version, the number, and what is in them."""
    deed.insert_all(
        "versions",
        [
            {"id": version, "briefing_id": briefing, "number": number, "made": deed.at, **one.version}
            for briefing, version, number, one in new
        ],
    )
    deed.insert_all("bodies", [{"version_id": version, **one.body} for _, version, _, one in new])
    deed.insert_all("sources", [{"version_id": version, **one.source} for _, version, _, one in new])
    deed.insert_all("highlights", [{"version_id": version, **one.highlights} for _, version, _, one in new])


_SAID = "number, versions.sha256, warnings, language, address, format, encoding"
_SAYING = _SAID.count(",") + 1
_SHOWN = "FROM briefings JOIN versions ON versions.id = briefings.version_id"


def article(connection: Connection, uuid: str, text: Text | None = None) -> Article:
    """Return the present version of a briefing; a text that is given is not read again.

    Raises:
        NotFound: The library holds no such briefing.
    """
    briefing = briefings.one(connection, uuid)
    if text is None:
        _, version_id = briefings.current(connection, uuid)
        text = bodies.read(connection, version_id)
    said = connection.execute(f"SELECT {_SAID} {_SHOWN} WHERE uuid = ?", (uuid,)).fetchone()
    return _article(briefing, text, *said)


def articles(connection: Connection, uuids: Sequence[str], *, counted: bool = True) -> Iterator[Article]:
    """Yield the present versions of briefings in the order of adding, without those that are not listed.

    Args:
        connection: The library.
        uuids: Whole ids.
        counted: Whether to count their tags.

    Raises:
        StoreError: A text is damaged.
    """
    told = _told(connection, f"{_SAID}, {bodies.COLUMNS}", uuids)
    for briefing in briefings.some(connection, uuids, counted=counted):
        row = told[briefing.id]
        yield _article(briefing, bodies.text(row[_SAYING:]), *row[:_SAYING])


def saying(connection: Connection, uuids: Sequence[str]) -> dict[str, Says]:
    """Return what listed briefings say of how likely and how sure something is, by the ids of those that may say any of it."""
    from reeread.extract.mixing import TABLES

    rows = connection.execute(
        f"SELECT uuid, iif(says_by IS ?, says, {Says.MORE:d}) AS said {_SHOWN}"
        " WHERE said > 0 AND removed IS NULL AND uuid IN (SELECT value FROM json_each(?))",
        (TABLES, json.dumps([*uuids])),
    )
    return {uuid: Says(said) for uuid, said in rows}


def texts(connection: Connection, uuids: Sequence[str]) -> dict[str, Text]:
    """Return the texts that briefings show, by their ids.

    Raises:
        StoreError: A text is damaged.
    """
    return {uuid: bodies.text(row) for uuid, row in _told(connection, bodies.COLUMNS, uuids).items()}


def _told(connection: Connection, columns: str, uuids: Sequence[str]) -> dict[str, Sequence[Any]]:
    """Return columns of the versions that briefings show and of their bodies, by the ids of the briefings."""
    rows = connection.execute(
        f"SELECT uuid, {columns} {_SHOWN} LEFT JOIN bodies ON bodies.version_id = versions.id"
        " WHERE uuid IN (SELECT value FROM json_each(?))",
        (json.dumps([*uuids]),),
    )
    return {uuid: row for uuid, *row in rows.fetchall()}


def _article(
    briefing: Briefing, text: Text, number: int, sha256: bytes, warnings: str | None, *said: str
) -> Article:
    return Article(
        briefing,
        str(number),
        text.body,
        text.blocks,
        text.marks,
        sha256.hex(),
        tuple(json.loads(warnings)) if warnings else (),
        *said,
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
        whole = _digest(bytes_) == sha256
    except zlib.error:
        whole = False
    if not whole:
        raise StoreError(
            f"The bytes kept of briefing {uuid} are damaged.",
            next_step="`reeread restore` brings back a backup.",
        )
    return bytes_


def same_reading(connection: Connection, uuid: str, parsed: Parsed) -> bool:
    """Return whether the present version of a briefing reads as this: body, blocks, marks, title and format."""
    _, version_id = briefings.current(connection, uuid)
    row = connection.execute(
        "SELECT sha256, title, format FROM versions WHERE id = ?", (version_id,)
    ).fetchone()
    if row != (_digest(parsed.body.encode()), parsed.meta.title, parsed.format):
        return False
    text = bodies.read(connection, version_id)
    return text.blocks == parsed.blocks and text.marks == parsed.marks


def _digest(content: bytes) -> bytes:
    """Return the SHA-256 of bytes."""
    import hashlib  # loads OpenSSL, which a first paint can do without

    return hashlib.sha256(content).digest()


def _next(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
