"""Taking in what others did: each edit meets the heads here, what it changes is written, and logged as theirs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reeread.library.syncing.fields import SETS, elements, needed, unknown
from reeread.library.syncing.heads import Head, Heads
from reeread.library.syncing.logbook import Logbook
from reeread.library.syncing.names import Missing, Names
from reeread.library.syncing.tables import Tables, Thing
from reeread.model.edit import ORIGIN, Edit, Fields
from reeread.model.shared_text import SharedText
from reeread.store import briefings, shared_texts, sharing
from reeread.store.deed import Deed, State
from reeread.store.history import KINDS


class Taking:
    """One batch of edits of others, written within one transaction."""

    def __init__(self, deed: Deed, texts: Mapping[str, SharedText]) -> None:
        self._deed = deed
        self._connection = deed.connection
        self._texts = texts
        self._names = Names(self._connection)
        self._heads: dict[str, Heads] = {}
        self._log = Logbook(deed)
        self._tables = Tables(deed, self._names, self._log, texts)
        self._aside: list[tuple[str, str, str]] = []
        self._buried = sharing.buried(self._connection)
        self._newly_buried: list[str] = []
        self._free: set[str] = set()
        self._borne: set[str] = set()
        self._needed = needed("annotation")
        self._rows: dict[str, int] = {}

    def take(self, edits: Sequence[Edit]) -> None:
        """Take in edits."""
        self._prepare(edits)
        for edit in edits:
            if edit.thing in self._buried:
                continue
            if edit.subject not in SETS:
                self._aside.append((edit.id, edit.thing, edit.encoded()))
                continue
            strange = unknown(edit.subject, tuple(edit.fields))
            if self._is_new(edit, strange):
                self._mark(edit)
            elif self._meet(edit, strange) and strange:
                rest = edit._replace(fields={name: edit.fields[name] for name in strange}, there=None)
                self._aside.append((edit.id, edit.thing, rest.encoded()))

    @property
    def revised(self) -> dict[str, int]:
        """Return the briefings that show another version now, with the version that they showed before."""
        return self._tables.revised

    def finish(self) -> None:
        """Write all that is not written yet."""
        self._tables.write([(name, one) for name, one in self._tables.things.items() if one.changed])
        changed = [thing for thing, heads in self._heads.items() if heads.changed]
        rows = [
            (thing, name, *head)
            for thing in sorted(changed)  # the table is in this order: pages are filled one after another
            for name, heads in self._heads[thing].rows.items()
            for head in heads
        ]
        sharing.put_heads(self._connection, [one for one in changed if one in self._tables.known], rows)
        self._names.write()
        sharing.set_aside(self._connection, self._aside)
        sharing.bury(self._connection, self._newly_buried)
        self._log.write()

    def _prepare(self, edits: Sequence[Edit]) -> None:
        """Ask once for what the edits of a batch need."""
        things = list({edit.thing for edit in edits})
        self._names.look_up([], things)
        for row in sharing.heads(self._connection, things):
            thing, name = row[:2]
            self._heads.setdefault(thing, Heads({})).rows.setdefault(name, []).append(Head(*row[2:]))
            self._tables.known.add(thing)
        made = [edit.fields[ORIGIN].get("uuid", "") for edit in edits if edit.makes]
        self._free = set(made) - sharing.uuids_taken(self._connection, made)

    def _is_new(self, edit: Edit, strange: Sequence[str]) -> bool:
        """Return whether an edit makes an annotation of which nobody here has heard, and all that it needs is here."""
        if (
            edit.subject != "annotation"
            or strange
            or edit.thing in self._heads
            or edit.thing in self._tables.things
            or self._names.uuid(edit.thing) is not None
            or not self._needed <= edit.fields.keys()
            or edit.fields["fate"] is not None
        ):
            return False
        return self._holds(edit.fields[ORIGIN]["briefing"], edit.fields["place"])

    def _mark(self, edit: Edit) -> None:
        """Let an annotation be there that is new, as `_meet` does, without asking what it could meet: most edits are these."""
        uuid = self._new_uuid(edit)
        self._names.put(uuid, edit.thing)
        thing = Thing("annotation", uuid, edit.fields, True, None, changed=True)
        self._tables.things[edit.thing] = thing
        self._heads[edit.thing] = Heads.of_new(edit)
        self._bring_back_tags(edit, edit.fields)
        thing.made = self._tables.state(thing, edit.fields)
        self._append(edit, thing, None, thing.made)

    def _meet(self, edit: Edit, strange: Sequence[str]) -> bool:
        """Let an edit change what it changes, as far as this program understands it; return whether it could."""
        whole = edit
        if strange:
            fields = {name: value for name, value in edit.fields.items() if name not in strange}
            edit = edit._replace(fields=fields)
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
        there = heads.is_there
        if edit.subject == "tag" and was_there:
            there = True  # it fades once nothing bears it
        thing.there, thing.changed = there, True
        if edit.subject == "briefing":
            self._tables.give_text(thing, edit.fields.get("version") or thing.fields["version"])
        self._bring_back_tags(edit, news if was_there else thing.fields)
        self._record(edit, thing, was_there, before, news)
        if edit.subject in ("briefing", "tag"):
            self._tables.write([(edit.thing, thing)])
        return True

    def _is_buried(self, edit: Edit) -> bool:
        """Return whether an edit is of something that was erased here, or stands on it."""
        origin = edit.fields.get(ORIGIN) or {}
        if origin.get("briefing") in self._buried:
            return True
        passages = edit.fields.get("passages") or ()
        return bool(passages) and all(one["briefing"] in self._buried for one in passages)

    def _thing(self, edit: Edit) -> Thing:
        """Return the thing of an edit as it is here; a new one is not there yet.

        Raises:
            Missing: It is not here, and this edit does not make it; or what it stands on is not here.
        """
        if edit.thing in self._tables.things:
            return self._tables.things[edit.thing]
        uuid = self._names.uuid(edit.thing)
        if uuid is None:
            if not edit.makes or not needed(edit.subject) <= edit.fields.keys():
                raise Missing(edit.thing)
            self._check(edit, "", edit.fields)
            uuid = self._new_uuid(edit)
            self._names.put(uuid, edit.thing)
            thing = Thing(edit.subject, uuid, {}, False, None)
        else:
            state = KINDS[edit.subject].state(self._connection, uuid)
            gone = sharing.gone(self._connection, edit.thing) if state is None else None
            if state is None and gone is None:
                raise Missing(edit.thing)
            fields = gone if state is None else self._tables.said(edit.thing, edit.subject, uuid, state)
            thing = Thing(edit.subject, uuid, fields or {}, state is not None, state)
        self._tables.things[edit.thing] = thing
        return thing

    def _check(self, edit: Edit, uuid: str, whole: Fields) -> None:
        """Look whether the text is here that a thing stands on, and what it quotes lies in its text as far as that is here.

        Raises:
            Missing: It is not.
        """
        fate = edit.fields.get("fate")
        for quote in (*(edit.fields.get("passages") or ()), *((fate["shown"],) if fate else ())):
            if self._is_beyond(quote):
                raise Missing(quote["version"])
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

    def _is_beyond(self, quote: Mapping[str, Any]) -> bool:
        """Return whether a passage ends behind the end of its text; one whose text is not here does not."""
        uuid = self._names.uuid(quote["briefing"])
        length = 0 if uuid is None else self._names.characters(uuid, quote["version"])
        end: int = quote["end"]
        return 0 < length < end

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
            if uuid is None or (tag in self._tables.things and self._tables.things[tag].there):
                continue
            self._borne.add(tag)  # in one batch no tag goes: it fades after it, if nothing bears it then
            if (fields := sharing.gone(self._connection, tag)) is not None:
                thing = Thing("tag", uuid, fields, True, None, True)
                self._tables.things[tag] = thing
                self._tables.write([(tag, thing)])
                self._log.note("tag", uuid, None, thing.stands)

    def _record(self, edit: Edit, thing: Thing, was_there: bool, before: Fields, news: Fields) -> None:
        """Log what an edit changed here, under the name of who made it."""
        then: State | None
        now: State | None
        if thing.there and was_there:
            then, now = self._tables.states(thing, before, news)
            if thing.made is not None:
                thing.made = {**thing.made, **now}
        else:
            then = self._tables.state(thing, before) if was_there else None
            now = self._tables.state(thing, thing.fields) if thing.there else None
            thing.made = now
            if then is None and now is None:
                then, now = {}, {}
        self._append(edit, thing, then, now)

    def _append(self, edit: Edit, thing: Thing, then: State | None, now: State | None) -> None:
        if edit.subject in ("briefing", "annotation", "highlight"):
            briefing = self._briefing(edit, thing)
        else:
            briefing = None
        self._log.append(edit, thing.uuid, briefing, then, now)

    def _briefing(self, edit: Edit, thing: Thing) -> int | None:
        if edit.subject == "briefing":
            uuid: str | None = thing.uuid
        else:
            uuid = self._names.uuid(thing.fields[ORIGIN]["briefing"])
        if uuid is None:
            return None
        if uuid not in self._rows:
            self._rows[uuid] = briefings.row(self._connection, uuid)
        return self._rows[uuid]


def texts_of(edits: Iterable[Edit]) -> set[str]:
    """Return the texts that edits speak of as what briefings show."""
    return {
        edit.fields["version"]
        for edit in edits
        if edit.subject == "briefing" and isinstance(edit.fields.get("version"), str)
    }
