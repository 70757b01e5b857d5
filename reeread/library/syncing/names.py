"""What things and texts are called on the hub, and here."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reeread.store import numbers, shared_texts, sharing
from reeread.store.engine import Connection

Fields = Mapping[str, Any]


class Missing(Exception):
    """What an edit speaks of is not in this library."""


class Names:
    """The names of things in one library, remembered as they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._things: dict[str, str | None] = {}
        self._uuids: dict[str, str | None] = {}
        self._texts: dict[tuple[str, int], str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._lengths: dict[tuple[str, str], int] = {}
        self._new: list[tuple[str, str]] = []

    def look_up(self, uuids: list[str], things: list[str]) -> None:
        """Ask for the names of many things at once."""
        known = sharing.things(self._connection, uuids) if uuids else {}
        self._things.update({uuid: known.get(uuid) for uuid in uuids if self._things.get(uuid) is None})
        self._uuids.update({thing: uuid for uuid, thing in known.items()})
        found = sharing.uuids(self._connection, things) if things else {}
        self._uuids.update({thing: found.get(thing) for thing in things if thing not in self._uuids})
        self._things.update({uuid: thing for thing, uuid in found.items()})

    def thing(self, uuid: str) -> str | None:
        """Return what everybody calls a thing of this library, None if nobody does yet."""
        if uuid not in self._things:
            self.look_up([uuid], [])
        return self._things[uuid]

    def uuid(self, thing: str) -> str | None:
        """Return the id here of what everybody calls so, None if it never was here."""
        if thing not in self._uuids:
            self.look_up([], [thing])
        return self._uuids[thing]

    def call(self, uuid: str, thing: str) -> str:
        """Let a thing of this library be called so, or by its own id if something else is; return which."""
        if self.uuid(thing) is not None:
            thing = uuid
        self.put(uuid, thing)
        return thing

    def put(self, uuid: str, thing: str) -> None:
        """Let a thing of this library be called so."""
        self._things[uuid], self._uuids[thing] = thing, uuid
        self._new.append((thing, uuid))

    def write(self) -> None:
        """Write down which names are new."""
        sharing.put_ids(self._connection, sorted(self._new))
        self._new.clear()

    def text(self, briefing: str, number: int) -> str:
        """Return the id of the text of a version of a briefing, both as they are here.

        Raises:
            NotFound: There is no such version.
        """
        key = briefing, number
        if key not in self._texts:
            _, version_id = numbers.row_id(self._connection, briefing, number)
            self._texts[key] = shared_texts.of_version(self._connection, version_id)
        return self._texts[key]

    def number(self, briefing: str, text: str) -> int | None:
        """Return which version of a briefing has a text here, None if none has."""
        key = briefing, text
        if key not in self._numbers:
            found = shared_texts.number(self._connection, briefing, text)
            if found is None:
                return None
            self._numbers[key] = found
        return self._numbers[key]

    def characters(self, briefing: str, text: str) -> int:
        """Return how long the text of a version of a briefing is, in code points; 0 where none has this text here."""
        key = briefing, text
        if key not in self._lengths:
            number = self.number(briefing, text)
            if number is None:
                return 0
            _, version_id = numbers.row_id(self._connection, briefing, number)
            self._lengths[key] = shared_texts.characters(self._connection, version_id)
        return self._lengths[key]

    def of_new(self, subject: str, uuid: str, state: Fields) -> str:
        """Return what a thing is called that nobody has heard of, given how it was made.

        Two who add one text, or mark one passage under one name, speak of one thing.
        """
        match subject:
            case "briefing":
                made: tuple[object, ...] = (shared_texts.first_body(self._connection, uuid).hex(),)
            case "tag":
                made = ((state["origins"] or [state["name"]])[0],)
            case "annotation" | "highlight":
                version = self.text(state["briefing"], state["version"])
                made = self.thing(state["briefing"]), version, state["start"], state["end"], state["author"]
            case _:
                return uuid
        return digest(subject, *made)


def digest(*parts: object) -> str:
    """Return a name made of what is known of a thing: 40 hexadecimal digits."""
    said = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:40]
