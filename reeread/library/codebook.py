"""The tags of a library: what they are called, how they are pressed and painted, what they mean."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reeread.library.library import Library
from reeread.library.tag_rules import (
    PALETTE,
    RESERVED_KEYS,
    color_of,
    free_among,
    key_of,
    meaning_of,
    name_of,
    next_color,
)
from reeread.model.errors import NotFound, UsageError
from reeread.model.tag import Tag
from reeread.store import annotations
from reeread.store import codebook as rows
from reeread.store.deed import Deed

__all__ = [
    "PALETTE",
    "RESERVED_KEYS",
    "Use",
    "add_tag",
    "edit_tag",
    "free_keys",
    "merge",
    "remove_tag",
    "reorder",
    "restore",
    "retire",
    "tags",
    "use",
]


class Use(NamedTuple):
    """What bears a tag: what its removal would touch."""

    tag: str
    annotations: int
    """Everybody's, those on briefings that were taken out too."""
    briefings: int
    alone: int
    """How many of the annotations have no other tag, no note and no grade, and would go with it."""


def tags(lib: Library) -> tuple[Tag, ...]:
    """Return the tags in their order, retired ones too."""
    with lib.store.reading() as connection:
        return tuple(rows.tags(connection))


def free_keys(lib: Library) -> str:
    """Return the letters and digits that neither the reader nor a tag uses."""
    return free_among(tags(lib))


def use(lib: Library, name: str) -> Use:
    """Return what bears a tag.

    Raises:
        NotFound: There is no tag of this name.
    """
    with lib.store.reading() as connection:
        _one(rows.tags(connection), name)
        return Use(name, *rows.use(connection, name))


def add_tag(lib: Library, name: str, key: str = "", color: str = "", meaning: str = "") -> Tag:
    """Add a tag at the end of the codebook and return it.

    Args:
        lib: The library.
        name: Not empty, without commas and control characters, unlike every other; "/" parts a tag from the
            one above it.
        key: One character that the reader does not use, "" for none.
        color: Six hex digits after "#"; "" takes the next of the palette.
        meaning: When a passage bears it.

    Raises:
        UsageError: The name, key or colour cannot be used; the message says which can.
    """
    with lib.store.deed("codebook add", lib.author) as doing:
        return put(doing, Tag(name, key, color, meaning))


def check(names: Iterable[str], known: Iterable[Tag]) -> None:
    """Refuse a name that no tag of a codebook has: what is asked for by it would silently be nothing.

    Raises:
        NotFound: One of them is none; the message says which there are.
    """
    there = [tag.name for tag in known]
    for name in names:
        if name not in there:
            raise NotFound(f"the codebook has no tag “{name}”.", next_step=f"It has {', '.join(there)}.")


def put(doing: Deed, tag: Tag) -> Tag:
    """Add a tag at the end of the codebook as part of a deed that may do more, and return it."""
    others = rows.tags(doing.connection)
    name = name_of(tag.name, others)
    suggested = {origin for other in others for origin in other.origins}
    state = {
        "name": name,
        "key": "" if tag.retired else key_of(tag.key, others),
        "color": color_of(tag.color or next_color(others)),
        "meaning": meaning_of(tag.meaning),
        "position": 1 + max((other.position for other in others), default=0),
        "retired": int(tag.retired),
        "origins": [] if name in suggested else [name],
    }
    doing.create("tag", rows, state)
    return _one(rows.tags(doing.connection), name)


def edit_tag(
    lib: Library,
    name: str,
    *,
    new_name: str | None = None,
    key: str | None = None,
    color: str | None = None,
    meaning: str | None = None,
) -> Tag:
    """Change what is given of a tag and return it; annotations that bear it bear it under its new name.

    Tags below it are renamed with it, and the suggestions that it received it receives under its new name.

    Raises:
        NotFound: There is no tag of this name.
        UsageError: The name, key or colour cannot be used; the message says which can.
    """
    with lib.store.deed("codebook edit", lib.author) as doing:
        return change(doing, name, new_name=new_name, key=key, color=color, meaning=meaning)


def change(
    doing: Deed,
    name: str,
    *,
    new_name: str | None = None,
    key: str | None = None,
    color: str | None = None,
    meaning: str | None = None,
) -> Tag:
    """Change what is given of a tag as part of a deed that may do more, and return it."""
    present = rows.tags(doing.connection)
    tag = _one(present, name)
    others = [other for other in present if other.name != tag.name]
    ids = rows.ids(doing.connection)
    fields: dict[str, object] = {}
    if new_name is not None:
        below = [other for other in others if other.name.startswith(f"{tag.name}/")]
        apart = [other for other in others if other not in below]
        name = name_of(new_name, apart)
        fields["name"] = name
    if key is not None:
        if key and tag.retired:
            raise UsageError(f"The tag {tag.name!r} is retired and takes no key.", next_step="Restore it.")
        fields["key"] = key_of(key, others)
    if color is not None:
        fields["color"] = color_of(color)
    if meaning is not None:
        fields["meaning"] = meaning_of(meaning)
    doing.change("tag", rows, ids[tag.name], fields)
    if new_name is not None and name != tag.name:
        for other in below:
            renamed = name_of(name + other.name[len(tag.name) :], apart)
            doing.change("tag", rows, ids[other.name], {"name": renamed})
    return _one(rows.tags(doing.connection), name)


