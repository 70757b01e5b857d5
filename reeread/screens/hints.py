"""The keys for the last line: those that work now."""

from collections.abc import Iterable, Mapping
from typing import Any

from textual.screen import Screen

from reeread.model.keyhint import KeyHint
from reeread.model.tag import Tag
from reeread.text.display import line


def hints(
    screen: Screen[Any], tags: Iterable[Tag], *, typing: bool, first: Mapping[str, str] | None = None
) -> tuple[KeyHint, ...]:
    """Return the keys worth showing now: tags, the focused pane's, the screen's; the help last.

    While one is typing, letters are letters: only keys that no text field takes are shown.

    Args:
        screen: Whose keys.
        tags: Those whose keys set tags now.
        typing: Whether a text field has the focus.
        first: The ids of keys that are shown before all others, and what they do in short.
    """
    first = first or {}
    leading: dict[str, KeyHint] = {}
    tag_hints = [
        KeyHint(tag.key, line(tag.name), tag.key, tag.color) for tag in tags if tag.key and not tag.retired
    ]
    others: dict[str, KeyHint] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if typing and len(binding.key) > 1 and not binding.key.startswith(("alt+", "escape")):
            continue
        name = binding.id or ""
        if name in first and active.enabled:
            hint = KeyHint(screen.app.get_key_display(binding), first[name], binding.key)
            if name not in leading or hint.shown.isascii():  # a letter before an arrow
                leading[name] = hint
        elif binding.show and not binding.system and active.enabled and binding.action not in others:
            others[binding.action] = KeyHint(
                screen.app.get_key_display(binding), binding.description, binding.key
            )
    if typing:
        leading["enter"] = KeyHint("enter", "done", "enter")
        if not any(hint.press == "escape" for hint in others.values()):
            leading["escape"] = KeyHint("esc", "leave", "escape")
    last = others.pop("help", None)
    ordered = [leading[id] for id in (*first, "enter", "escape") if id in leading]
    return (*ordered, *tag_hints, *others.values(), *((last,) if last else ()))
