"""Long lists of annotations: which there are, and some of them at a time."""

from collections.abc import Sequence

from reeread.library.library import Library
from reeread.model.annotation import Annotation
from reeread.model.asked import Asked
from reeread.store import annotations as rows
from reeread.store import history

_LOOKED_AT = 400
"""Deeds of the log that are looked through for the tags used last."""


def ids(lib: Library, asked: Asked) -> tuple[str, ...]:
    """Return the ids of the annotations that are asked for, in order."""
    with lib.store.reading() as connection:
        found = rows.ids(connection, asked)
    return tuple(reversed(found) if asked.backwards else found)


def page(lib: Library, ids: Sequence[str]) -> tuple[Annotation, ...]:
    """Return the annotations of these ids in their order, without those that are gone meanwhile."""
    with lib.store.reading() as connection:
        return tuple(rows.some(connection, ids))


def authors(lib: Library) -> tuple[str, ...]:
    """Return who made annotations, in alphabetical order."""
    with lib.store.reading() as connection:
        return tuple(rows.authors(connection))


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
