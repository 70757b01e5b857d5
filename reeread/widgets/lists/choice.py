"""Which briefings a list shows, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reeread.model.briefing import Briefing, Triage
from reeread.text.display import line


@dataclass(frozen=True, slots=True)
class Choice:
    """A state, a stack and an order."""

    state: Triage | None = None
    """Only those in this state; None for all."""
    stack: str = ""
    """Only those of this stack; empty for all."""
    sort: str = "added"

    def but(self, **changes: Any) -> "Choice":
        """Return the choice with some of it changed."""
        return replace(self, **changes)

    def said(self, listed: int, all: int) -> str:
        """Return it in words, e.g. "later · by title  2 of 5"."""
        words = [word for word in (self.state and self.state.value, line(self.stack)) if word]
        if self.sort != SORTS[0]:
            words.append(f"by {self.sort}")
        count = f"{listed:,} of {all:,}" if self.state or self.stack else f"{all:,}"
        return f"{' · '.join(words)}  {count}" if words else count


_KEYS: dict[str, Callable[[Briefing], Any]] = {
    "added": lambda one: 0,
    "title": lambda one: one.title.casefold(),
    "date": lambda one: (not one.published, _backwards(one.published)),
    "length": lambda one: one.characters,
    "passages": lambda one: -one.annotations,
    "state": lambda one: list(Triage).index(one.state),
}
SORTS = tuple(_KEYS)
"""What a list can be sorted by; the latest date and the most passages come first, undated ones last."""


def chosen(briefings: Sequence[Briefing], choice: Choice) -> Sequence[Briefing]:
    """Return the briefings of a choice in its order; those alike in it stay in the order of the library."""
    fitting = [
        one
        for one in briefings
        if (choice.state is None or one.state is choice.state)
        and (not choice.stack or choice.stack in one.stacks)
    ]
    return sorted(fitting, key=_KEYS[choice.sort])


def _backwards(date: str) -> tuple[int, ...]:
    """Return what sorts later dates first."""
    return tuple(-ord(char) for char in date)