def retire(lib: Library, name: str) -> Tag:
    """Offer a tag no more, and free its key; what bears it keeps it. Return it.

    Raises:
        NotFound: There is no tag of this name.
    """
    return _set(lib, "codebook retire", name, {"retired": 1, "key": ""})


def restore(lib: Library, name: str) -> Tag:
    """Offer a retired tag again, without a key, and return it.

    Raises:
        NotFound: There is no tag of this name.
    """
    return _set(lib, "codebook restore", name, {"retired": 0})


def reorder(lib: Library, names: Sequence[str]) -> tuple[Tag, ...]:
    """Put the tags into this order and return them all; those not named follow in the order that they had.

    Raises:
        NotFound: There is no tag of one of these names.
    """
    with lib.store.deed("codebook order", lib.author) as doing:
        present = rows.tags(doing.connection)
        first = [_one(present, name) for name in dict.fromkeys(names)]
        ids = rows.ids(doing.connection)
        for place, tag in enumerate([*first, *(tag for tag in present if tag not in first)], start=1):
            doing.change("tag", rows, ids[tag.name], {"position": place})
        return tuple(rows.tags(doing.connection))


def merge(lib: Library, name: str, into: str) -> Tag:
    """Let all that bears one tag bear another, which receives its suggestions too; return that other.

    Notes, spans and everybody's other tags stay; the first tag is gone, its meaning with it.

    Raises:
        NotFound: There is no tag of one of these names.
        UsageError: They are the same, or the other is retired.
    """
    with lib.store.deed("codebook merge", lib.author) as doing:
        present = rows.tags(doing.connection)
        gone, kept = _one(present, name), _one(present, into)
        if gone == kept:
            raise UsageError("A tag cannot be merged into itself.", next_step="Name two tags.")
        if kept.retired:
            raise UsageError(f"The tag {into!r} is retired.", next_step="Restore it first.")
        ids = rows.ids(doing.connection)
        for uuid in rows.users(doing.connection, name):
            state = annotations.state(doing.connection, uuid) or {}
            borne = {*state["tags"], ids[into]} - {ids[name]}
            fields = {"tags": [one for one in ids.values() if one in borne]}
            doing.change("annotation", annotations, uuid, fields)
        doing.change("tag", rows, ids[name], None)
        origins = [*kept.origins, *(one for one in gone.origins if one not in kept.origins)]
        doing.change("tag", rows, ids[into], {"origins": origins})
        return _one(rows.tags(doing.connection), into)


def remove_tag(lib: Library, name: str, *, force: bool = False) -> Use:
    """Take a tag out of the codebook and return what bore it.

    Unless forced, only one that nothing bears goes. Forced, annotations lose it, and those that have neither
    another tag nor a note nor a grade are gone; tags below it stay.

    Raises:
        NotFound: There is no tag of this name.
        UsageError: Something bears it; the message says how much.
    """
    with lib.store.deed("codebook remove", lib.author) as doing:
        _one(rows.tags(doing.connection), name)
        used = Use(name, *rows.use(doing.connection, name))
        if used.annotations and not force:
            raise UsageError(
                f"{_many(used.annotations, 'annotation')} in {_many(used.briefings, 'briefing')} bear"
                f"{'s' * (used.annotations == 1)} the tag {name!r}, {used.alone} of them nothing else.",
                next_step="Retire it, merge it into another, or take it off with --force.",
            )
        tag_id = rows.ids(doing.connection)[name]
        for uuid in rows.users(doing.connection, name):
            state = annotations.state(doing.connection, uuid) or {}
            left = [one for one in state["tags"] if one != tag_id]
            fields = {"tags": left} if left or state["note"] or state["grade"] else None
            doing.change("annotation", annotations, uuid, fields)
        doing.change("tag", rows, tag_id, None)
        return used


def _set(lib: Library, deed_name: str, name: str, fields: dict[str, object]) -> Tag:
    with lib.store.deed(deed_name, lib.author) as doing:
        _one(rows.tags(doing.connection), name)
        doing.change("tag", rows, rows.ids(doing.connection)[name], fields)
        return _one(rows.tags(doing.connection), name)


def _one(present: Sequence[Tag], name: str) -> Tag:
    for tag in present:
        if tag.name == name:
            return tag
    names = ", ".join(tag.name for tag in present)
    raise NotFound(f"The codebook has no tag {name!r}: it has {names}.")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
