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
    COMPONENT_CLASSES: ClassVar[set[str]] = {"excerpt--head", "excerpt--passage", "excerpt--around"}

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
        text = safe(_cut(self.excerpt.text, room))
        around = max(0, room - len(text)) // 2
        before, after = self.excerpt.before, self.excerpt.after
        start = before[max(0, len(before) - around) :] if around else ""
        return Content.assemble(
            head,
            "\n",
            (_flat("…" + start if len(start) < self.excerpt.span.start else start), self._style("around")),
            (text, self._style("passage")),
            (_flat(after[:around]), self._style("around")),
        )

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"excerpt--{part}", partial=True)


def _flat(text: str) -> str:
    """Return what stands around, its paragraphs on lines of their own without blank ones between."""
    return safe(_BREAK.sub("\n", text))


def _cut(text: str, room: int) -> str:
    """Return a text, or the ends of one that has no room."""
    if len(text) <= room:
        return text
    half = max(1, (room - len(_CUT)) // 2)
    return text[:half] + _CUT + text[-half:]
