"""The line over articles side by side: the claim that is read, and how its sources stand to each other."""

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

_LABEL = 20
"""Cells that the label keeps, if it needs them, before the least important words give way."""


class ClaimLine(Widget):
    """Sign and label at the left, facts at the right, then where it stands among the others if there is room."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claimline--agree",
        "claimline--tension",
        "claimline--conflict",
        "claimline--facts",
    }

    sign: reactive[str] = reactive("")
    """One character for the verdict; empty without a claim."""
    verdict: reactive[str] = reactive("")
    """"agree", "tension" or "conflict"; empty without a claim."""
    label: reactive[str] = reactive("")
    """What is claimed, already safe to show; or what is said without a claim."""
    facts: reactive[str] = reactive("")
    more: reactive[str] = reactive("")
    """What gives way first."""

    def render(self) -> Content:
        """Return the line."""
        width = self.content_size.width
        left = Content(self.label)
        if self.sign:
            sign = (f"{self.sign} ", self._style(self.verdict) if self.verdict else "")
            left = Content.assemble(sign, self.label)
        needed = min(left.cell_length, _LABEL)
        parts = [part for part in (self.facts, self.more) if part]
        while len(parts) > 1 and needed + sum(len(part) + 3 for part in parts) > width:
            parts.pop()
        right = Content.styled("   ".join(parts), self._style("facts"))
        right = right.truncate(max(0, width - needed - 2), ellipsis=True)
        room = max(0, width - right.cell_length - 2)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), "  ", right)

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"claimline--{part}", partial=True)
