"""Things as edits tell of them, and as the log of a library writes them.

Fields that make sense only together are one field on the hub: a place, a ruling. A set is a field for each element. What
stands in a version is told by the version's text and not by its number, which is another in every library.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from reeread.library.syncing.names import Missing, Names
from reeread.model.edit import ORIGIN, Fields
from reeread.store.deed import State

FORMAT = 1
"""Goes up when this program learns to read more kinds or fields: what was kept aside is then looked at again."""

GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "annotation": {
        ORIGIN: ("briefing", "author", "created"),
        "place": ("version", "start", "end", "exact", "prefix", "suffix", "state"),
        "fate": ("outcome", "shown"),
    },
    "briefing": {},
    "claim": {
        ORIGIN: (),
        "ruling": ("author", "label", "verdict", "standing", "grouped", "date", "reason", "made"),
    },
    "highlight": {
        ORIGIN: ("briefing", "author"),
        "place": ("version", "start", "end"),
        "ruling": ("decision", "key", "block", "score", "details", "made"),
    },
    "tag": {},
}
"""Which fields of the log are one field on the hub."""
SINGLE: Mapping[str, tuple[str, ...]] = {
    "annotation": ("note", "grade", "modified"),
    "briefing": ("version", "grade"),
    "claim": ("passages",),
    "highlight": (),
    "tag": ("name", "key", "color", "meaning", "position", "retired"),
}
SETS: Mapping[str, tuple[str, ...]] = {
    "annotation": ("tags",),
    "briefing": ("stacks",),
    "claim": (),
    "highlight": (),
    "tag": ("origins",),
}
QUIET = frozenset({ORIGIN, "modified", "position"})
"""Fields of which no reader is told that several people left several values; nor of what a tag is suggested for."""

_LATER: State = {"grade": None, "outcome": None, "shown": None, "origins": []}
"""What logs of the first formats do not speak of."""


@lru_cache(4_096)
def unknown(subject: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return which fields of a kind of thing this program does not know."""
    known = {ORIGIN, *GROUPS[subject], *SINGLE[subject]}
    begins = tuple(f"{name}/" for name in SETS[subject])
    return tuple(
        field for field in fields if field not in known and (field in begins or not field.startswith(begins))
    )


def needed(subject: str) -> set[str]:
    """Return the fields without which a thing cannot be made."""
    return {*GROUPS[subject], *SINGLE[subject], ORIGIN}


def told(subject: str, uuid: str, state: State, names: Names) -> Fields:
    """Return a whole thing as edits tell of it, but for what only its making tells."""
    state = {**{name: value for name, value in _LATER.items() if name not in state}, **state}
    fields: Fields = {}
    for field, parts in GROUPS[subject].items():
        fields[field] = _group(subject, field, {name: state[name] for name in parts}, state, names)
    for name in SINGLE[subject]:
        fields[name] = _single(subject, name, uuid, state[name], names)
    for name in SETS[subject]:
        fields |= {f"{name}/{element}": True for element in _elements(name, state[name], names)}
    fields[ORIGIN] = {**fields.get(ORIGIN, {}), "uuid": uuid}
    return fields


def told_change(subject: str, uuid: str, before: State, after: State, whole: State, names: Names) -> Fields:
    """Return what a change did as edits tell of it; `whole` is the thing after it."""
    fields: Fields = {}
    for field, parts in GROUPS[subject].items():
        if field != ORIGIN and any(name in after for name in parts):
            fields[field] = _group(subject, field, {name: whole.get(name) for name in parts}, whole, names)
    for name in SINGLE[subject]:
        if name in after:
            fields[name] = _single(subject, name, uuid, after[name], names)
    for name in SETS[subject]:
        if name in after:
            was, now = (set(_elements(name, one.get(name) or (), names)) for one in (before, after))
            fields |= {f"{name}/{element}": element in now for element in sorted(was ^ now)}
    return fields


def says_it_is_there(subject: str, deed: str, after: State) -> bool:
    """Return whether a change says that the thing is there: it was meant, and did not just move with its text."""
    match subject:
        case "annotation":
            return "modified" in after
        case "tag":
            return deed != "codebook order"
        case "highlight":
            return "decision" in after
        case _:
            return True


