"""What was decided on claims in which a briefing stands that is erased: in the state and in the log."""

import json
from collections import defaultdict
from typing import Any, NamedTuple

from reeread.store import claims
from reeread.store.deed import State, rewrite
from reeread.store.engine import Connection
from reeread.store.own_words import OwnWords

ERASED = "(erased)"
"""What stands for a reason that quoted what was erased."""
_LONGEST = 80
"""Code points of a passage that stands for a label."""
_ENOUGH = 2
"""Passages that make a claim."""


class _Entry(NamedTuple):
    """An event of a claim."""

    transaction: int
    number: int
    before: State | None
    after: State | None


class Claims:
    """The claims that a briefing is erased from."""

    def __init__(self, connection: Connection, uuid: str, own: OwnWords) -> None:
        self._connection = connection
        self._uuid = uuid
        self._own = own

    def erase(self) -> None:
        """Take the briefing's passages out of every claim; one that is left with fewer than two goes, with its history."""
        for claim, entries in self._entries().items():
            now = claims.state(self._connection, claim)
            states = (
                [now] if now else [one for entry in entries for one in (entry.before, entry.after) if one]
            )
            left = max((self._left(state) for state in states), key=len, default=[])
            if len(left) < _ENOUGH:
                self._forget(claim, entries)
            else:
                self._rewrite(claim, entries, now, left)

    def _entries(self) -> dict[str, list[_Entry]]:
        """Return the events of each claim that the briefing ever stood in, or stands in now."""
        rows = self._connection.execute(
            "SELECT subject_id, transaction_id, number, before, after FROM events WHERE subject = 'claim'"
        )
        found: dict[str, list[_Entry]] = defaultdict(list)
        for claim, transaction, number, *states in rows:
            found[claim].append(_Entry(transaction, number, *(one and json.loads(one) for one in states)))
        standing = {
            claim
            for (claim,) in self._connection.execute(
                "SELECT DISTINCT claims.uuid FROM claims JOIN claim_passages ON claim_id = claims.id"
                " JOIN versions ON versions.id = claim_passages.version_id"
                " JOIN briefings ON briefings.id = versions.briefing_id"
                " WHERE briefings.uuid = ?",
                (self._uuid,),
            )
        }
        return {
            claim: found[claim]
            for claim in standing | found.keys()
            if claim in standing or any(self._concerns(one) for entry in found[claim] for one in entry[2:])
        }

    def _concerns(self, state: Any) -> bool:
        return bool(state) and any(one["briefing"] == self._uuid for one in state.get("passages", ()))

    def _left(self, state: State) -> list[State]:
        return [one for one in state.get("passages", ()) if one["briefing"] != self._uuid]

    def _forget(self, claim: str, entries: list[_Entry]) -> None:
        self._connection.execute("DELETE FROM claims WHERE uuid = ?", (claim,))
        for entry in entries:
            self._write(entry, None, None)

    def _rewrite(self, claim: str, entries: list[_Entry], now: State | None, left: list[State]) -> None:
        label = " ".join(left[0]["exact"].split())[:_LONGEST]

        def without(state: State | None) -> State | None:
            if state is None:
                return None
            kept = dict(state)
            if "passages" in kept:
                kept["passages"] = self._left(kept)
            for field, instead in (("label", label), ("reason", ERASED)):
                if field in kept and self._own.stand_in(kept[field], self._connection):
                    kept[field] = instead
            return kept

        for entry in entries:
            self._write(entry, without(entry.before), without(entry.after))
        self._connection.execute(
            "DELETE FROM claim_passages WHERE claim_id = (SELECT id FROM claims WHERE uuid = ?) AND version_id IN"
            " (SELECT versions.id FROM versions JOIN briefings ON briefings.id = briefing_id WHERE briefings.uuid = ?)",
            (claim, self._uuid),
        )
        if (kept := without(now)) is not None:
            self._connection.execute(
                "UPDATE claims SET label = ?, reason = ? WHERE uuid = ?",
                (kept["label"], kept["reason"], claim),
            )

    def _write(self, entry: _Entry, before: State | None, after: State | None) -> None:
        rewrite(self._connection, (entry.transaction, entry.number), before, after)
