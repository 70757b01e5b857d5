"""The tags of a file: those that the codebook lacks are added at its end."""

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress

from reeread.library import codebook
from reeread.library.merging.coming import Coming, borne_by
from reeread.library.tag_rules import color_of, key_of, meaning_of, next_color
from reeread.model.arrival import Row
from reeread.model.errors import UsageError
from reeread.model.tag import Tag
from reeread.sources.annotated import ours
from reeread.store import codebook as rows
from reeread.store import history


def bring(coming: Coming) -> Iterator[Row]:
    """Add the tags that are missing, and say which name each of the file's has here.

    A library in which nothing was done yet takes the codebook of our own JSON as it is.
    """
    deed, bundle = coming.deed, coming.bundle
    if (
        bundle.format == ours.VERSION
        and bundle.tags
        and next(history.events(deed.connection, limit=1), None) is None
    ):
        yield from _adopted(coming)
    borne = dict.fromkeys(tag for mark in bundle.marks for tag in borne_by(mark))
    named = {tag.name: tag for tag in bundle.tags}
    for name in (*named, *(name for name in borne if name not in named)):
        present = {one.casefold(): one for one in rows.ids(deed.connection)}
        clean = _clean(name)
        if clean.casefold() in present:
            here, status = present[clean.casefold()], "unchanged"
        else:
            here, status = _added(coming, named.get(name, Tag(name, "", "", "")), clean), "new"
        coming.tags[name] = rows.ids(deed.connection)[here]
        yield Row("tag", name, status, f"as {here}" if here != name else "")
    coming.order = tuple(rows.ids(deed.connection).values())


def _added(coming: Coming, tag: Tag, name: str) -> str:
    fit = _fitting(tag._replace(name=name), rows.tags(coming.deed.connection))
    return codebook.put(coming.deed, fit).name


def _fitting(tag: Tag, others: Sequence[Tag]) -> Tag:
    """Return a tag as a codebook may have it: a key that is taken, or a colour that is none, is no reason to lose it."""
    key, color, meaning = "", next_color(others), ""
    with suppress(UsageError):
        key = key_of(tag.key, others)
    with suppress(UsageError):
        color = color_of(tag.color)
    with suppress(UsageError):
        meaning = meaning_of(tag.meaning)
    return tag._replace(key=key, color=color, meaning=meaning)


def _clean(name: str) -> str:
    """Return a name that a codebook may have: without commas, control characters and empty parts."""
    plain = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else ";" if char == "," else char
        for char in name
    )
    parts = (" ".join(part.split()) for part in unicodedata.normalize("NFC", plain).split("/"))
    return "/".join(part for part in parts if part) or "unnamed"


def _adopted(coming: Coming) -> Iterator[Row]:
    """Make the codebook what it is in the file, keys and colours and all."""
    deed = coming.deed
    states: dict[str, dict[str, object]] = {}
    taken: list[Tag] = []
    for tag in coming.bundle.tags:
        fit = _fitting(tag._replace(name=_clean(tag.name)), taken)
        if fit.name.casefold() not in {one.name.casefold() for one in taken}:
            taken.append(fit)
            states[fit.name] = _state(fit)
    for name, id in rows.ids(deed.connection).items():
        if rows.state(deed.connection, id) != states.get(name):
            deed.change("tag", rows, id, None)
            yield Row("tag", name, "changed", "the file's codebook takes its place")
    for name, state in states.items():
        if name not in rows.ids(deed.connection):
            deed.create("tag", rows, state)


def _state(tag: Tag) -> dict[str, object]:
    return {**tag._asdict(), "retired": int(tag.retired), "origins": list(tag.origins)}
