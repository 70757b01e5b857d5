"""What people decided on claims."""

from collections.abc import Sequence
from itertools import groupby

from reeread.model.annotation import Anchor
from reeread.model.ruled import Ruled, RuledPassage
from reeread.model.ruling import Ruling, Standing
from reeread.model.verdict import Verdict
from reeread.store import numbers
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection

_OWN = ("label", "verdict", "standing", "grouped", "date", "reason", "made")
_PASSAGE = ("start", "end", "exact", "prefix", "suffix", "value", "low", "high", "unit")

_PASSAGES = f"""
SELECT claims.uuid, briefings.uuid, versions.number, {", ".join(f'claim_passages."{one}"' for one in _PASSAGE)}
FROM claim_passages
JOIN claims ON claims.id = claim_id
JOIN versions ON versions.id = claim_passages.version_id
JOIN briefings ON briefings.id = versions.briefing_id
"""


def ruled(connection: Connection) -> list[Ruled]:
    """Return what was decided, the latest first; passages of briefings that were taken out are left out."""
    passages: dict[str, tuple[RuledPassage, ...]] = {}
    rows = connection.execute(
        f"{_PASSAGES} WHERE briefings.removed IS NULL ORDER BY claim_id, claim_passages.number"
    )
    for uuid, group in groupby(rows, lambda row: str(row[0])):
        passages[uuid] = tuple(
            RuledPassage(briefing, version, Anchor(start, end, exact, prefix, suffix), *said)
            for _, briefing, version, start, end, exact, prefix, suffix, *said in group
        )
    found = connection.execute(
        "SELECT uuid, authors.name, label, verdict, standing, grouped, date, reason, made"
        " FROM claims JOIN authors ON authors.id = author_id ORDER BY made DESC, uuid DESC"
    )
    return [
        Ruled(
            Ruling(uuid, Standing(standing), author, made, bool(grouped), date, reason),
            label,
            Verdict(verdict),
            passages[uuid],
        )
        for uuid, author, label, verdict, standing, grouped, date, reason, made in found
        if uuid in passages
    ]


def state(connection: Connection, subject_id: str) -> State | None:
    """Return what was decided on a claim as the log writes it."""
    row = connection.execute(
        f"SELECT authors.name, {', '.join(_OWN)} FROM claims JOIN authors ON authors.id = author_id"
        " WHERE uuid = ?",
        (subject_id,),
    ).fetchone()
    if row is None:
        return None
    rows = connection.execute(
        f"{_PASSAGES} WHERE claims.uuid = ? ORDER BY claim_passages.number", (subject_id,)
    )
    names = ("briefing", "version", *_PASSAGE)
    return {
        **dict(zip(("author", *_OWN), row, strict=True)),
        "passages": [dict(zip(names, passage[1:], strict=True)) for passage in rows],
    }


def create(deed: Deed, subject_id: str, state: State) -> int | None:
    """Write a decision that was not there."""
    own = {name: state[name] for name in _OWN}
    deed.insert("claims", {"uuid": subject_id, "author_id": deed.author_id(state["author"]), **own})
    _write(deed, subject_id, state["passages"])
    return None


def update(deed: Deed, subject_id: str, fields: State) -> int | None:
    """Write some fields of a decision."""
    own = {name: fields[name] for name in _OWN if name in fields}
    if "author" in fields:
        own["author_id"] = deed.author_id(fields["author"])
    if own:
        names = ", ".join(f"{name} = ?" for name in own)
        deed.database.execute(f"UPDATE claims SET {names} WHERE uuid = ?", (*own.values(), subject_id))
    if "passages" in fields:
        deed.database.execute("DELETE FROM claim_passages WHERE claim_id = ?", (_row(deed, subject_id),))
        _write(deed, subject_id, fields["passages"])
    return None


def delete(deed: Deed, subject_id: str) -> int | None:
    """Take a decision away: the claim is what is computed again."""
    deed.database.execute("DELETE FROM claims WHERE uuid = ?", (subject_id,))
    return None


def _write(deed: Deed, subject_id: str, passages: Sequence[State]) -> None:
    claim = _row(deed, subject_id)
    deed.insert_all(
        "claim_passages",
        [
            {
                "claim_id": claim,
                "number": number,
                "version_id": numbers.row_id(deed.connection, passage["briefing"], passage["version"])[1],
                **{name: passage[name] for name in _PASSAGE},
            }
            for number, passage in enumerate(passages)
        ],
    )


def _row(deed: Deed, subject_id: str) -> int:
    return int(deed.connection.execute("SELECT id FROM claims WHERE uuid = ?", (subject_id,)).fetchone()[0])
