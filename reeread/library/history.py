"""What was done in a library, and taking it back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reeread.library.library import Library
from reeread.library.phrases import phrase
from reeread.model.event import Event
from reeread.store import codebook
from reeread.store import history as log
from reeread.store.deed import Deed

PURGE = "purge"
"""What the log calls the deed that cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back, or a redo did again."""

    deed: str
    """The deed, e.g. "tag"."""
    text: str
    """One sentence that says it."""
    briefing: str | None = None
    """The id of the briefing that it was about, if it was about one."""


def undo(lib: Library) -> Undone | None:
    """Take back the author's latest deed that is not taken back; return what it was, None if there is none.

    Undo is a deed itself: nothing is struck from the log, and it reaches back to the library's beginning. It steps over
    the erasing of a briefing, which nothing brings back, and says so where that was done last.

    Raises:
        StoreError: What others did since depends on it.
    """
    with lib.store.deed("undo", lib.author) as deed:
        last, target = (look(deed.connection, lib.author) for look in (log.latest, log.to_undo))
        if target is None:
            return None
        undone = _invert(deed, target, "Took back")
        if last is not None and last.deed == PURGE:
            return replace(undone, text=f"Nothing brings back what was erased for good. {undone.text}")
        return undone


def redo(lib: Library) -> Undone | None:
    """Do again what the author's latest undo took back; None if there is none, or something new was done since.

    Raises:
        StoreError: What others did since stands in its way.
    """
    with lib.store.deed("redo", lib.author) as deed:
        target = log.to_redo(deed.connection, lib.author)
        return _invert(deed, target, "Redid") if target else None


def each(
    lib: Library,
    *,
    briefing: str | None = None,
    claims: bool = False,
    subjects: Collection[str] | None = None,
    since: str | None = None,
    limit: int | None = None,
) -> Iterator[Event]:
    """Yield what was done, newest first, as it is read.

    Tags stand in `before` and `after` under their present names.

    Args:
        lib: The library.
        briefing: Only what was done to the briefing of this id.
        claims: With a briefing, what was decided on claims that it stands in, too.
        subjects: Only what was done to things of these ids.
        since: Only what was done at this ISO time in UTC or later.
        limit: At most so much.
    """
    with lib.store.reading() as connection:
        names = {tag: name for name, tag in codebook.ids(connection).items()}

        def named(state: dict[str, Any] | None) -> dict[str, Any] | None:
            if not state or "tags" not in state:
                return state
            for tag in state["tags"]:
                if tag not in names:
                    names[tag] = log.last_name(connection, tag) or tag
            return {**state, "tags": [names[tag] for tag in state["tags"]]}

        found = log.events(
            connection, briefing=briefing, claims=claims, subjects=subjects, since=since, limit=limit
        )
        for event in found:
            yield replace(event, before=named(event.before), after=named(event.after))


def events(lib: Library, *, briefing: str | None = None, limit: int | None = None) -> tuple[Event, ...]:
    """Return what `each` yields, all at once."""
    return tuple(each(lib, briefing=briefing, limit=limit))


def subject(lib: Library, event: Event) -> str:
    """Return the words that a reader knows the subject of an event by: a quote, a title, a tag's name."""
    with lib.store.reading() as connection:
        return log.about(connection, event)


def _invert(deed: Deed, target: log.Transaction, verb: str) -> Undone:
    first = log.first(deed.connection, target)
    changes = [one for one in log.events(deed.connection, transaction=first.id) if not one.erased]
    names = log.tag_names(deed.connection, changes)
    about = log.about(deed.connection, changes[-1])
    briefing = log.briefing(deed.connection, first)
    text = f"{verb} {phrase(first.deed, changes, names, about)}."
    deed.undoes = target.id
    log.invert(deed, target)
    return Undone(first.deed, text, briefing)
