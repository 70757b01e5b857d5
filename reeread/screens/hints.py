"""The keys for the last line: those that work now."""

from collections.abc import Iterable
from typing import Any

from textual.screen import Screen

from reeread.model.tag import Tag
from reeread.text.display import line
from reeread.widgets.keyline import KeyHint


def hints(screen: Screen[Any], tags: Iterable[Tag], *, typing: bool) -> tuple[KeyHint, ...]:
    """Return the keys worth showing now: tags, the focused pane's, the screen's; the help last.

    While one is typing, letters are letters: only keys that no text field takes are shown.
    """
    tag_hints = [
        KeyHint(tag.key, line(tag.name), tag.key, tag.color) for tag in tags if tag.key and not tag.retired
    ]
    others: dict[str, KeyHint] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if typing and len(binding.key) > 1 and not binding.key.startswith(("alt+", "escape")):
            continue
        if binding.show and not binding.system and active.enabled and binding.action not in others:
            others[binding.action] = KeyHint(
                screen.app.get_key_display(binding), binding.description, binding.key
            )
    last = others.pop("help", None)
    return (*tag_hints, *others.values(), *((last,) if last else ()))
