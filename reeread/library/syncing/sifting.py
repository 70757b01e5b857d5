"""Taking in what can be taken in, and keeping the rest as it came: nothing that somebody sends keeps out what others do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reeread.library.syncing.sound import sound
from reeread.library.syncing.taking import Taking
from reeread.model.edit import Edit, decoded
from reeread.model.errors import NotFound, StoreError
from reeread.model.shared_text import SharedText
from reeread.store import sharing
from reeread.store.deed import Deed
from reeread.store.engine import sqlite
from reeread.store.parts import part

_REFUSED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotFound, RecursionError, StoreError, TypeError,
    ValueError, sqlite.DataError, sqlite.IntegrityError,
)  # fmt: skip
"""What an edit can end in that says what cannot be; a full disk is none of these, and ends the sync."""


class Sifted(NamedTuple):
    """Edits as they came from a hub."""

    edits: list[Edit]
    unsound: list[tuple[str, str]]
    """Id and body of those that are none, or say what cannot be."""


def sifted(rows: Iterable[tuple[str, str]]) -> Sifted:
    """Return edits, given the id and the body of each, without those that are not sound."""
    found = Sifted([], [])
    for id, body in rows:
        try:
            edit = decoded(id, body)
        except ValueError:
            found.unsound.append((id, body))
            continue
        if sound(edit):
            found.edits.append(edit)
        else:
            found.unsound.append((id, body))
    return found


def take_in(deed: Deed, given: Sifted, texts: Mapping[str, SharedText]) -> dict[str, int]:
    """Take in edits, and keep aside what is not sound; return the briefings that show another version, with the one before."""
    sharing.set_aside(deed.connection, [(id, "", body) for id, body in given.unsound])
    revised: dict[str, int] = {}
    _take(deed, given.edits, texts, revised)
    return revised


def unsound(kept: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of those of the edits kept aside that no later reeread will understand either."""
    return tuple(id for id, _ in sifted(kept).unsound)


def _take(
    deed: Deed, edits: Sequence[Edit], texts: Mapping[str, SharedText], revised: dict[str, int]
) -> None:
    """Take in edits together; where that cannot be, each half by itself, down to the one that is in the way."""
    try:
        with part(deed):
            taking = Taking(deed, texts)
            taking.take(edits)
            taking.finish()
    except _REFUSED:
        if len(edits) > 1:
            middle = len(edits) // 2
            _take(deed, edits[:middle], texts, revised)
            _take(deed, edits[middle:], texts, revised)
        else:
            sharing.set_aside(deed.connection, [(one.id, one.thing, one.encoded()) for one in edits])
        return
    for briefing, previous in taking.revised.items():
        revised.setdefault(briefing, previous)
