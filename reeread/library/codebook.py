"""The tags of a library: what they are called, how they are pressed and painted, what they mean."""

import re
import string
import unicodedata
from collections.abc import Sequence

from reeread.library.library import Library
from reeread.model.errors import NotFound, UsageError
from reeread.model.tag import Tag
from reeread.store import codebook as rows

RESERVED_KEYS = frozenset("jkJKhlvgGbnN][}{)(axmuo|/\\!@eH?ytwq ")
"""Keys that the reader uses, which a codebook may not take."""

PALETTE = ("#E69F00", "#56B4E9", "#CC79A7", "#009E73", "#0072B2", "#D55E00", "#F0E442", "#999999")
"""Colours that colour-blind eyes tell apart (Okabe and Ito 2008), in the order in which tags get them."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def tags(lib: Library) -> tuple[Tag, ...]:
    """Return the tags in their order."""
    with lib.store.reading() as connection:
        return tuple(rows.tags(connection))


def free_keys(lib: Library) -> str:
    """Return the letters and digits that neither the reader nor a tag uses."""
    return _free(tags(lib))


def add_tag(lib: Library, name: str, key: str = "", color: str = "", meaning: str = "") -> Tag:
    """Add a tag at the end of the codebook and return it.

    Args:
        lib: The library.
        name: Not empty, without commas and control characters, unlike every other.
        key: One character that the reader does not use, "" for none.
        color: Six hex digits after "#"; "" takes the next of the palette.
        meaning: When a passage bears it.

    Raises:
        UsageError: The name, key or colour cannot be used; the message says which can.
    """
    with lib.store.deed("codebook add", lib.author) as deed:
        others = rows.tags(deed.connection)
        state = {
            "name": _name(name, others),
            "key": _key(key, others),
            "color": _color(color or _next_color(others)),
            "meaning": _meaning(meaning),
            "position": 1 + max((tag.position for tag in others), default=0),
            "retired": 0,
        }
        deed.create("tag", rows, state)
        return _one(rows.tags(deed.connection), str(state["name"]))


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

    Raises:
        NotFound: There is no tag of this name.
        UsageError: The name, key or colour cannot be used; the message says which can.
    """
    with lib.store.deed("codebook edit", lib.author) as deed:
        present = rows.tags(deed.connection)
        tag = _one(present, name)
        others = [other for other in present if other.name != tag.name]
        fields: dict[str, object] = {}
        if new_name is not None:
            fields["name"] = _name(new_name, others)
        if key is not None:
            fields["key"] = _key(key, others)
        if color is not None:
            fields["color"] = _color(color)
        if meaning is not None:
            fields["meaning"] = _meaning(meaning)
        deed.change("tag", rows, rows.ids(deed.connection)[tag.name], fields)
        return _one(rows.tags(deed.connection), str(fields.get("name", tag.name)))


def _one(present: Sequence[Tag], name: str) -> Tag:
    for tag in present:
        if tag.name == name:
            return tag
    names = ", ".join(tag.name for tag in present)
    raise NotFound(f"The codebook has no tag {name!r}: it has {names}.")


def _name(name: str, others: Sequence[Tag]) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise UsageError("A tag needs a name.")
    if "," in name or any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in name):
        raise UsageError(
            f"The name {name!r} holds a comma or a control character.", next_step="Leave it out."
        )
    if any(other.name.casefold() == name.casefold() for other in others):
        raise UsageError(
            f"There is a tag {name!r} already.", next_step="Choose another name, or edit that tag."
        )
    return name


def _key(key: str, others: Sequence[Tag]) -> str:
    if not key:
        return key
    free = f"These are free: {' '.join(_free(others))}"
    if len(key) != 1 or not key.isprintable() or unicodedata.combining(key):
        raise UsageError("A key is one character that can be seen.", next_step=free)
    if key in RESERVED_KEYS:
        raise UsageError(f"The reader uses the key {key!r} itself.", next_step=free)
    for other in others:
        if other.key == key:
            raise UsageError(f"The tag {other.name!r} has the key {key!r}.", next_step=free)
    return key


def _color(color: str) -> str:
    if not _HEX.fullmatch(color):
        raise UsageError(f"{color!r} is no colour.", next_step="Write six hex digits, like #E69F00.")
    return color.upper()


def _meaning(meaning: str) -> str:
    if any(unicodedata.category(character) == "Cs" for character in meaning):
        raise UsageError("The meaning holds half of a surrogate pair.", next_step="Leave it out.")
    return meaning


def _next_color(others: Sequence[Tag]) -> str:
    used = {other.color for other in others}
    return next((color for color in PALETTE if color not in used), PALETTE[-1])


def _free(present: Sequence[Tag]) -> str:
    taken = RESERVED_KEYS | {tag.key for tag in present}
    return "".join(key for key in string.ascii_letters + string.digits if key not in taken)
