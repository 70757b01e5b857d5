"""Long lists of annotations: which there are, and some of them at a time."""

from array import array
from collections.abc import Callable, Iterable, Sequence

from reeread.library.library import Library
from reeread.model.annotation import Annotation
from reeread.model.asked import Asked
from reeread.store import annotations as kept
from reeread.store import history, stopped, tallies

_LOOKED_AT = 400
"""Deeds of the log that are looked through for the tags used last."""


def rows(
    lib: Library, asked: Asked, limit: int | None = None, *, stop: Callable[[], bool] | None = None
) -> "array[int]":
    """Return the numbers under which the library keeps the annotations that are asked for, in order.

    Args:
        lib: The library.
        asked: Which annotations.
        limit: Only the first so many.
        stop: Whether the answer is no longer wanted; then there is none.
    """
    found = array("q")
    with lib.store.reading() as connection, stopped.by(connection, stop):
        found = kept.rows(connection, asked, limit)
    return found[::-1] if asked.backwards else found


def numbered(lib: Library, rows: Sequence[int]) -> tuple[Annotation | None, ...]:
    """Return the annotations of these numbers in their order, None for each that is gone meanwhile."""
    with lib.store.reading() as connection:
        return tuple(kept.of_rows(connection, rows))


def ids(lib: Library, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of the annotations of these numbers in their order, without those that are gone meanwhile."""
    with lib.store.reading() as connection:
        return tuple(kept.uuids(connection, rows))


def numbers(lib: Library, ids: Iterable[str]) -> dict[int, str]:
    """Return the ids of annotations by their numbers, without those that are gone."""
    with lib.store.reading() as connection:
        return kept.row_ids(connection, ids)


def page(lib: Library, ids: Sequence[str]) -> tuple[Annotation, ...]:
    """Return the annotations of these ids in their order, without those that are gone meanwhile."""
    with lib.store.reading() as connection:
        return tuple(kept.some(connection, ids))


def authors(lib: Library) -> tuple[str, ...]:
    """Return who made annotations, in alphabetical order."""
    with lib.store.reading() as connection:
        return tuple(tallies.authors(connection))


def recent_tags(lib: Library) -> tuple[str, ...]:
    """Return the tags that the author put on passages last, the latest first, under their present names."""
    with lib.store.reading() as connection:
        events = [one for one in history.events(connection, limit=_LOOKED_AT) if one.subject == "annotation"]
        names = history.tag_names(connection, events)
    recent: dict[str, None] = {}
    for event in events:
        if event.author == lib.author and event.after and event.undoes is None:
            before = set((event.before or {}).get("tags", ()))
            put = [tag for tag in event.after.get("tags", ()) if tag not in before]
            recent.update(dict.fromkeys(names[tag] for tag in put if tag in names))
    return tuple(recent)
