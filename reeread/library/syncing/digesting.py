"""Telling what was done here since the last time: the log, as edits that wait to be sent.

Nothing of this is done when a person tags: the log is all that is written then, and here it is read in the order of doing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reeread.library.syncing.fields import SINGLE, says_it_is_there, told, told_change
from reeread.library.syncing.heads import Head, Heads
from reeread.library.syncing.names import Missing, Names, digest
from reeread.model.edit import Edit, Fields
from reeread.model.errors import NotFound
from reeread.store import briefings, sharing
from reeread.store.deed import State
from reeread.store.engine import Connection
from reeread.store.history import KINDS
from reeread.store.sharing import Logged

_ORDER = ("tag", "briefing", "annotation", "highlight", "claim")
"""Kinds of things, each behind those that it speaks of."""
_MOST = 20_000
"""Edits that are held in memory at once."""
SETTLED = "settle"
"""The deed that says again what is so, or something else, where several people left several values."""


def take_in(connection: Connection, after: int) -> int:
    """Let what the log says after a transaction wait to be sent, and return how many edits that are."""
    return _Digest(connection, after).run()


@dataclass(slots=True)
class _Rewound:
    """What is known of things that were changed."""

    whole: dict[tuple[int, int], State] = field(default_factory=dict)
    """Each changed thing as it was after a row of the log."""
    first: dict[str, State | None] = field(default_factory=dict)
    """As it was before all of them."""
    subjects: dict[str, str] = field(default_factory=dict)


class _Digest:
    def __init__(self, connection: Connection, after: int) -> None:
        self._connection = connection
        self._after = after
        self._names = Names(connection)
        self._heads: dict[str, Heads] = {}
        self._loaded: set[str] = set()
        self._out: list[tuple[str, str, str | None, str]] = []
        self._rewound = self._rewind()
        self._number = 0

    def run(self) -> int:
        """Read the log."""
        if self._after == 0:
            self._begin()
        rows: list[Logged] = []
        for row in sharing.log(self._connection, self._after):
            if row.subject not in SINGLE:
                continue
            if rows and row.deed == SETTLED and rows[-1].transaction == row.transaction:
                # Others need not hear of what was otherwise for a moment, so that the log can name it.
                rows[-1] = row
                continue
            if len(rows) >= _MOST:
                self._some(rows)
                rows = []
            rows.append(row)
        self._some(rows)
        return self._number

    def _some(self, rows: list[Logged]) -> None:
        self._names.look_up([one.subject_id for one in rows], [])
        self._load({thing for one in rows if (thing := self._names.thing(one.subject_id))})
        for row in rows:
            self._row(row)
        self._flush()

    def _row(self, row: Logged) -> None:
        before, after = (None if one is None else json.loads(one) for one in (row.before, row.after))
        uuid, subject = row.subject_id, row.subject
        thing = self._names.thing(uuid)
        if thing is None and before is not None:
            older = self._rewound.first.get(uuid)
            if older is None:
                return  # nothing is left that says what it was
            thing = self._make(subject, uuid, older)
        try:
            edit = self._edit(row, thing, before, after)
        except (NotFound, Missing):  # it speaks of what was erased since
            return
        if edit is None:
            return
        heads = self._of(edit.thing)
        if (
            edit.makes and heads.rows
        ):  # it was taken back, and is as it was: no more stands on it than it says
            standing = [one for one in heads.rows if "/" in one and one not in edit.fields]
            edit = edit._replace(fields={**edit.fields, **dict.fromkeys(standing, False)})
        self._say(heads.follow(edit))
        if subject == "tag" and (edit.fields.keys() & {"name", "key"}):
            kept = sharing.said(self._connection, edit.thing)
            left = {name: value for name, value in kept.items() if name not in edit.fields}
            sharing.put_said(self._connection, edit.thing, left)
        if edit.there is False and before is not None:
            sharing.put_gone(self._connection, edit.thing, told(subject, uuid, before, self._names))
        elif edit.makes and before is None and thing is not None:
            sharing.put_gone(self._connection, edit.thing, None)

    def _edit(self, row: Logged, thing: str | None, before: State | None, after: State | None) -> Edit | None:
        uuid, subject = row.subject_id, row.subject
        fields: Fields = {}
        there: bool | None = False
        if before is None and after is not None:
            if thing is None:
                thing = self._names.call(uuid, self._names.of_new(subject, uuid, after))
            fields, there = self._told(subject, uuid, after), True
        elif before is not None and after is not None:
            if not after:
                return self._signed(row, thing or uuid, {}, True) if row.deed == SETTLED else None
            whole = self._rewound.whole.get((row.transaction, row.number), after)
            fields = told_change(subject, uuid, before, after, whole, self._names)
            if not fields:
                return None
            there = True if says_it_is_there(subject, row.deed, after) else None
        return self._signed(row, thing or uuid, fields, there)

    def _signed(self, row: Logged, thing: str, fields: Fields, there: bool | None) -> Edit:
        id = f"{row.uuid}.{row.number}"
        return Edit(
            id, row.subject, thing, row.author, row.at, row.deed, fields, there=there, undoes=row.undoes
        )

    def _told(self, subject: str, uuid: str, state: State) -> Fields:
        fields = told(subject, uuid, state, self._names)
        if subject == "briefing":
            source, added = briefings.origin(self._connection, uuid)
            fields["origin"] = {**fields["origin"], "source": source, "added": added}
        return fields

    def _begin(self) -> None:
        """Say what was there before the log began: the tags of a new library, and what a salvaged one lacks in its log."""
        for subject in _ORDER:
            older = {
                uuid: self._state(subject, uuid)
                for uuid in sharing.older_than_the_log(self._connection, subject)
            }
            rewound = self._rewound.first
            older |= {one: rewound[one] for one in rewound if self._rewound.subjects[one] == subject}
            for uuid, state in sorted(older.items()):
                if state is not None and self._names.thing(uuid) is None:
                    try:
                        self._make(subject, uuid, state)
                    except (NotFound, Missing):
                        continue
        self._flush()

    def _make(self, subject: str, uuid: str, state: State) -> str:
        """Say that a thing was there, in words that are the same in every library where it was so."""
        thing = self._names.call(uuid, self._names.of_new(subject, uuid, state))
        fields = self._told(subject, uuid, state)
        said = {name: value for name, value in fields.items() if name != "origin" or thing == uuid}
        name = digest(subject, thing, said)
        id = f"{name[:8]}-{name[8:12]}-8{name[13:16]}-8{name[17:20]}-{name[20:32]}.0"
        edit = Edit(id, subject, thing, sharing.NOBODY, "", "begin", fields, there=True)
        if not self._of(thing).rows:
            self._say(self._of(thing).follow(edit))
            sharing.put_begun(self._connection, [id])
        return thing

    def _say(self, edit: Edit) -> None:
        text = edit.fields.get("version") if edit.subject == "briefing" else None
        self._out.append((edit.id, edit.thing, text, edit.encoded()))
        self._number += 1

    def _of(self, thing: str) -> Heads:
        if thing not in self._heads:
            self._heads[thing] = Heads({})
        return self._heads[thing]

    def _load(self, things: set[str]) -> None:
        for row in sharing.heads(self._connection, things):
            thing, name = row[:2]
            self._heads.setdefault(thing, Heads({})).rows.setdefault(name, []).append(Head(*row[2:]))
            self._loaded.add(thing)

    def _flush(self) -> None:
        changed = [thing for thing, heads in self._heads.items() if heads.changed]
        sharing.put_heads(
            self._connection, [one for one in changed if one in self._loaded], self._rows(changed)
        )
        sharing.send(self._connection, self._out)
        self._names.write()
        self._out.clear()
        self._heads.clear()
        self._loaded.clear()

    def _rows(self, things: list[str]) -> Iterator[sharing.HeadRow]:
        for thing in things:
            for name, heads in self._heads[thing].rows.items():
                for head in heads:
                    yield (thing, name, *head)

    def _state(self, subject: str, uuid: str) -> State | None:
        return KINDS[subject].state(self._connection, uuid)

    def _rewind(self) -> _Rewound:
        """Read the log of changed things backwards, because a change tells only what it changed."""
        found = _Rewound()
        changed = [one for one in sharing.changed_things(self._connection, self._after) if one[0] in SINGLE]
        found.subjects = {uuid: subject for subject, uuid in changed}
        states: dict[str, Any] = {}
        for row in sharing.log_backwards(self._connection, self._after, found.subjects):
            uuid = row.subject_id
            if uuid not in states:
                states[uuid] = self._state(row.subject, uuid)
            before, after = (None if one is None else json.loads(one) for one in (row.before, row.after))
            if before is None:
                states[uuid] = None
            elif after is None:
                states[uuid] = before
            elif states[uuid] is not None:
                found.whole[row.transaction, row.number] = states[uuid]
                states[uuid] = {**states[uuid], **before}
        found.first = states
        return found
