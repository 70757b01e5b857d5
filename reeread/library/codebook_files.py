"""A codebook as a file of its own: written for another library, and taken in from one."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reeread.library import codebook
from reeread.library.library import Library
from reeread.library.tag_rules import key_of
from reeread.model.errors import SourceError, UsageError
from reeread.model.tag import Tag
from reeread.store import codebook as rows
from reeread.text.display import MARKS

FORMATS = ("toml", "json")

_HEAD = "# A codebook of reeread. `reeread codebook import FILE` takes it into another library.\n"
_FIELDS = {"name": str, "key": str, "color": str, "meaning": str, "retired": bool}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a codebook in."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    """Tags that were there under this name and have another key, colour, meaning or place in use now."""
    unchanged: tuple[str, ...]
    remarks: tuple[str, ...]
    """Keys that could not be given, one plain sentence each."""


def written(tags: Iterable[Tag], format: str = "toml") -> Iterator[str]:
    """Yield a codebook as TOML, or as JSON, in pieces; what could drive a terminal stands as an escape."""
    entries = [_entry(tag) for tag in tags]
    if format == "json":
        from reeread.export.json_text import json_text

        yield json_text({"tags": entries}) + "\n"
        return
    yield _HEAD
    for entry in entries:
        yield "\n[[tag]]\n"
        for name, value in entry.items():
            yield f"{name} = {_toml(value)}\n"


def read(text: str, name: str) -> tuple[Tag, ...]:
    """Return the tags of a codebook in TOML or JSON; what it leaves out is empty.

    A JSON file is an object with a list `tags`, as `export json` writes it too; TOML has a `[[tag]]` for each.

    Raises:
        SourceError: It is neither, or a tag has no name or a field of another kind.
    """
    found = _parsed(text, name)
    entries = found.get("tags", found.get("tag")) if isinstance(found, Mapping) else found
    if not isinstance(entries, list) or not entries:
        raise SourceError("It holds no tags.", name, "Write a [[tag]] with a name for each.")
    return tuple(_tag(entry, place, name) for place, entry in enumerate(entries, start=1))


def take_in(lib: Library, tags: Iterable[Tag]) -> Taken:
    """Add the tags that the codebook lacks and change those that it has, by their names: one deed.

    What a tag leaves empty stays as it is. A key that the reader or another tag has is not given, and that is
    remarked on.

    Raises:
        UsageError: A name or colour cannot be used.
    """
    added, changed, unchanged, remarks = list[str](), list[str](), list[str](), list[str]()
    with lib.store.deed("codebook import", lib.author) as deed:
        for tag in tags:
            present = rows.tags(deed.connection)
            known = next((one for one in present if one.name.casefold() == tag.name.casefold()), None)
            key = "" if tag.retired else tag.key
            try:
                key_of(key, [one for one in present if one is not known])
            except UsageError as error:
                remarks.append(f"{tag.name} comes without its key. {error.what}")
                key = ""
            if known is None:
                added.append(
                    codebook.put(deed, Tag(tag.name, key, tag.color, tag.meaning, 0, tag.retired)).name
                )
                continue
            before = deed.logged
            if tag.retired != known.retired:
                fields: dict[str, object] = {"retired": int(tag.retired)}
                deed.change("tag", rows, rows.ids(deed.connection)[known.name], fields)
            codebook.change(
                deed,
                known.name,
                key="" if tag.retired else key or None,
                color=tag.color or None,
                meaning=tag.meaning or None,
            )
            (changed if deed.logged > before else unchanged).append(known.name)
    return Taken(tuple(added), tuple(changed), tuple(unchanged), tuple(remarks))


def _entry(tag: Tag) -> dict[str, str | bool]:
    entry: dict[str, str | bool] = {"name": tag.name}
    for name in ("key", "color", "meaning"):
        if value := getattr(tag, name):
            entry[name] = value
    return {**entry, "retired": True} if tag.retired else entry


def _toml(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(".", lambda one: _escaped(one[0]) if ord(one[0]) in MARKS else one[0], text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _parsed(text: str, name: str) -> Any:
    import tomllib

    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"This is neither a codebook in TOML nor in JSON: {error}.",
            name,
            "`reeread codebook export` shows how one is written.",
        ) from error


def _tag(entry: object, place: int, name: str) -> Tag:
    if not isinstance(entry, Mapping):
        raise SourceError(f"Its tag {place} is no table.", name, "Write a [[tag]] with a name for each.")
    found = {field: entry[field] for field in _FIELDS if entry.get(field) is not None}
    for field, value in found.items():
        if not isinstance(value, _FIELDS[field]):
            raise SourceError(f"In its tag {place} the {field} is no {_FIELDS[field].__name__}.", name)
    if not str(found.get("name", "")).strip():
        raise SourceError(f"Its tag {place} has no name.", name)
    return Tag(**{"key": "", "color": "", "meaning": "", **found})
