"""Which briefings a list shows, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reeread.model.briefing import Briefing, Triage
from reeread.model.claim import Disputes
from reeread.text.display import line


@dataclass(frozen=True, slots=True)
class Choice:
    """A state, a stack and an order."""

    state: Triage | None = None
    """Only those in this state; None for all."""
    stack: str = ""
    """Only those of this stack; empty for all."""
    disputed: bool = False
    """Only those that another briefing contradicts or nearly does."""
    sort: str = "added"

    def but(self, **changes: Any) -> "Choice":
        """Return the choice with some of it changed."""
        return replace(self, **changes)

    def said(self, listed: int, all: int) -> str:
        """Return it in words, numbers first, e.g. "2 of 5 · later · by title"."""
        disputed = "in dispute" if self.disputed else ""
        words = [word for word in (self.state and self.state.value, line(self.stack), disputed) if word]
        if self.sort != SORTS[0]:
            words.append(f"by {self.sort}")
        filtered = self.state or self.stack or self.disputed
        count = f"{listed:,} of {all:,}" if filtered else f"{all:,}"
        return " · ".join((count, *words))


_NONE = Disputes()
_KEYS: dict[str, Callable[[Briefing, Disputes], Any]] = {
    "added": lambda one, _: 0,
    "title": lambda one, _: one.title.casefold(),
    "date": lambda one, _: (not one.published, _backwards(one.published)),
    "length": lambda one, _: one.characters,
    "passages": lambda one, _: -one.annotations,
    "conflicts": lambda _, disputes: (-disputes.conflict, -disputes.tension),
    "stack": lambda one, _: (not one.stacks, [stack.casefold() for stack in one.stacks]),
    "state": lambda one, _: list(Triage).index(one.state),
}
SORTS = tuple(_KEYS)
"""What a list can be sorted by; latest dates, most passages and most conflicts come first, those without date or stack last."""


def chosen(
    briefings: Sequence[Briefing], choice: Choice, disputes: Mapping[str, Disputes]
) -> Sequence[Briefing]:
    """Return the briefings of a choice in its order; those alike in it stay in the order of the library.

    Args:
        briefings: All of them.
        choice: Which are wanted.
        disputes: What is known by now of their claims that do not fit, by their ids.
    """
    fitting = [
        one
        for one in briefings
        if (choice.state is None or one.state is choice.state)
        and (not choice.stack or choice.stack in one.stacks)
        and (not choice.disputed or one.id in disputes)
    ]
    return sorted(fitting, key=lambda one: _KEYS[choice.sort](one, disputes.get(one.id, _NONE)))


def _backwards(date: str) -> tuple[int, ...]:
    """Return what sorts later dates first."""
    return tuple(-ord(char) for char in date)
