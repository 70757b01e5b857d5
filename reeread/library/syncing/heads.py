"""The heads of a thing: of each field the edits that no other edit of it has seen.

One head, or several of one value, and the field is settled; several values, and it is a conflict, of which the latest is
shown. An edit made later names all heads that it saw, and so settles it. What is shown depends on which edits there are
and not on the order in which they came.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from reeread.model.edit import THERE, Edit, canonical, is_element

WHOLE = "*"
"""The row that stands for every field that has none of its own."""
_GONE = "false"


class Head(NamedTuple):
    """One edit of a field."""

    edit: str
    at: str
    author: str
    value: str | None
    """As JSON; None where it is what the library shows."""


Rows = dict[str, list[Head]]


class Heads:
    """The heads of one thing by field."""

    __slots__ = ("changed", "rows")

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.changed = False

    @classmethod
    def of_new(cls, edit: Edit) -> "Heads":
        """Return the heads of a thing of which nobody has heard, given the edit that makes it."""
        heads = cls({WHOLE: [Head(edit.id, edit.at, edit.author, None)]})
        heads.changed = True
        return heads

    @property
    def is_there(self) -> bool:
        """Return whether the thing is there: who took it away did not know of everybody who wants it."""
        return any(head.value != _GONE for head in self.of(THERE, True))

    def of(self, field: str, shown: object) -> list[Head]:
        """Return the heads of a field, given what is shown of it."""
        if field in self.rows:
            return self.rows[field]
        return self.rows.get(WHOLE, []) if shown or not is_element(field) else []

    def follow(self, edit: Edit) -> Edit:
        """Let an edit of this library be the only head of its fields; return it with what it saw."""
        whole = self.rows.get(WHOLE, [])
        touched = _touched(edit)
        seen = {head.edit for field in touched for head in self.rows.get(field, whole)}
        head = Head(edit.id, edit.at, edit.author, None)
        self.changed = True
        if not self.rows:
            self.rows[WHOLE] = [head]
        else:
            for field in touched:
                gone = field == THERE and edit.there is False
                self.rows[field] = [head._replace(value=_GONE if gone else None)]
        return Edit(
            edit.id,
            edit.subject,
            edit.thing,
            edit.author,
            edit.at,
            edit.deed,
            edit.fields,
            frozenset(seen),
            edit.there,
            edit.undoes,
        )

    def meet(self, edit: Edit, shown: Mapping[str, Any]) -> dict[str, Any]:
        """Take in an edit of another library and return what is to be shown instead, by field; `THERE` is not among it.

        Args:
            edit: It comes after all that it has seen.
            shown: What the library shows of the thing.
        """
        self.changed = True
        if not self.rows:
            self.rows[WHOLE] = [Head(edit.id, edit.at, edit.author, None)]
            return dict(edit.fields)
        if edit.there is not None:
            said = None if edit.there else _GONE
            self._put(edit, THERE, list(self.of(THERE, True)), said)
        news = {}
        for field, value in edit.fields.items():
            now = shown.get(field, False if is_element(field) else None)
            heads = self.of(field, now)
            if any(head.edit == edit.id for head in heads):
                continue
            left = [head for head in heads if head.edit not in edit.parents]
            self.rows[field] = left
            new = Head(edit.id, edit.at, edit.author, None)
            standing, said = canonical(now), canonical(value)
            values = {head.value or standing for head in left}
            if values <= {said}:
                self.rows[field] = [*(head._replace(value=None) for head in left), new]
                winner = said
            else:
                apart = [head._replace(value=head.value or standing) for head in left]
                apart.append(new._replace(value=said))
                self.rows[field] = apart
                winner = max(apart, key=_order).value or said
            if winner != standing:
                news[field] = json.loads(winner)
        return news

    def _put(self, edit: Edit, field: str, heads: list[Head], value: str | None) -> None:
        if all(head.edit != edit.id for head in heads):
            left = [head for head in heads if head.edit not in edit.parents]
            self.rows[field] = [*left, Head(edit.id, edit.at, edit.author, value)]


def _touched(edit: Edit) -> list[str]:
    return [*edit.fields, *([THERE] if edit.there is not None else [])]


def _order(head: Head) -> tuple[str, str]:
    return head.at, head.edit
