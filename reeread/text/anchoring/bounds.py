"""Where exactly a passage begins and ends in a text that was edited at its bounds."""

import re

from reeread.model.span import Span

_WORD = 24
"""Characters by which a bound moves at most to that of a word."""


def bounds(old: str, was: Span, new: str, span: Span) -> Span:
    """Return a span of a new text widened to whole words and paragraphs where the old passage had whole ones."""
    start, end = span.start, span.end
    if not was.start or old[was.start - 1] == "\n":
        line = new.rfind("\n", 0, start) + 1
        start = line if start - line <= _LINE and not _STOP.search(new, line, start) else start
    if old[was.end : was.end + 1] in ("", "\n"):
        line = new.find("\n", end)
        line = len(new) if line < 0 else line
        end = line if line - end <= _LINE and not _STOP.search(new, end, line) else end
    if _begins(old, was.start):
        while start > max(0, span.start - _WORD) and new[start].isalnum() and new[start - 1].isalnum():
            start -= 1
    if _ends(old, was.end):
        while end < min(len(new), span.end + _WORD) and new[end].isalnum() and new[end - 1].isalnum():
            end += 1
    return Span(start, end)


_STOP = re.compile("[.!?。]")
_LINE = 12
"""Characters by which a bound moves at most to that of a paragraph."""


def _begins(text: str, offset: int) -> bool:
    return text[offset : offset + 1].isalnum() and not (offset and text[offset - 1].isalnum())


def _ends(text: str, offset: int) -> bool:
    return bool(offset) and text[offset - 1].isalnum() and not text[offset : offset + 1].isalnum()
