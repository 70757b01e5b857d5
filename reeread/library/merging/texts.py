"""The texts of a file: found among the briefings that are here, or added."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from reeread.library import preparing
from reeread.library.library import Library
from reeread.library.merging.coming import Coming, Place, found
from reeread.model.annotation import Anchor
from reeread.model.arrival import Bundle, Row, State, Text
from reeread.model.briefing import Triage
from reeread.store import bodies, briefings, highlights, numbers, versions
from reeread.store.engine import Connection

_NEW: dict[str, Any] = {"stacks": [], "state": Triage.NEW.value, "grade": None}


def prepare(lib: Library, bundle: Bundle) -> Mapping[str, versions.Prepared]:
    """Return what must be computed of texts that are not here, before the library is locked."""
    with lib.store.reading() as connection:
        known = briefings.texts(connection)
        missing = [
            one for one in bundle.texts if one.parsed is not None and _here(connection, one, known) is None
        ]
    prepared = {}
    for one in missing:
        if one.parsed is not None:
            read = preparing.prepared(one.source, one.parsed.raw, one.parsed, tuple)
            if read.prepared is not None:
                prepared[one.key] = read.prepared
    return prepared


def bring(coming: Coming) -> Iterator[Row]:
    """Find or add the texts, with their stacks, grades and decisions."""
    connection = coming.deed.connection
    known = briefings.texts(connection)
    for text in coming.bundle.texts:
        title = text.parsed.meta.title if text.parsed else text.source or text.key
        uuid = _here(connection, text, known)
        if uuid is None and text.parsed is None:
            yield Row(
                "briefing", title, "refused", "it is not in the library, and the file does not have its text"
            )
            continue
        if uuid is None and briefings.erased(connection, text.id):
            yield Row("briefing", title, "refused", "it was erased here for good")
            continue
        if uuid is None:
            uuid, status = _added(coming, text), "new"
        else:
            status = "changed" if _joined(coming, text, uuid) else "unchanged"
        _, version_id, number = briefings.shown(connection, uuid)
        # Not from what the library remembers: what is only looked at is taken back, and its row is given out again.
        body = bodies.read(connection, version_id).body
        coming.places[text.key] = Place(uuid, number, body, text.parsed.body if text.parsed else None)
        yield Row("briefing", title, status)
        yield from _decisions(coming, text, coming.places[text.key])


def _here(connection: Connection, text: Text, known: Mapping[bytes, str]) -> str | None:
    """Return the id of the listed briefing that a text is: by its id, its words, or where it came from."""
    if text.id and briefings.listed_under(connection, text.id):
        return text.id
    if text.parsed is not None:
        digest = hashlib.sha256(text.parsed.body.encode()).digest()
        if digest in known:
            return known[digest]
    addressed = "://" in text.source
    return briefings.of_source(connection, text.source) if addressed or text.parsed is None else None


def _added(coming: Coming, text: Text) -> str:
    """Add a text as a briefing, or bring back the one of this id that was taken out, and return its id."""
    deed, state = coming.deed, {**_NEW, **text.state}
    uuid = text.id or deed.new_id()
    if briefings.exists(deed.connection, uuid):
        version = numbers.shown(deed.connection, uuid)
        deed.change("briefing", briefings, uuid, {"version": version, **state})
        return uuid
    new = coming.prepared[text.key]
    versions.bring(deed, uuid, text.source, text.added or deed.at, text.version, new, state)
    return uuid


def _joined(coming: Coming, text: Text, uuid: str) -> bool:
    """Put a briefing that is here into the stacks of the file's too; of two grades the more cautious stays."""
    now = briefings.state(coming.deed.connection, uuid) or _NEW
    stacks = sorted({*now["stacks"], *text.state.get("stacks", ())})
    grades = [grade for grade in (now["grade"], text.state.get("grade")) if grade]
    fields = {"stacks": stacks, "grade": max(grades, default=None)}
    return coming.deed.change("briefing", briefings, uuid, fields)


def _decisions(coming: Coming, text: Text, place: Place) -> Iterator[Row]:
    """Bring in what was decided on suggestions, where the sentence stands here too and nobody decided otherwise."""
    deed = coming.deed
    for id, said in text.decisions:
        state = _placed(text, place, said)
        named = text.parsed.body[said["start"] : said["end"]] if text.parsed else id
        if state is None:
            yield Row("decision", named, "refused", "its sentence is not in the briefing as it is here")
            continue
        taken = highlights.of_sentence(deed.connection, state)
        if taken in (None, id):
            changed = deed.change("highlight", highlights, id, state)
            yield Row("decision", named, "new" if taken is None else "changed" if changed else "unchanged")
        else:
            yield Row("decision", named, "unchanged", "the same person decided on it here")


def _placed(text: Text, place: Place, said: State) -> dict[str, Any] | None:
    start, end = said["start"], said["end"]
    if not place.same:
        exact = text.parsed.body[start:end] if text.parsed else ""
        span = found(place, Anchor(start, end, exact), known=True)[0] if exact else None
        if span is None or span.within(place.body) != exact:
            return None
        start, end = span.start, span.end
    details = json.dumps(said["details"], ensure_ascii=False, separators=(",", ":"))
    return {
        "briefing": place.briefing,
        "version": place.version,
        **said,
        "start": start,
        "end": end,
        "details": details,
    }
