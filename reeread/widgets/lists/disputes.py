"""The table of sentences on which people differ: what each marked, and what was decided."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reeread.messages import JumpRequested
from reeread.model.agreement import Dispute
from reeread.text.display import line
from reeread.widgets.lists.cards import Cards
from reeread.widgets.lists.table import Column, fitted, row_of

_SHOWN = 400
"""Characters of a sentence that can matter in a row of it."""

COLUMNS = (
    Column("settled", "settled", width=14),
    Column("sides", "who marked what", share=4),
    Column("text", "sentence", share=5),
    Column("briefing", "briefing", width=24, least=120),
)


class DisputeTable(Cards):
    """A sentence a row."""

    ROWS = 1
    GAP = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {"disputes--settled", "disputes--open"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]

    disputes: reactive[tuple[Dispute, ...]] = reactive(())

    def watch_disputes(self, old: Sequence[Dispute], new: Sequence[Dispute]) -> None:
        """Show the new rows, with the cursor on the same sentence, or on the one that took its place."""
        here = old[self.index].passage if self.index < len(old) else None
        self.renew()
        index = next((at for at, one in enumerate(new) if one.passage == here), self.index)
        self.index = max(0, min(index, len(new) - 1))

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.disputes)

    @property
    def here(self) -> Dispute | None:
        """Return the sentence under the cursor."""
        return self.disputes[self.index] if self.index < len(self.disputes) else None

    def card(self, index: int, width: int) -> list[Content]:
        """Return the row."""
        one = self.disputes[index]
        return [row_of([(column, own, self._cell(one, column)) for column, own in fitted(COLUMNS, width)])]

    def _cell(self, one: Dispute, column: Column) -> Content:
        """Return what stands in a cell."""
        match column.id:
            case "settled":
                kind, said = ("open", "○ open")
                if one.decided is not None:
                    kind, said = ("settled", f"✓ {', '.join(map(line, one.decided.tags)) or 'nothing'}")
                return Content.styled(said, self.get_visual_style(f"disputes--{kind}", partial=True))
            case "sides":
                sides = one.divided.tags.items()
                return Content(
                    " · ".join(
                        f"{line(author)}: {', '.join(map(line, tags)) or '–'}" for author, tags in sides
                    )
                )
            case "text":
                return Content(line(one.divided.text[:_SHOWN]))
        return Content.styled(line(one.divided.title), self.get_visual_style("cards--quiet", partial=True))

    def choose(self, index: int) -> None:
        """Ask to read the sentence where it stands."""
        self.post_message(JumpRequested(self.disputes[index].passage))
