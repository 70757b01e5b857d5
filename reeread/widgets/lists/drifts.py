"""The table of annotations whose source changed under them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reeread.messages import JumpRequested
from reeread.model.annotation import AnchorState
from reeread.model.drift import Drift
from reeread.text.display import line
from reeread.widgets.lists.table import Column, Table

_SHOWN = 400
"""Characters of a passage that can matter in a row of it."""
_SIGNS = {AnchorState.MOVED: "→", AnchorState.REVIEW: "?", AnchorState.ORPHAN: "∅"}

COLUMNS = (
    Column("mark", "", width=1),
    Column("state", "state", width=8),
    Column("label", "tags", width=16, least=100),
    Column("text", "passage, as it was", share=5),
    Column("words", "words", width=8),
    Column("author", "author", width=8, least=60),
    Column("briefing", "briefing", width=24, least=120),
)


class DriftTable(Table):
    """An annotation a row: how sure its place is, and whether its words changed."""

    COLUMNS = COLUMNS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drifts--{state.value}" for state in _SIGNS}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]

    drifts: reactive[tuple[Drift, ...]] = reactive(())

    def watch_drifts(self, old: Sequence[Drift], new: Sequence[Drift]) -> None:
        """Show the new rows, with the cursor on the same annotation, or on the one that took its place."""
        here = old[self.index].annotation.id if self.index < len(old) else ""
        if self.marked:
            self.marked = self.marked & frozenset(self.row_ids())
        self.renew()
        index = next((at for at, one in enumerate(new) if one.annotation.id == here), self.index)
        self.index = max(0, min(index, len(new) - 1))

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.drifts)

    def row_ids(self) -> Sequence[str]:
        """Return the ids of the annotations, in order."""
        return [one.annotation.id for one in self.drifts]

    def row_id(self, index: int) -> str:
        """Return the id of an annotation."""
        return self.drifts[index].annotation.id

    @property
    def here(self) -> Drift | None:
        """Return the annotation under the cursor."""
        return self.drifts[self.index] if self.index < len(self.drifts) else None

    def cell(self, index: int, column: Column) -> Content:
        """Return what stands in a cell."""
        one = self.drifts[index]
        quiet = self.get_visual_style("cards--quiet", partial=True)
        match column.id:
            case "mark":
                return self.tick(index)
            case "state":
                state = one.annotation.state
                style = self.get_visual_style(f"drifts--{state.value}", partial=True)
                return Content.styled(f"{_SIGNS[state]} {state.value}", style)
            case "label":
                return Content(line(one.annotation.label))
            case "text":
                return Content(line((one.was.text if one.was else one.annotation.anchor.exact)[:_SHOWN]))
            case "words":
                return Content.styled("" if one.now is None else "changed" if one.reworded else "same", quiet)
            case "author":
                return Content.styled(line(one.annotation.author), quiet)
        return Content.styled(line(one.title), quiet)

    def choose(self, index: int) -> None:
        """Ask to read where the passage stands."""
        self.post_message(JumpRequested(self.drifts[index].annotation.passage))
