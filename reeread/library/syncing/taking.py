"""Taking in what others did: each edit meets the heads here, what it changes is written, and logged as theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reeread.library.syncing.codes import fitting
from reeread.library.syncing.fields import SETS, elements, known, local, needed, told
from reeread.library.syncing.heads import Head, Heads
from reeread.library.syncing.logbook import Logbook
from reeread.library.syncing.names import Missing, Names
from reeread.model.edit import ORIGIN, Edit, Fields
from reeread.model.shared_text import SharedText
from reeread.store import annotations, briefings, codebook, shared_texts, sharing
from reeread.store.deed import Deed, State
from reeread.store.history import KINDS

_HERE = {"briefing": "new"}
"""What a briefing that comes in is to its new readers."""


@dataclass(slots=True)
class _Thing:
    """A thing as it is shown, and as it stands in the tables."""

    subject: str
    uuid: str
    fields: Fields
    """What is shown, or was when it went."""
    there: bool
    stands: State | None
    """As it is in the tables; None where it is not there."""
    changed: bool = False
    made: State | None = None
    """As the log has it, where it was made in this batch and is not in the tables yet."""


class Taking:
    """One batch of edits of others, written within one transaction."""

    def __init__(self, deed: Deed, texts: Mapping[str, SharedText]) -> None:
        self._deed = deed
        self._connection = deed.connection
        self._texts = texts
        self._names = Names(self._connection)
        self._heads: dict[str, Heads] = {}
        self._loaded: set[str] = set()
        self._things: dict[str, _Thing] = {}
        self._log = Logbook(deed)
        self._aside: list[tuple[str, str, str]] = []
        self._buried = sharing.buried(self._connection)
        self._newly_buried: list[str] = []
        self._order: dict[str, int] | None = None
        self._free: set[str] = set()
        self._borne: set[str] = set()
        self._needed = needed("annotation")
        self._rows: dict[str, int] = {}
        self.revised: dict[str, int] = {}
        """The briefings that show another version now, with the version that they showed before."""
        self.taken = 0

    def take(self, edits: Sequence[Edit]) -> None:
        """Take in edits."""
        self._prepare(edits)
        for edit in edits:
            if edit.thing in self._buried:
                continue
            if edit.subject not in SETS:
                self._aside.append((edit.id, edit.thing, edit.encoded()))
                continue
            strange = [name for name in edit.fields if not known(edit.subject, name)]
            if self._is_new(edit, strange):
                self._mark(edit)
            elif self._meet(edit, strange) and strange:
                rest = replace(edit, fields={name: edit.fields[name] for name in strange}, there=None)
                self._aside.append((edit.id, edit.thing, rest.encoded()))

    def finish(self) -> int:
        """Write all that is not written yet, and return how many edits were kept aside."""
        things = [(one, self._things[one]) for one in self._things if self._things[one].changed]
        self._write(things)
        changed = [thing for thing, heads in self._heads.items() if heads.changed]
        rows = [
            (thing, name, *head)
            for thing in sorted(changed)  # the table is in this order: pages are filled one after another
            for name, heads in self._heads[thing].rows.items()
            for head in heads
        ]
        sharing.put_heads(self._connection, [one for one in changed if one in self._loaded], rows)
        self._names.write()
        sharing.set_aside(self._connection, self._aside)
        sharing.bury(self._connection, self._newly_buried)
        self._log.write()
        return len(self._aside)

    def _prepare(self, edits: Sequence[Edit]) -> None:
        """Ask once for what the edits of a batch need."""
        things = list({edit.thing for edit in edits})
        self._names.look_up([], things)
        for row in sharing.heads(self._connection, things):
            thing, name = row[:2]
            self._heads.setdefault(thing, Heads({})).rows.setdefault(name, []).append(Head(*row[2:]))
            self._loaded.add(thing)
        made = [edit.fields[ORIGIN].get("uuid", "") for edit in edits if edit.makes]
        taken = {
            uuid
            for subject in ("annotation", "briefing", "claim", "highlight", "tag")
            for uuid in sharing.uuids_taken(self._connection, subject, made)
        } | set(sharing.things(self._connection, made))
        self._free = set(made) - taken

    def _is_new(self, edit: Edit, strange: Sequence[str]) -> bool:
        """Return whether an edit makes an annotation of which nobody here has heard, and all that it needs is here."""
        if (
            edit.subject != "annotation"
            or strange
            or edit.thing in self._heads
            or edit.thing in self._things
            or self._names.uuid(edit.thing) is not None
            or not self._needed <= edit.fields.keys()
        ):
            return False
        return self._holds(edit.fields[ORIGIN]["briefing"], edit.fields["place"])

    def _mark(self, edit: Edit) -> None:
        """Let an annotation be there that is new, as `_meet` does, without asking what it could meet: most edits are these."""
        uuid = self._new_uuid(edit)
        self._names.put(uuid, edit.thing)
        thing = _Thing("annotation", uuid, edit.fields, True, None, changed=True)
        self._things[edit.thing] = thing
        heads = self._heads[edit.thing] = Heads({})
        heads.meet(edit, {})
        self.taken += 1
        self._bring_back_tags(edit, edit.fields)
        thing.made = self._state(thing, edit.fields)
        self._append(edit, thing, None, thing.made)

    def _meet(self, edit: Edit, strange: Sequence[str]) -> bool:
        """Let an edit change what it changes, as far as this program understands it; return whether it could."""
        whole = edit
        if strange:
            fields = {name: value for name, value in edit.fields.items() if name not in strange}
            edit = replace(edit, fields=fields)
        try:
            thing = self._thing(edit)
            if not edit.makes or thing.fields:
                self._check(edit, thing.uuid, thing.fields)
        except Missing:
            if self._is_buried(edit):
                self._buried.add(edit.thing)
                self._newly_buried.append(edit.thing)
            else:
                self._aside.append((edit.id, edit.thing, whole.encoded()))
            return False
        heads = self._heads.setdefault(edit.thing, Heads({}))
        was_there, before = thing.there, dict(thing.fields)
        news = heads.meet(edit, thing.fields)
        thing.fields = {**thing.fields, **news}
        self.taken += 1
        there = heads.is_there
        if edit.subject == "tag" and was_there:
            there = True  # it fades once nothing bears it
        thing.there, thing.changed = there, True
        if edit.subject == "briefing":
            self._give_text(thing, edit.fields.get("version") or thing.fields["version"])
        self._bring_back_tags(edit, news)
        self._record(edit, thing, was_there, before, news)
        if edit.subject in ("briefing", "tag"):
            self._write([(edit.thing, thing)])
        return True

    def _is_buried(self, edit: Edit) -> bool:
        """Return whether an edit is of something that was erased here, or stands on it."""
        origin = edit.fields.get(ORIGIN) or {}
        if origin.get("briefing") in self._buried:
            return True
        passages = edit.fields.get("passages") or ()
        return bool(passages) and all(one["briefing"] in self._buried for one in passages)

    def _thing(self, edit: Edit) -> _Thing:
        """Return the thing of an edit as it is here; a new one is not there yet.

        Raises:
            Missing: It is not here, and this edit does not make it; or what it stands on is not here.
        """
        if edit.thing in self._things:
            return self._things[edit.thing]
        uuid = self._names.uuid(edit.thing)
        if uuid is None:
            if not edit.makes or not needed(edit.subject) <= edit.fields.keys():
                raise Missing(edit.thing)
            self._check(edit, "", edit.fields)
            uuid = self._new_uuid(edit)
            self._names.put(uuid, edit.thing)
            thing = _Thing(edit.subject, uuid, {}, False, None)
        else:
            state = KINDS[edit.subject].state(self._connection, uuid)
            gone = sharing.gone(self._connection, edit.thing) if state is None else None
            if state is None and gone is None:
                raise Missing(edit.thing)
            fields = gone if state is None else self._said(edit.thing, edit.subject, uuid, state)
            thing = _Thing(edit.subject, uuid, fields or {}, state is not None, state)
        self._things[edit.thing] = thing
        return thing

    def _said(self, thing: str, subject: str, uuid: str, state: State) -> Fields:
        """Return a thing as it is shown; of a tag what was said of it, which may have had to give way."""
        fields = told(subject, uuid, state, self._names)
        if subject == "tag":
            fields |= sharing.said(self._connection, thing)
        return fields

    def _check(self, edit: Edit, uuid: str, whole: Fields) -> None:
        """Look whether the text is here that a thing stands on.

        Raises:
            Missing: It is not.
        """
        if edit.subject == "briefing":
            text = edit.fields.get("version")
            here = text is None or text in self._texts or self._names.number(uuid, text) is not None
            if text is not None and not here and not shared_texts.held(self._connection, [text]):
                raise Missing(text)
        elif "place" in edit.fields and not self._holds(whole[ORIGIN]["briefing"], edit.fields["place"]):
            raise Missing(edit.fields["place"]["version"])

    def _holds(self, briefing: str, place: Mapping[str, Any]) -> bool:
        """Return whether the text is here that a place is in, and is long enough."""
        uuid = self._names.uuid(briefing)
        return uuid is not None and place["end"] <= self._names.characters(uuid, place["version"])

    def _new_uuid(self, edit: Edit) -> str:
        """Return the id that a thing has in the library where it was made, or a new one where that is taken."""
        uuid = str(edit.fields[ORIGIN].get("uuid") or edit.thing)
        if uuid in self._free:
            self._free.discard(uuid)
            return uuid
        return self._deed.new_id()

    def _bring_back_tags(self, edit: Edit, news: Mapping[str, Any]) -> None:
        """Let the tags be there that an annotation bears, though somebody took one away meanwhile."""
        if edit.subject != "annotation":
            return
        for tag in elements("tags", news, news):
            if tag in self._borne:
                continue
            uuid = self._names.uuid(tag)
            if uuid is None or (tag in self._things and self._things[tag].there):
                continue
            self._borne.add(tag)  # in one batch no tag goes: it fades after it, if nothing bears it then
            if (fields := sharing.gone(self._connection, tag)) is not None:
                thing = _Thing("tag", uuid, fields, True, None, True)
                self._things[tag] = thing
                self._write([(tag, thing)])
                self._log.note("tag", uuid, None, thing.stands)

    def _record(self, edit: Edit, thing: _Thing, was_there: bool, before: Fields, news: Fields) -> None:
        """Log what an edit changed here, under the name of who made it."""
        then: State | None
        now: State | None
        if thing.there and was_there:
            then, now = self._states(thing, before, news)
            if thing.made is not None:
                thing.made = {**thing.made, **now}
        else:
            then = self._state(thing, before) if was_there else None
            now = self._state(thing, thing.fields) if thing.there else None
            thing.made = now
            if then is None and now is None:
                then, now = {}, {}
        self._append(edit, thing, then, now)

    def _append(self, edit: Edit, thing: _Thing, then: State | None, now: State | None) -> None:
        if edit.subject in ("briefing", "annotation", "highlight"):
            briefing = self._briefing(edit, thing)
        else:
            briefing = None
        self._log.append(edit, thing.uuid, briefing, then, now)

    def _briefing(self, edit: Edit, thing: _Thing) -> int | None:
        if edit.subject == "briefing":
            uuid: str | None = thing.uuid
        else:
            uuid = self._names.uuid(thing.fields[ORIGIN]["briefing"])
        if uuid is None:
            return None
        if uuid not in self._rows:
            self._rows[uuid] = briefings.row(self._connection, uuid)
        return self._rows[uuid]

    def _state(self, thing: _Thing, fields: Fields) -> State:
        """Return a whole thing as the log writes it."""
        state = local(thing.subject, thing.uuid, fields, self._names)
        for name in SETS[thing.subject]:
            state[name] = self._elements(thing, name, fields)
        if thing.subject == "briefing":
            state["state"] = (thing.stands or {}).get("state", _HERE["briefing"])
        if thing.subject == "tag":
            state["name"], state["key"] = self._fitting().get(self._names.thing(thing.uuid) or "", ("", ""))
        return state

    def _states(self, thing: _Thing, before: Fields, news: Fields) -> tuple[State, State]:
        """Return the fields of a thing that changed, as they were and as they are, as the log writes them."""
        if not news:
            return {}, {}
        origin = {ORIGIN: thing.fields[ORIGIN]}
        old, new = (
            local(
                thing.subject,
                thing.uuid,
                origin | {one: where[one] for one in news if one in where},
                self._names,
            )
            for where in (before, thing.fields)
        )
        for name in SETS[thing.subject]:
            if any(one.startswith(f"{name}/") for one in news):
                old[name], new[name] = (
                    self._elements(thing, name, where) for where in (before, thing.fields)
                )
        changed = [name for name in new if name in old and old[name] != new[name]]
        return {name: old[name] for name in changed}, {name: new[name] for name in changed}

    def _elements(self, thing: _Thing, name: str, fields: Fields) -> list[str]:
        found = elements(name, fields, fields)
        if name == "tags":
            order = self._tag_order()
            here = [uuid for tag in found if (uuid := self._names.uuid(tag)) in order]
            return sorted((one for one in here if one), key=lambda one: order[one])
        if name == "origins":
            kept = [one for one in (thing.stands or {}).get("origins", ()) if one in found]
            return [*kept, *sorted(one for one in found if one not in kept)]
        return sorted(found)

    def _tag_order(self) -> dict[str, int]:
        if self._order is None:
            self._order = {uuid: place for place, uuid in enumerate(codebook.ids(self._connection).values())}
        return self._order

    def _fitting(self) -> dict[str, tuple[str, str]]:
        """Return the names and keys that tags have here, given what was said of all that are there."""
        said: dict[str, Mapping[str, Any]] = {}
        for uuid in codebook.ids(self._connection).values():
            thing = self._names.thing(uuid) or uuid
            if thing in self._things:
                said[thing] = self._things[thing].fields
            else:
                said[thing] = self._said(thing, "tag", uuid, codebook.state(self._connection, uuid) or {})
        said |= {name: one.fields for name, one in self._things.items() if one.subject == "tag" and one.there}
        return fitting(said)

    def _write(self, things: Iterable[tuple[str, _Thing]]) -> None:
        """Let the tables say what is shown; new annotations at once."""
        new: list[tuple[str, State]] = []
        for name, thing in things:
            thing.changed = False
            if not thing.there:
                if thing.stands is not None:
                    self._delete(thing)
                sharing.put_gone(self._connection, name, thing.fields)
                continue
            if thing.stands is None and (name in self._loaded or thing.subject == "tag"):
                sharing.put_gone(self._connection, name, None)
            if thing.subject == "annotation" and thing.stands is None:
                thing.stands = thing.made or self._state(thing, thing.fields)
                new.append((thing.uuid, thing.stands))
            elif thing.subject == "tag":
                self._write_tag(thing)
            else:
                self._write_one(thing)
        annotations.create_all(self._deed, new)

    def _write_one(self, thing: _Thing) -> None:
        kind, state = KINDS[thing.subject], self._state(thing, thing.fields)
        if thing.stands is None:
            kind.create(self._deed, thing.uuid, state)
        elif changed := {name: value for name, value in state.items() if thing.stands.get(name) != value}:
            if thing.subject == "briefing" and "version" in changed:
                self.revised.setdefault(thing.uuid, int(thing.stands["version"]))
            kind.update(self._deed, thing.uuid, changed)
        thing.stands = state

    def _give_text(self, thing: _Thing, text: str) -> None:
        """Let a briefing have a text as one of its versions, shown or not."""
        if not briefings.exists(self._connection, thing.uuid):
            origin = thing.fields[ORIGIN]
            source, added = str(origin.get("source", "")), str(origin.get("added", self._deed.at))
            shared_texts.begin(self._deed, thing.uuid, source, added, self._text(text))
        elif self._names.number(thing.uuid, text) is None:
            shared_texts.revise(self._deed, thing.uuid, self._text(text))

    def _text(self, text: str) -> SharedText:
        found = self._texts.get(text) or shared_texts.packed(self._connection, text)
        assert found is not None  # it was looked for before
        return found

    def _delete(self, thing: _Thing) -> None:
        KINDS[thing.subject].delete(self._deed, thing.uuid)
        thing.stands = None

    def _write_tag(self, thing: _Thing) -> None:
        """Write a tag; others may have to give way, or may have their names back."""
        fit = self._fitting()
        self._order = None
        for name, (called, key) in fit.items():
            uuid = self._names.uuid(name) or name
            if uuid == thing.uuid:
                continue
            state = codebook.state(self._connection, uuid)
            if state and (state["name"], state["key"]) != (called, key):
                fields = {"name": called, "key": key}
                codebook.update(self._deed, uuid, fields)
                other = self._said(name, "tag", uuid, state)
                gave = {one: other[one] for one in fields if other[one] != fields[one]}
                sharing.put_said(self._connection, name, gave)
                if name in self._things:
                    self._things[name].stands = {**state, **fields}
                self._log.note("tag", uuid, {one: state[one] for one in fields}, fields)
        state = self._state(thing, thing.fields)
        if thing.stands is None:
            codebook.create(self._deed, thing.uuid, state)
        elif changed := {name: value for name, value in state.items() if thing.stands.get(name) != value}:
            codebook.update(self._deed, thing.uuid, changed)
        thing.stands = state
        said = {name: thing.fields[name] for name in ("name", "key") if thing.fields[name] != state[name]}
        sharing.put_said(self._connection, self._names.thing(thing.uuid) or thing.uuid, said)


def texts_of(edits: Iterable[Edit]) -> set[str]:
    """Return the texts that edits speak of as what briefings show."""
    return {
        edit.fields["version"]
        for edit in edits
        if edit.subject == "briefing" and isinstance(edit.fields.get("version"), str)
    }
