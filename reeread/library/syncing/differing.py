"""Where several people left several values without knowing of each other, and choosing among them."""

import json
from collections.abc import Mapping
from typing import Any

from reeread.library.library import Library
from reeread.library.syncing.digesting import SETTLED
from reeread.library.syncing.fields import GROUPS, QUIET, SETS, local, told
from reeread.library.syncing.heads import Head
from reeread.library.syncing.names import Missing, Names
from reeread.library.syncing.settled import unsettled
from reeread.model.edit import ORIGIN, THERE, canonical, is_element
from reeread.model.errors import NotFound
from reeread.model.event import Event
from reeread.model.shared import Choice, Conflict
from reeread.store import briefings, codebook, history, sharing
from reeread.store.deed import Deed, State
from reeread.store.engine import Connection
from reeread.store.history import KINDS

_NAMES = {THERE: "is it there", "fate": "outcome", "retired": "in use"}


def conflicts(lib: Library) -> tuple[Conflict, ...]:
    """Return the fields in which several values stand and that no edit here has settled, each with who left which and when."""
    with lib.store.reading() as connection:
        names = Names(connection)
        found = []
        for thing, field in sharing.apart(connection):
            if field in QUIET or field.startswith("origins/"):
                continue
            conflict = _conflict(connection, names, thing, field)
            if conflict is not None:
                found.append(conflict)
        return unsettled(connection, names, found)


def settle(lib: Library, conflict: Conflict, choice: Choice) -> None:
    """Let one of the values stand, and the others no longer: an ordinary edit, which undo takes back.

    Raises:
        NotFound: The thing is gone meanwhile, or what the value speaks of.
    """
    subject, uuid, kind = conflict.subject, conflict.uuid, KINDS[conflict.subject]
    with lib.store.deed(SETTLED, lib.author) as deed:
        state = kind.state(deed.connection, uuid)
        if state is None:
            raise NotFound("What this is about is gone meanwhile.", next_step="Look at the conflicts anew.")
        if conflict.id.endswith(f".{THERE}"):
            if choice.value is False:
                deed.change(subject, kind, uuid, None)
            else:
                deed.log(subject, uuid, _row(deed, state, subject, uuid), {}, {})
            return
        names, field = Names(deed.connection), conflict.id.partition(".")[2]
        # The log names an element of a set by what changed: what stays as it is was something else for a moment.
        stays = is_element(field) and told(subject, uuid, state, names).get(field, False) == choice.value
        for value in (not choice.value, choice.value) if stays else (choice.value,):
            state = _let(deed, subject, uuid, field, value, state, names)


def _let(deed: Deed, subject: str, uuid: str, field: str, value: Any, state: State, names: Names) -> State:
    """Let a value stand, log it, and return the thing as it is then."""
    try:
        after = _chosen(subject, uuid, field, value, state, names)
    except Missing:
        raise NotFound("What this value speaks of is not in the library.") from None
    if subject == "annotation":
        after["modified"] = deed.at
    changed = {name: value for name, value in after.items() if state[name] != value}
    row = KINDS[subject].update(deed, uuid, changed) if changed else _row(deed, state, subject, uuid)
    deed.log(subject, uuid, row, {name: state[name] for name in after}, after)
    return {**state, **after}


def _row(deed: Deed, state: State, subject: str, uuid: str) -> int | None:
    briefing = uuid if subject == "briefing" else state.get("briefing")
    return briefings.row(deed.connection, briefing) if briefing else None


def _chosen(subject: str, uuid: str, field: str, value: Any, state: State, names: Names) -> State:
    """Return the fields of the log that say a value."""
    name, _, element = field.partition("/")
    if element:
        here = (names.uuid(element) or element) if name == "tags" else element
        rest = [one for one in state[name] if one != here]
        return {name: [*rest, here] if value else rest}
    origin = told(subject, uuid, state, names)[ORIGIN]
    whole = local(subject, uuid, {ORIGIN: origin, field: value}, names)
    parts = GROUPS[subject].get(field, (field,))
    return {name: whole[name] for name in parts}


def _conflict(connection: Connection, names: Names, thing: str, field: str) -> Conflict | None:
    uuid = names.uuid(thing) or thing
    subject, state = _present(connection, uuid)
    if state is None:
        return None
    heads = [Head(*row[2:]) for row in sharing.heads(connection, [thing]) if row[1] == field]
    fields = told(subject, uuid, state, names)
    shown = canonical(True if field == THERE else fields.get(field, False if is_element(field) else None))
    latest: dict[str, Head] = {}
    for head in sorted(heads, key=lambda one: (one.at, one.edit)):
        value = head.value or ("true" if field == THERE else shown)
        latest[value] = head
    if len(latest) < 2:
        return None
    choices = [
        Choice(
            head.author,
            head.at,
            _words(connection, names, uuid, field, json.loads(value)),
            value == shown,
            json.loads(value),
        )
        for value, head in latest.items()
    ]
    choices.sort(key=lambda one: (one.shown, one.at), reverse=True)
    event = Event("", "", "", "", "", subject, uuid, None, state)
    briefing = uuid if subject == "briefing" else state.get("briefing")
    return Conflict(
        f"{thing}.{field}",
        subject,
        uuid,
        briefing,
        history.about(connection, event),
        _label(names, connection, field),
        tuple(choices),
    )


def _present(connection: Connection, uuid: str) -> tuple[str, State | None]:
    for subject in SETS:
        if (state := KINDS[subject].state(connection, uuid)) is not None:
            return subject, state
    return "", None


def _label(names: Names, connection: Connection, field: str) -> str:
    name, _, element = field.partition("/")
    if name == "tags":
        return f"tag {_tag(names, connection, element)}"
    return f"{name.removesuffix('s')} {element}" if element else _NAMES.get(field, field)


def _tag(names: Names, connection: Connection, thing: str) -> str:
    state = codebook.state(connection, names.uuid(thing) or thing)
    return str(state["name"]) if state else thing


def _words(connection: Connection, names: Names, uuid: str, field: str, value: Any) -> str:
    """Return a value as a reader would say it."""
    match field, value:
        case "retired", _:
            return "retired" if value else "in use"
        case (_, bool()) if field == THERE:
            return "there" if value else "taken away"
        case _, bool():
            return "on" if value else "off"
        case _, None | "":
            return "nothing"
        case "version", str():
            number = names.number(uuid, value)
            return f"version {number}" if number else "a version that is not here"
        case "place", Mapping():
            return f"{value['start']}–{value['end']}" + (f" “{value['exact']}”" if "exact" in value else "")
        case "fate", Mapping():
            return str(value["outcome"])
        case "ruling", Mapping():
            said = (value.get(name) for name in ("decision", "standing", "verdict", "reason"))
            return ", ".join(str(one) for one in said if one)
        case "passages", list():
            return f"{len(value)} passages"
        case _:
            return str(value)