def local(subject: str, uuid: str, fields: Fields, names: Names) -> State:
    """Return fields, but for the elements of sets, as the log writes them.

    Raises:
        Missing: They speak of a text or a briefing that is not here.
    """
    state: State = {}
    groups, single, changing = GROUPS[subject], SINGLE[subject], _CHANGING.get(subject, ())
    for field, value in fields.items():
        if field in changing:
            state[field] = _local_single(field, uuid, value, names)
        elif field in single:
            state[field] = value
        elif field == "fate":
            state |= _local_fate(value, names)
        elif (parts := groups.get(field)) is not None:
            for name in parts:
                state[name] = value[name]
            if field == ORIGIN and "briefing" in parts:
                state["briefing"] = _here(state["briefing"], names)
            elif "version" in parts:
                state["version"] = _number(_here(fields[ORIGIN]["briefing"], names), value["version"], names)
    return state


_CHANGING = {"briefing": ("version",), "claim": ("passages",)}
"""Fields that say something else in another library."""


def elements(name: str, fields: Iterable[str], shown: Mapping[str, Any]) -> list[str]:
    """Return the elements of a set that are shown."""
    return [element for field, element in _elements_among(name, tuple(fields)) if shown[field]]


@lru_cache(4_096)
def _elements_among(name: str, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return those fields that are elements of a set, each with the element."""
    begin = f"{name}/"
    return tuple((field, field[len(begin) :]) for field in fields if field.startswith(begin))


def _group(subject: str, field: str, own: State, state: State, names: Names) -> Any:
    value = dict(own)
    if "version" in value:
        value["version"] = names.text(state["briefing"], value["version"])
    if "briefing" in value:
        value["briefing"] = _thing(value["briefing"], names)
    if field == "fate":
        value = _fate(own, names)
    return value


def _fate(own: State, names: Names) -> Any:
    if not own["outcome"]:
        return None
    shown = json.loads(own["shown"])
    version = names.text(shown["briefing"], int(shown["version"]))
    return {
        "outcome": own["outcome"],
        "shown": {**shown, "briefing": _thing(shown["briefing"], names), "version": version},
    }


def _single(subject: str, name: str, uuid: str, value: Any, names: Names) -> Any:
    if subject == "briefing" and name == "version":
        return names.text(uuid, value)
    if subject == "claim" and name == "passages":
        return [
            {
                **one,
                "briefing": _thing(one["briefing"], names),
                "version": names.text(one["briefing"], one["version"]),
            }
            for one in value
        ]
    return value


def _elements(name: str, value: Iterable[str], names: Names) -> Iterable[str]:
    return (names.thing(one) or one for one in value) if name == "tags" else value


def _thing(uuid: str, names: Names) -> str:
    return names.thing(uuid) or uuid


def _local_fate(value: Any, names: Names) -> State:
    if value is None:
        return {"outcome": None, "shown": None}
    shown = value["shown"]
    try:
        briefing = _here(shown["briefing"], names)
        number = _number(briefing, shown["version"], names)
    except Missing:  # it was erased here, and what it showed with it
        return {"outcome": None, "shown": None}
    kept = {**shown, "briefing": briefing, "version": number}
    return {"outcome": value["outcome"], "shown": json.dumps(kept, ensure_ascii=False)}


def _local_single(name: str, uuid: str, value: Any, names: Names) -> Any:
    if name == "version":
        return _number(uuid, value, names)
    passages = []
    for one in value:
        try:
            briefing = _here(one["briefing"], names)
            number = _number(briefing, one["version"], names)
        except Missing:  # erased here, or not come yet
            continue
        passages.append({**one, "briefing": briefing, "version": number})
    return passages


def _here(thing: str, names: Names) -> str:
    uuid = names.uuid(thing)
    if uuid is None:
        raise Missing(thing)
    return uuid


def _number(briefing: str, text: str, names: Names) -> int:
    number = names.number(briefing, text)
    if number is None:
        raise Missing(text)
    return number
