"""The tags of a codebook that several people edit: no two may have one name or one key, whatever was said."""

from collections.abc import Mapping
from typing import Any


def fitting(tags: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return the name and the key that each tag has here, given what was said of each, by what everybody calls it.

    Of several tags of one name the first keeps it, and the others are told apart by a number; of several of one key only
    the first has it, and one that is retired has none.
    """
    found: dict[str, tuple[str, str]] = {}
    names, keys = set[str](), {""}
    for thing in sorted(tags):
        name, number = str(tags[thing]["name"]), 1
        while name.casefold() in names:
            number += 1
            name = f"{tags[thing]['name']} {number}"
        key = str(tags[thing]["key"])
        if key in keys or tags[thing]["retired"]:
            key = ""
        names.add(name.casefold())
        keys.add(key)
        found[thing] = name, key
    return found
