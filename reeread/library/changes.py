"""What an event changed, in short words: before → after."""

from collections.abc import Callable, Mapping
from typing import Any

from reeread.model.event import Event

_NOTHING = "—"
_LONGEST = 40
"""Code points of a note, a meaning or a reason that are shown."""


def change(event: Event) -> str:
    """Return what was before and what is after; "" where nothing is told of it any more.

    Only what a person would call a change is told: not the new time of a change, nor the words around a passage.
    """
    if event.erased:
        return ""
    before, after = event.before, event.after
    parts = []
    for name, words in _TOLD[event.subject].items():
        then, now = (words(state) if state and name in state else None for state in (before, after))
        if then is None and now is None:
            continue
        if (before is None or after is None) and not (name in _OF_WHOLE and (then or now)):
            continue
        if then != now:
            parts.append(f"{then or _NOTHING} → {now or _NOTHING}")
    return "; ".join(parts) or ("" if before == after else "moved with its text")


_OF_WHOLE = {"tags", "note", "grade", "outcome", "stacks", "decision", "name", "key", "standing", "verdict"}
"""What is told of a thing that was made or taken away."""


def _text(name: str, ahead: str = "") -> Callable[[Mapping[str, Any]], str]:
    def words(state: Mapping[str, Any]) -> str:
        line = " ".join(str(state[name] or "").split())
        short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
        return f"{ahead}“{short}”" if short else ""

    return words


def _value(name: str, ahead: str = "") -> Callable[[Mapping[str, Any]], str]:
    return lambda state: f"{ahead}{state[name]}" if state[name] not in (None, "") else ""


def _list(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda state: ", ".join(state[name])


def _decision(state: Mapping[str, Any]) -> str:
    return str(state["decision"])


_TOLD: Mapping[str, Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "annotation": {
        "tags": _list("tags"),
        "note": _text("note"),
        "grade": _value("grade", "grade "),
        "outcome": _value("outcome"),
        "state": _value("state"),
        "exact": _text("exact"),
        "version": _value("version", "version "),
    },
    "briefing": {
        "version": _value("version", "version "),
        "stacks": _list("stacks"),
        "state": _value("state"),
        "grade": _value("grade", "grade "),
    },
    "highlight": {"decision": _decision, "version": _value("version", "version ")},
    "search": {"name": _value("name"), "query": _text("query")},
    "tag": {
        "name": _value("name"),
        "key": _value("key", "key "),
        "color": _value("color"),
        "meaning": _text("meaning"),
        "position": _value("position", "place "),
        "retired": lambda state: "retired" if state["retired"] else "in use",
    },
    "claim": {
        "standing": _value("standing"),
        "verdict": _value("verdict"),
        "passages": lambda state: f"{len(state['passages'])} passages",
        "label": _text("label"),
        "reason": _text("reason"),
        "date": _value("date", "since "),
    },
}
"""For each kind of thing the fields that are told, in order, and how."""
