"""What the program remembers between two sittings, outside the library: theme, measure, places, and what was measured of terminals."""

import json
import os
from pathlib import Path
from typing import Any

_BRIEFINGS_KEPT = 500
"""Places remembered for each library; the oldest are forgotten first."""
NARROWEST, MEASURE, WIDEST = 60, 80, 90
"""How wide an article's text may run at most, in cells: at least, at first, and never more than."""


class Places:
    """Where the reader was in one library."""

    def __init__(
        self, briefing: str = "", offsets: dict[str, int] | None = None, hidden: frozenset[str] = frozenset()
    ) -> None:
        self.briefing = briefing
        """The id of the briefing that was open last."""
        self.offsets = offsets or {}
        """For each briefing where the cursor stood, in code points of the body; the latest last."""
        self.hidden = hidden
        """Authors whose annotations are not shown."""

    def remember(self, briefing: str, offset: int) -> None:
        """Keep the place in a briefing as the latest."""
        self.briefing = briefing
        self.offsets.pop(briefing, None)
        self.offsets[briefing] = offset
        while len(self.offsets) > _BRIEFINGS_KEPT:
            del self.offsets[next(iter(self.offsets))]

    def forget(self, briefing: str) -> bool:
        """Forget a briefing, and return whether it was known."""
        known = self.offsets.pop(briefing, None) is not None or self.briefing == briefing
        if self.briefing == briefing:
            self.briefing = next(reversed(self.offsets), "")
        return known


class Memory:
    """The state file and what it holds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.theme = ""
        self.libraries: dict[str, Places] = {}
        self.measure = MEASURE
        """The widest that an article's text may run, in cells."""
        self.toured = False
        """Whether the tour was taken or left."""
        self.terminals: dict[str, list[str]] = {}
        """For each terminal that was measured, the kinds of emoji that it draws in another width than it should."""

    @classmethod
    def read(cls, path: Path) -> "Memory":
        """Return what the file holds; nothing, if it is missing or no longer makes sense."""
        memory = cls(path)
        try:
            held = json.loads(path.read_text("utf-8"))
            memory.theme = str(held.get("theme", ""))
            memory.measure = min(max(int(held.get("measure", MEASURE)), NARROWEST), WIDEST)
            memory.toured = bool(held.get("toured", False))
            memory.terminals = {
                str(name): [str(kind) for kind in kinds] for name, kinds in held.get("terminals", {}).items()
            }
            memory.libraries = {str(at): _places(one) for at, one in held.get("libraries", {}).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            memory.libraries = {}
        return memory

    def places(self, library: Path) -> Places:
        """Return the places in a library, to be changed in place."""
        return self.libraries.setdefault(str(library.resolve()), Places())

    def write(self) -> None:
        """Write the file whole or not at all; a folder that cannot be written to is no reason to fail."""
        held = {
            "theme": self.theme,
            "measure": self.measure,
            "toured": self.toured,
            "terminals": self.terminals,
            "libraries": {
                at: {"briefing": one.briefing, "offsets": one.offsets, "hidden": sorted(one.hidden)}
                for at, one in self.libraries.items()
            },
        }
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(held, ensure_ascii=False, indent=1), "utf-8")
            beside.replace(self.path)
        except OSError:
            beside.unlink(missing_ok=True)


def _places(held: dict[str, Any]) -> Places:
    """Return places from their JSON; raises TypeError, ValueError or AttributeError if it is none."""
    return Places(
        str(held.get("briefing", "")),
        {str(one): int(at) for one, at in held.get("offsets", {}).items()},
        frozenset(str(one) for one in held.get("hidden", ())),
    )
