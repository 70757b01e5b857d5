"""Which briefings a list shows, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reeread.model.briefing import Triage
from reeread.model.claim import Disputes
from reeread.model.selection import Selection
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


SORTS = ("added", "title", "date", "length", "passages", "conflicts", "stack", "state")
"""What a list can be sorted by; latest dates, most passages and most conflicts come first, those without date or stack last."""

_ORDERS = {"date": "published", "length": "minutes", "passages": "annotations", "conflicts": "added"}
"""What the library calls an order, where it calls it otherwise."""


def selection(choice: Choice, disputes: Mapping[str, Disputes]) -> Selection:
    """Return a choice as the library is asked for it.

    Args:
        choice: Which briefings are wanted.
        disputes: What is known by now of their claims that do not fit, by their ids.
    """
    most = sorted(disputes, key=lambda id: (-disputes[id].conflict, -disputes[id].tension))
    return Selection(
        choice.stack or None,
        choice.state,
        among=tuple(disputes) if choice.disputed else None,
        first=tuple(most) if choice.sort == "conflicts" else (),
        sort=_ORDERS.get(choice.sort, choice.sort),
    )
