"""What keys can be made to do and where: for the help, the palette and the settings."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding, Keymap
from textual.dom import DOMNode

from reeread.model.tag import Tag
from reeread.text.display import line


class Deed(NamedTuple):
    """Something that keys do in one place."""

    id: str
    keys: tuple[str, ...]
    """In Textual's long names."""
    action: str
    does: str


class Place(NamedTuple):
    """A place in which keys work: what it is called, and what they do there."""

    name: str
    deeds: tuple[Deed, ...]
    widget: str = ""
    """The selector of the widget that must have the focus for them, "" for none."""


@runtime_checkable
class Keyed(Protocol):
    """A screen that says which keys work on it."""

    def key_places(self) -> tuple[Place, ...]:
        """Return every key that works here by the place where it does."""
        ...


def declared(owner: type[DOMNode], keymap: Keymap) -> tuple[Deed, ...]:
    """Return the deeds that our own classes declare for an owner, in order, with the reader's own keys.

    A key that a nearer class binds anew belongs to that class.
    """
    deeds: dict[str, Deed] = {}
    for one in owner.__mro__:
        if not one.__module__.startswith("reeread."):
            continue
        nearer = {key for deed in deeds.values() for key in deed.keys}
        for binding in one.__dict__.get("BINDINGS", ()):
            name = binding.id or binding.action
            if name not in deeds and binding.description:
                made = Binding.make_bindings([Binding(keymap.get(name, binding.key), binding.action)])
                keys = tuple(key.key for key in made if key.key not in nearer)
                if keys:
                    deeds[name] = Deed(name, keys, binding.action, binding.description)
    return tuple(deeds.values())


def tagging(tags: Iterable[Tag]) -> tuple[Deed, ...]:
    """Return what the keys of the codebook do."""
    return tuple(
        Deed(f"tag.{tag.name}", (_long(tag.key),), "", f"tag as {line(tag.name)}")
        for tag in tags
        if tag.key and not tag.retired
    )


def shown(app: App[object], keys: Iterable[str]) -> str:
    """Return keys as people read them, e.g. "j ↓"."""
    return " ".join(app.get_key_display(Binding(key, "")) for key in keys)


def _long(key: str) -> str:
    """Return a key in Textual's long name, e.g. "question_mark"."""
    return next(iter(Binding.make_bindings([Binding(key, "")]))).key
