"""What the log says of things in the end: where their own rows are lost, it brings them back."""

import json
from collections.abc import Iterable
from typing import Any

from reeread.store.shards import Record


class LastWords:
    """What the log says of the state of things in the end."""

    def __init__(self, events: Iterable[Record]) -> None:
        self.marks: dict[str, dict[str, Any] | None] = {}
        self.tags: dict[str, dict[str, Any] | None] = {}
        self.stacks: dict[str, tuple[str, ...]] = {}
        self.briefings: dict[int, str] = {}
        """The ids of briefings by their rows."""
        self.authors: dict[int, str] = {}
        self.first = ""
        for one in events:
            self.first = self.first or str(one["at"])
            uuid, row = str(one["subject_id"]), one["briefing_id"]
            after = loaded(one["after"])
            if after is None and one["after"] is not None:
                continue  # it was damaged, and says nothing
            match one["subject"]:
                case "annotation":
                    before = self.marks.get(uuid) or {}
                    self.marks[uuid] = {**before, **after} if after is not None else None
                    if after and isinstance(after.get("author"), str) and one["deed"] != "merge":
                        self.authors.setdefault(one["author_id"], after["author"])
                    if after and isinstance(row, int) and isinstance(after.get("briefing"), str):
                        self.briefings.setdefault(row, after["briefing"])
                case "tag":
                    self.tags[uuid] = {**(self.tags.get(uuid) or {}), **after} if after else None
                case "briefing":
                    if isinstance(row, int):
                        self.briefings[row] = uuid
                    if after and isinstance(after.get("stacks"), list):
                        self.stacks[uuid] = tuple(str(name) for name in after["stacks"])

    def is_gone(self, uuid: str) -> bool:
        """Return whether an annotation was taken away in the end."""
        return uuid in self.marks and self.marks[uuid] is None

    def marks_on(self, briefing: str) -> bool:
        """Return whether there are annotations on a briefing."""
        return any(state and state.get("briefing") == briefing for state in self.marks.values())


def is_whole(state: dict[str, Any]) -> bool:
    """Return whether the log has all that an annotation needs."""
    texts = ("author", "exact", "prefix", "suffix", "note", "state", "created", "modified")
    return all(isinstance(state.get(name), str) for name in texts) and all(
        isinstance(state.get(name), int) for name in ("version", "start", "end")
    )


def loaded(text: object) -> dict[str, Any] | None:
    """Return a state as the log writes it, None for what is none."""
    try:
        held = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return held if isinstance(held, dict) else None
