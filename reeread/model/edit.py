"""An edit: what one deed changed of one thing, as libraries tell each other of it."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

Fields = dict[str, Any]
"""Values by field, as JSON has them. A field "tags/…" is one element of a set, and true or false."""

ORIGIN = "origin"
"""The field that only the making of a thing sets, and each making does."""
THERE = "there"
"""The field that says whether a thing is there at all."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()
_TEXTS = ("subject", "thing", "author", "at", "deed")


class Edit(NamedTuple):
    """Some fields of a thing as somebody left them, and which edits of those fields were seen doing so."""

    id: str
    """Transaction and number in the log of the library where it was made."""
    subject: str
    thing: str
    """The id that the thing has for everybody."""
    author: str
    at: str
    deed: str
    fields: Fields
    parents: frozenset[str] = frozenset()
    there: bool | None = None
    """Whether the thing is there; None where the edit does not say."""
    undoes: str = ""
    """The transaction that this one takes back."""

    @property
    def makes(self) -> bool:
        """Return whether it makes the thing."""
        return ORIGIN in self.fields

    def encoded(self) -> str:
        """Return all but the id as JSON."""
        return _ENCODER.encode(
            {
                **{name: getattr(self, name) for name in _TEXTS},
                "fields": self.fields,
                "parents": sorted(self.parents),
                **({} if self.there is None else {THERE: self.there}),
                **({"undoes": self.undoes} if self.undoes else {}),
            }
        )


def decoded(id: str, text: str) -> Edit:
    """Return the edit of an id, given its body as JSON.

    Raises:
        ValueError: The body is none of an edit.
    """
    try:
        body, end = _DECODER.raw_decode(text)
        if (
            "\\ud" in text or "\\uD" in text
        ):  # halves of a character can be told as escapes, and written nowhere
            _ENCODER.encode(body).encode()
    except RecursionError as error:
        raise ValueError(f"{id} is no edit") from error
    if end < len(text) or not isinstance(body, dict):
        raise ValueError(f"{id} is no edit")
    told: Callable[..., Any] = body.get
    subject, thing, author, at, deed = map(told, _TEXTS)
    fields, parents, there, undoes = told("fields"), told("parents"), told(THERE), told("undoes", "")
    sound = (
        isinstance(subject, str)
        and isinstance(thing, str)
        and isinstance(author, str)
        and isinstance(at, str)
        and isinstance(deed, str)
        and isinstance(undoes, str)
        and isinstance(fields, dict)
        and isinstance(parents, list)
        and (not parents or all(isinstance(one, str) for one in parents))
        and (there is None or isinstance(there, bool))
    )
    if not sound:
        raise ValueError(f"{id} is no edit")
    return Edit(id, subject, thing, author, at, deed, fields, frozenset(parents), there, undoes)


def is_element(field: str) -> bool:
    """Return whether a field is one element of a set."""
    return "/" in field


def canonical(value: object) -> str:
    """Return a value as text, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
