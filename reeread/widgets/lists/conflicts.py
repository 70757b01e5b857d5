"""The table of fields in which several values stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from reeread.model.shared import Conflict
from reeread.text.display import line
from reeread.widgets.lists.cards import Cards
from reeread.widgets.lists.table import Column, fitted, row_of

_SHOWN = 400
"""Characters of a text that can matter in a row of it."""

COLUMNS = (
    Column("about", "about", share=3),
    Column("field", "field", width=14),
    Column("shown", "shown", share=2),
    Column("others", "other value", share=2),
    Column("authors", "by", width=16, least=100),
    Column("briefing", "briefing", width=24, least=120),
)


class ConflictTable(Cards):
    """A conflict a row: what it is about, the value that shows, and the others."""

    ROWS = 1
    GAP = 0
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]

    conflicts: reactive[tuple[Conflict, ...]] = reactive(())
    titles: reactive[Mapping[str, str]] = reactive({})
    """Of the briefings, by id; already safe to show."""

    @dataclass
    class Chosen(Message):
        """The reader wants to read where a conflict is."""

        conflict: Conflict

    def watch_conflicts(self, old: Sequence[Conflict], new: Sequence[Conflict]) -> None:
        """Show the new rows, with the cursor on the same conflict, or on the one that took its place."""
        here = old[self.index].id if self.index < len(old) else ""
        self.renew()
        index = next((at for at, one in enumerate(new) if one.id == here), self.index)
        self.index = max(0, min(index, len(new) - 1))

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.conflicts)

    @property
    def here(self) -> Conflict | None:
        """Return the conflict under the cursor."""
        return self.conflicts[self.index] if self.index < len(self.conflicts) else None

    def title(self, one: Conflict) -> str:
        """Return the title of the briefing that a conflict is about, "" where it is about none."""
        return self.titles.get(one.briefing or "", "")

    def card(self, index: int, width: int) -> list[Content]:
        """Return the row."""
        one = self.conflicts[index]
        return [row_of([(column, own, self._cell(one, column)) for column, own in fitted(COLUMNS, width)])]

    def _cell(self, one: Conflict, column: Column) -> Content:
        """Return what stands in a cell."""
        quiet = self.get_visual_style("cards--quiet", partial=True)
        shown, *others = one.choices
        match column.id:
            case "about":
                return Content(line(one.about[:_SHOWN]))
            case "field":
                return Content(line(one.field))
            case "shown":
                return Content(f"{line(shown.text[:_SHOWN])} ({line(shown.author)})")
            case "others":
                return Content(
                    ", ".join(f"{line(each.text[:_SHOWN])} ({line(each.author)})" for each in others)
                )
            case "authors":
                return Content.styled(
                    ", ".join(dict.fromkeys(line(each.author) for each in one.choices)), quiet
                )
        return Content.styled(self.title(one), quiet)

    def choose(self, index: int) -> None:
        """Ask to read where the conflict is."""
        self.post_message(self.Chosen(self.conflicts[index]))
