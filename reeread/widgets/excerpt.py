"""A passage lit in some of the text around it."""

import re
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reeread.model.drift import Excerpt
from reeread.text.display import safe

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_CUT = " […] "
"""What stands for the middle of a passage that has no room."""


class ExcerptPane(Widget):
    """A line that says which text it is, and below it the passage with what stands around it, as far as there is room."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "excerpt--head",
        "excerpt--passage",
        "excerpt--other",
        "excerpt--around",
    }

    head: reactive[str] = reactive("")
    """The line; already safe to show."""
    excerpt: reactive[Excerpt | None] = reactive(None)
    otherwise: reactive[str] = reactive("")
    """What is said where there is no passage."""

    def render(self) -> Content:
        """Return the line and the text."""
        head = Content.styled(self.head, self._style("head")).truncate(
            max(1, self.content_size.width), ellipsis=True
        )
        if self.excerpt is None:
            return head + Content.styled(f"\n{self.otherwise}", self._style("around"))
        room = self.content_size.width * max(1, self.content_size.height - 2)
        passage = self._passage(room)
        around = max(0, room - len(passage)) // 2
        before, after = self.excerpt.before, self.excerpt.after
        start, end = before[max(0, len(before) - around) :], after[:around]
        more = "…" if len(end) < len(after) else ""
        style = self._style("around")
        return Content.assemble(
            head,
            "\n",
            (_flat("…" + start if len(start) < self.excerpt.span.start else start), style),
            passage,
            (_flat(end) + more, style),
        )

    def _passage(self, room: int) -> Content:
        """Return the passage, its other words underlined, or the ends of one that has no room."""
        assert self.excerpt
        text, style = self.excerpt.text, self._style("passage")
        if len(text) > room:
            half = max(1, (room - len(_CUT)) // 2)
            return Content.styled(safe(text[:half] + _CUT + text[-half:]), style)
        passage = Content.styled(safe(text), style)
        for span in self.excerpt.other:
            passage = passage.stylize(self._style("other"), span.start, span.end)
        return passage

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"excerpt--{part}", partial=True)


def _flat(text: str) -> str:
    """Return what stands around, its paragraphs on lines of their own without blank ones between."""
    return safe(_BREAK.sub("\n", text))
