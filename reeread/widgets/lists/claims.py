"""The table of claims: a claim a row, a briefing a column, in each cell what that briefing says of it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style

from reeread.messages import JumpRequested
from reeread.model.annotation import Passage
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.text.display import line
from reeread.widgets.lists.table import Column, Table, fitted

_WIDE = 100
"""Cells from which on columns are wider."""
_EMPTY = "·"
_STANDINGS = {Standing.RETRACTED: "∅ retracted", Standing.DISMISSED: "× dismissed"}

_MARK = Column("mark", "", width=1)
_CLAIM = Column("claim", "claim", sort="claim")
_VERDICT = Column("verdict", "verdict", width=14, sort="verdict")
_ORIGINS = Column("origins", "origins", width=9, right=True, sort="origins")


class ClaimTable(Table):
    """Claims with a cursor on one cell; briefings that have no room are reached by moving on to them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claims--agree",
        "claims--tension",
        "claims--conflict",
        "claims--gone",
        "claims--here",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
        Binding("right,l", "cell(1)", "next briefing", id="claims.next_cell", show=False),
        Binding("left,h", "cell(-1)", "previous briefing", id="claims.previous_cell", show=False),
    ]

    claims: reactive[tuple[Claim, ...]] = reactive(())
    sources: reactive[tuple[str, ...]] = reactive(())
    """The ids of the briefings, as their columns stand."""
    titles: reactive[Mapping[str, str]] = reactive({})
    """What the columns are called, by the ids of the briefings."""
    at: reactive[int] = reactive(0, repaint=False)
    """The briefing whose cell the cursor is on, by its place among all."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._first = 0

    # What there is

    def watch_claims(self) -> None:
        """Show the new rows; marks of what is no longer there are gone."""
        if self.marked:
            self.marked = self.marked & frozenset(self.row_ids())
        self.renew()

    def watch_sources(self) -> None:
        """Show the new columns."""
        self.at = max(0, min(self.at, len(self.sources) - 1))
        self.renew()

    def watch_titles(self) -> None:
        """Show the new names."""
        self.renew()

    def watch_at(self) -> None:
        """Show the cell under the cursor, and the columns around it."""
        before = self._first
        self.columns(self.scrollable_content_region.width)
        if self._first != before:
            self._painted.clear()
            self.refresh()
        else:
            self.repaint(self.index)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.claims)

    def row_ids(self) -> Sequence[str]:
        """Return the ids of the claims, in order."""
        return [claim.id for claim in self.claims]

    def row_id(self, index: int) -> str:
        """Return the id of a claim."""
        return self.claims[index].id

    @property
    def here(self) -> Claim | None:
        """Return the claim under the cursor."""
        return self.claims[self.index] if self.claims else None

    @property
    def source(self) -> str:
        """Return the id of the briefing whose cell the cursor is on, "" without any."""
        return self.sources[self.at] if self.sources else ""

    # Painting

    def columns(self, width: int) -> Sequence[Column]:
        """Return the columns that have room, those of briefings around the one under the cursor."""
        own, label = (16, 30) if width >= _WIDE else (12, 18)
        fixed = 2 + _MARK.width + _VERDICT.width + _ORIGINS.width + 3 * 2
        room = max(1, (width - fixed - label) // (own + 2))
        last = max(0, len(self.sources) - room)
        self._first = max(0, min(max(self._first, self.at - room + 1), self.at, last))
        shown = self.sources[self._first : self._first + room]
        briefings = [Column(one, line(self.titles.get(one, one)), width=own) for one in shown]
        return (_MARK, _CLAIM, *briefings, _VERDICT, _ORIGINS)

    def cell(self, index: int, column: Column) -> Content:
        """Return what stands in a cell."""
        claim = self.claims[index]
        match column.id:
            case "mark":
                return self.tick(index)
            case "claim":
                return Content.styled(line(claim.label), "" if claim.holds else self._style("gone"))
            case "verdict":
                return self._verdict(claim)
            case "origins":
                return Content(f"{claim.origins:,}")
        said = self._said(claim, column.id)
        if index == self.index and column.id == self.source:
            return said.stylize(self._style("here"))
        return said

    def _verdict(self, claim: Claim) -> Content:
        """Return the verdict in its word, and what somebody made of the claim."""
        ruling, more = claim.ruling, ""
        if ruling is not None:
            more += " ✓" if ruling.standing is Standing.CONFIRMED else ""
            more += f"+{ruling.joined}" if ruling.joined else ""
        more += " ?" if claim.unsure else ""
        if not claim.holds:
            return Content.styled(f"{_STANDINGS[claim.standing]}{more}", self._style("gone"))
        return Content.styled(f"{claim.verdict.sign} {claim.verdict}{more}", self._style(claim.verdict.value))

    def _said(self, claim: Claim, source: str) -> Content:
        """Return the figures as a briefing prints them; those that the most do not share bear the sign."""
        values = dict.fromkeys(line(one.value) for one in claim.passages if one.source == source)
        lost = dict.fromkeys(f"? {line(one.value)}" for one in claim.lost if one.source == source)
        said = " / ".join([*values, *lost])
        if not said:
            return Content.styled(_EMPTY, self.get_visual_style("cards--quiet", partial=True))
        if not claim.holds:
            return Content.styled(said, self._style("gone"))
        sides = claim.sides
        most = len(sides) > 1 and len(sides[0]) > len(sides[1]) and source in sides[0]
        if claim.verdict is Verdict.AGREE or most:
            return Content.styled(said, self._style("agree"))
        return Content.styled(f"{claim.verdict.sign} {said}", self._style(claim.verdict.value))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"claims--{name}", partial=True)

    # The reader's hand

    def passages(self, index: int, source: str) -> tuple[ClaimPassage, ...]:
        """Return what a briefing says of a claim, where it stands."""
        return tuple(one for one in self.claims[index].passages if one.source == source)

    def action_cell(self, by: int) -> None:
        """Move to the next briefing that says something of the claim, or the one before."""
        if self.here is None:
            return
        saying = {one.source for one in (*self.here.passages, *self.here.lost)}
        places = [at for at, source in enumerate(self.sources) if source in saying]
        beyond = [at for at in places if (at > self.at if by > 0 else at < self.at)]
        if beyond:
            self.at = beyond[0] if by > 0 else beyond[-1]

    def choose(self, index: int) -> None:
        """Ask to read the passage of the cell, or of the first briefing that says something."""
        found = self.passages(index, self.source) or self.claims[index].passages
        if found:
            self.post_message(JumpRequested(Passage(found[0].source, found[0].span)))

    def on_click(self, event: events.Click) -> None:
        """Move to the cell that was clicked; a second click reads there."""
        event.prevent_default()
        event.stop()
        offset = event.get_content_offset_capture(self)
        index, before = offset.y + self.scroll_offset.y, (self.index, self.at)
        if not 0 <= index < self.count():
            return
        start, width = 1, self.scrollable_content_region.width
        for column, own in fitted(self.columns(width), width):
            if start <= offset.x < start + own and column.id in self.sources:
                self.at = self.sources.index(column.id)
            start += own + 2
        self.index = index
        if before == (self.index, self.at):
            self.choose(index)
