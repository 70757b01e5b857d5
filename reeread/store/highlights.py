"""Highlights as they were stored when a briefing came in, and what readers decided on sentences."""

import json
import zlib
from collections.abc import Sequence

from reeread.model.decided import Decided
from reeread.model.extraction import Decision, Highlight
from reeread.model.span import Span
from reeread.store import details, numbers
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_LINE = 128
"""Highlights on one line of JSON: no other thread runs while a line is parsed."""

_FIELDS = ("start", "end", "decision", "key", "block", "score", "details", "made")


def row(highlights: Sequence[Highlight]) -> dict[str, object]:
    """Return the columns that keep the key ones of a version's highlights."""
    kept = [
        [one.start, one.end, one.block.value, one.score, details.packed(one)] for one in highlights if one.key
    ]
    lines = "\n".join(
        json.dumps(kept[at : at + _LINE], ensure_ascii=False, separators=(",", ":"))
        for at in range(0, max(1, len(kept)), _LINE)
    )
    return {"number": len(kept), "compressed": zlib.compress(lines.encode())}


def key(connection: Connection, version_id: int, body: str) -> dict[Span, Highlight]:
    """Return the key sentences of a version, by span and in their order."""
    kept = connection.execute(
        "SELECT compressed FROM highlights WHERE version_id = ?", (version_id,)
    ).fetchone()
    return {
        Span(start, end): details.unpacked(body[start:end], start, block, score, True, parts)
        for line in zlib.decompress(kept[0]).split(b"\n")
        for start, end, block, score, parts in json.loads(line)
    }


def decided(connection: Connection, version_id: int, author: str, body: str) -> dict[Span, Highlight]:
    """Return the sentences of a version that this author decided on, by span and in their order."""
    rows = connection.execute(
        'SELECT start, "end", block, score, key, details, decision FROM decisions'
        " JOIN authors ON authors.id = author_id WHERE version_id = ? AND authors.name = ?"
        ' ORDER BY start, "end"',
        (version_id, author),
    )
    return {
        Span(start, end): details.unpacked(
            body[start:end], start, block, score, bool(is_key), json.loads(text), Decision(decision)
        )
        for start, end, block, score, is_key, text, decision in rows
    }


def everybody(connection: Connection, version_id: int) -> list[Decided]:
    """Return what anybody decided on sentences of a version, in their order."""
    rows = connection.execute(
        'SELECT uuid, authors.name, made, start, "end", decision, key, block, score, details FROM decisions'
        ' JOIN authors ON authors.id = author_id WHERE version_id = ? ORDER BY start, "end", decisions.uuid',
        (version_id,),
    )
    found = []
    for uuid, author, made, start, end, decision, is_key, block, score, text in rows:
        parts = json.loads(text)
        tags = tuple(dict.fromkeys(one.tag for one in details.reasons(parts)))
        found.append(
            Decided(
                uuid, author, made, start, end, Decision(decision), tags, bool(is_key), block, score, parts
            )
        )
    return found


def decision(connection: Connection, version_id: int, author: str, span: Span) -> tuple[str, Decision] | None:
    """Return the id of this author's decision on a sentence, and the decision."""
    row = connection.execute(
        "SELECT uuid, decision FROM decisions JOIN authors ON authors.id = author_id"
        ' WHERE version_id = ? AND start = ? AND "end" = ? AND authors.name = ?',
        (version_id, span.start, span.end, author),
    ).fetchone()
    return (row[0], Decision(row[1])) if row else None


def ruled_on(connection: Connection, uuids: Sequence[str]) -> set[str]:
    """Return which of these briefings somebody decided on sentences of, in the version that they show."""
    places = ", ".join("?" * len(uuids))
    rows = connection.execute(
        "SELECT uuid FROM briefings WHERE EXISTS (SELECT 1 FROM decisions WHERE version_id = briefings.version_id)"
        f" AND uuid IN ({places})",
        tuple(uuids),
    )
    return {uuid for (uuid,) in rows}


def of_sentence(connection: Connection, state: State) -> str | None:
    """Return the id of the decision that the author of a state made on its sentence, if there is one."""
    row = connection.execute(
        "SELECT decisions.uuid FROM decisions JOIN authors ON authors.id = author_id"
        " JOIN versions ON versions.id = decisions.version_id JOIN briefings ON briefings.id = briefing_id"
        ' WHERE briefings.uuid = ? AND versions.number = ? AND start = ? AND "end" = ? AND authors.name = ?',
        tuple(state[name] for name in ("briefing", "version", "start", "end", "author")),
    ).fetchone()
    return row[0] if row else None


def fields(highlight: Highlight, decision: Decision) -> State:
    """Return a decision on a highlight as the log writes it, but for briefing, version, author and time."""
    return {
        "start": highlight.start,
        "end": highlight.end,
        "decision": decision.value,
        "key": int(highlight.key),
        "block": highlight.block.value,
        "score": highlight.score,
        "details": json.dumps(details.packed(highlight), ensure_ascii=False, separators=(",", ":")),
    }


def state(connection: Connection, subject_id: str) -> State | None:
    """Return a decision as the log writes it."""
    names = ", ".join(f'decisions."{name}"' for name in _FIELDS)
    row = connection.execute(
        f"SELECT briefings.uuid, versions.number, authors.name, {names} FROM decisions"
        " JOIN versions ON versions.id = decisions.version_id"
        " JOIN briefings ON briefings.id = versions.briefing_id"
        " JOIN authors ON authors.id = author_id WHERE decisions.uuid = ?",
        (subject_id,),
    ).fetchone()
    return dict(zip(("briefing", "version", "author", *_FIELDS), row, strict=True)) if row else None


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write a decision that was not there."""
    briefing_id, version_id = numbers.row_id(deed.connection, state["briefing"], state["version"])
    deed.database.table("decisions").insert(
        {
            "uuid": subject_id,
            "version_id": version_id,
            "author_id": deed.author_id(state["author"]),
            **{name: state[name] for name in _FIELDS},
        }
    )
    return briefing_id


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of a decision; its briefing and author stay."""
    row_id, briefing_id, briefing = _row(deed.connection, subject_id)
    own = {name: value for name, value in fields.items() if name in _FIELDS}
    if "version" in fields:
        own["version_id"] = numbers.row_id(deed.connection, briefing, fields["version"])[1]
    deed.database.table("decisions").update(row_id, own)
    return briefing_id


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a decision away: the sentence is open again."""
    row_id, briefing_id, _ = _row(deed.connection, subject_id)
    deed.database.table("decisions").delete(row_id)
    return briefing_id


def _row(connection: Connection, subject_id: str) -> tuple[int, int, str]:
    row: tuple[int, int, str] = connection.execute(
        "SELECT decisions.id, briefings.id, briefings.uuid FROM decisions"
        " JOIN versions ON versions.id = decisions.version_id"
        " JOIN briefings ON briefings.id = versions.briefing_id WHERE decisions.uuid = ?",
        (subject_id,),
    ).fetchone()
    return row
