"""The dialog that chooses the stack in which briefings are gathered."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from reeread.library import Library, stacking
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.screens.reading.words import number
from reeread.text.display import line


@dataclass(frozen=True, slots=True)
class StackWish:
    """Which stack, and whether the briefings are to be taken out of it."""

    stack: str
    out: bool = False


class StackDialog(Chooser[StackWish]):
    """Type to filter, or to name a new stack; one that holds the briefings already bears a tick and lets them go.

    Args:
        library: Whose stacks.
        holding: The stacks in which all the briefings stand.
        what: The briefings in words, e.g. "3 briefings".
    """

    KEYS = "↑↓ move   enter put in or take out   escape back"
    PLACEHOLDER = "a stack, or a new name"

    def __init__(self, library: Library, holding: Iterable[str], what: str) -> None:
        super().__init__()
        self.NAME = f"Gather {what} in a stack"
        self._stacks = stacking.stacks(library)
        self._holding = frozenset(holding)

    def typed(self, text: str) -> None:
        """List the stacks whose name holds what was typed, and at last a new one."""
        wanted = text.strip().casefold()
        rows = [
            Row(
                Content.assemble(
                    "✓ " if one.name in self._holding else "  ",
                    (line(one.name), "bold"),
                    (
                        f"  {number(one.briefings, 'briefing')}, {one.new:,} new  {one.minutes:,} min",
                        "$foreground-muted",
                    ),
                ),
                StackWish(one.name, one.name in self._holding),
            )
            for one in self._stacks
            if wanted in one.name.casefold()
        ]
        if wanted and not any(one.name.casefold() == wanted for one in self._stacks):
            new = Content.assemble(("+ ", "bold $accent"), f"new stack “{line(text.strip())}”")
            rows.append(Row(new, StackWish(text.strip())))
        self.show_rows(rows, "" if rows else "No stacks yet. Type a name to make one.")
