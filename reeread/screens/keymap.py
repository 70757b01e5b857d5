"""The reader's own keys, from [keys] in the settings file, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding, Keymap

from reeread.screens.deeds import Deed


@dataclass(frozen=True, slots=True)
class Remapped:
    """Keys that can be used, and a plain sentence for each that cannot."""

    keymap: Keymap
    complaints: tuple[str, ...] = ()


def keys_from(path: Path) -> Remapped:
    """Return the keys that the settings file asks for: name of the deed → key, or keys with commas."""
    if not path.exists():
        return Remapped({})
    import tomllib  # only for those who have settings

    try:
        asked = tomllib.loads(path.read_text("utf-8")).get("keys", {})
    except (OSError, ValueError) as error:
        return Remapped({}, (f"The keys in {path} were not read: {error}.",))
    if not isinstance(asked, Mapping):
        return Remapped({}, (f"[keys] in {path} is no table of names and keys.",))
    keymap = {str(name): keys for name, keys in asked.items() if isinstance(keys, str) and keys.strip(" ,")}
    wrong = tuple(f"The key of “{name}” in {path} is no text." for name in asked if name not in keymap)
    return Remapped(keymap, wrong)


def checked(asked: Remapped, places: Iterable[Iterable[Deed]]) -> Remapped:
    """Return the keys without those that would clash; the deeds of one place are live together.

    A key clashes when another deed of the same place has it, unless that one is moved to another key.
    """
    places = [tuple(place) for place in places]
    known = {deed.id for place in places for deed in place}
    keymap, complaints = dict(asked.keymap), list(asked.complaints)
    for name in [name for name in keymap if name not in known]:
        complaints.append(f"No deed is called “{name}”, so its key was left out.")
        del keymap[name]
    for place in places:
        for name in [deed.id for deed in place if deed.id in keymap]:
            holder = _holder(name, keymap, place)
            if holder is not None:
                complaints.append(f"“{keymap[name]}” cannot be “{name}”: it is “{holder.does}” already.")
                del keymap[name]
    return Remapped(keymap, tuple(dict.fromkeys(complaints)))


def _holder(name: str, keymap: Keymap, place: Iterable[Deed]) -> Deed | None:
    """Return the other deed of the place that has a key of the named one."""
    wanted = _keys(keymap[name])
    for deed in place:
        if deed.id != name and wanted & (_keys(keymap[deed.id]) if deed.id in keymap else set(deed.keys)):
            return deed
    return None


def _keys(keys: str) -> set[str]:
    """Return single keys in their long names, so that "?" and "question_mark" are one."""
    return {one.key for one in Binding.make_bindings([Binding(keys, "none")])}
