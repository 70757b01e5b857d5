"""What the program remembers between two sittings, outside the library: theme and places."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_BRIEFINGS_KEPT = 500
"""Places remembered for each library; the oldest are forgotten first."""


@dataclass(slots=True)
class Places:
    """Where the reader was in one library."""

    briefing: str = ""
    """The id of the briefing that was open last."""
    offsets: dict[str, int] = field(default_factory=dict)
    """For each briefing where the cursor stood, in code points of the body; the latest last."""

    def remember(self, briefing: str, offset: int) -> None:
        """Keep the place in a briefing as the latest."""
        self.briefing = briefing
        self.offsets.pop(briefing, None)
        self.offsets[briefing] = offset
        while len(self.offsets) > _BRIEFINGS_KEPT:
            del self.offsets[next(iter(self.offsets))]


@dataclass(slots=True)
class Memory:
    """The state file and what it holds."""

    path: Path
    theme: str = ""
    libraries: dict[str, Places] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Memory":
        """Return what the file holds; nothing, if it is missing or no longer makes sense."""
        memory = cls(path)
        try:
            held = json.loads(path.read_text("utf-8"))
            memory.theme = str(held.get("theme", ""))
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
            "libraries": {
                at: {"briefing": one.briefing, "offsets": one.offsets} for at, one in self.libraries.items()
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
        str(held.get("briefing", "")), {str(one): int(at) for one, at in held.get("offsets", {}).items()}
    )
