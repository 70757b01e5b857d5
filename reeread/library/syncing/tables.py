"""The tables as an exchange sees them: what they say of a thing, and what is written in them when it changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reeread.library.syncing.codes import fitting
from reeread.library.syncing.fields import SETS, elements, local, told
from reeread.library.syncing.logbook import Logbook
from reeread.library.syncing.names import Names
from reeread.library.syncing.renaming import called_otherwise, free, rename, said_of_tag
from reeread.model.briefing import Triage
from reeread.model.edit import ORIGIN, Fields
from reeread.model.shared_text import SharedText
from reeread.store import annotations, briefings, codebook, shared_texts, sharing
from reeread.store.deed import Deed, State
from reeread.store.history import KINDS


@dataclass(slots=True)
class Thing:
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


class Tables:
    """What is written while one batch comes in.

    Args:
        deed: What it is part of.
        names: Who is who here and elsewhere.
        log: Where it is noted what others have to give way to.
        texts: Those that came along.
    """

    def __init__(self, deed: Deed, names: Names, log: Logbook, texts: Mapping[str, SharedText]) -> None:
        self._deed = deed
        self._connection = deed.connection
        self._names = names
        self._log = log
        self._texts = texts
        self._in_order: dict[tuple[str, ...], list[str]] = {}
        self.things: dict[str, Thing] = {}
        """Those that the batch speaks of, by their shared ids."""
        self.known: set[str] = set()
        """The shared ids of those of which heads were kept before it."""
        self.revised: dict[str, int] = {}
        """The briefings that show another version now, with the version that they showed before."""

    def said(self, thing: str, subject: str, uuid: str, state: State) -> Fields:
        """Return a thing as it is shown; of a tag what was said of it, which may have had to give way."""
        if subject == "tag":
            return said_of_tag(self._connection, self._names, thing, uuid, state)
        return told(subject, uuid, state, self._names)

    def state(self, thing: Thing, fields: Fields) -> State:
        """Return a whole thing as the log writes it."""
        state = local(thing.subject, thing.uuid, fields, self._names)
        for name in SETS[thing.subject]:
            state[name] = self._elements(thing, name, fields)
        if thing.subject == "briefing":
            state["state"] = (thing.stands or {}).get("state", Triage.NEW.value)
        if thing.subject == "tag":
            state["name"], state["key"] = fitting(self._said_of_tags()).get(
                self._names.thing(thing.uuid) or "", ("", "")
            )
        return state

    def states(self, thing: Thing, before: Fields, news: Fields) -> tuple[State, State]:
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

    def write(self, things: Iterable[tuple[str, Thing]]) -> None:
        """Let the tables say what is shown; new annotations at once."""
        new: list[tuple[str, State]] = []
        for name, thing in things:
            thing.changed = False
            if not thing.there:
                if thing.stands is not None:
                    self._delete(thing)
                sharing.put_gone(self._connection, name, thing.fields)
                continue
            if thing.stands is None and (name in self.known or thing.subject == "tag"):
                sharing.put_gone(self._connection, name, None)
            if thing.subject == "annotation" and thing.stands is None:
                thing.stands = thing.made or self.state(thing, thing.fields)
                new.append((thing.uuid, thing.stands))
            elif thing.subject == "tag":
                self._write_tag(thing)
            else:
                self._write_one(thing)
        annotations.create_all(self._deed, new)

    def give_text(self, thing: Thing, text: str) -> None:
        """Let a briefing have a text as one of its versions, shown or not."""
        if not briefings.exists(self._connection, thing.uuid):
            origin = thing.fields[ORIGIN]
            source, added = str(origin.get("source", "")), str(origin.get("added", self._deed.at))
            shared_texts.begin(self._deed, thing.uuid, source, added, self._text(text))
        elif self._names.number(thing.uuid, text) is None:
            shared_texts.revise(self._deed, thing.uuid, self._text(text))

    def _write_one(self, thing: Thing) -> None:
        kind, state = KINDS[thing.subject], self.state(thing, thing.fields)
        if thing.stands is None:
            kind.create(self._deed, thing.uuid, state)
        elif changed := {name: value for name, value in state.items() if thing.stands.get(name) != value}:
            if thing.subject == "briefing" and "version" in changed:
                self.revised.setdefault(thing.uuid, int(thing.stands["version"]))
            kind.update(self._deed, thing.uuid, changed)
        thing.stands = state

    def _write_tag(self, thing: Thing) -> None:
        """Write a tag; others may have to give way, or may have their names back."""
        self._in_order = {}
        said, state = self._said_of_tags(), self.state(thing, thing.fields)
        otherwise = called_otherwise(self._connection, self._names, said)
        others = [one for one in otherwise if one.uuid != thing.uuid]
        if others and thing.stands:
            free(self._deed, [thing.uuid])
        rename(self._deed, others, said)
        for one in others:
            if one.thing in self.things:
                self.things[one.thing].stands = {**one.state, **one.fields}
            self._log.note("tag", one.uuid, {name: one.state[name] for name in one.fields}, one.fields)
        if thing.stands is None:
            codebook.create(self._deed, thing.uuid, state)
        elif others:
            codebook.update(self._deed, thing.uuid, state)
        elif changed := {name: value for name, value in state.items() if thing.stands.get(name) != value}:
            codebook.update(self._deed, thing.uuid, changed)
        thing.stands = state
        said = {name: thing.fields[name] for name in ("name", "key") if thing.fields[name] != state[name]}
        sharing.put_said(self._connection, self._names.thing(thing.uuid) or thing.uuid, said)

    def _delete(self, thing: Thing) -> None:
        KINDS[thing.subject].delete(self._deed, thing.uuid)
        thing.stands = None

    def _text(self, text: str) -> SharedText:
        found = self._texts.get(text) or shared_texts.packed(self._connection, text)
        assert found is not None  # it was looked for before
        return found

    def _elements(self, thing: Thing, name: str, fields: Fields) -> list[str]:
        found = elements(name, fields, fields)
        if name == "tags":
            return self._tags(tuple(found))
        if name == "origins":
            kept = [one for one in (thing.stands or {}).get("origins", ()) if one in found]
            return [*kept, *sorted(one for one in found if one not in kept)]
        return sorted(found)

    def _tags(self, found: tuple[str, ...]) -> list[str]:
        """Return the ids here of tags that are here, in the order of the codebook: few sets of them are borne."""
        if found not in self._in_order:
            here = {self._names.uuid(tag) for tag in found}
            self._in_order[found] = [uuid for uuid in codebook.ids(self._connection).values() if uuid in here]
        return [*self._in_order[found]]

    def _said_of_tags(self) -> dict[str, Mapping[str, Any]]:
        """Return what was said of all tags that are there, by what everybody calls them."""
        said: dict[str, Mapping[str, Any]] = {}
        for uuid in codebook.ids(self._connection).values():
            thing = self._names.thing(uuid) or uuid
            if thing in self.things:
                said[thing] = self.things[thing].fields
            else:
                said[thing] = self.said(thing, "tag", uuid, codebook.state(self._connection, uuid) or {})
        return said | {
            name: one.fields for name, one in self.things.items() if one.subject == "tag" and one.there
        }
