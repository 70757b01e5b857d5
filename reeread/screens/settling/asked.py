"""What is compared on the board of disagreements, and into which gold set it is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reeread.model.agreement import GOLD
from reeread.screens.annotations.words import Words

NAMES = ("author", "tag", "stack", "gold")


@dataclass(frozen=True, slots=True)
class Compared:
    """Whose marks are compared in what; everybody's in everything by default."""

    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stack: str | None = None
    gold: str = GOLD

    @classmethod
    def of(cls, typed: str) -> "Compared":
        """Return what was typed, e.g. `author:ann author:ben tag:risk stack:October gold:gold/ports`."""
        words = Words.of(typed, NAMES).asked
        return cls(
            words.get("author", ()),
            words.get("tag", ()),
            next(iter(words.get("stack", ())), None),
            next(iter(words.get("gold", ())), GOLD),
        )

    @property
    def typed(self) -> str:
        """Return it as it is typed."""
        rows: list[tuple[str, Sequence[str]]] = [
            ("author", self.authors),
            ("tag", self.tags),
            ("stack", (self.stack,) if self.stack else ()),
            ("gold", (self.gold,) if self.gold != GOLD else ()),
        ]
        return " ".join(f"{name}:{_quoted(value)}" for name, values in rows for value in values)

    @property
    def said(self) -> str:
        """Return it in words."""
        who = " and ".join(self.authors) or "everybody"
        what = f" in {', '.join(self.tags)}" if self.tags else ""
        return f"{who}{what}{f' on the stack {self.stack}' if self.stack else ''}"

    @property
    def scope(self) -> dict[str, Any]:
        """Return whose marks in which briefings, as the library takes it."""
        return {"authors": self.authors, "stack": self.stack}


def wrong(typed: str) -> str:
    """Return what cannot be understood of what was typed, in a sentence; "" for nothing."""
    rest = Words.of(typed, NAMES).text
    return f"“{rest}” stands after none of {', '.join(f'{name}:' for name in NAMES)}" if rest else ""


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
