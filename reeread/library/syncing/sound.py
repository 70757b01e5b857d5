"""What an edit from the hub must look like to be taken in: whoever was let in can send anything.

The server knows who pushed and when, but not what an edit says. One that is not sound is kept aside as it came.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from reeread.library.syncing.fields import SETS
from reeread.model.edit import ORIGIN, Edit, Fields

_Check = Callable[[Any], bool]
_Rule = _Check | int
"""What a value must fit, or the most code points of a text."""

_LONG = 2**24
"""Code points of the longest text of one field: a note or a quote."""
_SHORT = 4_096
"""Of an id, a name, an author, an address."""
_GREATEST = 2**53
_MOST = 10_000
"""Passages of one claim."""
_ID = re.compile(r"[^.\s]{1,64}\.[0-9]{1,9}")
_UUID = re.compile(r"[0-9A-Za-z-]{0,64}")
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z)?")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def sound(edit: Edit) -> bool:
    """Return whether the values of the fields that this program knows are of the kinds that they must be, and of no absurd size.

    Whether what they speak of is here is asked elsewhere.
    """
    return (
        _ID.fullmatch(edit.id) is not None
        and 0 < len(edit.thing) <= _SHORT
        and len(edit.author) <= _SHORT
        and len(edit.deed) <= _SHORT
        and _is_time(edit.at)
        and _fit(_RULES.get(edit.subject, {}), edit.fields)
    )


def _fit(rules: Mapping[str, _Rule], fields: Fields) -> bool:
    for name, value in fields.items():
        rule = rules.get(name)
        if rule is None:
            if "/" in name and (not isinstance(value, bool) or len(name) > _SHORT):
                return False
        elif not _fits(rule, value):
            return False
    return True


def _fits(rule: _Rule, value: Any) -> bool:
    if isinstance(rule, int):
        return isinstance(value, str) and len(value) <= rule
    return rule(value)


def _time(value: Any) -> bool:
    return isinstance(value, str) and _is_time(value)


@lru_cache
def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _whole(value: Any) -> bool:
    return type(value) is int and -_GREATEST < value < _GREATEST  # and not a truth value, which is an int too


def _number(value: Any) -> bool:
    return _whole(value) or (isinstance(value, float) and math.isfinite(value))


def _flag(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, int) and value in (0, 1))


def _color(value: Any) -> bool:
    return isinstance(value, str) and _COLOR.fullmatch(value) is not None


def _among(*allowed: str) -> _Check:
    return lambda value: isinstance(value, str) and value in allowed


def _or_none(rule: _Rule) -> _Check:
    return lambda value: value is None or _fits(rule, value)


def _all(rules: Mapping[str, _Rule]) -> _Check:
    """Return a rule for an object that has all of these fields."""
    texts = tuple((name, rule) for name, rule in rules.items() if isinstance(rule, int))
    others = tuple((name, rule) for name, rule in rules.items() if not isinstance(rule, int))

    # Every edit is looked at, and neither all() nor a call for each text is as quick.
    def fits(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        for name, most in texts:
            if not isinstance(text := value.get(name), str) or len(text) > most:
                return False
        for name, rule in others:  # noqa: SIM110
            if name not in value or not rule(value[name]):
                return False
        return True

    return fits


def _stretch(rules: Mapping[str, _Rule], *, empty: bool = False) -> _Check:
    """Return a rule for an object that says besides where in a text something stands."""
    whole = _all({"version": _SHORT, "start": _whole, "end": _whole, **rules})
    return lambda value: whole(value) and 0 <= value["start"] < value["end"] + empty


def _passages(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= _MOST and all(map(_PASSAGE, value))


def _made_by(rules: Mapping[str, _Rule]) -> _Check:
    """Return a rule for what only the making of a thing says; its id where it was made need not be there.

    It becomes the id here if it is free, and exports tell it as it is.
    """
    whole = _all(rules)
    return lambda value: (
        whole(value) and isinstance(id := value.get("uuid", ""), str) and _UUID.fullmatch(id) is not None
    )


_QUOTE = {"exact": _LONG, "prefix": _LONG, "suffix": _LONG}
_PASSAGE = _stretch(
    {"briefing": _SHORT, **_QUOTE, "value": _LONG, "low": _or_none(_number), "high": _or_none(_number), "unit": _LONG}
)  # fmt: skip
_SHOWN = _stretch({"briefing": _SHORT, "exact": _LONG})
_RULES: Mapping[str, Mapping[str, _Rule]] = {
    "annotation": {
        ORIGIN: _made_by({"briefing": _SHORT, "author": _SHORT, "created": _time}),
        "place": _stretch({**_QUOTE, "state": _among("anchored", "moved", "review", "orphan")}),
        "fate": _or_none(_all({"outcome": _among("met", "broken"), "shown": _SHOWN})),
        "note": _LONG,
        "grade": lambda value: value is None or (_whole(value) and 1 <= value <= 6),
        "modified": _time,
    },
    "briefing": {
        ORIGIN: _made_by({"source": _LONG, "added": _time}),
        "version": _SHORT,
        "grade": _or_none(_among(*"ABCDEF")),
    },
    "claim": {
        ORIGIN: _made_by({}),
        "ruling": _all(
            {
                "author": _SHORT, "label": _LONG, "verdict": _among("agree", "tension", "conflict"),
                "standing": _among("open", "confirmed", "dismissed", "retracted"), "grouped": _flag, "date": _SHORT,
                "reason": _LONG, "made": _time,
            }
        ),
        "passages": _passages,
    },
    "highlight": {
        ORIGIN: _made_by({"briefing": _SHORT, "author": _SHORT}),
        "place": _stretch({}, empty=True),
        "ruling": _all(
            {
                "decision": _among("accepted", "dismissed"), "key": _whole, "block": _SHORT, "score": _number,
                "details": _or_none(_LONG), "made": _time,
            }
        ),
    },
    "tag": {
        ORIGIN: _made_by({}),
        "name": lambda value: _fits(_SHORT, value) and bool(value.strip()),
        "key": lambda value: isinstance(value, str) and len(value) <= 1,
        "color": _color,
        "meaning": _LONG,
        "position": _whole,
        "retired": _flag,
    },
}  # fmt: skip
assert _RULES.keys() == SETS.keys()
