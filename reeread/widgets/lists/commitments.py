"""The table of commitments: where each stands, until when, who promised what."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reeread.messages import JumpRequested
from reeread.model.commitment import Fate
from reeread.model.promise import Commitment
from reeread.text.display import line
from reeread.widgets.lists.cards import Cards
from reeread.widgets.lists.table import Column, fitted, row_of

COLUMNS = (
    Column("fate", "state", width=8),
    Column("day", "until", width=10),
    Column("actor", "who", share=2),
    Column("promise", "promise", share=5),
    Column("said", "as it says", width=20, least=110),
    Column("briefing", "briefing", width=22, least=130),
)
_SIGNS = {Fate.OPEN: "○", Fate.DUE: "!", Fate.MET: "✓", Fate.BROKEN: "✗"}


class CommitmentTable(Cards):
    """A commitment a row."""

    ROWS = 1
    GAP = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"commitments--{fate.value}" for fate in Fate}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]

    commitments: reactive[tuple[Commitment, ...]] = reactive(())

    def watch_commitments(self, old: Sequence[Commitment], new: Sequence[Commitment]) -> None:
        """Show the new rows, with the cursor on the same commitment."""
        here = old[self.index].annotation.id if self.index < len(old) else ""
        self.renew()
        self.index = next((at for at, one in enumerate(new) if one.annotation.id == here), self.index)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.commitments)

    @property
    def here(self) -> Commitment | None:
        """Return the commitment under the cursor."""
        return self.commitments[self.index] if self.index < len(self.commitments) else None

    def card(self, index: int, width: int) -> list[Content]:
        """Return the row."""
        one = self.commitments[index]
        return [row_of([(column, own, self._cell(one, column)) for column, own in fitted(COLUMNS, width)])]

    def _cell(self, one: Commitment, column: Column) -> Content:
        """Return what stands in a cell."""
        quiet = self.get_visual_style("cards--quiet", partial=True)
        deadline = one.pledge.deadline
        match column.id:
            case "fate":
                style = self.get_visual_style(f"commitments--{one.fate.value}", partial=True)
                return Content.styled(f"{_SIGNS[one.fate]} {one.fate.value}", style)
            case "day":
                return Content(one.day) if one.day else Content.styled("?" if deadline else "–", quiet)
            case "actor":
                return Content(line(one.pledge.actor)) if one.pledge.actor else Content.styled("–", quiet)
            case "promise":
                return Content(line(one.pledge.promise))
            case "said":
                return Content.styled(line(deadline.text) if deadline else "", quiet)
        return Content.styled(line(one.title), quiet)

    def choose(self, index: int) -> None:
        """Ask to read where the commitment stands."""
        self.post_message(JumpRequested(self.commitments[index].annotation.passage))
